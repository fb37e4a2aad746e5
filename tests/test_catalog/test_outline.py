"""Languages, lists and ids can be told of a catalog with mistakes, and each mistake of its outer form is told once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from projects import to_yaml

from patternloom.catalog.outline import Outline, languages_at, outline_of
from patternloom.model.kinds import KINDS
from patternloom.problems import limits
from patternloom.problems.findings import Findings
from patternloom.reading.defaults import words
from patternloom.reading.strict_yaml import read_yaml


def outlined(**files: Any) -> tuple[Outline, list[str]]:
    """The outline of files (`a__b` stands for `a/b.yaml`) and what is wrong with them."""
    problems = Findings()
    sources = []
    for name, content in files.items():
        path = Path(name.replace("__", "/") + ".yaml")
        text = content if isinstance(content, str) else to_yaml(content)
        source = read_yaml(text, path.as_posix(), path, problems=[])
        assert source is not None
        sources.append(source)
    outline = outline_of(sources, problems)
    return outline, [str(problem) for problem in problems]


def test_settings_words_and_lists_are_told_apart() -> None:
    outline, problems = outlined(
        catalog={"languages": ["en", "ja"]},
        strings__en={"b": "x", "a": "y"},
        strings__ja={"c": "z"},
        rye={"patterns": [{"id": "rye"}], "groups": [{"id": "breads"}]},
    )
    assert problems == []
    assert (outline.languages, outline.languages_sure) == (("en", "ja"), True)
    assert sorted({*outline.words} - words("en").keys()) == ["a", "b", "c"]
    assert words("en").keys() < {*outline.words}
    assert outline.kinds == {"rye": "pattern", "breads": "group"}
    assert [(item.list, item.number) for item in outline.items] == [("patterns", 0), ("groups", 0)]
    assert (outline.unsure, outline.nameless) == (set(), set())


def test_settings_whose_name_has_capitals_are_the_settings() -> None:
    outline, problems = outlined(Catalog={"languages": ["en"]})
    assert outline.languages == ("en",)
    assert problems == ["Catalog.yaml:1:1: file name 'Catalog.yaml', expected 'catalog.yaml'"]
    outline, problems = outlined(catalog={"languages": ["en"]}, CATALOG={"languages": ["ja"]})
    assert (outline.languages, len(problems)) == (("en",), 1)


def test_without_a_language_nothing_is_held_to_any() -> None:
    for settings in ({"name": "x"}, {"languages": "en"}, {"languages": []}):
        outline, _ = outlined(catalog=settings)
        assert (outline.languages, outline.languages_sure) == ((), False)


@pytest.mark.parametrize(
    ("languages", "expected", "sure"),
    [
        (["en", "ja"], ("en", "ja"), True),
        (["en", "de"], ("en", "de"), False),
        (["en"], ("en",), True),
        (["en", "ja", "de"], ("en", "ja", "de"), True),
        (["en_US", "ja"], ("en_US", "ja"), False),
        ([["en"], "ja"], ("ja",), False),
        ("en", ("en", "ja"), True),
        (None, ("en", "ja"), True),
    ],
)
def test_the_languages_are_those_of_the_settings_else_those_of_the_words(
    languages: Any, expected: tuple[str, ...], sure: bool
) -> None:
    settings = {"name": "x"} if languages is None else {"languages": languages}
    outline, _ = outlined(catalog=settings, strings__en={"a": "b"}, strings__ja={"a": "b"})
    assert (outline.languages, outline.languages_sure) == (expected, sure)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("languages: [en, ja]\nname: x\n", ("en", "ja")),
        ("languages: [en, 1, ../x, pt-BR]\nareas: [nowhere]\n", ("en", "pt-BR")),
        ("languages: en\n", ()),
        ("- languages\n", ()),
        ("languages: [en\n", ()),
        ("", ()),
        (None, ()),
    ],
)
def test_what_the_settings_seem_to_list_is_told_before_all_else(
    tmp_path: Path, text: str | None, expected: tuple[str, ...]
) -> None:
    if text is not None:
        (tmp_path / "catalog.yaml").write_text(text, "utf-8")
    assert languages_at(tmp_path) == expected


def test_more_languages_than_anybody_speaks_are_told_and_cut() -> None:
    assert outlined(catalog={"languages": [f"l{number}" for number in range(limits.LANGUAGES)]})[1] == []
    outline, problems = outlined(catalog={"languages": [f"l{number}" for number in range(60)]})
    assert problems == ["catalog.yaml:52:3: 60 languages, expected at most 50"]
    assert len(outline.languages) == limits.LANGUAGES


@pytest.mark.parametrize(
    ("content", "problems", "kinds", "unsure", "nameless"),
    [
        ({"pattern": [{"id": "rye"}, {"name": "x"}, "oats"]}, ["1:1: unknown key 'pattern'"], {"rye": "pattern"}, {"rye"}, set()),
        ({"works": [{"id": "rye"}, "oats"]}, ["1:1: unknown key 'works'"], {}, {"rye", "oats"}, set()),
        ({"works": {"rye": {}, "name": "x"}}, ["1:1: unknown key 'works'"], {}, {"rye", "name", "x"}, set()),
        ({"patterns": {"id": "rye"}}, ["2:3: found a mapping"], {}, {"id", "rye"}, set()),
        ({"patterns": {"x": [{"id": "rye"}]}}, ["2:3: found a mapping"], {}, {"x", "rye"}, set()),
        ({"patterns": {"x": {"y": "rye"}}}, ["2:3: found a mapping"], {}, {"x"}, set()),
        ({"patterns": "rye"}, ["1:11: found 'rye'"], {}, {"rye"}, set()),
        ([{"id": "rye"}], ["1:1: found a list"], {}, {"rye"}, set()),
        ("rye", ["1:1: found 'rye'"], {}, {"rye"}, {kind.name for kind in KINDS}),
        ({"id": "rye", "name": "Rye"}, ["1:1: an entry ('rye') outside a list"], {}, {"id", "name", "rye", "Rye"}, set()),
        ({"patterns": [{"Id": "rye"}]}, [], {}, {"Id", "rye"}, {"pattern"}),
        ({"patterns": ["rye"]}, [], {}, {"rye"}, {"pattern"}),
        ({"patterns": [{"id": "Rye_Bread"}]}, [], {"Rye_Bread": "pattern", "rye-bread": "pattern"}, set(), {"pattern"}),
        ("a: b\na: rye\n", ["1:1: unknown key 'a'"], {}, {"b", "rye"}, set()),
    ],
)  # fmt: skip
def test_an_id_is_known_wherever_it_may_stand(
    content: Any, problems: list[str], kinds: dict[str, str], unsure: set[str], nameless: set[str]
) -> None:
    outline, told = outlined(rye=content)
    assert [line.removeprefix("rye.yaml:").partition(",")[0] for line in told] == problems
    assert (outline.kinds, outline.unsure, outline.nameless) == (kinds, unsure, nameless)


def test_a_second_use_of_an_id_is_told_with_the_first() -> None:
    outline, problems = outlined(a={"patterns": [{"id": "rye"}]}, b={"groups": [{"id": "rye"}]})
    assert problems == ["b.yaml:2:7: duplicate id 'rye', expected ids to be unique over all kinds; first at a.yaml:2:7"]
    assert (outline.kinds, outline.nameless) == ({"rye": "pattern"}, {"group"})


def test_what_takes_the_id_of_an_entry_that_is_gone_makes_the_mistake_wherever_it_stands() -> None:
    gone = {"retired": [{"id": "rye", "successor": "oats"}, {"id": "barm"}, {"id": "barm"}]}
    outline, problems = outlined(a={"patterns": [{"id": "rye"}]}, b=gone)
    assert problems == [
        "b.yaml:5:7: duplicate id 'barm', expected ids to be unique over all kinds; first at b.yaml:4:7",
        "a.yaml:2:7: id 'rye' is retired, expected one that never stood for anything else; retired at b.yaml:2:7",
    ]
    # Who names it is told nothing: the entry is meant.
    assert (outline.kinds, outline.retired) == ({"rye": "retired", "barm": "retired"}, {"barm": ""})
    assert "rye" in outline.unsure


def test_an_id_of_before_leads_to_one_entry_and_is_used_by_none() -> None:
    outline, problems = outlined(
        a={"patterns": [{"id": "rye", "formerly": ["roggen", ["x"], "secale"]}, {"id": "barm", "formerly": "no list"}]},
        b={"patterns": [{"id": "oats", "formerly": ["roggen", "rye"]}]},
    )
    assert problems == [
        "b.yaml:4:5: 'roggen' is listed as a former id twice, expected one entry that it leads to; the other stands at a.yaml:2:7",
        "b.yaml:5:5: 'rye' is the id of an entry, expected one that is none any more; it stands at a.yaml:2:7",
    ]
    assert outline.former == {"roggen": "rye", "secale": "rye"}
