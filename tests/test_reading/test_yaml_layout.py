"""Lines that stand where they belong to nothing are told at their cause, with the way out."""

from __future__ import annotations

import pytest

from patternloom.problems.findings import PatternloomError
from patternloom.reading.strict_yaml import read_yaml


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a:\n  b: >- c d\n    e\n", "2:6: more follows '>-' on its line, expected the text on the lines below; delete '>-', or begin the text on the next line"),
        ("a: > 5 trains\n", "1:4: '> 5 trains' begins with '>', which YAML takes for something else, expected a text; put the text in quotes: \"> 5 trains\""),
        ("a: >-x\n  b\n", "1:4: '>-x' begins with '>', which YAML takes for something else, expected a text; put the text in quotes: \">-x\""),
        ("a:\n  b: >-\n      c d\n    e f\n", "4:5: 'e f' at column 5 below a text that begins at column 7, expected one column; indent the lines of a text alike"),
        ("a:\n  b: >-\n      c d\n f: g\n", "4:2: 'f: g' at column 2 fits no line above it, expected column 1 or 3, where lines above it begin"),
        ("a:\n  b: |9\n    c d\n", "2:6: '|9' says that its text is indented by 9 more, and the next line is not, expected as many; delete the 9"),
        ("a:\n  - id: b\n    c: d\n  -id: e\n", "4:3: no blank after '-' in '-id: e', expected '- '; write '- id: e'"),
        ("a:\n  - id: b\n  c:\n  - id: d\n", "3:3: 'c:' at column 3 fits no line above it, expected '- ' at column 3, or a key of the item above it at column 5; indent the keys of an item alike; a list of entries begins at column 1"),
        ("a:\n  - b: |\n    c d\n    e: f\n", "3:5: 'c d' is no deeper than its key, expected the text of '|' below it; indent it further than 'b:'"),
        ("a: []\n  - b\n", "1:4: '[]' says that there is nothing, and '- b' follows, expected one of the two; delete '[]'"),
        ("a: {} b\n", "1:4: '{} b' begins with a brace, which YAML takes for something else, expected a text; put the text in quotes: \"{} b\""),
        ("a:\n  - - id: b\n    c: d\n", "2:5: two dashes begin '- - id: b', expected '- ' once for each item; write '- id: b'"),
        ("a:\n  - id: b\n    c: d\n    - e: f\n", "4:5: '- e: f' stands beside keys, expected a key; write 'e: f'; an item begins one level deeper"),
        ("a:\n  - id: b\n    c: d\n    - e\n", "4:5: '- e' at column 5 fits no line above it, expected column 3, where a line above it begins"),
        ("a:\n  - id: b\n    c: d\n   e: f\n", "4:4: 'e: f' at column 4 fits no line above it, expected '- ' at column 3, or a key of the item above it at column 5; indent the keys of an item alike"),
        ("a:\n  - id: b\nid: c\n    d: e\n", "3:1: 'id: c' begins no entry, expected '- ' before it; write '- id: c' at the column of the entries above"),
        ("a: b\nx: c\n    d: e\n", "3:5: key 'd' is indented below a text ('x: c'), expected a text or keys, not both; indent it as the key that it belongs beside, or put the text in quotes: \"c d: e\""),
        ("a: [b]\n  - c\n", "2:3: '- c' at column 3 fits no line above it, expected the column of the line that it belongs beside"),
        ("- a\nb: c\n", "2:1: 'b: c' at column 1 fits no line above it, expected '- ' at column 1, or a key of the item above it at column 3; indent the keys of an item alike"),
        ("a: &b &c d\n", "1:7: YAML syntax: did not find expected key while parsing a block mapping, expected valid YAML; put the text in quotes if it holds ': ', ', ' or ' #', or begins with a quote or bracket"),
        ("a: b\n...\nc: d\n", "2:1: '...' ends the file's document, expected nothing after it; delete the line"),
        ("%YAML 1.2\na: b\n", "1:1: '%YAML 1.2' is a directive, expected lists of entries alone; delete the line"),
        ("a:\n    b: c\n    d:\n      - e\n     - f\n", "5:6: '- f' at column 6 fits no line above it, expected column 7, where a line above it begins"),
    ],
)  # fmt: skip
def test_a_line_at_a_wrong_place_is_told_with_the_right_one(text: str, told: str) -> None:
    with pytest.raises(PatternloomError) as error:
        read_yaml(text, "x")
    assert [str(problem) for problem in error.value.problems] == [f"x:{told}"]
