"""The lasting address of every entry: `p/<id>/`, a small page that leads to where the entry stands today.

In: graph and plan. Out: HTML files of the tree, which site engines copy as they are. What leads on is
the page's own head and a link: no script, no server. An entry that is gone leads nowhere by itself: its
page says why it is gone, and what to read instead.
"""

from __future__ import annotations

from patternloom.catalog.graph import Graph
from patternloom.model.entry import Named
from patternloom.model.retired import Retired
from patternloom.site import writing
from patternloom.site.files import File
from patternloom.site.links import Links
from patternloom.site.pages import Plan, permalink_path
from patternloom.text.escape import Written, address

_PAGE = Written("""\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
{refresh}<link rel="icon" href="data:,">
<title>{name}</title>
</head>
<body>
{body}
</body>
</html>
""")
_REFRESH = Written('<meta http-equiv="refresh" content="0; url={}">\n')
_MOVED = Written('<p>{moved} <a href="{target}">{name}</a></p>')
_RETIRED = Written("<h1>{name}</h1>\n<p>{on}</p>\n<p>{reason}</p>")
_INSTEAD = Written("\n<p>{} {}</p>")
_HOME = Written('\n<p><a href="{}">{}</a></p>')


def permalink_pages(graph: Graph, plan: Plan, language: str) -> tuple[File, ...]:
    """`p/<id>/index.html` for every entry that a page shows or that is gone, script or not."""
    made = []
    gone = [entry.id for entry in graph.of(Retired)]
    for id in sorted({*plan.addresses, *gone}):
        links = Links(graph, plan, permalink_path(id), language)
        entry = graph.entry(id)
        text = _retired(entry, links) if isinstance(entry, Retired) else _leads_on(id, links)
        origin = graph.catalog.places[id].source.file
        made.append(File(f"p/{id}/index.html", text.encode(), origin, language))
    return tuple(made)


def _leads_on(id: str, links: Links) -> Written:
    entry = links.graph.entry(id)
    name = entry.name[links.language] if isinstance(entry, Named) else id
    target = address(links.href(id))
    body = _MOVED.format(moved=links.t.permalink_leads_to, target=target, name=name)
    return _PAGE.format(language=links.language, refresh=_REFRESH.format(target), name=name, body=body)


def _retired(entry: Retired, links: Links) -> Written:
    name = links.say(entry.name)
    body = _RETIRED.format(
        name=name,
        on=links.t.retired_on.format(date=entry.date),
        reason=writing.html(entry.reason[links.language], links),
    )
    if entry.successor:
        body += _INSTEAD.format(links.t.retired_successor, links.link(entry.successor))
    body += _HOME.format(links.page_href("index.md"), links.t.home)
    return _PAGE.format(language=links.language, refresh="", name=name, body=body)
