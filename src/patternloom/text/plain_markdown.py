"""A page's Markdown with HTML in it to Markdown alone: what a program reads that shows nothing.

In: the text of a page, and where links to other pages' sources lead. Out: the same words as headings, paragraphs,
lists, tables and fences of CommonMark. Pictures, buttons and what is hidden go; nothing is looked up, and no text
changes its meaning: a sign that HTML writes as a reference stays a sign, and begins no mark-up.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable

from patternloom.text.html_tags import CELLS, HEADINGS, INLINE, ITEMS, LISTS, READ, SORTS, VOID, attributes_of
from patternloom.text.markdown_ends import Ends
from patternloom.text.markdown_pieces import Pieces
from patternloom.text.markdown_tables import Table, cell
from patternloom.text.markdown_tokens import TOKEN, listings
from patternloom.text.noncharacters import LISTING
from patternloom.text.simple_html import simplified

# What Markdown reads in a line, and what at its start; what is joined to letters on both sides is a part of a word.
_MEANT, _AT_START = frozenset("\\`*_[]<~"), frozenset("-+=.)>#")
_BEGINS = re.compile(r"(?:^|\n *|- |\. )[0-9]{0,9}$")
_LIKE_REFERENCE = re.compile(r"#?\w+;")
# Of a list further in, an item stands as far in as one of this level: its blanks alone would fill a page.
_LEVELS = 20


def plain_markdown(text: str, lead: Callable[[str], str], dropped: tuple[str, ...] = ()) -> str:
    """The page in Markdown alone; `lead` turns a link's target, and links that begin with what is `dropped` go."""
    return _Page(lead, dropped).read(text)


