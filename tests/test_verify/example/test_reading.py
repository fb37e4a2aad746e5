"""The examples of a catalog become cases, those that are asked for."""

from __future__ import annotations

from checked import OWN

from patternloom.catalog.load import load
from patternloom.verify.example.reading import cases_of, examples_of


def test_each_example_is_a_case_with_the_kinds_of_its_catalog() -> None:
    """In the catalog's order; what its kinds are in Kubernetes is known."""
    catalog = load(OWN)[0]
    cases = cases_of(catalog)
    assert [case.id for case in cases] == [*examples_of(catalog)] == ["depot", "shop"]
    assert [case.id for case in cases_of(catalog, ["shop"])] == ["shop"]
    assert {kind.partition("-")[2]: is_ for kind, is_ in cases[0].known.kinds.items()} == {
        "namespace": "namespace",
        "node": "node",
        "pod": "pod",
        "workload": "workload",
    }
