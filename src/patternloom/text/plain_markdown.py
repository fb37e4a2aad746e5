"""A page's Markdown with HTML in it to Markdown alone: what a program reads that shows nothing.

In: the text of a page, and where links to other pages' sources lead. Out: the same words as headings, paragraphs,
lists, tables and fences of CommonMark. Pictures, buttons and what is hidden go; nothing is looked up, and no text
changes its meaning: a sign that HTML writes as a reference stays a sign, and begins no mark-up.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from patternloom.text.html_tags import CELLS, HEADINGS, INLINE, ITEMS, LISTS, READ, SORTS, VOID, after, attributes_of
from patternloom.text.markdown_tables import Table, cell
from patternloom.text.markdown_tokens import FENCE, TOKEN, bare_fence
from patternloom.text.simple_html import simplified

# What Markdown reads in a line, and what at its start; what is joined to letters on both sides is a part of a word.
_MEANT, _AT_START = frozenset("\\`*_[]<~"), frozenset("-+=.)>#")
_BEGINS = re.compile(r"(?:^|\n *|- |\. )[0-9]{0,9}$")
_LIKE_REFERENCE = re.compile(r"#?\w+;")
# Unicode sets it aside for use inside a program: it holds the place of a listing while all else is tidied.
_LISTING = "\ufdd5"


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
        self._items = self._cells = 0
        """How many of them are items, and how many cells."""
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
        listings: list[str] = []
        for fence in FENCE.finditer(text):
            self._part(text[at : fence.start()])
            self._out.append(f"{_LISTING}{len(listings)}{_LISTING}")
            listings.append(bare_fence(fence))
            at = fence.end()
        self._part(text[at:])
        made = re.sub(r"\[\s*\]\([^()]*\)", "", "".join(self._out))
        made = "\n".join(line.rstrip(" \t") for line in made.split("\n")).strip() + "\n"
        while "\n\n\n" in made:
            made = made.replace("\n\n\n", "\n\n")
        return re.sub(f"{_LISTING}(\\d+){_LISTING}", lambda match: listings[int(match[1])], made)

    def _part(self, text: str) -> None:
        """What stands between two listings."""
        text = simplified(text, self._lead, self._dropped)
        at = 0
        for match in TOKEN.finditer(text):
            start = match.start()
            if start < at:
                continue  # in an element that went
            if start > at:
                self._words(text[at:start])
            at = match.end()
            match match.lastgroup:
                case "attributes":
                    at = self._tag(match, text)
                case "blank":
                    self._blank(match[0])
                case "reference":
                    self._out.append(self._sign(html.unescape(match[0]), text, at))
                case "anchor":
                    self._out.append("" if match["anchor"] == "_title" else f"{{#{match['anchor']}}}")
                case "ticks" | "escaped":
                    self._out.append(match[0])
        if at < len(text):
            self._words(text[at:])

    def _words(self, words: str) -> None:
        if words[0] == " " and self._in_html and self._last in " \n":
            words = words.lstrip(" ")
        self._out.append(words)

    def _blank(self, blank: str) -> None:
        if not self._in_html:
            self._out.append(blank)
        elif self._last not in " \n":
            self._out.append(" ")

    @property
    def _in_html(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    @property
    def _last(self) -> str:
        """The sign before."""
        for piece in reversed(self._out):
            if piece:
                return piece[-1]
        return "\n"

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
        sort = SORTS.get(tag)
        said = attributes_of(attributes) if attributes and (tag in READ or "hidden" in attributes) else {}
        if not ends and (sort == "skipped" or (said and self._goes(tag, said))):
            return match.end() if tag in VOID or attributes.endswith("/") else after(tag, text, match.end())
        match sort:
            case "block":
                self._close(tag) if ends else self._block(tag, attributes, said)
            case "code":
                return self._code(text, match.end())
            case "stress":
                self._stress(INLINE[tag], ends=ends)
            case "link":
                self._link(said.get("href", ""), ends=ends)
            case "break":
                self._out.append("<br>" if self._items else "\n")
            case "image" if said.get("alt"):
                self._out.append(f"![{said['alt']}]({said.get('src', '')})")
            case "heading":
                self._out.append("\n\n" if ends else f"\n\n{HEADINGS[tag]} ")
        return match.end()

    def _goes(self, tag: str, said: dict[str, str]) -> bool:
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
        if bare := words.strip():
            apart = words[0] == " " or not bare[0].isalnum()
            before = " " if apart and self._last not in " \n([" else ""
            behind = " " if words[-1] == " " or not bare[-1].isalnum() else ""
            self._out.append(f"{before}{sign}{bare}{sign}{behind}")

    def _link(self, href: str, *, ends: bool) -> None:
        if not ends:
            self._links.append(href)
            self._out.append("[" if href else "")
        elif self._links:
            href = self._links.pop()
            self._out.append(f"]({href.replace('(', '%28').replace(')', '%29')})" if href else "")

    def _block(self, tag: str, attributes: str, said: dict[str, str]) -> None:
        """A block begins."""
        in_item = self._items
        self._open.append((tag, "markdown=" not in attributes))
        self._items += tag in ITEMS
        self._cells += tag in CELLS
        if tag in LISTS:
            self._lists.append(0 if tag == "ol" else None)
            self._out.append("" if self._cells or len(self._lists) > 1 else "\n\n")
        elif tag == "table":
            self._tables.append((Table(), self._out))
            self._out = []
        elif (tag in CELLS or tag == "tr") and self._tables:
            self._tables[-1][0].begin(tag, said)
            self._out = []
        elif tag in ITEMS:
            self._item(tag)
        elif not in_item:
            self._out.append("\n\n")
        elif self._last not in " \n":
            self._out.append(" ")

    def _item(self, tag: str) -> None:
        if tag == "dd":
            self._out.append("" if self._last in " \n" else " ")
        elif self._cells:
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
        """A block ends, and with it whatever is open in it."""
        opened = len(self._open) - 1
        while opened >= 0 and self._open[opened][0] != tag:
            opened -= 1
        if opened < 0:
            return
        in_cell = self._cells
        for gone, _ in self._open[opened:]:
            self._items -= gone in ITEMS
            self._cells -= gone in CELLS
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
        elif tag not in ITEMS and not self._items and not self._tables:
            self._out.append("\n\n")
