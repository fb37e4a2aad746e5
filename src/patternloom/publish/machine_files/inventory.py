"""Entries as Sphinx's inventory, `objects.inv`: other documentation names an entry by its id, and links it.

In: entries with an address or a past, and a page's links. Out: a file of the language's tree, in version 2 of that
form: each entry a label of Sphinx's standard domain, at its lasting address. Sphinx, MyST and mkdocstrings read it
without an extension of ours. It builds no other documentation.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from patternloom.site.files import File
from patternloom.site.links import Links
from patternloom.site.pages import permalink_url

INVENTORY = "objects.inv"
_HEAD = """\
# Sphinx inventory version 2
# Project: {}
# Version: {}
# The remainder of this file is compressed using zlib.
"""


def inventory(ids: Mapping[str, str], links: Links, release: str | None) -> File:
    """The inventory of a language; an entry is shown by its name unless the other documentation says otherwise.

    `ids` are all that ever were, each with the id of the entry that answers for it today.
    """
    head = _HEAD.format(_line(links.say(links.graph.catalog.settings.name)), _line(release or ""))
    # Each is found by the index of its address, which stays, wherever the entry stands.
    lines = (f"{id} std:label 1 {permalink_url(id)} {_line(links.name(now)) or id}\n" for id, now in ids.items())
    return File(INVENTORY, head.encode() + zlib.compress("".join(lines).encode(), 9), language=links.language)


def _line(text: str) -> str:
    """What stands in a line of its own."""
    return re.sub(r"\s+", " ", text).strip()
