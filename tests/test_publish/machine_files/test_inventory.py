"""`objects.inv` as another program reads it; what Sphinx and others make of it, `tests/outputs/inventories.py` tries."""

from __future__ import annotations

import sphobjinv
from projects import Project
from published_links import links_of

from patternloom.publish.machine_files.inventory import inventory


def read(data: bytes) -> sphobjinv.Inventory:
    """What sphobjinv finds in it."""
    return sphobjinv.Inventory(zlib=data)


def test_each_entry_is_a_label_at_its_lasting_address(project: Project) -> None:
    made = inventory({"sourdough": "sourdough", "levain": "sourdough", "yeast": "yeast"}, links_of(project), "0.2.0")
    assert (made.path, made.language) == ("objects.inv", "en")
    found = read(made.data)
    assert (found.project, found.version) == ("Bread baking", "0.2.0")
    assert [(one.as_rst, one.domain, one.role, one.priority, one.uri, one.dispname) for one in found.objects] == [
        (":std:label:`sourdough`", "std", "label", "1", "p/sourdough/", "Sourdough"),
        (":std:label:`levain`", "std", "label", "1", "p/levain/", "Sourdough"),
        (":std:label:`yeast`", "std", "label", "1", "p/yeast/", "Baker's yeast"),
    ]


def test_the_same_entries_make_the_same_bytes_in_their_language(project: Project) -> None:
    made = {inventory({"sourdough": "sourdough"}, links_of(project, "ja"), None).data for _ in range(2)}
    assert len(made) == 1
    found = read(made.pop())
    assert (found.project, found.objects[0].dispname) == ("パン作り", "サワードウ")


def test_what_breaks_lines_breaks_none(project: Project) -> None:
    found = read(inventory({"sourdough": "sourdough"}, links_of(project), "1\n2\u2028 3").data)
    assert found.version == "1 2 3"
    assert len(found.objects) == 1
