"""The examples of a catalog, and a project's own schemas, as the checks take them.

In: a valid catalog. Out: a `Case` an example, in the catalog's order. What is no text is a file like another: it is
read with signs in place of what cannot be decoded. Nothing is refused here, as the catalog is valid.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from patternloom.catalog.load import Catalog
from patternloom.model.examples import BoundaryKind, ComponentKind, DesignExample
from patternloom.verify.example.case import Case, Known, with_objects
from patternloom.verify.example.crds import Schemas


def examples_of(catalog: Catalog) -> tuple[str, ...]:
    """The ids of a catalog's design examples."""
    return tuple(id for id, entry in catalog.entries.items() if isinstance(entry, DesignExample))


def cases_of(catalog: Catalog, ids: Collection[str] | None = None, schemas: Schemas | None = None) -> tuple[Case, ...]:
    """The cases of these examples, of all unless named."""
    return tuple(_cases(catalog, examples_of(catalog) if ids is None else ids, schemas or {}))


def _cases(catalog: Catalog, ids: Collection[str], schemas: Schemas) -> Iterator[Case]:
    known = _known(catalog, schemas)
    for id, entry in catalog.entries.items():
        if isinstance(entry, DesignExample) and id in ids:
            yield with_objects(Case(entry, catalog.places[id], catalog.files[id], known, known.others[id]))


def _known(catalog: Catalog, schemas: Schemas) -> Known:
    """What all cases share."""
    kinds = {id: one for id, one in catalog.entries.items() if isinstance(one, BoundaryKind | ComponentKind)}
    examples = {id: one for id, one in catalog.entries.items() if isinstance(one, DesignExample)}
    about: dict[str, tuple[str, ...]] = {}
    for id, example in examples.items():
        for place in example.about:
            about[place] = (*about.get(place, ()), id)
    return Known(
        {id: one.kubernetes for id, one in kinds.items() if one.kubernetes},
        schemas,
        {id: one.stands_in for id, one in kinds.items()},
        {
            id: {path: data.decode("utf-8", "replace") for path, data in catalog.files[id].files.items()}
            for id in examples
        },
        about,
    )
