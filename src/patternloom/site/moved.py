"""What stood on a page once and has another address today: its old anchors stay on the page, and lead on.

In: a page, and what was published before. Out: a list of links for the page's end; nothing where all is where it was.
Pages that there are no more are `publish`'s matter.
"""

from __future__ import annotations

from collections.abc import Iterable

from patternloom.lock.record import Record
from patternloom.site.links import Links
from patternloom.site.pages import url_of
from patternloom.text.escape import Written, address, text, word

_MOVED = Written('\n<div class="pl-moved" data-search-exclude><p>{}</p>\n<ul>\n{}</ul></div>\n')
_ITEM = Written('<li><a id="{}" href="{}"{}>{}</a>{}</li>\n')
_PIN = Written(' data-pin="{}"')
# Who has no script finds the entry's link where its statement stood.
_STATEMENT = Written('<span id="{}.{}"></span>')


def moved_from(links: Links) -> Written:
    """The list, as HTML in Markdown."""
    past, page = links.plan.past, url_of(links.path)
    anchors = {anchor: id for anchor, id in past.old_places.get(page, {}).items() if anchor}
    if not anchors:
        return Written("")
    items = (_item(links, anchor, id, past.stood(page, anchor)) for anchor, id in anchors.items())
    return _MOVED.format(links.t.moved_from_here, Written("").join(items))


def _item(links: Links, anchor: str, id: str, record: Record) -> Written:
    to = links.href(id) if links.placed(id) else links.permalink(id)
    pin = _PIN.format(address(links.pin(record.id, record.current.number))) if record.ended else ""
    return _ITEM.format(word(anchor), address(to), pin, text(links.name(id)), statements_of(anchor, record.keys))


def statements_of(anchor: str, keys: Iterable[str]) -> Written:
    """The anchors of the statements of what stood at an anchor."""
    return Written("").join(_STATEMENT.format(word(anchor), word(key)) for key in keys)
