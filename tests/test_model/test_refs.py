"""An id of a right kind is taken; for any other, the nearest right one is named."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from validating import issues, read

from patternloom.model import refs
from patternloom.model.refs import Context, RefTo
from patternloom.problems import limits
from patternloom.problems.findings import hints_bounded
from patternloom.text.quoting import IN_QUOTES


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (refs.EntryRef, "rye", "rye"),
        (refs.EntryRef, "leavening", "leavening"),
        (refs.ConcernRef, "mixer", "mixer"),
        (refs.Target, "none", "none"),
    ],
)
def test_a_right_reference_becomes_its_type(field: Any, value: Any, expected: Any) -> None:
    assert read(field, value) == expected


@pytest.mark.parametrize(
    ("field", "value", "message", "hint"),
    [
        (
            refs.EntryRef,
            "rie",
            "unknown group or pattern 'rie', expected the id of a group or pattern",
            "did you mean 'rye'?",
        ),
        (
            refs.AreaRef,
            "rye",
            "'rye' is a pattern, expected the id of an area",
            "expected one of baking",
        ),
        (
            refs.EntryRef,
            " rye ",
            "unknown group or pattern ' rye ', expected the id of a group or pattern",
            "did you mean 'rye'?",
        ),
        (refs.AnyRef, "rie", "unknown entry 'rie', expected the id of an entry", "did you mean 'rye'?"),
        (
            refs.EntryRef,
            ["rye", "leavening"],
            "found a list, expected the id of a group or pattern",
            "write each without a list around them",
        ),
        (refs.AreaRef, ["rye"], "found a list, expected the id of an area", "write it without '- ' or brackets"),
        (refs.EntryRef, ["rye"], "found a list, expected the id of a group or pattern", "write 'rye' alone"),
        (refs.EntryRef, [["rye"]], "found a list, expected the id of a group or pattern", "write 'rye' alone"),
        (
            refs.EntryRef,
            [["rie"]],
            "found a list, expected the id of a group or pattern",
            'put the text in quotes: "[[rie]]"',
        ),
        (
            refs.EntryRef,
            "rye、leavening",
            "unknown group or pattern 'rye、leavening', expected the id of a group or pattern",
            "write each as an item of its own: rye, leavening",
        ),
        (
            refs.EntryRef,
            "rye and oats",
            "unknown group or pattern 'rye and oats', expected the id of a group or pattern",
            "expected one of leavening, rye",
        ),
        (
            refs.EntryRef,
            "null",
            "unknown group or pattern 'null', expected the id of a group or pattern",
            "delete the key if there is none",
        ),
        (refs.AreaRef, ["rye", "oat"], "found a list, expected the id of an area", IN_QUOTES),
        (refs.AreaRef, {"id": "rye"}, "found a mapping, expected the id of an area", "write 'rye' alone"),
        (
            refs.Target,
            "nome",
            "unknown category 'nome', expected the id of a category, or 'none'",
            "did you mean 'none'?",
        ),
    ],
)
def test_a_wrong_reference_says_what_was_found_and_expected(field: Any, value: Any, message: str, hint: str) -> None:
    assert [(issue.message, issue.hint) for issue in issues(field, value)] == [(message, hint)]


def test_hints_end_where_looking_for_them_would_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "COMPARISONS", 500)
    many = Context(("en",), {f"pattern-{number}": "pattern" for number in range(200)})
    adapter = TypeAdapter(refs.EntryRef)
    hints = []
    with hints_bounded():
        for wrong in ("patern-1", "patern-2", "patern-3"):
            with pytest.raises(ValidationError) as caught:
                adapter.validate_python(wrong, context=many)
            hints.append(caught.value.errors()[0]["ctx"]["issues"][0].hint)
    assert hints == ["did you mean 'pattern-1'?", "did you mean 'pattern-2'?", ""]


def test_an_entry_that_is_gone_is_told_with_what_to_name_instead() -> None:
    context = Context(("en",), {"rye": "pattern", "barm": "retired"}, retired={"barm": "rye", "alum": ""})
    told = []
    for gone in ("barm", "alum"):
        with pytest.raises(ValidationError) as caught:
            TypeAdapter(refs.EntryRef).validate_python(gone, context=context)
        told += [f"{issue.message}; {issue.hint}" for issue in caught.value.errors()[0]["ctx"]["issues"]]
    assert told == [
        "'barm' is retired, expected an entry that there is; name 'rye' instead",
        "'alum' is retired, expected an entry that there is; nothing takes its place, delete it",
    ]


def test_an_id_of_before_is_told_with_the_one_of_today() -> None:
    context = Context(("en",), {"rye": "pattern"}, former={"roggen": "rye"})
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(refs.EntryRef).validate_python("roggen", context=context)
    (issue,) = caught.value.errors()[0]["ctx"]["issues"]
    assert f"{issue.message}; {issue.hint}" == "'roggen' has become 'rye', expected the id of today; name 'rye' instead"


@pytest.mark.parametrize(
    ("id", "expected"),
    [("x", True), ("unsure", True), ("rye", False)],
)
def test_an_id_that_a_broken_entry_may_have_is_taken_as_there(id: str, expected: bool) -> None:
    """A group lacks its id here, and it is unsure what `unsure` belongs to; what `rye` is, is known."""
    context = Context(("en",), {"rye": "pattern"}, unsure=frozenset({"unsure"}), nameless=frozenset({"group"}))
    assert context.may_be(id, RefTo(frozenset({"area", "group"}))) is expected
    assert context.may_be(id, RefTo(frozenset({"area"}))) is (id == "unsure")
    if expected:
        assert TypeAdapter(refs.EntryRef).validate_python(id, context=context) == id


def test_what_may_name_any_entry_takes_each_kind_that_prose_may_lead_to_and_works_and_no_other() -> None:
    assert [read(refs.AnyRef, id) for id in ("rye", "mixer", "primer")] == ["rye", "mixer", "primer"]
    assert read(refs.SuccessorRef, "mixer") == "mixer"
    wanted = "the id of an area, group, pattern, reference or technology"
    assert [issue.message for issue in issues(refs.AnyRef, "mill")] == [f"'mill' is a provider, expected {wanted}"]
    new = Context(("en",), {"calm": "quality", "mill": "provider"}, frozenset({"quality"}))
    assert read(refs.AnyRef, "calm", new) == "calm"


def test_the_hint_may_be_any_id_of_a_right_kind_or_a_word_allowed_instead() -> None:
    context = Context(("en",), {"b": "pattern", "a": "group", "c": "area"})
    wanted = RefTo(frozenset({"pattern", "group"}), frozenset({"none"}))
    assert context.near("xyz", wanted) == "expected one of a, b, none"
    assert context.near("none-", wanted, list_up_to=0) == "did you mean 'none'?"
    assert context.near("qqq", wanted, list_up_to=0) == ""


def test_an_entry_may_be_told_by_its_name_its_address_or_with_a_place_in_it() -> None:
    entries = [
        ("rye", {"name": {"en": "Rye bread", "ja": "ライ麦パン"}, "aliases": ["Roggen", 1], "label": ["x"]}),
        ("oat", {"name": "Oat bread"}),
        ("calvel-1990", {"title": "Le goût du pain", "url": "https://example.org/pain"}),
    ]
    kinds = {"rye": "pattern", "oat": "pattern", "calvel-1990": "reference"}
    context = Context(("en",), kinds, entries=lambda: entries)
    pattern, work = RefTo(frozenset({"pattern"})), RefTo(frozenset({"reference"}))
    assert context.near("ライ麦パン", pattern) == "write its id: 'rye'"
    assert context.near("rye bread ", pattern) == "write its id: 'rye'"
    assert context.near("roggen", pattern) == "write its id: 'rye'"
    assert context.near("https://example.org/pain", work) == "write its id: 'calvel-1990'"
    assert context.near("Rye bread", work) == "expected one of calvel-1990"
    with pytest.raises(ValidationError) as error:
        TypeAdapter(refs.ReferenceRef).validate_python("calvel-1990: p. 3", context=context)
    assert error.value.errors()[0]["ctx"]["issues"][0].hint == "write '{id: calvel-1990, at: p. 3}'"


def test_a_link_to_an_entry_is_told_as_the_markup_for_one() -> None:
    context = Context(("en",), {"rye": "pattern"}, linkable=frozenset({"pattern"}))
    assert context.link_to("link to 'areas/rye.md', expected an absolute http(s) address") == "write '[[rye|…]]'"
    assert context.link_to("link to 'oat', expected an absolute http(s) address") == ""
    assert context.link_to("a star that closes nothing") == ""
