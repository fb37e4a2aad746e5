"""Every use of a reference has its verdict: somebody looked whether the work says what it stands under.

In: the catalog, and `verdicts/<reference>.yaml`, a list for each work: `entry`, `field` and `claim` name the use,
`where` and `look_for` the place in the work, so that another finds the sentence in a minute. The claim is the first
words of the English text: of a statement, or of what the entry says as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from projects import REPOSITORY, quick_yaml

from patternloom.catalog.load import Catalog
from patternloom.model.bibliography import Reference
from patternloom.model.entry import SAYS_WHAT_IT_IS

FOLDER = REPOSITORY / "tests" / "verdicts"
WORDS = 8
UNDER_ITS_OWN_NAME = ("correction", "definition")
"""What an entry says as a whole is called `summary` in a verdict, but for these; its references support that."""
VERDICTS = {"says-it", "could-not-be-read", "further-reading"}
"""Of *read and does not*, none is left: such a reference is taken away."""


class Use(NamedTuple):
    """A work under a text."""

    reference: str
    entry: str
    field: str
    claim: str


def first_words(text: Any) -> str:
    """The first words of a text's English."""
    return " ".join((text["en"] if isinstance(text, dict) else text).split()[:WORDS])


def cited(value: dict[str, Any]) -> list[str]:
    """The works under an entry or statement."""
    return [item if isinstance(item, str) else item["id"] for item in value.get("references", [])]


def statements(entry: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What an entry says in parts that have references of their own, each with its field."""
    for field, items in entry.items():
        for item in items if isinstance(items, list) else (items,):
            if isinstance(item, dict) and "references" in item:
                yield field, item


def claim_of(statement: dict[str, Any]) -> str:
    """A statement's text, or what a correlation says."""
    return first_words(next(statement[key] for key in ("text", "replaces", "caveat") if key in statement))


def uses_of(entry: dict[str, Any]) -> Iterator[Use]:
    """Every use of a reference by an entry, its own first."""
    main = next((key for key in SAYS_WHAT_IT_IS if key in entry), "name")
    field = main if main in UNDER_ITS_OWN_NAME else "summary"
    for id in cited(entry):
        # A release has no text of its own: what its works say are the days of that version.
        said = f"{entry['product']} {entry['version']}" if "product" in entry else first_words(entry[main])
        yield Use(id, entry["id"], field, said)
    for field, statement in statements(entry):
        yield from (Use(id, entry["id"], field, claim_of(statement)) for id in cited(statement))


@pytest.fixture(scope="module")
def entries(real_catalog: Catalog) -> list[dict[str, Any]]:
    """The entries as they are written."""
    return [place.value() for place in real_catalog.places.values()]


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[Use, dict[str, str]]]:
    """Each verdict, and the use it is about."""
    return [
        (Use(file.stem, item["entry"], item["field"], item["claim"]), item)
        for file in sorted(FOLDER.iterdir())
        for item in quick_yaml(file.read_text("utf-8"))
    ]


def test_every_use_of_a_reference_has_one_verdict_and_each_verdict_its_use(
    entries: list[dict[str, Any]], verdicts: list[tuple[Use, dict[str, str]]]
) -> None:
    uses = Counter(use for entry in entries for use in uses_of(entry))
    judged = Counter(use for use, _ in verdicts)
    missing, needless = sorted((uses - judged).elements()), sorted((judged - uses).elements())
    counts = f"{uses.total()} uses, {judged.total()} verdicts: {dict(Counter(item['verdict'] for _, item in verdicts))}"
    told = [f"tests/verdicts/{use.reference}.yaml lacks {use}" for use in missing]
    told += [f"tests/verdicts/{use.reference}.yaml needs no {use}" for use in needless]
    assert not told, "\n".join([counts, "See CONTRIBUTING, Where things come from.", *told])


def test_a_verdict_is_one_of_three_and_says_where_to_look_for_what_was_read(
    verdicts: list[tuple[Use, dict[str, str]]],
) -> None:
    wrong = [
        use
        for use, item in verdicts
        if item["verdict"] not in VERDICTS
        or (item["verdict"] == "says-it" and not (item.get("where") and item.get("look_for")))
    ]
    assert wrong == []


def test_only_what_an_entry_carries_as_a_whole_may_be_further_reading(
    entries: list[dict[str, Any]], verdicts: list[tuple[Use, dict[str, str]]]
) -> None:
    whole = {use for entry in entries for use in uses_of({**entry, **dict.fromkeys(dict(statements(entry)))})}
    assert [use for use, item in verdicts if item["verdict"] == "further-reading" and use not in whole] == []


def test_no_statement_rests_on_works_alone_that_could_not_be_read(
    entries: list[dict[str, Any]], verdicts: list[tuple[Use, dict[str, str]]]
) -> None:
    read = {use for use, item in verdicts if item["verdict"] == "says-it"}
    resting = [
        (entry["id"], field, claim_of(statement))
        for entry in entries
        for field, statement in statements(entry)
        if not (statement.get("source") or statement.get("opinion"))
        and read.isdisjoint(Use(id, entry["id"], field, claim_of(statement)) for id in cited(statement))
    ]
    assert resting == []


def test_what_an_entry_says_as_a_whole_rests_on_a_work_that_was_read_or_its_works_are_further_reading(
    verdicts: list[tuple[Use, dict[str, str]]],
) -> None:
    whole: dict[str, set[str]] = {}
    for use, item in verdicts:
        if use.field in ("summary", *UNDER_ITS_OWN_NAME):
            whole.setdefault(use.entry, set()).add(item["verdict"])
    assert [id for id, found in whole.items() if "could-not-be-read" in found and "says-it" not in found] == []


def test_every_work_can_be_found_by_its_address_isbn_or_doi(real_catalog: Catalog) -> None:
    works = [entry for entry in real_catalog.entries.values() if isinstance(entry, Reference)]
    assert [work.id for work in works if not (work.url or work.isbn or work.doi)] == []


def test_where_in_a_work_a_page_sends_its_readers_is_where_it_was_read(
    entries: list[dict[str, Any]], verdicts: list[tuple[Use, dict[str, str]]]
) -> None:
    where = {use: item.get("where", "") for use, item in verdicts if item["verdict"] == "says-it"}
    wrong = [
        (entry["id"], item["id"], part)
        for entry in entries
        for field, holder in [("", entry), *statements(entry)]
        for item in holder.get("references", [])
        if isinstance(item, dict)
        for use in [use for use in uses_of(entry) if use.reference == item["id"]]
        if (use.field == field and use.claim == claim_of(holder) if field else use.field in UNDER_ITS_OWN_NAME)
        for part in item["at"].split("; ")
        if part not in where.get(use, "")
    ]
    told = [f"tests/verdicts/{work}.yaml: no `where` under {id} has '{part}'" for id, work, part in wrong]
    assert not told, "\n".join(told)
