"""What our own examples have to say in data beside their sentences: the checks of promises then hold it to the files."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from checked import CATALOG, catalog_cases

from patternloom.catalog.load import load
from patternloom.model.examples import BoundaryKind, ComponentKind
from patternloom.verify.example.case import Case
from patternloom.verify.example.told import spoken_flows
from patternloom.verify.identity.given import given

PORT = re.compile(r"\bports? (\d{2,5})\b")


def sentences(case: Case) -> Iterator[tuple[str, str]]:
    """(where, the English words) of the texts that draw no arrow."""
    entry = case.place.value()
    for number, step in enumerate(entry["steps"], start=1):
        if not step.get("flows"):
            yield f"step {number}", str(step["text"]["en"])
    for number, failure in enumerate(entry.get("failures", ()), start=1):
        yield f"failures {number}", " ".join(str(failure[key]["en"]) for key in ("happens", "user_sees", "recovery"))
    for number, text in enumerate(entry.get("before_production", ()), start=1):
        yield f"before_production {number}", str(text["en"])


def test_every_kind_says_where_it_stands() -> None:
    """Or it could be drawn anywhere."""
    catalog = load(CATALOG)[0]
    kinds = [one for one in catalog.entries.values() if isinstance(one, BoundaryKind | ComponentKind)]
    own = {case.design.id for case in catalog_cases()}
    shared = [one for one in kinds if not own & {*catalog.places[one.id].source.path.parts}]
    assert [one.id for one in shared if not one.stands_in] == []


@pytest.mark.parametrize("case", catalog_cases(), ids=lambda case: case.id)
def test_every_secret_of_a_container_has_its_reader(case: Case) -> None:
    """Who reads it, and when."""
    readers = {one.secret for one in case.design.secrets}
    assert sorted({one.secret for one in given(case)} - readers) == []


@pytest.mark.parametrize("case", catalog_cases(), ids=lambda case: case.id)
def test_a_sentence_that_names_a_port_names_its_flow(case: Case) -> None:
    """In its own row, or for the example as a whole; istiod's port for the API server is in no policy of pods."""
    flows = {(where, one.port) for where, one in spoken_flows(case.design)}
    anywhere = {port for _, port in flows}
    told = [(where, port) for where, text in sentences(case) for port in PORT.findall(text) if port != "15017"]
    assert [one for one in told if one not in flows and one[1] not in anywhere] == []
