"""How a text is written for the place where it lands: the one place that decides it, a function a place.

In: plain text. Out: text that reads the same there and means nothing else, or a refusal. What lands on a page is
`Written`, and whatever is put together with it is written for a page as well. It trusts no text, and keeps no markup
but its own.

A page is Markdown with HTML in it, and which of them reads a word depends on the engine. So every sign that either
may read is written as a character reference, which both show as the sign itself: in a paragraph, a heading, a table's
cell, HTML and attributes alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markupsafe import Markup

from patternloom.problems.findings import shown
from patternloom.text.noncharacters import BLANK_CODE_LINE

# Whatever some program takes for the end of a line, and blanks.
_SPACE = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
_LINE_END = re.compile("\r\n|[\n-\r\x1c-\x1f\x85\u2028\u2029]")
# What no text is exchanged with: controls, half characters, and the signs that are set aside for programs, ours too.
_NEVER = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_UNKNOWN = "\ufffd"
# What HTML, Markdown, Jinja, attribute lists and usual extensions (`:smile:`, `==marked==`, `--`) read inside a line;
# and a bracket behind another one makes a link, wherever the other comes from.
# One set that all of them are in comes first: that is looked for five times as fast as the choices behind it.
_MEANT = re.compile(r"""[-&<>"'\\`*_\[\]{}|~^$#!=+@:(](?:(?<=[^-:(])|(?<=:)(?=\S)|(?<=--)|(?<=^\())""")
# The same between the quotes of an attribute: before an engine takes a tag for one, it looks for these.
_MEANT_IN_VALUE = re.compile(r"""[&<>"'\\`\[\]{}|$!+]""")
# What starts a block at the beginning of a line.
_START = re.compile(r"^(?:( ?)([-:?/])|([0-9]+|[A-Za-z]{1,5})([.)])(?=\s|$))")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_HTML = re.compile("[&<>\"']")


class RefusedError(ValueError):
    """A text that has no form for the place: a script's address, a sentence where a word is meant."""


class Written(Markup):
    """Text as a page takes it. What is joined to it, or put into it by `format`, is written first."""

    __slots__ = ()
    if not TYPE_CHECKING:
        # Markup's own asks for an object's `__html__`, for each of the hundred thousand pieces of a site.
        __new__ = str.__new__

    @classmethod
    def escape(cls, value: Any) -> Written:
        """`text`, of any value; of no other library's markup."""
        return text(value)


def text(value: Any) -> Written:
    """For a page: a line or cell of Markdown, HTML: `a_b <i>` → `a&#95;b &lt;i&gt;`."""
    return value if isinstance(value, Written) else _text(_plain(value))


@lru_cache(1 << 14)  # the same names and words stand on a page again and again
def _text(words: str) -> Written:
    return Written(_START.sub(_start, _coded(_MEANT, _tidied(words))))


def in_line(value: Any) -> Written:
    """As `text`, for what stands behind other words of its line, where nothing begins a block."""
    return value if isinstance(value, Written) else Written(_coded(_MEANT, _tidied(_plain(value))))


def attribute(value: Any) -> Written:
    """For a quoted attribute, lines and blanks as they are; of what is written already, its words."""
    words = value.striptags() if isinstance(value, Written) else _plain(value)
    lines = _NEVER.sub(_UNKNOWN, _LINE_END.sub("\n", words))
    return Written(_coded(_MEANT_IN_VALUE, lines).replace("\n", "&#10;").replace("\t", "&#9;"))


def html(value: Any) -> Written:
    """For HTML that no Markdown is read in: a page's title and description, the navigation."""
    words = value.striptags() if isinstance(value, Written) else _plain(value)
    return Written(_coded(_HTML, _tidied(words)))


# What ends a script, or a line of one, whatever stands around it.
_ENDS_SCRIPT = re.compile("[<>&\u2028\u2029]")


def data(value: Any) -> Written:
    """For a `<script>` of a page that holds data and no code: JSON, in which nothing ends the script."""
    words = _NEVER.sub(_UNKNOWN, json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return Written(_coded(_ENDS_SCRIPT, words, lambda match: f"\\u{ord(match[0]):04x}"))


# What an address may hold as it is; `%` begins what is coded already.
_NO_ADDRESS = re.compile('[\x00-\x20"<>\\\\^`{|}\\[\\]\x7f-\xa0\u2000-\u200f\u2028-\u202f\u2060-\u206f\u3000]')
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):|//")


def address(value: Any) -> Written:
    """For an attribute, or a link of Markdown, that leads somewhere.

    Raises:
        RefusedError: it leads neither to a place of the site nor by http, https or mailto.
    """
    found = _NEVER.sub(_UNKNOWN, value.unescape() if isinstance(value, Written) else _plain(value))
    coded = _NO_ADDRESS.sub(lambda match: quote(match[0], safe="", errors="replace"), found)
    scheme = _SCHEME.match(coded)
    if scheme and (scheme[1] or "").lower() not in ("http", "https", "mailto"):
        raise RefusedError(f"address {shown(found)}, expected one of http, https or mailto, or a relative one")
    if not scheme:  # nor does it become one behind another print
        coded = re.sub("^[^/?#]*", lambda match: match[0].replace(":", "%3A"), coded)
    return Written(coded.replace("&", "&amp;").replace("'", "&#39;"))


