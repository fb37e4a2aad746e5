"""No text of a catalog reaches a reader as markup or code, in whatever field it stands, and all of it reaches him.

Every field is found from the model (`payloads.py`), and gets every payload: of the groups of payloads, and of what the
built site shows of them, the most are the matrix's; the bakery's site holds some in `make test` too. A page must be, element for element and
attribute for attribute, the page that it is where each text is a tag alone; and where the tag was, the whole text.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from payload_build import built
from payload_pages import ENGINES, as_html, data_lines, engines_for, page_lines
from payloads import (
    BEGINNINGS,
    GROUPS,
    INSIDES,
    TAG,
    Planted,
    catalog_of,
    group,
    plant,
    rendered,
    texts_of,
)
from projects import SMALL, Project

from patternloom.catalog.load import Catalog
from patternloom.model.kinds import KINDS
from patternloom.text import escape

MORE = settings.get_current_profile_name() == "fuzz"
"""Whether every payload that a line may begin with is tried in every field, too, and each field by itself."""


@dataclass(frozen=True)
class Ground:
    """A catalog, and its pages where each text is its tag alone."""

    project: Project
    catalog: Catalog
    plain: Planted
    lines: dict[tuple[str, str], list[tuple[Any, ...]]]
    data: dict[str, list[tuple[str, str]]]
    """What programs read of it, by file."""

    def planted(self, payload: Callable[[str], str]) -> Planted:
        """The catalog full of a payload."""
        return plant(self.catalog, payload)

    def pages(self, planted: Planted) -> dict[str, str]:
        """Its pages."""
        return texts_of(rendered(self.project, planted))

    def reached(self, planted: Planted) -> dict[str, set[str]]:
        """What is otherwise than it should be: page and engine, with the fields that what differs names."""
        return dict(self._reached(planted, self.pages(planted)))

    def _reached(self, planted: Planted, pages: dict[str, str]) -> Iterator[tuple[str, set[str]]]:
        for path, text in pages.items():
            for name, engine in engines_for(path).items():
                found = lines_of(path, text, engine, planted)
                if found != self.lines[path, name]:
                    yield f"{path}, {name}", blamed(self.lines[path, name], found, planted)


def lines_of(path: str, text: str, engine: Callable[[str], str], planted: Planted) -> list[tuple[Any, ...]]:
    """A page as an engine makes it."""
    return page_lines(text if path.endswith(".html") else as_html(text, engine), planted)


def blamed(expected: list[tuple[Any, ...]], found: list[tuple[Any, ...]], planted: Planted) -> set[str]:
    """The fields that stand where two pages differ."""
    wrong = {
        tag
        for kind, _, _, start, end in SequenceMatcher(None, expected, found, autojunk=False).get_opcodes()
        if kind != "equal"
        for tag in TAG.findall(str(found[start:end]))
    }
    return {planted.fields[tag] for tag in wrong if tag in planted.fields} or {"no field"}


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """The small catalog with a design example, and the repository's macros and pages."""
    project = Project(tmp_path_factory.mktemp("payloads"))
    shutil.copytree(SMALL, project.catalog)
    catalog = catalog_of(project)
    plain = plant(catalog, lambda place: "")
    pages = texts_of(rendered(project, plain))
    lines = {
        (path, name): lines_of(path, text, engine, plain)
        for path, text in pages.items()
        for name, engine in engines_for(path).items()
    }
    return Ground(project, catalog, plain, lines, data_of(project, plain))


def data_of(project: Project, planted: Planted) -> dict[str, list[tuple[str, str]]]:
    """Every value that a program reads, by file."""
    return {
        file.path: data_lines(file.path, file.data, planted)
        for file in rendered(project, planted).files
        if file.path.endswith((".atom", ".json", ".inv", ".xml"))
    }


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(number, marks=() if MORE or number < 1 else pytest.mark.matrix)
        for number in range(len(BEGINNINGS) if MORE else GROUPS)
    ],
)
def test_no_payload_reaches_a_reader_from_any_field(
    ground: Ground, number: int, record_property: Callable[[str, object], None]
) -> None:
    planted = ground.planted(group(number))
    assert planted.fields == ground.plain.fields
    reached = ground.reached(planted)
    tried = len(planted.fields) * (1 + len(range(number % GROUPS, len(INSIDES), GROUPS)))
    print(
        f"{len(planted.fields)} texts, {tried:,} of them with a payload, in {len(ENGINES)} engines: {len(reached)} reached"
    )
    assert reached == {}


@pytest.mark.parametrize("number", range(GROUPS))
def test_no_payload_is_more_than_a_text_to_a_program(ground: Ground, number: int) -> None:
    """Feeds, data and inventory hold the same values in the same places, each text whole."""
    plain, found = ground.data, data_of(ground.project, ground.planted(group(number)))
    assert len(plain) > 20
    assert [path for path in plain if found[path] != plain[path]] == []
    assert found.keys() == plain.keys()


def shown_in(lines: Iterable[Sequence[object]], planted: Planted) -> set[str]:
    """The fields whose tags stand there."""
    return {planted.fields[tag] for line in lines for tag in TAG.findall(str(line)) if tag in planted.fields}


