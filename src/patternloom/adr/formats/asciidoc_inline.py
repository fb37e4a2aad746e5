"""The text of one AsciiDoc block: its links and what is code in it.

In: a file's text, from where to where the block stands, and the attributes that are set. Out: the block's plain text
and its links. One walk from left to right; what a sign may reach is bounded, so that no text takes long. Nothing is
rendered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape

from patternloom.adr.formats.document import Block, Link
from patternloom.adr.formats.told_in_code import CODE, told_in_code

_REACH = 2_000  # characters that a link's text or a code may have
_RUN = rf"[^\]\\]{{0,{_REACH}}}+"
# Of what cannot close, nothing is tried twice: neither here nor where a sign of its own ends a text.
_TEXT = rf"\[(?P<text>{_RUN}(?:\\.{_RUN}){{0,50}}+)\]"
_ATTRIBUTE = re.compile(r"\{([A-Za-z0-9_][A-Za-z0-9_-]*)\}")
_ANY = rf".{{0,{_REACH}}}?"
_NAME = r"\{[A-Za-z0-9_][A-Za-z0-9_-]*\}"
_CODE = "|".join(
    (
        rf"``.{_ANY}``",
        rf"(?<!\w)`[^`\s](?:[^`]{{0,{_REACH}}}[^`\s])?`(?!\w)",
        rf"(?<!\w)\+[^+\s](?:[^+]{{0,{_REACH}}}[^+\s])?\+(?!\w)",
    )
)
_PASSED = "|".join((rf"\+\+\+{_ANY}\+\+\+", rf"\+\+{_ANY}\+\+", rf"(?:pass:[a-z,]*|stem:)\[[^\]]{{0,{_REACH}}}+\]"))
_ADDRESS = rf"(?:(?<![^\s<>()\[\];\"'*_#])https?://|{_NAME})[^\s\[\]<>]*"
_SIGN = re.compile(
    "|".join(
        (
            r"\\(?P<escaped>(?:https?://|link:|xref:|<<|\{)[^\s\[\]]*)",
            rf"(?P<pass>{_PASSED})",
            rf"(?P<code>{_CODE})",
            rf"\[\.?line-through\]#(?P<struck>[^#]{{0,{_REACH}}}+)#",
            rf"(?P<macro>(?:link|xref):)(?:\+\+(?P<passed>[^\s\[\]]{{1,{_REACH}}}?)\+\+|"
            rf"(?P<target>[^\s\[\]:][^\s\[\]]{{0,{_REACH}}}+)){_TEXT}",
            # Neither of these two reaches over the beginning of another.
            rf"image::?[^\s\[\]]{{1,500}}\[[^\[\]]{{0,{_REACH}}}?\blink=[\"']?"
            rf"(?P<image>[^\[\]\s,\"']++)[^\[\]]{{0,{_REACH}}}+\]",
            rf"<<(?P<cross>[^\s,<>\]]++)(?:,(?P<crosstext>[^>]{{0,{_REACH}}}+))?>>",
            rf"(?P<address>{_ADDRESS})(?:{_TEXT.replace('text', 'urltext')})?",
        )
    ),
    re.DOTALL | re.IGNORECASE,
)
_BOLD = re.compile(r"\*{1,2}[^*\n]+\*{1,2}:?\s*|\*{1,2}[^*\n]+:\*{1,2}\s*")
_WRITTEN = re.compile(r"\A(?:pass:[a-z,]*\[|stem:\[|[`+]{1,3})|(?:\]|[`+]{1,3})\Z")
# Marks of a text's look: what stands between two of them, next to no letter, or between two pairs anywhere.
_LOOK = re.compile(
    r"(?:\[[^\]\s]{1,80}\])?(?P<pair>\*\*|__|\#\#|``)(?P<in>.+?)(?P=pair)|(?P<small>[\^~])(?P<of>\S+?)(?P=small)"
    r"|(?<![\w\\&;:}])(?:\[[^\]\s]{1,80}\])?(?P<one>[*_#`])(?P<said>\S|\S.*?\S)(?P=one)(?!\w)"
)
_ESCAPED = re.compile(r"\\(?=[*_#`^~+])")
_TRAILING = ",.?!;:)"


def block_of(text: str, start: int, end: int, attributes: Mapping[str, str], block: Block) -> Block:
    """Fill the block with what stands between the two offsets."""
    raw = text[start:end]
    parts: list[str] = []
    codes: list[str] = []
    length = last = 0

    def add(said: str) -> None:
        nonlocal length
        parts.append(said)
        length += len(said)

    for match in _SIGN.finditer(raw):
        add(raw[last : match.start()])
        last = match.end()
        if match["escaped"]:
            add(match["escaped"])
        elif match["pass"]:
            codes.append(_WRITTEN.sub("", match["pass"]))
            add(CODE)
        elif match["code"]:
            codes.append(match["code"].strip("`+"))
            add(told_in_code(match["code"].strip("`+"), parts))
        elif match["struck"] is not None:
            continue
        else:
            last = _link(match, start, length, attributes, block, add)
            codes += [block.links[-1].address] if parts[-1] == CODE else []
    add(raw[last:])
    block.strong = bool(_BOLD.fullmatch(raw.strip()))
    block.text = "".join(parts)
    block.seen = _seen(block.text, codes) if block.kind == "heading" else ""
    return block


def _seen(text: str, codes: Sequence[str]) -> str:
    """A title as a reader sees it: without marks, characters for their numbers, and the code that it has."""
    for _ in range(3):  # bold may be in italics, and marked
        text = _LOOK.sub(lambda match: match["in"] or match["of"] or match["said"], text)
    hidden = iter(codes)
    return re.sub(CODE, lambda _: next(hidden, ""), unescape(_ESCAPED.sub("", text)))


def told(said: str, attributes: Mapping[str, str]) -> str:
    """A text with what attributes stand for, as far as they are set."""
    return _ATTRIBUTE.sub(lambda name: attributes.get(name[1].lower(), name[0]), said)


def _link(
    match: re.Match[str], start: int, length: int, attributes: Mapping[str, str], block: Block, add: object
) -> int:
    """One link, or what only looks like one; where the walk goes on."""
    assert callable(add)
    group = next(name for name in ("passed", "target", "image", "cross", "address") if match[name])
    written, said = match[group], _said(match)
    ends = match.end()
    if group == "address" and match["urltext"] is None:
        bare = written.rstrip(_TRAILING)
        ends -= len(written) - len(bare)
        written = bare
    address = told(written, attributes)
    if group == "address" and not address.lower().startswith(("http://", "https://")):
        add(address)  # an attribute that stands for a text
        return ends
    if group == "cross" or match["macro"] == "xref:":
        address = _file(address)
    at = start + match.start(group)
    place = (at, at + len(written)) if address == written else None
    add(said or CODE)
    block.links.append(Link(address, at, length, length + len(said or CODE), place))
    return ends


def _said(match: re.Match[str]) -> str:
    """A link's own words, without what else stands between its brackets."""
    text = match["text"] or match["crosstext"] or match["urltext"] or ""
    return text.replace("\\]", "]").rstrip("^").strip('"')


def _file(target: str) -> str:
    """A cross reference names a file, its ending left away or not, or a place in this one."""
    path, sign, place = target.partition("#")
    if not sign and "." not in path:
        return f"#{path}"
    return f"{path if '.' in path.rpartition('/')[2] else path + '.adoc'}{sign}{place}"
