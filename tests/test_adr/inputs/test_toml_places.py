"""Keys and values of TOML are found where they stand, whatever stands around them."""

from __future__ import annotations

import pytest

from patternloom.adr.inputs.toml_places import key_at, value_at

TEXT = '''# sites = "no"
note = """
sites = 1
"""
[tool.other]
sites = ["x"]
[tool.patternloom]
"off" = ["a", 'b']
statuses.accepted = ["c"]
[tool.patternloom.sections]
outcome = ["sites"]
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("tool", "patternloom", "off"), '"off" ='),
        (("tool", "patternloom", "statuses"), "statuses.accepted"),
        (("tool", "patternloom", "statuses", "accepted"), "accepted ="),
        (("tool", "patternloom", "sections", "outcome"), "outcome ="),
        (("tool", "other", "sites"), 'sites = ["x"]'),
    ],
)
def test_a_key_is_found_by_all_its_parts(path: tuple[str, ...], line: str) -> None:
    assert key_at(TEXT, path) == TEXT.index(line)


def test_what_is_nowhere_is_told_at_the_first_place() -> None:
    assert key_at(TEXT, ("sites",)) == 0


def test_a_value_is_found_in_its_list_else_its_key() -> None:
    path = ("tool", "patternloom", "off")
    assert [value_at(TEXT, path, value) for value in ("a", "b", "zz")] == [
        TEXT.index('"a"') + 1,
        TEXT.index("'b'") + 1,
        TEXT.index('"off"'),
    ]
