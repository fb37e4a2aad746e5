"""A file that is no TOML is told with what was likely meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from patternloom.adr.inputs.settings import read_settings
from patternloom.problems.findings import PatternloomError

TEXT = "is no value of TOML, expected a text in quotes"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("strict = yes\n", "1:10: 'yes' is no value of TOML, expected true or false; did you mean 'true'?"),
        ("strict = False # no\n", "1:10: 'False' is no value of TOML, expected true or false; did you mean 'false'?"),
        ('records = [docs/adr, "b"]\n', f"1:12: 'docs/adr' {TEXT}; write \"docs/adr\""),
        ("catalog = “a”\n", f"1:11: '“a”' {TEXT}; write \"a\""),
        ("records: []\n", "1:8: ':' after a key, expected '='; TOML is no YAML: write 'key = value'"),
        ("strict = true\nstrict = true\n", "2:14: 'strict = true' says again what stands above, expected each key and table once"),
        ("[statuses]\n[statuses]\n", "2:10: '[statuses]' says again what stands above, expected each key and table once"),
        ("strict = \n", "1:10: no TOML: Invalid value"),
        ("strict true\n", "1:8: no TOML: Expected '=' after a key in a key/value pair"),
        ("sites = [\n", "2:1: no TOML: "),
        ("a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> x\n", "2:1: '<<<<<<< HEAD' begins a conflict that git left here, expected one of its two versions"),
        ("seconds = true\n", "1:1: 'True' for 'seconds', expected a number of seconds"),
    ],
)  # fmt: skip
def test_what_keeps_it_from_being_toml(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / ".patternloom.toml").write_text(text, "utf-8")
    with pytest.raises(PatternloomError) as error:
        read_settings(tmp_path / ".patternloom.toml")
    (problem,) = error.value.problems
    assert str(problem).startswith(f".patternloom.toml:{told}")
