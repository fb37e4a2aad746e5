"""A page's Markdown with HTML in it to Markdown alone: what a program reads that shows nothing.

In: the text of a page, and where links to other pages' sources lead. Out: the same words as headings, paragraphs,
lists, tables and fences of CommonMark. Pictures, buttons and what is hidden go; nothing is looked up, and no text
changes its meaning: a sign that HTML writes as a reference stays a sign, and begins no mark-up.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from patternloom.text.html_tags import (
    BLOCKS,
    CELLS,
    HEADINGS,
    INLINE,
    ITEMS,
    LISTS,
    READ,
    SKIPPED,
    VOID,
    after,
    attributes_of,
)
from patternloom.text.markdown_tables import Table, cell

_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
_TOKEN = re.compile(
    rf"""
      ^(?P<fence>[ ]*(?:`{{3,}}|~{{3,}}))(?P<info>[^\n`]*)\n(?P<listing>.*?)^(?P=fence)[ \t]*$
    | (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)
    | \\[!-/:-@\[-`{{-~]
    | (?P<comment><!--.*?-->)
    | <(?P<end>/?)(?P<tag>[A-Za-z][\w:-]*)(?P<attributes>{_ATTRIBUTES})>
    | (?P<reference>&(?:\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]*);)
    | \]\(<?(?P<target>[^()\s<>]*)>?\)
    | [ ]*\{{:?[ ]*\#(?P<anchor>[\w.:-]+)[^}}\n]*\}}
    | (?P<list>[ ]*\{{:[^}}\n]*\}})
    | (?P<blank>[ \t]*\n\s*)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
# What Markdown reads in a line, and what at its start; what is joined to letters on both sides is a part of a word.
_MEANT, _AT_START = frozenset("\\`*_[]<~"), frozenset("-+=.)>#")
_BEGINS = re.compile(r"(?:^|\n *|- |\. )[0-9]{0,9}$")
_LIKE_REFERENCE = re.compile(r"#?\w+;")


def plain_markdown(text: str, lead: Callable[[str], str], dropped: tuple[str, ...] = ()) -> str:
    """The page in Markdown alone; `lead` turns a link's target, and links that begin with what is `dropped` go."""
    return _Page(lead, dropped).read(text)


class _Page:
    """One page while it is read."""

    def __init__(self, lead: Callable[[str], str], dropped: tuple[str, ...]) -> None:
        self._lead, self._dropped = lead, dropped
        self._out: list[str] = []
        self._open: list[tuple[str, bool]] = []
        """Blocks that are open, with whether blanks mean nothing in them."""
        self._links: list[str] = []
        self._stressed: list[int] = []
        """Where in what is written stress begins that has not ended."""
        self._lists: list[int | None] = []
        """For each open list the number of its last item; None where its items have none."""
        self._tables: list[tuple[Table, list[str]]] = []
        """Tables that are open, each with what comes before it."""

    def read(self, text: str) -> str:
        """The whole page."""
        at = 0
        while match := _TOKEN.search(text, at):
            words = text[at : match.start()]
            self._out.append(words.lstrip(" ") if words[:1] == " " and self._in_html and self._last in " \n" else words)
            at = match.end()
            if match["tag"]:
                at = self._tag(match, text)
            elif match["reference"]:
                self._out.append(self._sign(html.unescape(match["reference"]), text, at))
            else:
                self._token(match)
        self._out.append(text[at:])
        made = re.sub(r"\[\s*\]\([^()]*\)", "", "".join(self._out))
        made = re.sub(r"[ \t]+$", "", made, flags=re.MULTILINE)
        return re.sub(r"\n{3,}", "\n\n", made).strip() + "\n"

    @property
    def _in_html(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _token(self, match: re.Match[str]) -> None:
        """Whatever is no tag."""
        if match["fence"] is not None:
            language = re.search(r"[.\s](?!hl_lines)([\w+-]+)", f" {match['info']}")
            name = language[1] if language else ""
            self._out.append(f"{match['fence']}{name}\n{match['listing']}{match['fence']}")
        elif match["target"] is not None:
            self._out.append(f"]({self._lead(match['target'])})")
        elif match["anchor"]:
            self._out.append("" if match["anchor"] == "_title" else f" {{#{match['anchor']}}}")
        elif match["blank"]:
            self._out.append(match["blank"] if not self._in_html else "" if self._last in " \n" else " ")
        elif not (match["comment"] or match["list"]):
            self._out.append(match[0])

    @property
    def _last(self) -> str:
        """The sign before."""
        return next((piece[-1] for piece in reversed(self._out) if piece), "\n")

    def _sign(self, sign: str, text: str, at: int) -> str:
        """A sign that means itself, before the text from there on."""
        following = text[at : at + 1]
        if sign == "_" and self._last.isalnum() and following.isalnum():
            return sign
        begins = sign in _AT_START and _BEGINS.search("".join(self._out[-6:])[-16:])
        is_meant = sign in _MEANT or begins or (sign == "&" and _LIKE_REFERENCE.match(text, at))
        return f"\\{sign}" if is_meant else sign

    def _tag(self, match: re.Match[str], text: str) -> int:
        """A tag; where to read on."""
        tag, ends, attributes = match["tag"].lower(), match["end"] == "/", match["attributes"]
        said = attributes_of(attributes) if attributes and (tag in READ or "hidden" in attributes) else {}
        if not ends and (tag in SKIPPED or (said and self._is_dropped(tag, said))):
            return match.end() if tag in VOID or attributes.endswith("/") else after(tag, text, match.end())
        if tag == "code":
            return self._code(text, match.end())
        if tag in INLINE:
            self._stress(INLINE[tag], ends=ends)
        elif tag == "a":
            self._link(said.get("href", ""), ends=ends)
        elif tag == "br":
            self._out.append("<br>" if self._within(ITEMS) else "\n")
        elif tag == "img" and said.get("alt"):
            self._out.append(f"![{said['alt']}]({said.get('src', '')})")
        elif tag in HEADINGS:
            self._out.append("\n\n" if ends else f"\n\n{HEADINGS[tag]} ")
        elif tag in ITEMS or tag in BLOCKS or tag in LISTS:
            self._block(tag, attributes, said, ends=ends)
        return match.end()

    def _is_dropped(self, tag: str, said: dict[str, str]) -> bool:
        """Whether no reader sees an element, or none of this form needs it."""
        if "hidden" in said or said.get("aria-hidden") == "true":
            return True
        return tag == "a" and said.get("href", "").startswith(self._dropped)

    def _code(self, text: str, at: int) -> int:
        """A piece of code: nothing in it is mark-up."""
        end = text.find("</code>", at)
        if end >= 0:
            words = html.unescape(re.sub(r"<[^>]*>", "", text[at:end])).replace("\n", " ")
            ticks = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
            room = " " if words.startswith("`") or words.endswith("`") else ""
            self._out.append(f"{ticks}{room}{words}{room}{ticks}")
            return end + len("</code>")
        return at

    def _stress(self, sign: str, *, ends: bool) -> None:
        """Stress begins or ends: no blank stands inside it, and one outside where Markdown would not see it else."""
        if not ends:
            self._stressed.append(len(self._out))
            return
        if not self._stressed:
            return
        begun = self._stressed.pop()
        words = "".join(self._out[begun:])
        del self._out[begun:]
        bare = words.strip()
        if bare:
            apart = words[0] == " " or not bare[0].isalnum()
            before = " " if apart and self._last not in " \n([" else ""
            after = " " if words[-1] == " " or not bare[-1].isalnum() else ""
            self._out.append(f"{before}{sign}{bare}{sign}{after}")

    def _link(self, href: str, *, ends: bool) -> None:
        if not ends:
            self._links.append(href)
            self._out.append("[" if href else "")
        elif self._links:
            href = self._links.pop()
            self._out.append(f"]({href.replace('(', '%28').replace(')', '%29')})" if href else "")

    def _block(self, tag: str, attributes: str, said: dict[str, str], *, ends: bool) -> None:
        """A block begins or ends."""
        if ends:
            self._close(tag)
            return
        self._open.append((tag, "markdown=" not in attributes))
        if tag in LISTS:
            self._lists.append(0 if tag == "ol" else None)
            self._out.append("" if self._within(CELLS) or len(self._lists) > 1 else "\n\n")
        elif tag == "table":
            self._tables.append((Table(), self._out))
            self._out = []
        elif (tag in CELLS or tag == "tr") and self._tables:
            self._tables[-1][0].begin(tag, said)
            self._out = []
        elif tag in ITEMS:
            self._item(tag)
        else:
            self._out.append("\n\n" if not self._within(ITEMS) else "" if self._last in " \n" else " ")

    def _within(self, tags: frozenset[str]) -> bool:
        return any(tag in tags for tag, _ in self._open)

    def _item(self, tag: str) -> None:
        if tag == "dd":
            self._out.append("" if self._last in " \n" else " ")
        elif self._within(CELLS):
            written = "".join(self._out).rstrip()
            self._out = [f"{written}; " if written else ""]
        else:
            number = self._lists[-1] if self._lists else None
            if number is not None:
                self._lists[-1] = number + 1
            sign = "-" if number is None else f"{number + 1}."
            self._out.append(f"\n{'    ' * (len(self._lists) - 1)}{sign} ")
            if tag == "dt":
                self._stress("**", ends=False)

    def _close(self, tag: str) -> None:
        opened = next((at for at in reversed(range(len(self._open))) if self._open[at][0] == tag), None)
        if opened is None:
            return
        in_cell = self._within(CELLS)
        del self._open[opened:]
        if tag in LISTS:
            self._lists.pop()
            self._out.append("" if in_cell or self._lists else "\n\n")
        elif tag == "table" and self._tables:
            table, before = self._tables.pop()
            self._out = [*before, f"\n\n{table.markdown()}\n\n"]
        elif tag in CELLS and self._tables:
            self._tables[-1][0].end(tag, cell("".join(self._out)))
            self._out = []
        elif tag == "dt":
            self._stress("**", ends=True)
        elif tag in BLOCKS and not self._within(ITEMS) and not self._tables:
            self._out.append("\n\n")
