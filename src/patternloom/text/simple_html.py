"""The simple parts of a page's HTML as Markdown, all at once: a page has many, and reading each takes long.

In: a page's text, and where links lead. Out: the same text with links and code around bare words in Markdown, and
without what no reader of text sees. A part with code spans or comments, in which a tag may be none, stays as it is.
What is not simple is left to `plain_markdown`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from patternloom.text.html_tags import SKIPPED

_NO_READING = re.compile(rf"<({'|'.join(sorted(SKIPPED))})\b[^<]*(?:<(?!/?\1\b)[^<]*)*</\1>")
_SPAN, _HIDDEN_SPAN = re.compile(r"</?span\b[^<>]*>"), re.compile(r"<span\b[^<>]*hidden")
_TARGET = re.compile(r"\]\(<?([^()\s<>]*)>?\)")
_LINK = re.compile(r'<a href="([^"()\s]*)">([^<>&\n\[\]]+)</a>')
_LINE_BETWEEN_TAGS = re.compile(r">\n(?=<)")
_CODE = re.compile(r"<code>([^<>`\n]+)</code>")


def simplified(text: str, lead: Callable[[str], str], dropped: tuple[str, ...]) -> str:
    """A part of a page without listings; `lead` turns the target of a link of Markdown.

    Links of HTML that begin with what is `dropped` go.
    """
    if "`" in text or "<!--" in text:
        return _TARGET.sub(lambda match: f"]({lead(match[1])})", text)

    def link(match: re.Match[str]) -> str:
        return "" if match[1].startswith(dropped) else f"[{match[2]}]({html.unescape(match[1])})"

    text = _NO_READING.sub("", text)
    text = _TARGET.sub(lambda match: f"]({lead(match[1])})", text)
    if not _HIDDEN_SPAN.search(text):
        text = _SPAN.sub("", text)
    text = _LINE_BETWEEN_TAGS.sub("> ", text)
    text = _LINK.sub(link, text)
    # Last, as what is code now looks like tags again.
    return _CODE.sub(_code, text)


def _code(match: re.Match[str]) -> str:
    words = html.unescape(match[1])
    return match[0] if "`" in words else f"`{words}`"
