"""The quiet mark beside a translation that is older than its original, with the original one click away.

In: prose, and how the page links entries. Out: a button and what it opens, for any place where words may stand: no
script is needed for it. Which translations are older, the lock knows.
"""

from __future__ import annotations

from patternloom.model.texts import ProseText
from patternloom.site import writing
from patternloom.site.links import Links
from patternloom.text.escape import Written

_MARK = Written(
    ' <button type="button" class="pl-older" popovertarget="{id}" data-search-exclude>{older}</button>'
    '<span popover id="{id}" class="pl-original" lang="{language}" data-search-exclude>{original}</span>'
)


def stale_mark(prose: ProseText, page: Links, number: int) -> Written:
    """The mark behind such a text, the page's `number`th, with the text of the catalog's first language in it."""
    first = page.graph.catalog.settings.languages[0]
    original = writing.html(prose[first], Links(page.graph, page.plan, page.path, first))
    id = f"pl-original-{number}"
    return _MARK.format(id=id, older=page.t.original_is_newer, language=first, original=original)
