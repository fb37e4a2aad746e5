"""Pages that come with us: made where `nav:` names them, or, without one, where they have something to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from patternloom.problems.findings import Findings, PatternloomError
from patternloom.site.content import Content, read_content
from patternloom.site.default_pages import with_asked_for, with_defaults

EMPTY = Content((), (), True)
ALL = frozenset({"area", "group", "pattern", "category", "technology", "example", "term", "reference", "erratum"})
PAGES = [
    "areas/[area].md",
    "areas/index.md",
    "categories.md",
    "errata.md",
    "examples/[example].md",
    "examples/index.md",
    "references.md",
    "technologies.md",
    "terms.md",
]


def paths(content: Content) -> list[str]:
    """Those of ours."""
    return [str(template.path) for template in content.templates if not template.own]


def own(folder: Path, **files: str) -> Content:
    """Pages of a project's own."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.any.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return read_content(folder, "content", ("en",), Findings())


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (ALL, PAGES),
        ((), []),
        (("area",), ["areas/[area].md", "areas/index.md"]),
        (("example", "term"), ["examples/[example].md", "examples/index.md", "terms.md"]),
        (("provider",), []),
    ],
)
def test_without_navigation_a_page_is_made_where_it_would_not_stand_empty(
    kinds: tuple[str, ...], expected: list[str]
) -> None:
    assert paths(with_defaults(EMPTY, kinds, None)) == expected


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ((), []),
        (("terms.md", "x.md", "https://example.org/areas/index.md"), ["terms.md"]),
        (("areas/*",), ["areas/[area].md"]),
        (("areas/index.md",), ["areas/index.md"]),
        (("areas/storage.md",), ["areas/[area].md"]),
        (("*",), []),
    ],
)
def test_with_navigation_a_page_is_made_where_it_is_named(named: tuple[str, ...], expected: list[str]) -> None:
    """Empty or not: somebody asked for it."""
    assert paths(with_defaults(EMPTY, (), named)) == expected


def test_a_page_of_the_project_replaces_that_of_its_name(tmp_path: Path) -> None:
    content = own(tmp_path, terms="x", areas__index="x")
    found = with_defaults(content, ALL, None)
    assert paths(found) == [page for page in PAGES if page not in ("terms.md", "areas/index.md")]
    assert found.templates[: len(content.templates)] == content.templates
    assert paths(with_defaults(content, ALL, ["terms.md", "errata.md"])) == ["errata.md"]


def test_a_page_of_the_project_that_shows_a_kind_stands_for_that_of_ours(tmp_path: Path) -> None:
    """Its name may be another one; an index without pages in its folder goes too."""
    content = own(
        tmp_path, tools="---\nshows: technology\n---\n", **{"fields__[area]": "---\nshows: [area, term]\n---\n"}
    )
    assert paths(with_defaults(content, ALL, None)) == [
        "categories.md",
        "errata.md",
        "examples/[example].md",
        "examples/index.md",
        "references.md",
    ]


def test_pages_for_one_language_are_nobody_s_default(tmp_path: Path) -> None:
    (tmp_path / "start.md").write_text("x", "utf-8")
    assert with_defaults(EMPTY, ALL, None, tmp_path).templates == ()


def test_pages_of_ours_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "x.any.md").write_bytes(b"\xff")
    with pytest.raises(PatternloomError, match=r"^patternloom/defaults/content/x\.any\.md:1:1: byte 0xff is not UTF-8"):
        with_defaults(EMPTY, ALL, None, tmp_path)


def test_a_page_that_an_option_asks_for_is_made_only_then(tmp_path: Path) -> None:
    assert paths(with_asked_for(EMPTY, ())) == []
    assert paths(with_asked_for(EMPTY, ("records.md",))) == ["records.md"]
    assert paths(with_defaults(EMPTY, ALL, None)) == PAGES


def test_a_page_of_the_project_s_own_goes_before_one_that_is_asked_for(tmp_path: Path) -> None:
    content = with_asked_for(own(tmp_path, records="# Ours\n"), ("records.md",))
    assert [(str(one.path), one.own) for one in content.templates] == [("records.md", True)]
