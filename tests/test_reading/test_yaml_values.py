"""What strict YAML does not have is refused at its place, and the rest is still read."""

from __future__ import annotations

from typing import Any

import pytest

from patternloom.problems import limits
from patternloom.problems.findings import PatternloomError
from patternloom.reading.strict_yaml import read_yaml
from patternloom.text.quoting import IN_QUOTES


def refusals(text: str) -> list[str]:
    """What is wrong with a text."""
    with pytest.raises(PatternloomError) as caught:
        read_yaml(text, "a.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_a_second_key_of_the_same_name_is_refused_and_the_first_counts() -> None:
    assert refusals("a: 1\nb: 2\n'a': 3\n") == [
        "a.yaml:3:1: duplicate key 'a', expected each key once; first on line 1"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &b c\n", ["a.yaml:1:4: anchor '&b', expected a plain value; put the text in quotes: \"&b c\""]),
        ("a: *b\n", ["a.yaml:1:4: alias '*b', expected the value itself"]),
        ("a: &b [*b]\n", ["a.yaml:1:4: anchor '&b', expected a plain value; write it out wherever it is needed", "a.yaml:1:8: alias '*b', expected the value itself"]),
        ("*a : b\n", ["a.yaml:1:1: alias '*a', expected the value itself"]),
        ("a: {<<: *b}\n", ["a.yaml:1:5: merge key '<<', expected the keys that it brings; write them out"]),
        ("a: !!str b\n", ["a.yaml:1:4: tag 'tag:yaml.org,2002:str', expected a plain value; put the text in quotes: \"!!str b\""]),
        ("a: !b c\n", ["a.yaml:1:4: tag '!b', expected a plain value; put the text in quotes: \"!b c\""]),
        (
            "a: !!python/object/apply:os.system [x]\n",
            ["a.yaml:1:4: tag 'tag:yaml.org,2002:python/object/apply:os.system', expected a plain value; delete the tag"],
        ),
        ("--- a\n--- b\n", ["a.yaml:2:1: a second document, expected one document a file; delete the '---' line or make it a file of its own"]),
        ("", ["a.yaml:1:1: empty file, expected a mapping"]),
        ("# a\n---\n", ["a.yaml:3:1: no value, expected one"]),
        ("?", ["a.yaml:1:2: no value for key '', expected one; indent what belongs to it, or delete the key", "a.yaml:1:2: no value, expected one"]),
        ("a:\nb: c\n", ["a.yaml:1:3: no value for key 'a', expected one; indent what belongs to it, or delete the key"]),
        ("- \n- a\n", ["a.yaml:1:2: no value, expected one"]),
        ("[a]: b\n", ["a.yaml:1:1: a list or mapping as a key, expected a plain word; " + IN_QUOTES]),
        ("? {a: b}\n: c\n", ["a.yaml:1:3: a list or mapping as a key, expected a plain word; " + IN_QUOTES]),
        ("a: b\0c\n", ["a.yaml:1:5: character U+0000 is not allowed in YAML, expected text"]),
        ("a:\n  蒸\x07\n", ["a.yaml:2:4: character U+0007 is not allowed in YAML, expected text"]),
        ("[" * (limits.YAML_LEVELS + 1), [f"a.yaml:1:{limits.YAML_LEVELS + 1}: nested deeper than {limits.YAML_LEVELS} levels, expected a flat file"]),
        ("[" * 100_000, [f"a.yaml:1:{limits.YAML_LEVELS + 1}: nested deeper than {limits.YAML_LEVELS} levels, expected a flat file"]),
    ],
)  # fmt: skip
def test_what_is_not_plain_yaml_is_refused_at_its_place(text: str, expected: list[str]) -> None:
    assert refusals(text) == expected


def test_every_refusal_of_a_text_is_told() -> None:
    assert refusals("a: &x b\na: !y c\nd:\n") == [
        "a.yaml:1:4: anchor '&x', expected a plain value; put the text in quotes: \"&x b\"",
        "a.yaml:2:1: duplicate key 'a', expected each key once; first on line 1",
        "a.yaml:2:4: tag '!y', expected a plain value; put the text in quotes: \"!y c\"",
        "a.yaml:3:3: no value for key 'd', expected one; indent what belongs to it, or delete the key",
    ]


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 30)
    )
    # 30 anchors, and nine aliases on each line but the first: none of them is followed.
    assert len(refusals(bomb)) == 30 + 29 * 9


def test_a_text_of_nothing_but_mistakes_stops_being_read() -> None:
    assert len(refusals("- *a\n" * (limits.PROBLEMS + 5))) == limits.PROBLEMS


def test_too_many_values_are_refused_where_they_become_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "VALUES_IN_FILE", 1_000)  # a million take half a minute on a busy machine
    assert refusals("- a\n" * 1_005) == [
        "a.yaml:1001:3: too many values, expected at most 1,000 in a file and 1,200,000 in all"
    ]


def test_an_entry_of_too_many_values_is_refused_and_the_rest_of_the_file_is_read() -> None:
    problems: list[Any] = []
    large = "a:\n- [" + "b," * (limits.VALUES_IN_ENTRY + 1) + "]\n- c\n"
    source = read_yaml(large, "a.yaml", problems=problems)
    assert [str(problem) for problem in problems] == [
        "a.yaml:2:3: an entry of 10,001 values, expected at most 10,000; split it"
    ]
    assert source is not None
    assert source.value == {"a": ["too large", "c"]}


@pytest.mark.parametrize(
    ("text", "value", "lost"),
    [
        ("a: [b]\na: [c]\n", {"a": ["b", "c"]}, ()),
        ("a: b\na: c\n", {"a": "b"}, ("c",)),
        ("a: {b: c}\na: {d: e}\n", {"a": {"b": "c"}}, ()),
        ("- a: b\n  c: d\n  a: e\n  c: f\n", [{"a": "b", "c": "d"}], ("e", "f")),
    ],
)
def test_as_little_as_possible_is_lost_of_a_key_s_second_value(text: str, value: Any, lost: tuple[str, ...]) -> None:
    problems: list[Any] = []
    source = read_yaml(text, "a.yaml", problems=problems)
    assert source is not None
    assert (source.value, source.lost, len(problems)) == (value, lost, 1)


def test_a_list_or_mapping_as_a_key_is_told_once_whatever_stands_in_it() -> None:
    assert refusals("? {a: &b c, d: *e, f}\n: g\nh: i\n") == [
        "a.yaml:1:3: a list or mapping as a key, expected a plain word; " + IN_QUOTES
    ]
    assert refusals("a: {{ b }}\nc: {{d}}\n") == [
        'a.yaml:1:4: a list or mapping as a key, expected a plain word; put the text in quotes: "{{ b }}"',
        'a.yaml:2:4: a list or mapping as a key, expected a plain word; put the text in quotes: "{{d}}"',
    ]


def test_a_mapping_with_a_key_twice_is_known_by_its_line() -> None:
    source = read_yaml("a:\n  b: c\n  d: e\n  b: f\ng: {h: i}\n", "a.yaml", problems=[])
    assert source
    assert source.doubled == {2}
