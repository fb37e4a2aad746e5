"""A text as Markdown alone has it, with no HTML around it: in records, in `llms.txt`, in what is copied from a page.

In: plain text of a catalog. Out: one line that reads the same in Markdown and means nothing else. Pages, which are
Markdown with HTML in it, `escape` writes for.
"""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
# What Markdown reads inside a line, with addresses that become links by themselves. `_` inside a word is no emphasis,
# and stays for who reads the source. And what engines run before or beside it: `{…}` of MDX, which Docusaurus takes
# every `.md` for, `{{ }}`, `{% %}` and `{# #}` of Jekyll and of plugins; these do not know the backslash before the
# brace, so that the second sign has one, too.
_MEANT = re.compile(
    r"[\\`*\[\]<>|$@{}]|(?<=\{)[%#]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])|~(?=~)|:(?=//)|(?<=www)\.|(?<=!)(?=\[)"
    r"|(?<=\s)#(?=#*$)",  # at a heading's end
    re.IGNORECASE,
)
# MDX runs a line that begins with one of the last two words.
_START = re.compile(r"^(?:([-+#=:>~])|(\d{1,9})([.)])(?=\s|$)|([ie])(?=(?:(?<=i)m|(?<=e)x)port\s))")


def without_controls(text: str) -> str:
    """A text in one line."""
    return _CONTROLS.sub(" ", text).strip()


def in_markdown(text: str) -> str:
    """A foreign text, in one line."""
    line = _MEANT.sub(lambda match: f"\\{match[0]}", without_controls(text))
    return _START.sub(_started, line)


def _started(match: re.Match[str]) -> str:
    sign, number, after, letter = match.groups()
    if letter:
        return f"&#{ord(letter)};"
    return f"{number}\\{after}" if number else f"\\{sign}"
