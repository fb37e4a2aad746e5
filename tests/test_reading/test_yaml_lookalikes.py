"""What only looks like YAML is told as what it is, at its place."""

from __future__ import annotations

import pytest

from patternloom.problems.findings import PatternloomError
from patternloom.reading.strict_yaml import read_yaml

KEEP_ONE = "expected one of its two versions; keep one, and delete the lines of <<<<<<<, ======= and >>>>>>>"
SPACES = "which YAML takes for a letter, expected spaces; indent with spaces"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n", f"2:1: '<<<<<<< HEAD' begins a conflict that git left here, {KEEP_ONE}"),
        ("a: b\n>>>>>>> x\n", f"2:1: '>>>>>>> x' is left of a conflict that git left here, {KEEP_ONE}"),
        ("a: b\n=======\nc: d\n", f"2:1: '=======' is left of a conflict that git left here, {KEEP_ONE}"),
        ("a: [b\n# x\n<<<<<<< HEAD\n", f"3:1: '<<<<<<< HEAD' begins a conflict that git left here, {KEEP_ONE}"),
        ("a:\n\tb: c\n", "2:1: a tab, expected spaces; indent with spaces"),
        ("a: b\n\u3000c: d\n  e: f\n", f"2:1: a blank U+3000, {SPACES}"),
        ("a:\n\u3000b: c\n", "1:3: no value for key 'a', expected one; indent the line below with spaces: U+3000 is a letter to YAML"),
        ("a:\n  - b: c\n   \xa0d: e\n", f"3:4: a blank U+00A0, {SPACES}"),
        ("a: b\nc:\xa0d\ne: f\n", "2:1: a blank U+00A0 after 'c', expected ': ' with a space; write 'c: d'"),
        ("a: b\nc d\ne: f\n", "2:1: no ': ' in 'c d', expected a key and its value; write 'c: d', or indent a text that goes on further than its key"),
        ("a:\n  - id: b\n  – id: c\n", "3:3: '–' (U+2013) begins an item, expected '- '; write '- id: c'"),
        ("a:\n  - id: b\n  • id: c\n", "3:3: '•' (U+2022) begins an item, expected '- '; write '- id: c'"),
        ("a:\n  {% if b %}\n  c: d\n", "2:3: '{% if b %}' is a template's, expected a key and its value: nothing in YAML here is rendered; delete it"),
        ("a: b\n\ufeffc: d\n", "2:1: a letter U+FEFF that cannot be seen begins the line, expected none; delete it, or type the line anew"),
        ("a: b\n// c\nd: e\n", "2:1: '// c' is no comment in YAML, expected '#' before one; write '# c'"),
        ("a: b\n<!-- c -->\nd: e\n", "2:1: '<!-- c -->' is no comment in YAML, expected '#' before one; write '# c'"),
        ("a: b\n; c\nd: e\n", "2:1: '; c' is no comment in YAML, expected '#' before one; write '# c'"),
        ("```yaml\na: b\n```\n", "1:1: '```yaml' is a fence of Markdown, expected YAML alone; delete it, and the one that closes it"),
        ("a: x\n+   b: c\n    d: e\n", "2:1: '+' begins '+   b: c' as in a patch, expected a key; write 'b: c' at the column of the keys beside it"),
    ],
)  # fmt: skip
def test_what_looks_like_yaml_is_told_as_what_it_is(text: str, told: str) -> None:
    with pytest.raises(PatternloomError) as error:
        read_yaml(text, "x")
    assert [str(problem) for problem in error.value.problems] == [f"x:{told}"]
