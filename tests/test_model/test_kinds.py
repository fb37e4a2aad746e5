"""One table of kinds: whatever an entry is, the table says what the code must know of it."""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.model.entry import Entry, Named
from patternloom.model.kinds import KIND_OF_LIST, KIND_OF_NAME, KINDS


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
    assert [kind.words for kind in KINDS if "-" in kind.name] == [
        "article section",
        "technology kind",
        "component kind",
        "boundary kind",
        "check kind",
    ]
