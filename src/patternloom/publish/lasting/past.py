"""What an entry said once, as HTML: plain data of the lock, read by the types that the model has today.

In: fields with their values, and a page's links. Out: HTML. A field or a mark-up that the model does not know any more
is shown as it was written; an entry that is gone is linked at its lasting address, where somebody says what became of
it. It compares nothing.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from patternloom.lock.record import Plain, of_language
from patternloom.model.refs import RefTo
from patternloom.model.texts import ProseText
from patternloom.site import writing
from patternloom.site.links import Links
from patternloom.site.pages import permalink_path
from patternloom.text.escape import Written, text, word
from patternloom.text.prose import parse_prose

# What a field's words are called by, where that is not `<field>_<word>`.
_PREFIXES = {"type": "related", "relation": "set", "kind": "reference", "reason": "none"}
# Fields that others speak for: a key is an address, and a target of that name has its reason.
_UNSAID = {"key": None, "target": "none"}
_Sort: TypeAlias = tuple[str, Any]
_TEXT: _Sort = ("text", None)
# The same few words stand on thousands of pages, and a text in its description and in what it said.
_short = lru_cache(4_096)(text)
parsed = lru_cache(64)(parse_prose)


class PastLinks(Links):
    """Entries as a page about the past links them: at their lasting addresses, what is gone too."""

    __slots__ = ()

    def __init__(self, links: Links) -> None:
        super().__init__(links.graph, links.plan, links.path, links.language)

    def name(self, id: str) -> str:
        """What it was called last, where the catalog has it no more."""
        if id in self.graph.catalog.entries:
            return super().name(id)
        record = self.plan.past.records.get(id)
        names = record.meaning.get("name", id) if record else id
        return str(of_language(names, self.language))

    def placed(self, id: str) -> bool:
        """Whether anything stands at its lasting address."""
        return id in self.plan.addresses or id in self.plan.past.records or id in self.plan.past.became

    def href(self, id: str) -> str:
        """The lasting address of an entry, relative to this page."""
        return self.page_href(permalink_path(id))


class PastValues:
    """Values as one page shows them."""

    def __init__(self, links: PastLinks, changed: Callable[[str, Plain], str] | None = None) -> None:
        self.links = links
        self.changed = changed
        """Where statements have their keys as anchors: what stands behind one, of a field, that is no more; or None."""
        self._words = links.graph.catalog.strings[links.language]

    def label(self, name: str) -> Written:
        """A field's name as readers know it; the model's, where there is no word for it."""
        return _short(self._word(f"field_{name}", name) or name)

    def value(self, cls: type, name: str, value: Plain) -> str:
        """A field of a class, as the content of an element."""
        return self._value(name, _sorts(cls).get(name, _TEXT), value)

    # Put together by hand, as `format` takes five times as long and there are thousands of such pages. Every piece is
    # written already.
    def _value(self, name: str, sort: _Sort, value: Plain) -> str:
        if isinstance(value, list | tuple):
            return f"<ul>{''.join([self._item(name, sort, one) for one in value])}</ul>"
        if sort[0] == "part" and isinstance(value, Mapping):
            return self._part(sort[1], value, name)
        if isinstance(value, Mapping):
            words = str(of_language(value, self.links.language))
            return self._prose(words) if sort[0] == "prose" else text(words)
        return self._scalar(name, sort[0], str(value))

    def _item(self, name: str, sort: _Sort, value: Plain) -> str:
        if isinstance(value, Mapping) and sort[0] == "part":
            return f"<li{self._anchor(value)}>{self._part(sort[1], value, name)}</li>"
        return f"<li>{self._value(name, sort, value)}</li>"

    def _anchor(self, value: Mapping[str, Plain]) -> str:
        key = value.get("key") if self.changed and "text" in value else None
        return f' id="{word(key)}"' if key else ""

    def _part(self, cls: type, value: Mapping[str, Plain], field: str) -> str:
        more = self.changed(field, value) if self.changed and "key" in value else ""
        return " · ".join(self._parts(cls, value)) + more

    def _parts(self, cls: type, value: Mapping[str, Plain]) -> Iterator[str]:
        sorts = _sorts(cls)
        for name in (*[name for name in sorts if name in value], *[name for name in value if name not in sorts]):
            held = value[name]
            if name in _UNSAID and _UNSAID[name] in (None, held):
                continue
            label = self._word(f"field_{name}", name)
            if held == "true":
                yield f"<i>{_short(label or name)}</i>"
            elif label and sorts.get(name, _TEXT)[0] != "word":
                shown = self._value(name, sorts.get(name, _TEXT), held)
                yield f"<i>{_short(label)}{_short(self.links.t.colon.strip())}</i> {shown}"
            else:
                yield self._value(name, sorts.get(name, _TEXT), held)

    def _scalar(self, name: str, sort: str, value: str) -> str:
        match sort:
            case "prose":
                return self._prose(value)
            case "entry":
                return self.links.link(value)
            case "word":
                value = value.replace("-", "_")
                prefix = _PREFIXES.get(name, name)
                return _short(self._word(f"{name}_{value}", f"{prefix}_{value}") or value)
            case _:
                return text(value)

    def _prose(self, words: str) -> str:
        paragraphs, mistakes = parsed(words)
        return text(words) if mistakes else writing.html(paragraphs, self.links)

    def _word(self, *keys: str) -> str:
        return next((self._words[key] for key in keys if key in self._words), "")


@cache
def _sorts(cls: type) -> Mapping[str, _Sort]:
    """What each field of a class is."""
    return {name: _sort_of(hint) for name, hint in get_type_hints(cls, include_extras=True).items()}


def _sort_of(hint: Any) -> _Sort:
    """What a value of that type is, or each of a list: `prose`, `entry`, `word`, `text`, or a `part` with its class."""
    while (origin := get_origin(hint)) in (Annotated, Union, types.UnionType, tuple):
        base, *more = (one for one in get_args(hint) if one not in (type(None), ...))
        if origin is Annotated and any(isinstance(one, RefTo) for one in more):
            return "entry", None
        hint = base
    if hint is ProseText:
        return "prose", None
    if get_origin(hint) is Literal:
        return "word", None
    return ("part", hint) if isinstance(hint, type) and hasattr(hint, "__dataclass_fields__") else ("text", None)
