"""Redirects for hosts that make them themselves: `_redirects`, and a map for nginx.

In: plan, the languages, and which forms somebody wants. Out: files for the site's root. Each address has a page that
leads on already, so none is needed. By itself only what has no fragment to lose is redirected: ids that entries had
before, their pins, and pages that have become one other page. `/p/<id>/` of entries there are only where it is asked
for: a link preview then sees the page of many entries, and a fragment such as `#b2` is lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

from patternloom.lock.gone import Past
from patternloom.site.files import File
from patternloom.site.pages import Plan, addresses_of, language_folder, permalink_url, pin_url, url_of

Form = Literal["_redirects", "nginx-map"]
REDIRECTS: Form = "_redirects"
NGINX_FILE = "redirects.nginx.conf"

# What means something between the quotes of nginx.
_NOT_QUOTED = re.compile(r"[\"$\\]")

Rule = tuple[str, str, int]
"""From a path, to a path with its fragment, both from the host's root and as addresses write them; and the status."""


def redirect_files(
    plan: Plan, languages: Sequence[str], forms: Collection[str], *, permalinks: bool = False
) -> Iterator[File]:
    """The files of those forms."""
    rules = list(rules_of(plan, languages, permalinks=permalinks))
    if REDIRECTS in forms and at_root(plan):
        yield File(REDIRECTS, "".join(f"{start} {end} {status}\n" for start, end, status in rules).encode())
    if "nginx-map" in forms:
        yield File(NGINX_FILE, _nginx(rules).encode())


def at_root(plan: Plan) -> bool:
    """Whether the site lies at its host's root: elsewhere no host reads `_redirects`."""
    return _below(plan) == "/"


def rules_of(plan: Plan, languages: Sequence[str], *, permalinks: bool = False) -> Iterator[Rule]:
    """Every redirect; what leads to one place for ever is permanent."""
    for language in languages:
        root = _below(plan) + language_folder(language, languages)
        there = {url_of(page.path) for page in plan.pages[language]}
        for start, end, status in _rules(plan, there, permalinks=permalinks):
            yield quote(root + start), quote(root + end, safe="/#"), status


def _rules(plan: Plan, there: Collection[str], *, permalinks: bool) -> Iterator[Rule]:
    past, addresses = plan.past, addresses_of(plan)
    for old, now in past.old_ids():
        yield permalink_url(old), permalink_url(now), 301
    yield from _pins(past)
    for page, anchors in past.old_places.items():
        if page not in there and set(anchors) == {""}:
            yield page, addresses.get(anchors[""], permalink_url(anchors[""])), 301
    if permalinks:
        yield from ((permalink_url(id), address, 302) for id, address in addresses.items())


def _pins(past: Past) -> Iterator[Rule]:
    for record in past.records.values():
        for former in record.formerly:
            for number in range(1, former.revision + 1):
                yield pin_url(former.id, number), pin_url(record.id, number), 301


def _below(plan: Plan) -> str:
    return f"{unquote(urlsplit(plan.site_url).path).rstrip('/')}/"


def _nginx(rules: Collection[Rule]) -> str:
    """A map for each status, as `map` knows no status; what reads them stands in the comment."""
    rules = [rule for rule in rules if not _NOT_QUOTED.search(unquote(rule[0]) + rule[1])]
    widest = max((len(start) for start, _, _ in rules), default=0)
    lines = [
        "# For `http`, before `server`; in `server`, next to `root`:",
        "#   if ($patternloom_moved) { return 301 $patternloom_moved; }",
        "#   if ($patternloom_leads) { return 302 $patternloom_leads; }",
        f"# Where nginx says that a hash cannot be built: map_hash_bucket_size {_power_of_two(widest + 40)};",
    ]
    for status, name in ((301, "moved"), (302, "leads")):
        lines.append(f"map $uri $patternloom_{name} {{")
        for start, end, kind in rules:
            if kind == status:
                page, sharp, anchor = end.partition("#")
                lines.append(f'  "{unquote(start)}" "{page}$is_args$args{sharp}{anchor}";')
        lines.append("}")
    return "\n".join([*lines, ""])


def _power_of_two(number: int) -> int:
    return 1 << (number - 1).bit_length()
