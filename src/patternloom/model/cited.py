"""What an entry or a statement rests on: a work, and where in it.

In: the id of a reference, or a mapping of it and a place. Out: one frozen type for both. That the work says
so, no code can know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from patternloom.model.refs import ReferenceRef, RefTo
from patternloom.model.values import Plain, catalog_type


@catalog_type
class CitedWork:
    """A work, and where in it something is said."""

    id: ReferenceRef
    """The work: the id of a reference."""
    at: Plain | None = None
    """The chapter, section or heading, in the work's own words and language; None for the work as a whole."""


class _EitherForm:
    """In a schema: the id alone, or the mapping."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [RefTo(frozenset({"reference"})).schema(), handler(core)]}


def _as_mapping(value: Any) -> Any:
    return value if isinstance(value, Mapping) else {"id": value}


Citation = Annotated[CitedWork, BeforeValidator(_as_mapping), _EitherForm()]
"""`richardson-2018`, or `{id: k8s-service, at: "Headless Services"}`."""
