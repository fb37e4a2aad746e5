"""What means more than its letters in a page's Markdown with HTML in it, and where its listings stand.

In: a page's text. Out: a pattern that finds where each sign, tag and listing begins, and listings as Markdown alone has
them. Where a sign ends that begins there, `markdown_ends` says; what a tag becomes, `plain_markdown`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

# It begins with a set of signs, so that nothing is tried at any other letter: most letters of a page are none of them.
# No part looks further than a tag, a word or a run of one sign: what never ends is not looked for again and again.
TOKEN = re.compile(
    r"""
    [`\\<&{\n]
    (?: (?<=<)(?P<end>/?)(?P<tag>[A-Za-z][\w:-]*+)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>
      | (?<=\n)(?P<blank>\s*)
      | (?<=&)(?P<reference>(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]*);)
      | (?<=`)(?P<ticks>`*+)
      | (?<=\\)(?P<escaped>[!-/:-@\[-`{-~])
      | (?<=<)(?P<comment>!--)
      | (?<=\{)(?::?[ ]*\#(?P<anchor>[\w.:-]+)|(?P<list>:))
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING = re.compile(r"^(?P<fence> *(?:`{3,}+|~{3,}+))(?P<info>[^\n`]*)\n", re.MULTILINE)
_CLOSING = re.compile(r"^(?P<fence> *(?:`{3,}+|~{3,}+))[ \t]*$", re.MULTILINE)


def listings(text: str) -> Iterator[tuple[int, int, str]]:
    """From where to where each stands, and it with its language alone."""
    closings: dict[str, list[re.Match[str]]] = {}
    for closing in _CLOSING.finditer(text):
        closings.setdefault(closing["fence"], []).append(closing)
    at = 0
    while opening := _OPENING.search(text, at):
        at, fence = opening.end(), opening["fence"]
        ends = closings.get(fence, ())
        found = bisect_left(ends, at, key=re.Match.start)
        if found < len(ends):
            listing = text[at : ends[found].start()]
            at = ends[found].end()
            yield opening.start(), at, f"{fence}{_language(opening['info'])}\n{listing}{fence}"


def _language(info: str) -> str:
    found = re.search(r"[.\s](?!hl_lines)([\w+-]+)", f" {info}")
    return found[1] if found else ""
