"""The parts of a pin's page: the verdict, what changed, what was said, the revisions.

In: a record, one of its revisions, and the page's links. Out: HTML, every text in it written for its place. How the
parts lie on pages, `pins` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from patternloom.lock.record import Plain, Record, Revision, of_language
from patternloom.model.entry import SAYS_WHAT_IT_IS
from patternloom.model.kinds import KIND_OF_NAME
from patternloom.model.lasting import meaning_fields
from patternloom.model.retired import Retired
from patternloom.publish.lasting.past import PastLinks, PastValues, parsed
from patternloom.site import writing
from patternloom.site.pages import language_folder
from patternloom.text import escape
from patternloom.text.escape import Written, address, text, word

# The same few words stand on thousands of pages.
html = lru_cache(4_096)(escape.html)


@dataclass(frozen=True, slots=True)
class Block:
    """What stays together on a page."""

    title: str
    """The heading over it and its neighbors."""
    html: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PinParts:
    """One revision, as the page of one language tells it."""

    record: Record
    revision: Revision
    links: PastLinks
    path: str
    """Of its first page, from the root of the language."""

    @property
    def name(self) -> str:
        """What the entry was called then."""
        found = self._then().get("name") or self.links.name(self.record.id)
        return str(of_language(found, self.links.language))

    def sentence(self) -> str:
        """What it was then, in a sentence; nothing where no field said so."""
        then = self._then()
        found = next((then[field] for field in SAYS_WHAT_IT_IS if field in then), "")
        words = str(of_language(found, self.links.language))
        paragraphs, mistakes = parsed(words)
        return writing.first_sentence(words if mistakes else writing.plain(paragraphs, self.links))

    def top(self) -> str:
        """Whose page it is, in which languages, and what it is about."""
        links, languages = self.links, self.links.graph.catalog.settings.languages
        up = "../" * (links.path.count("/") + (links.language != languages[0]))
        others = "".join(
            f' · <a href="{address(up + language_folder(tag, languages) + self.path)}" '
            f'hreflang="{word(tag)}" lang="{word(tag)}">'
            f"{html(links.graph.catalog.strings[tag]['language_name'])}</a>"
            for tag in languages
            if tag != links.language
        )
        site = f'<a href="{links.page_href("index.md")}">{html(links.plan.site_name or links.t.home)}</a>'
        title = f"<h1>{html(self.name)} <small>{html(self._numbered(self.revision))}</small></h1>"
        return f'<p class="site">{site}{others}</p>\n{title}\n'

    def verdict(self, further: Mapping[str, int]) -> str:
        """Whether the ground still holds, in a line, and the way on; `further` are anchors of later pages."""
        t, links = self.links.t, self.links
        gone = links.graph.catalog.entries.get(self.record.id)
        if isinstance(gone, Retired):
            why = f" {writing.html(gone.reason[links.language], links)}"
            following = links.plan.past.instead(gone.id)
            instead = f" {html(t.retired_successor)} {links.link(following)}" if following else ""
            return _verdict("gone", html(t.retired_on.format(date=gone.date)), why + instead)
        if self.record.into:
            return _verdict("gone", html(t.merged_leads_to.format(old=self.name)), f" {links.link(self.record.into)}")
        today = f' <a href="../">{html(t.pin_today_link)}</a>'
        if not self._changed():
            return _verdict("same", html(t.pin_same), today)
        past = PastValues(links)
        names = html(t.list_separator).join(
            Written(
                f'<a href="{f"{page}/" if (page := further.get(f"since-{name}")) else ""}#since-{word(name)}">'
                f"{past.label(name)}</a>"
            )
            for name in self._changed()
        )
        return _verdict("changed", html(t.pin_changed), f" {names}{today}")

    def blocks(self) -> list[Block]:
        """What changed since, what was said then, and what was only worded anew."""
        return [*self._changes(), *self._said(), *self._worded()]

    def last_words(self) -> str:
        """What it said to its end, and all revisions, for the page of an entry that is gone."""
        said = "".join(block.html for block in self._said())
        return f"<h2>{html(self.links.t.pin_said)}</h2>\n{said}{self.revisions('')}"

    def revisions(self, above: str = "../") -> str:
        """A list of all revisions, the newest first: the entry's history; `above` leads to the folder of its pins."""
        items = []
        for one in reversed(self.record.revisions):
            current = ' aria-current="page"' if one.number == self.revision.number else ""
            more = f"{self._reason(one.reason)} ({self._labels(one.changed)})" if one.changed else ""
            link = f'<a href="{above}r{one.number}/">r{one.number}</a>'
            items.append(f"<li{current}>{link} {html(self._dated(one))}{more}</li>\n")
        return f"<h2>{html(self.links.t.pin_revisions)}</h2>\n<ul>\n{''.join(items)}</ul>\n"

    def _then(self) -> Mapping[str, Plain]:
        return self.record.meaning_in(self.revision.number)

    def _changed(self) -> tuple[str, ...]:
        return self.record.changed_since(self.revision.number)

    @property
    def _cls(self) -> type:
        return KIND_OF_NAME[self.record.kind].type

    def _numbered(self, revision: Revision) -> str:
        return f"r{revision.number}{self.links.t.list_separator}{self._dated(revision)}"

    def _dated(self, revision: Revision) -> str:
        release = self.links.t.in_release.format(release=revision.release) if revision.release else ""
        return self.links.t.list_separator.join(filter(None, (str(revision.date), release)))

    def _reason(self, reason: Mapping[str, str]) -> str:
        words = of_language(reason, self.links.language)
        return f"{html(self.links.t.colon)}{text(words)}" if words else ""

    def _labels(self, names: tuple[str, ...]) -> str:
        return html(self.links.t.list_separator).join(PastValues(self.links).label(name) for name in names)

    def _changes(self) -> Iterator[Block]:
        """Field by field, what differs: then, and today."""
        t, then = self.links.t, self._then()
        for name in self._changed():
            before, after = then.get(name), self.record.meaning.get(name)
            why = "".join(
                f'<p class="soft">{html(self._numbered(one))}{self._reason(one.reason)}</p>\n'
                for one in self.record.revisions
                if one.number > self.revision.number and name in one.changed
            )
            sides = f"{self._side(t.pin_then, name, before, after)}{self._side(t.pin_now, name, after, before)}"
            anchor = f"since-{word(name)}"
            title = f'<h3 id="{anchor}">{PastValues(self.links).label(name)}</h3>\n'
            yield Block(t.pin_since, f'{title}{why}<dl class="two">\n{sides}</dl>\n', anchor)

    def _side(self, label: str, name: str, held: Plain, other: Plain) -> str:
        """A field's value; of two lists, what the other one has not."""
        if isinstance(held, list) and isinstance(other, list):
            held = [one for one in held if one not in other] or None
        shown = text(self.links.t.pin_nothing) if held is None else PastValues(self.links).value(self._cls, name, held)
        return f"<div><dt>{html(label)}</dt>\n<dd>{shown}</dd></div>\n"

    def _said(self) -> Iterator[Block]:
        past, then = PastValues(self.links, self._mark), self._then()
        order = {name: place for place, name in enumerate(meaning_fields(self._cls))}
        for name in sorted(then.keys() - {"name"}, key=lambda name: (order.get(name, len(order)), name)):
            value = past.value(self._cls, name, then[name])
            yield Block(self.links.t.pin_said, f"<h3>{past.label(name)}</h3>\n<div>{value}</div>\n")

    def _mark(self, field: str, statement: Plain) -> str:
        """What stands behind a statement that is not there today, word for word."""
        held = self.record.meaning.get(field)
        if statement == held or (isinstance(held, list) and statement in held):
            return ""
        return f' <b class="mark">{html(self.links.t.pin_no_more)}</b>'

    def _worded(self) -> Iterator[Block]:
        """Wording that changed since, and left the meaning as it was."""
        for one in self.record.editorial:
            if one.revision >= self.revision.number:
                label = PastValues(self.links).label(one.field)
                was = PastValues(self.links).value(self._cls, one.field, one.was) if one.was is not None else ""
                told = f"{label}{html(self.links.t.list_separator)}{one.date}{self._reason(one.reason)}"
                more = f"<details><summary>{html(self.links.t.pin_then)}</summary>{was}</details>\n" if was else ""
                yield Block(self.links.t.pin_editorial, f'<p class="soft">{told}</p>\n{more}')


def _verdict(look: str, said: str, more: str) -> str:
    return f'<p class="verdict {look}"><b>{said}</b>{more}</p>\n'
