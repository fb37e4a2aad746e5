"""A catalog answers by ids of today and of old, by addresses, and by what competes."""

from __future__ import annotations

from record_files import ENTRIES, entry, reference, retired


def test_ids_of_old_lead_to_those_that_took_their_place() -> None:
    found = reference()
    assert (found.former["levain"], found.former["long-rest"]) == (["sourdough"], ["autolyse", "overnight"])
    assert found.living(["ash", "yeast", "nothing"]) == ["yeast"]


def test_pages_know_what_stood_at_their_anchors() -> None:
    page = reference((entry("a", address={"en": "areas/bread/"}), entry("b"))).pages["areas/bread/"]
    assert (page.whole, page.anchors) == (["a"], {"a": ["a"], "b": ["b"]})


def test_choosing_an_entry_chooses_what_it_is_a_member_of() -> None:
    circle = reference((entry("a", children=("b",)), entry("b", children=("a",))))
    assert circle.above("a") == {"a", "b"}
    assert (reference().above("yeast"), reference().above("nothing")) == ({"yeast", "leavening"}, {"nothing"})


def test_a_catalog_as_deep_as_it_is_long_takes_no_memory_for_what_nobody_asks() -> None:
    deep = reference(tuple(entry(f"e{n}", children=(f"e{n + 1}",)) for n in range(5_000)))
    assert len(deep.above("e4999")) == 5_000
    assert len(deep.above("e1")) == 2


def test_options_are_those_of_every_set() -> None:
    found = reference()
    assert found.options("sourdough") == {0: {0}}
    assert found.options("dry-yeast") == {0: {1}}
    assert found.options("soda") == {}
    assert found.options("leavening") == {}


def test_a_successor_is_followed_as_far_as_it_is_retired() -> None:
    found = reference()
    after = {id: found.successor(found.entries[id]) for id in ("ash", "lye", "salt")}
    assert {id: one and one.id for id, one in after.items()} == {"ash": "soda", "lye": "soda", "salt": None}
    circle = reference((retired("a", "b"), retired("b", "a"), retired("c", "levain"), retired("d", "gone"), *ENTRIES))
    assert circle.successor(circle.entries["a"]) is None
    assert circle.successor(circle.entries["d"]) is None
    assert (circle.successor(circle.entries["c"]) or entry("")).id == "sourdough"
