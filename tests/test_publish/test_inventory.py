"""`objects.inv` as another program reads it; what Sphinx and others make of it, `tests/outputs/inventories.py` tries."""

from __future__ import annotations

import sphobjinv
from projects import Project

from patternloom.catalog.graph import build_graph
from patternloom.publish.inventory import inventory
from patternloom.site.links import Links
from patternloom.site.pages import Plan


def links_of(project: Project, language: str = "en") -> Links:
    """Links of a catalog that no page shows."""
    return Links(build_graph(project.load()), Plan({}, {}), "index.md", language)


def read(data: bytes) -> sphobjinv.Inventory:
    """What sphobjinv finds in it."""
    return sphobjinv.Inventory(zlib=data)


def test_each_entry_is_a_label_at_its_lasting_address(project: Project) -> None:
    made = inventory(["sourdough", "kneading"], links_of(project), "0.2.0")
    assert (made.path, made.language) == ("objects.inv", "en")
    found = read(made.data)
    assert (found.project, found.version) == ("Baking", "0.2.0")
    assert [(one.as_rst, one.domain, one.role, one.priority, one.uri, one.dispname) for one in found.objects] == [
        (":std:label:`sourdough`", "std", "label", "1", "p/sourdough/", "Sourdough"),
        (":std:label:`kneading`", "std", "label", "1", "p/kneading/", "Kneading"),
    ]


def test_the_same_entries_make_the_same_bytes(project: Project) -> None:
    made = {inventory(["sourdough"], links_of(project, "ja"), None).data for _ in range(2)}
    assert len(made) == 1
    assert read(made.pop()).version == ""


def test_names_of_any_letters_stay_in_their_line(project: Project) -> None:
    project.replace("fermentation/sourdough.yaml", "name: ", "name: ")
    links = links_of(project)
    made = inventory(["sourdough"], links, "1\n2\u2028 3")
    assert read(made.data).version == "1 2 3"
