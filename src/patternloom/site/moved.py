"""What stood on a page once and has another address today: its old anchors stay on the page, and lead on.

In: a page, and what was published before. Out: a list of links for the page's end; nothing where all is where it was.
Pages that there are no more are `publish`'s matter.
"""

from __future__ import annotations

from patternloom.site.links import Links
from patternloom.site.pages import url_of
from patternloom.text.escape import Written, address, text, word

_MOVED = Written('\n<div class="pl-moved" data-search-exclude><p>{}</p>\n<ul>\n{}</ul></div>\n')
_ITEM = Written('<li><a id="{}" href="{}">{}</a></li>\n')


def moved_from(links: Links) -> Written:
    """The list, as HTML in Markdown."""
    places = links.plan.past.old_places()
    anchors = {anchor: id for anchor, id in places.get(url_of(links.path), {}).items() if anchor}
    if not anchors:
        return Written("")
    items = (
        _ITEM.format(
            word(anchor), address(links.href(id) if links.placed(id) else links.permalink(id)), text(links.name(id))
        )
        for anchor, id in anchors.items()
    )
    return _MOVED.format(links.t.moved_from_here, Written("").join(items))
