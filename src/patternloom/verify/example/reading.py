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
    kinds = {
        id: entry.kubernetes
        for id, entry in catalog.entries.items()
        if isinstance(entry, BoundaryKind | ComponentKind) and entry.kubernetes
    }
    for id, entry in catalog.entries.items():
        if isinstance(entry, DesignExample) and id in ids:
            own = catalog.files[id]
            files = {path: data.decode("utf-8", "replace") for path, data in own.files.items()}
            yield with_objects(Case(entry, catalog.places[id], own, Known(kinds, schemas), files))
