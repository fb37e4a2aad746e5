"""Keys of an entry that are meant for others: `title:` where it is `name:`.

In: what the library that checks types found, and the fields that the entry may have. Out: unknown keys with the needed
ones that they stand for, so that the two are told as the one mistake that they are. Spelling, `wording` compares.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from patternloom.problems.findings import nearest

# What people write in place of a field.
_SAID_OF = {
    "name": ("title", "label", "heading"),
    "summary": ("description", "desc", "text", "abstract", "intent", "definition", "problem"),
    "problem": ("description", "summary", "context", "text"),
    "relevance": ("description", "summary", "text"),
    "definition": ("description", "summary", "text", "meaning"),
    "title": ("name",),
    "kind": ("type", "category"),
    "reviewed": ("date", "review", "updated", "last_reviewed", "reviewed_on"),
    "url": ("website", "homepage", "link", "site", "home", "href"),
    "benefits": ("pros", "advantages", "strengths", "upsides", "gains"),
    "liabilities": ("cons", "disadvantages", "drawbacks", "weaknesses", "tradeoffs", "costs", "downsides"),
    "date": ("reviewed", "retired", "on", "since", "day"),
    "related": ("see_also", "relations", "relationships"),
    "references": ("refs", "sources", "citations", "bibliography", "literature", "works", "reading"),
    "aliases": ("aka", "also_known_as", "synonyms", "other_names"),
    "children": ("members", "entries", "items", "patterns", "groups"),
    "authors": ("by", "writers", "editors"),
    "start": ("from", "source", "tail"),
    "end": ("to", "target", "head"),
    "both_ways": ("bidirectional", "both", "two_way"),
    "when_to_use": ("use_when", "when", "applicability", "conditions"),
    "when_not_to_use": ("avoid_when", "when_to_avoid", "not_when"),
}


def field_for(key: str, fields: Collection[str]) -> str:
    """The field that people call by that name; nothing where none is known."""
    if one_or_many := next((name for name in fields if _root(name) == _root(key)), ""):
        return one_or_many  # `sources` is nearer to `source` than to what else people call so
    return next((name for name, others in _SAID_OF.items() if key.lower() in others and name in fields), "")


def _root(key: str) -> str:
    """What a key, and the same for one of many, begin with: `categories` and `category`."""
    bare = re.sub(r"[^a-z]", "", key.lower())
    return re.sub(r"(?:ies|y)$", "i", bare) if bare.endswith(("ies", "y")) else bare.removesuffix("s")


def by_other_names(details: Sequence[Any], fields: Collection[str], texts: Collection[str]) -> Mapping[str, str]:
    """Unknown keys of an entry → the needed key that each stands for; `texts` are those that have languages below."""
    top = [detail for detail in details if len(detail["loc"]) == 1]
    lacking = [str(detail["loc"][0]) for detail in top if detail["type"] == "missing"]
    unknown = {str(one["loc"][0]): one["input"] for one in top if one["type"] == "unexpected_keyword_argument"}
    said_of = {other: name for name in lacking for other in _SAID_OF.get(name, ())}
    roots = {_root(name) for name in fields}
    known = {key: said_of[key] for key in unknown if key in said_of and _root(key) not in roots}
    if known or len(unknown) != 1 or len(lacking) != 1:
        return known
    # The word of another language: only what stands behind it tells what it is.
    ((key, value),), (needed,) = unknown.items(), lacking
    return {key: needed} if needed in texts and isinstance(value, Mapping) and not nearest(key, fields) else {}
