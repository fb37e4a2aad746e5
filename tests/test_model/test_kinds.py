"""One table of kinds: whatever an entry is, the table says what the code must know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest

from patternloom.model.entry import SAYS_WHAT_IT_IS, Entry, Named
from patternloom.model.kinds import KIND_OF_LIST, KIND_OF_NAME, KINDS, LINKABLE
from patternloom.model.lasting import marked_fields, meaning_fields
from patternloom.model.retired import Retired
from patternloom.reading import defaults


def below(cls: type) -> Iterator[str]:
    """The names of all its classes: a class with slots stands there twice, before and after it got them."""
    for inner in cls.__subclasses__():
        yield inner.__name__
        yield from below(inner)


def test_every_class_of_entry_is_in_the_table_once() -> None:
    classes = set(below(Entry)) - {Named.__name__}
    assert sorted(kind.type.__name__ for kind in KINDS) == sorted(classes)


def test_no_two_kinds_share_a_name_or_a_list() -> None:
    assert list(KIND_OF_LIST) == [kind.list for kind in KINDS]
    assert list(KIND_OF_NAME) == [kind.name for kind in KINDS]


def test_a_kind_is_told_in_words() -> None:
    assert (KIND_OF_NAME["term"].words, KIND_OF_NAME["technology-kind"].words) == ("term", "technology kind")


def test_every_kind_that_prose_may_lead_to_says_what_an_entry_is_in_one_field_of_that_meaning() -> None:
    """Else search, previews and data tell nothing of it: call the field as another kind does, or name it there."""
    own = {name: {field.name for field in fields(KIND_OF_NAME[name].type)} for name in LINKABLE}
    assert {name: names for name, names in own.items() if len(names.intersection(SAYS_WHAT_IT_IS)) != 1} == {}


@pytest.mark.parametrize("language", ["de", "en", "fr", "ja"])
def test_every_kind_that_is_remembered_has_its_word_and_so_has_each_field_of_its_meaning(language: str) -> None:
    """Search names the kind; pins and feeds name the fields. What is missing goes into every file of the words."""
    words = defaults.words(language)
    kinds = [kind for kind in KINDS if kind.linkable or (marked_fields(kind.type) and kind.type is not Retired)]
    needed = {f"kind_{kind.name.replace('-', '_')}" for kind in kinds}
    told = {f"field_{name}" for kind in kinds for name in meaning_fields(kind.type) if name not in words}
    assert len(kinds) > 10
    assert sorted((needed | told) - set(words)) == []
