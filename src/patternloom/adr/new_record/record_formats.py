"""A new record in the format that a team's records have: its Markdown, written as AsciiDoc or reStructuredText.

In: the text of `record_text`, which has headings, lists, comments, links and plain words, and nothing else. Out: the
same record in the other format. What a catalog says stays foreign here, too: it reads the same, and means nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_LINE = re.compile(r"(?P<heading>#{1,3}) (?P<title>.*)|<!-- (?P<comment>.*) -->|(?P<mark>[*-]) (?P<item>.*)")
_PIECE = re.compile(r"\\(?P<sign>[^\w\s]|_)|\[(?P<name>(?:\\.|[^\]\\])*)\]\((?P<address>[^)]*)\)")
# A record's number; that of a title itself, Markdown has escaped.
_NUMBERED = re.compile(r"((?:\d+\. )?)(.*)")
_UNDERLINES = {1: "=", 2: "-", 3: "~"}
_RST_SIGNS = re.compile(r"[\\*`|_@]|(?<=\w):(?=//|:)|(?<=:):|(?<=\w):(?=\w)")
_RST_BLOCK = re.compile(r"[^\w\s`\\「『（]|\(?\w{1,9}[.)](?:\s|$)|(?:\\\\)+$")
_NOTHING_PARTED = re.compile(r"(?:(?<=\s)|^)\\ (?=`)|(?<=`__)\\ (?=$|[\s.,;)])")
# Signs that stand for themselves wherever they stand, or only beside another; each is written by its number, as what is
# passed on (`pass:c[…]`) is read by what looks for blocks, and by other passes before it.
_ASCIIDOC_SIGNS = re.compile(
    r"[*`#^~+{}<>\[\]|\\=@]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\((?=\(|(?:C|R|TM)\))|:(?=:|//)|(?<=:):|-(?=-)|\.(?=\.)"
    r"|\$(?=\$)|(?<=\$)\$|(?<![\w\s]);"
)
# What becomes dashes, dots and quotes in an address, too: `xn--…` of a host is none any more.
_ASCIIDOC_SPOILS = re.compile(r"--|\.\.|'|\$\$|&|::|;|@|\\|=")
_ASCIIDOC_BLOCK = re.compile(r"([^\w\s「『（\"])|(\w{1,9})([.)])(?=\s|$)|([A-Z]+)(:)(?= )")


def in_format(text: str, format: str) -> str:
    """A record's Markdown in a format of `files.FORMATS`."""
    if format == "markdown":
        return text
    write = _asciidoc if format == "asciidoc" else _rst
    lines = [write(line) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _titled(title: str, write: Callable[[str], str]) -> str:
    """A title whose words are written; the record's number before them stays."""
    return _NUMBERED.sub(lambda match: f"{match[1]}{write(match[2])}", title, count=1)


def _asciidoc(line: str) -> str:
    match = _LINE.fullmatch(line)
    if match is None:
        return _in_asciidoc(line)
    if match["heading"]:
        level = len(match["heading"])
        return f"{'=' * level} {_titled(match['title'], _in_asciidoc)}"
    if match["comment"]:
        return f"// {match['comment']}"
    return f"* {_in_asciidoc(match['item'])}"


def _in_asciidoc(line: str) -> str:
    return _written(line, _asciidoc_words, _asciidoc_link)


def _asciidoc_words(text: str, first: bool) -> str:
    block = _ASCIIDOC_BLOCK.match(text) if first else None
    begin = f"{block[2] or block[4] or ''}{_numbered(block[1] or block[3] or block[5])}" if block else ""
    return begin + _ASCIIDOC_SIGNS.sub(lambda match: _numbered(match[0]), text[block.end() if block else 0 :])


def _numbered(sign: str) -> str:
    return f"&#{ord(sign)};"


def _asciidoc_link(name: str, address: str) -> str:
    kept = re.sub(r"[*_`^~+{}\[\]|]", lambda match: f"%{ord(match[0]):02X}", address)
    passed = f"++{kept}++" if _ASCIIDOC_SPOILS.search(kept) else kept
    return f"link:{passed}[{_asciidoc_words(name, False)}]"


def _rst(line: str) -> str:
    match = _LINE.fullmatch(line)
    if match is None:
        return _in_rst(line)
    if match["heading"]:
        level = len(match["heading"])
        title = _titled(match["title"], _in_rst)
        return f"{title}\n{_UNDERLINES[level] * _width(title)}"
    if match["comment"]:
        return f"\n.. {match['comment']}\n"
    return f"* {_in_rst(match['item'])}"


def _in_rst(line: str) -> str:
    return _NOTHING_PARTED.sub("", _written(line, _rst_words, _rst_link))


def _rst_words(text: str, first: bool) -> str:
    escaped = _RST_SIGNS.sub(lambda match: f"\\{match[0]}", text)
    return f"\\ {escaped}" if first and _RST_BLOCK.match(escaped) else escaped


def _rst_link(name: str, address: str) -> str:
    kept = re.sub(r"[`_](?=$)|[`<>]", lambda match: f"%{ord(match[0]):02X}", address)
    said = re.sub(r"[\\`<>]", lambda match: f"\\{match[0]}", name)
    # Letters that touch a link would take its marks for their own; an escaped blank parts them and shows nothing.
    return f"\\ `{said} <{kept}>`__\\ "


def _width(title: str) -> int:
    """In columns, of which some letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in title)


def _written(text: str, words: Callable[[str, bool], str], link: Callable[[str, str], str]) -> str:
    """A line's words and links; signs that Markdown escapes are words."""
    parts: list[str] = []
    said, at = "", 0
    for match in _PIECE.finditer(text):
        said += text[at : match.start()]
        at = match.end()
        if match["sign"]:
            said += match["sign"]
            continue
        parts += (words(said, not parts), link(re.sub(r"\\(.)", r"\1", match["name"]), match["address"]))
        said = ""
    return "".join([*parts, words(said + text[at:], not parts)])
