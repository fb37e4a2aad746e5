"""What README, CONTRIBUTING and the tests themselves say of this repository's own catalog is so."""

from __future__ import annotations

import re

from other_catalog import DROPPED
from projects import REPOSITORY
from shape_words import OURS

from patternloom.catalog.load import Catalog


def test_what_the_docs_link_in_the_repository_is_there() -> None:
    dead = []
    for name in ("README.md", "CONTRIBUTING.md"):
        text = re.sub(r"(`+).*?\1", "", (REPOSITORY / name).read_text("utf-8"), flags=re.DOTALL)
        links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
        dead += [f"{name}: {link}" for link in links if not (REPOSITORY / link).exists()]
    assert dead == []


def test_the_words_that_are_ours_too_are_still_needed(real_catalog: Catalog) -> None:
    known = {*real_catalog.entries, *real_catalog.settings.languages}
    assert [word for word in OURS if word not in known] == []


def test_contributing_lists_the_tests_that_a_repository_with_another_catalog_drops() -> None:
    """Those that `scripts/other_catalog.py` leaves out, which runs the others."""
    section = (
        (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8").partition("drop the tests that are about this catalog:")[2]
    )
    told = re.findall(r"`(tests/[^`]+)`", section.partition("All others hold")[0])
    assert sorted(one.rstrip("/") for one in told) == list(DROPPED)
