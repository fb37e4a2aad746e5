"""The lasting address of every entry: `p/<id>/`, a small page that leads to where the entry stands today.

In: graph and plan. Out: HTML files of the tree, which site engines copy as they are. What leads on is
the page's own head and a link: no script, no server.
"""

from __future__ import annotations

from markupsafe import Markup

from patternloom.catalog.graph import Graph
from patternloom.model.entry import Named
from patternloom.site.files import File
from patternloom.site.pages import Plan, url_of

_PERMALINK = Markup("""\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="icon" href="data:,">
<title>{name}</title>
</head>
<body>
<p>{moved} <a href="{target}">{name}</a></p>
</body>
</html>
""")


def permalink_pages(graph: Graph, plan: Plan, language: str) -> tuple[File, ...]:
    """`p/<id>/index.html` for every entry that a page shows: a small page that leads there, script or not."""
    words = graph.catalog.strings[language]
    made = []
    for id, address in sorted(plan.addresses.items()):
        target = f"../../{url_of(address.path)}" + (f"#{address.anchor}" if address.anchor else "")
        entry = graph.entry(id)
        name = entry.name[language] if isinstance(entry, Named) else id
        text = _PERMALINK.format(language=language, name=name, target=target, moved=words["permalink_leads_to"])
        origin = graph.catalog.places[id].source.file
        made.append(File(f"p/{id}/index.html", text.encode(), origin, language))
    return tuple(made)