class _Page:
    """One page while it is read."""

    def __init__(self, lead: Callable[[str], str], dropped: tuple[str, ...]) -> None:
        self._lead, self._dropped = lead, dropped
        self._out = Pieces()
        self._open: list[tuple[str, bool]] = []
        """Blocks that are open, with whether blanks mean nothing in them."""
        self._opened = Counter[str]()
        """How many of each are."""
        self._items = self._cells = 0
        """How many of them are items, and how many cells."""
        self._links: list[str] = []
        self._lists: list[int | None] = []
        """For each open list the number of its last item; None where its items have none."""
        self._table, self._before = Table(), self._out
        """The table that is open, and what comes before it; one in it is told as words of its cell."""

    def read(self, text: str) -> str:
        """The whole page."""
        text = text.replace(LISTING, "")
        at = 0
        shown: list[str] = []
        for start, end, listing in listings(text):
            self._part(text[at:start])
            self._out.add(f"{LISTING}{len(shown)}{LISTING}")
            shown.append(listing)
            at = end
        self._part(text[at:])
        while self._opened["table"]:
            self._close("table")
        made = re.sub(r"\[\s*\]\([^()]*\)", "", str(self._out))
        made = "\n".join(line.rstrip(" \t") for line in made.split("\n")).strip() + "\n"
        while "\n\n\n" in made:
            made = made.replace("\n\n\n", "\n\n")
        return re.sub(f"{LISTING}(\\d+){LISTING}", lambda match: shown[int(match[1])], made)

    def _part(self, text: str) -> None:
        """What stands between two listings."""
        text = simplified(text, self._lead, self._dropped)
        ends = Ends(text)
        at = told = 0
        while match := TOKEN.search(text, at):
            at = match.end()
            if (end := ends.of(match)) < 0:
                continue
            if match.start() > told:
                self._words(text[told : match.start()])
            at = end
            match match.lastgroup:
                case "attributes":
                    at = self._tag(match, text, ends)
                case "blank":
                    self._blank(match[0])
                case "reference":
                    self._out.add(self._sign(html.unescape(match[0]), text, at))
                case "anchor":
                    self._out.add("" if match["anchor"] == "_title" else f"{{#{match['anchor']}}}")
                case "ticks" | "escaped":
                    self._out.add(text[match.start() : at])
            told = at
        if told < len(text):
            self._words(text[told:])

    def _words(self, words: str) -> None:
        if words[0] == " " and self._in_html and self._out.last in " \n":
            words = words.lstrip(" ")
        self._out.add(words)

    def _blank(self, blank: str) -> None:
        if not self._in_html:
            self._out.add(blank)
        elif self._out.last not in " \n":
            self._out.add(" ")

    @property
    def _in_html(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _sign(self, sign: str, text: str, at: int) -> str:
        """A sign that means itself, before the text from there on."""
        following = text[at : at + 1]
        if sign == "_" and self._out.last.isalnum() and following.isalnum():
            return sign
        begins = sign in _AT_START and _BEGINS.search(self._out.near(16))
        is_meant = sign in _MEANT or begins or (sign == "&" and _LIKE_REFERENCE.match(text, at))
        return f"\\{sign}" if is_meant else sign

    def _tag(self, match: re.Match[str], text: str, ends: Ends) -> int:
        """A tag; where to read on."""
        tag, is_end, attributes = match["tag"].lower(), match["end"] == "/", match["attributes"]
        sort = SORTS.get(tag)
        said = attributes_of(attributes) if attributes and (tag in READ or "hidden" in attributes) else {}
        if not is_end and (sort == "skipped" or (said and self._goes(tag, said))):
            return match.end() if tag in VOID or attributes.endswith("/") else ends.of_element(match)
        match sort:
            case "block":
                self._close(tag) if is_end else self._block(tag, attributes, said)
            case "code":
                return self._code(text, match.end(), ends)
            case "stress":
                self._out.end_stress(INLINE[tag]) if is_end else self._out.stress()
            case "link":
                self._link(said.get("href", ""), is_end=is_end)
            case "break":
                self._out.add("<br>" if self._items else "\n")
            case "image" if said.get("alt"):
                self._out.add(f"![{said['alt']}]({said.get('src', '')})")
            case "heading":
                self._out.add("\n\n" if is_end else f"\n\n{HEADINGS[tag]} ")
        return match.end()

    def _goes(self, tag: str, said: dict[str, str]) -> bool:
        """Whether no reader sees an element, or none of this form needs it."""
        if "hidden" in said or said.get("aria-hidden") == "true":
            return True
        return tag == "a" and said.get("href", "").startswith(self._dropped)

    def _code(self, text: str, at: int, ends: Ends) -> int:
        """A piece of code: nothing in it is mark-up."""
        end = ends.next("</code>", at)
        if end == len(text):
            return at
        words = html.unescape(re.sub(r"<[^<>]*>", "", text[at:end])).replace("\n", " ")
        ticks = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
        room = " " if words.startswith("`") or words.endswith("`") else ""
        self._out.add(f"{ticks}{room}{words}{room}{ticks}")
        return end + len("</code>")

    def _link(self, href: str, *, is_end: bool) -> None:
        if not is_end:
            self._links.append(href)
            self._out.add("[" if href else "")
        elif self._links:
            href = self._links.pop()
            self._out.add(f"]({href.replace('(', '%28').replace(')', '%29')})" if href else "")

    def _block(self, tag: str, attributes: str, said: dict[str, str]) -> None:
        """A block begins."""
        in_item = self._items
        self._open.append((tag, "markdown=" not in attributes))
        self._opened[tag] += 1
        self._items += tag in ITEMS
        self._cells += tag in CELLS
        if tag in LISTS:
            self._lists.append(0 if tag == "ol" else None)
            self._out.add("" if self._cells or len(self._lists) > 1 else "\n\n")
        elif tag == "table" and self._opened[tag] == 1:
            self._table, self._before, self._out = Table(), self._out, Pieces()
        elif (tag in CELLS or tag == "tr") and self._opened["table"] == 1:
            self._table.begin(tag, said)
            self._out = Pieces()
        elif tag in ITEMS:
            self._item(tag)
        elif not in_item:
            self._out.add("\n\n")
        elif self._out.last not in " \n":
            self._out.add(" ")

    def _item(self, tag: str) -> None:
        if tag == "dd":
            self._out.add("" if self._out.last in " \n" else " ")
        elif self._cells:
            if self._out.strip():
                self._out.add("; ")
        else:
            number = self._lists[-1] if self._lists else None
            if number is not None:
                self._lists[-1] = number + 1
            sign = "-" if number is None else f"{number + 1}."
            self._out.add(f"\n{'    ' * (min(len(self._lists), _LEVELS) - 1)}{sign} ")
            if tag == "dt":
                self._out.stress()

    def _close(self, tag: str) -> None:
        """A block ends, and with it whatever is open in it."""
        if not self._opened[tag]:
            return
        in_cell, ended = self._cells, ""
        while ended != tag:
            ended, _ = self._open.pop()
            self._opened[ended] -= 1
            self._items -= ended in ITEMS
            self._cells -= ended in CELLS
            if ended in LISTS:
                self._lists.pop()
            elif ended == "table" and not self._opened[ended]:
                self._before.add(f"\n\n{self._table.markdown()}\n\n")
                self._out = self._before
            elif ended in CELLS and self._opened["table"] == 1:
                self._table.end(ended, cell(str(self._out)))
                self._out = Pieces()
        if tag in LISTS:
            self._out.add("" if in_cell or self._lists else "\n\n")
        elif tag == "dt":
            self._out.end_stress("**")
        elif tag not in ITEMS and not self._items and not self._opened["table"]:
            self._out.add("\n\n")
