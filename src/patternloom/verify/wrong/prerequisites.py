"""Promises that the other example does not keep, and names that nobody promises.

In: nothing. Out: the list. The files of the other example are changed as a case knows them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from types import MappingProxyType

from patternloom.model.example_notes import Taken
from patternloom.model.texts import ProseText
from patternloom.text.prose import Code, EntryLink
from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.prerequisites.provided import provides
from patternloom.verify.wrong.making import Make, altered, first, listed, objects


def _taken(change: Callable[[Case, Taken], Taken | None]) -> Make:
    """What is taken from the first other example is told otherwise; `None` leaves it out."""

    def make(case: Case) -> Case | None:
        if not case.design.takes:
            return None
        one, *others = case.design.takes
        new = change(case, one)
        return dataclasses.replace(case, design=altered(case.design, takes=(*((new,) if new else ()), *others)))

    return make


def _named(name: str) -> Make:
    """One name more is taken."""
    return _taken(lambda _, one: altered(one, names=(*one.names, name)))


def _other(old: str, new: str) -> Make:
    """The other example writes something otherwise in all of its files."""

    def make(case: Case) -> Case | None:
        for taken in case.design.takes:
            for name in taken.names:
                sort, _, rest = name.partition(" ")
                whole, _, key = rest.partition("#")
                word = (
                    {"NAME": whole, "KEY": key}.get(old, "") if sort in ("secret", "export", "schema", "user") else ""
                )
                files = dict(case.known.others.get(taken.example, {}))
                changed = {path: text.replace(word, new) for path, text in files.items()} if word else files
                if changed != files:
                    others = {**case.known.others, taken.example: changed}
                    return dataclasses.replace(case, known=dataclasses.replace(case.known, others=others))
        return None

    return make


def _leading(case: Case, *nodes: EntryLink | Code) -> Case:
    """A text more of what is still to do."""
    text = ProseText(MappingProxyType(dict.fromkeys(case.design.summary.paragraphs, (nodes,))))
    texts = (*case.design.before_production, text)
    return dataclasses.replace(case, design=altered(case.design, before_production=texts))


def _to_an_example(case: Case) -> Case | None:
    taken = {one.example for one in case.design.takes}
    others = [id for id in case.known.others if id not in (case.id, *taken)]
    if others:
        return _leading(case, EntryLink(others[0]))
    bare = dataclasses.replace(case, design=altered(case.design, takes=()))
    return _leading(bare, EntryLink(next(id for id in case.known.others if id != case.id)))


def _to_a_place(case: Case) -> Case | None:
    """To what others are about, with a name in code."""
    taken = {one.example for one in case.design.takes}
    places = [place for place, ids in case.known.about.items() if {*ids} - {case.id} and not taken & {*ids}]
    if places:
        return _leading(case, EntryLink(places[0]), Code("shop/orders"))
    bare = dataclasses.replace(case, design=altered(case.design, takes=()))
    own = [place for place, ids in case.known.about.items() if {*ids} - {case.id}]
    return _leading(bare, EntryLink(own[0]), Code("shop/orders"))


def _source(key: str, value: str) -> Callable[[Document], bool]:
    """The first secret of the store that is read is another."""

    def change(document: Document) -> bool:
        source = first(document, "spec", "data", 0, "remoteRef")
        if not isinstance(source, dict) or source.get(key) == value:
            return False
        source[key] = value
        return True

    return change


def _property(case: Case) -> Case | None:
    """A key of a secret that is made here, or taken, is another."""
    made = {one.id for one in case.of_kind("ExternalSecret") if provides(case.files, f"secret {_key(one)}")}
    return objects("ExternalSecret", lambda one: one.id in made and _source("property", "pass")(one))(case)


def _key(document: Document) -> str:
    return str(first(document, "spec", "data", 0, "remoteRef", "key"))


PREREQUISITES = listed(
    ("a key that the other has not", _named("secret shop/orders#token")),
    ("a schema that the other has not", _named("schema goods")),
    ("a user that the other has not", _named("user goods_service")),
    ("an export that the other has not", _named("export goods-endpoint")),
    ("a file that the other has not", _named("file aws/goods.yaml")),
    ("an object that the other has not", _named("Service/goods/goods")),
    ("an example takes from itself", _taken(lambda case, one: altered(one, example=case.id))),
    ("nothing is taken any more", _taken(lambda *_: None)),
    ("the other renames what it provides", _other("NAME", "renamed")),
    ("the other renames a key", _other("KEY", "renamed")),
    ("a text that leads to an example", _to_an_example),
    ("a text with a name that leads to what examples are about", _to_a_place),
    ("a secret of the store that nobody makes", objects("ExternalSecret", _source("key", "goods/nobody"))),
    ("a key of a secret that is not made", _property),
)