# What no page says: how a file is coloured, where a switch lies, a short name that one picture does without, the kind
# of what is gone, what search alone takes, what the check of forms leaves alone; and what the checks of an example's
# files take.
HIDDEN = {
    *(f"{kind.type.__name__}.found_by" for kind in KINDS if "found_by" in {one.name for one in fields(kind.type)}),
    "DesignExample.components.authenticates.file",
    "DesignExample.components.authenticates.text",
    "DesignExample.steps.flows.calls",
    *(
        f"DesignExample.{part}speaks_of.{field}"
        for part in ("", "failures.", "steps.")
        for field in ("start", "end", "port", "calls")
    ),
    "DesignExample.components.switch.file",
    "DesignExample.files.language",
    "DesignExample.label",
    "Retired.kind",
    "Term.exceptions.form",
    "Term.exceptions.reason",
}


def test_every_text_of_the_model_is_tried_and_all_but_a_few_are_shown(ground: Ground) -> None:
    """A text that is new stands on a page, or is told here."""
    every = set(ground.plain.fields.values())
    shown = shown_in((line for lines in ground.lines.values() for line in lines), ground.plain)
    print(f"{len(every)} fields in {len(ground.plain.fields)} texts, {len(shown)} fields on a page")
    assert {field for field in every - shown if not field.startswith("strings: ")} == HIDDEN


# What reaches a page as it is, told by its tag: an element, an attribute and code, in HTML and in Markdown.
TELLTALE = '<b class="TAG">`TAG`</b>'
# Of an address, the type lets nothing through that means something in an attribute or in HTML.
BY_TYPE = {"Decided.address", "Reference.url", "Technology.url"}
# Of a listing, the fence is longer than any in it: nothing in it is written otherwise.
LISTED = {
    f"DesignExample.commands.{block}.{part}" for block in ("apply", "see", "remove") for part in ("run", "answer")
}


def unwritten(only: str | None = None) -> Callable[..., str]:
    """A writer that leaves texts as they are: all, or those with a tag."""

    def coded(signs: re.Pattern[str], words: str, form: Any = None) -> str:
        left = (only is None or only in words) and form in (None, escape._code)  # D2 would draw no picture of it
        return words if left else signs.sub(form or escape._reference, words)

    return coded


def remember_nothing_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no writer answer by what it remembers to have written before."""
    for name, module in list(sys.modules.items()):
        if name.startswith("patternloom."):
            for called, value in list(vars(module).items()):
                if hasattr(value, "cache_info") and value.__wrapped__.__module__ == escape.__name__:
                    monkeypatch.setattr(module, called, value.__wrapped__)


def test_where_no_text_is_written_for_its_place_every_field_is_told(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So what looks for payloads looks at every field."""
    shown = shown_in((line for lines in ground.lines.values() for line in lines), ground.plain)
    monkeypatch.setattr(escape, "_coded", unwritten())
    remember_nothing_written(monkeypatch)
    told = set().union(*ground.reached(ground.planted(lambda place: TELLTALE)).values())
    assert shown - told == BY_TYPE, "what machines alone are shown, such as aliases, is printed by no macro: let one"


def test_where_one_field_is_not_written_for_its_place_it_is_told(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Field by field; here a few of them, `make fuzz` takes all."""
    remember_nothing_written(monkeypatch)
    planted = ground.planted(lambda place: TELLTALE)
    right = ground.pages(planted)
    shown = shown_in((line for lines in ground.lines.values() for line in lines), ground.plain) - BY_TYPE - LISTED
    first = {field: tag for tag, field in reversed(planted.fields.items())}
    tried = sorted(shown)[:: 1 if MORE else 60]
    for field in tried:
        # The first text of a field may be one that no page shows, such as the name of a kind.
        tags = [tag for tag, place in planted.fields.items() if place == field]
        told: set[str] = set()
        for tag in tags:
            monkeypatch.setattr(escape, "_coded", unwritten(tag))
            changed = {path: text for path, text in ground.pages(planted).items() if text != right[path]}
            told |= set().union(*dict(ground._reached(planted, changed)).values()) if changed else set()
            if told:
                break
        assert told >= {field}, first[field]
    print(f"{len(tried)} of {len(shown)} fields left unwritten, one at a time: each is told")


@pytest.mark.matrix
def test_no_payload_reaches_a_reader_of_the_built_site(tmp_path: Path) -> None:
    """Navigation, titles and search are the theme's doing; each page of the built site is held against its twin."""
    (plain, tags), (site, planted) = built(tmp_path, "nothing"), built(tmp_path, "everything")
    pages = sorted(path.relative_to(plain) for path in plain.rglob("*.html"))
    assert pages == sorted(path.relative_to(site) for path in site.rglob("*.html"))
    for page in pages:
        expected = page_lines((plain / page).read_text("utf-8"), tags)
        found = page_lines((site / page).read_text("utf-8"), planted)
        assert found == expected, f"{page}: {sorted(blamed(expected, found, planted))}"
    index = "search/search_index.json"
    expected, found = (searched(where / index, of) for where, of in ((plain, tags), (site, planted)))
    assert found == expected
    print(f"{len(planted.fields)} texts with {len(INSIDES) + 1} payloads each in {len(pages)} built pages: 0 reached")


def searched(index: Path, planted: Planted) -> list[tuple[Any, ...]]:
    """What search shows of each place, read as HTML, as the theme shows it."""
    docs = json.loads(index.read_text("utf-8"))["docs"]
    return [(doc["location"], *page_lines(f"<h1>{doc['title']}</h1>{doc['text']}", planted)) for doc in docs]