def word(value: Any) -> Written:
    """For an id, a class, a language: what means more than itself wherever it holds a blank or a sign.

    Raises:
        RefusedError: it is no word.
    """
    found = _plain(value)
    if not re.fullmatch(r"[\w.+-]*", found):
        raise RefusedError(f"{shown(found)} where a word is meant, expected letters, digits, '-', '_', '.' and '+'")
    return Written(found)


def heading(value: Any, level: int, id: str = "") -> Written:
    """A heading of Markdown, with its anchor: `## C&#35; {: #c-sharp }`."""
    anchor = Written(" {{: #{} }}").format(word(id)) if id else Written("")
    return Written("#" * max(1, min(level, 6))) + " " + text(value) + anchor


def listing(value: str, language: str, look: str = "", marked: Iterable[int] = ()) -> Written:
    """A fence of Markdown that shows a file as it is: longer than any in it, and every line a line of its own.

    `language` is one of Pygments', `look` a class of the fence, `marked` are the numbers of lines, from 1.
    """
    lines = [_NEVER.sub(_UNKNOWN, line) if line.strip() else BLANK_CODE_LINE for line in value.splitlines()]
    longest = max((len(run) for run in re.findall("`{3,}", value)), default=2)
    classes = " ".join(f".{word(name)}" for name in (language, look) if name)
    numbers = " ".join(map(str, marked))
    attributes = f'{classes} hl_lines="{numbers}"' if numbers else classes
    fence = "`" * (longest + 1)
    return Written("\n".join([f"{fence} {{ {attributes} }}", *lines, fence]))


_MERMAID = re.compile(r"[\"#%;`<>&{}\[\]()|\\'@:$=~^*!?+_]|(?<=-)-")
# What mermaid looks for once more in a label of two lines, when it has read those: formulas, icons, ends of lines. A
# sign that nobody sees stands between.
_MERMAID_PAIR = re.compile(r"\$(?=\$)|:(?=fa-)|\\(?=n)")
_UNSEEN = "\u2060"
_MERMAID_START = re.compile(r"^(?:-|([0-9]+)\.)")


def mermaid(value: str, *, lines: int = 1) -> str:
    """For a quoted mermaid label of so many lines: all that mermaid, or Markdown in it, reads as `#code;`."""
    words = _tidied(value).strip()
    if lines > 1:
        words = _MERMAID_PAIR.sub(lambda match: match[0] + _UNSEEN, words)
    line = _coded(_MERMAID, words, _code)
    return _MERMAID_START.sub(lambda match: f"{match[1]}#46;" if match[1] else "#45;", line)


def mermaid_fence(lines: str) -> Written:
    """A diagram in mermaid's language, whose labels are written already, as a fence of Markdown."""
    return Written(f"``` mermaid\n{lines}\n```")


_D2 = re.compile(r'[\\"$]')


def d2(value: str) -> str:
    """A D2 string, in its quotes."""
    line = _tidied(value)
    return '"' + _coded(_D2, line, lambda match: f"\\{match[0]}") + '"'


def url_part(value: str) -> str:
    """For one segment of a path or a fragment."""
    return quote(value, safe="-._~", errors="replace")


def element(node: Element) -> Written:
    """An element of XML, in one line, with all in it."""
    # Put together by hand, as `format` takes five times as long and a drawing has hundreds.
    attributes = "".join([f' {name}="{attribute(value)}"' for name, value in node.items()])
    inside = "".join([text(node.text or ""), *[f"{element(child)}{text(child.tail or '')}" for child in node]])
    return Written(f"<{node.tag}{attributes}>{inside}</{node.tag}>" if inside else f"<{node.tag}{attributes}/>")


def concatenated(*parts: Any) -> str:
    """Texts one after another: written, where one of them is."""
    if any(isinstance(part, Markup) for part in parts):
        return Written("").join(parts)
    return "".join(_plain(part) for part in parts)


def joined(parts: Iterable[Any], between: Any = "") -> str:
    """Texts one after another with something between them; written, where one of them is."""
    pieces = [piece for part in parts for piece in (between, part)]
    return concatenated(*pieces[1:])


def _plain(value: Any) -> str:
    """A text, a number or a date as its letters."""
    if isinstance(value, Markup):
        raise RefusedError(f"markup that no writer of ours wrote, {shown(str(value))}, expected a text")
    if isinstance(value, str):
        return value
    letters = str(value)  # what a template has no value for says so here
    if not isinstance(value, int | float | date):
        raise RefusedError(f"{type(value).__name__}, expected a text")
    return letters


def _tidied(words: str) -> str:
    """The words in one line, without what no text is exchanged with."""
    # What neither pattern finds is told apart in a tenth of the time.
    if words.isprintable() and "  " not in words:
        return words
    return _SPACE.sub(" ", _NEVER.sub(_UNKNOWN, words))


def _coded(signs: re.Pattern[str], words: str, form: Callable[[re.Match[str]], str] | None = None) -> str:
    """The words with each of those signs in another form: what no writer goes without."""
    return signs.sub(form or _reference, words)


def _reference(match: re.Match[str]) -> str:
    return _NAMED.get(match[0]) or f"&#{ord(match[0])};"


def _start(match: re.Match[str]) -> str:
    blank, sign, number, after = match.groups()
    return f"{blank}&#{ord(sign)};" if sign else f"{number}&#{ord(after)};"


def _code(match: re.Match[str]) -> str:
    return f"#{ord(match[0])};"
