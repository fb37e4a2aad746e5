"""What our catalog says of how its patterns stand to each other holds together."""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.catalog.load import Catalog
from patternloom.model.patterns import Pattern


def patterns(catalog: Catalog) -> Iterator[Pattern]:
    """All patterns, in the order of the files."""
    return (entry for entry in catalog.entries.values() if isinstance(entry, Pattern))


def named(pattern: Pattern, type: str) -> set[str]:
    """The entries to which the pattern has a relation of that type."""
    return {related.target for related in pattern.related if related.type == type}


def test_a_variant_requires_what_its_pattern_requires(real_catalog: Catalog) -> None:
    """A team that decides on the variant alone would not be told; what is put on top of its pattern requires that."""
    missing = [
        (child.id, pattern.id, sorted(lacking))
        for pattern in patterns(real_catalog)
        for id in pattern.children
        if isinstance(child := real_catalog.entries[id], Pattern) and pattern.id not in named(child, "requires")
        if (lacking := named(pattern, "requires") - named(child, "requires"))
    ]
    assert missing == []


def test_what_another_pattern_requires_does_not_say_less_of_it(real_catalog: Catalog) -> None:
    """A page shows what others say of its pattern only where the pattern itself says nothing of them."""
    requiring = {(pattern.id, target) for pattern in patterns(real_catalog) for target in named(pattern, "requires")}
    pairing = [(pattern.id, target) for pattern in patterns(real_catalog) for target in named(pattern, "pairs-with")]
    assert [(one, other) for one, other in pairing if (other, one) in requiring] == []


def test_nothing_is_an_alternative_to_what_it_requires_or_to_what_it_stands_under(real_catalog: Catalog) -> None:
    wrong = []
    for pattern in patterns(real_catalog):
        for target in named(pattern, "alternative-to"):
            other = real_catalog.entries[target]
            needed = named(pattern, "requires") | {*pattern.children}
            if isinstance(other, Pattern):
                needed |= {pattern.id} & (named(other, "requires") | {*other.children})
            if {target, pattern.id} & needed:
                wrong.append((pattern.id, target))
    assert wrong == []
