"""What means more than its letters in a page's Markdown with HTML in it, and where its listings stand.

In: a page's text. Out: patterns that find each sign, tag and listing, and a listing as Markdown alone has it. What a
tag becomes, `plain_markdown` says.
"""

from __future__ import annotations

import re

FENCE = re.compile(
    r"^(?P<fence> *(?:`{3,}|~{3,}))(?P<info>[^\n`]*)\n(?P<listing>.*?)^(?P=fence)[ \t]*$", re.DOTALL | re.MULTILINE
)
# It begins with a set of signs, so that nothing is tried at any other letter: most letters of a page are none of them.
TOKEN = re.compile(
    r"""
    [`\\<&{\n]
    (?: (?<=<)(?P<end>/?)(?P<tag>[A-Za-z][\w:-]*)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>
      | (?<=\n)(?P<blank>\s*)
      | (?<=&)(?P<reference>(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]*);)
      | (?<=`)(?P<ticks>`*)(?!`).+?(?<!`)`(?P=ticks)(?!`)
      | (?<=\\)(?P<escaped>[!-/:-@\[-`{-~])
      | (?<=<)(?P<comment>!--.*?-->)
      | (?<=\{)(?::?[ ]*\#(?P<anchor>[\w.:-]+)[^}\n]*|(?P<list>:[^}\n]*))\}
    )
    """,
    re.VERBOSE | re.DOTALL,
)


def bare_fence(fence: re.Match[str]) -> str:
    """A listing with its language alone."""
    language = re.search(r"[.\s](?!hl_lines)([\w+-]+)", f" {fence['info']}")
    return f"{fence['fence']}{language[1] if language else ''}\n{fence['listing']}{fence['fence']}"
