"""What an entry is called, and where it stands, as one page in one language links it.

In: graph, plan, a page's path and a language. Out: names and words, not written for any place yet, and links.
It writes no prose, and refuses an id or a word that there is none of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jinja2 import UndefinedError

from patternloom.catalog.graph import Graph, name_of
from patternloom.catalog.restated import place_in_article
from patternloom.model.bibliography import Erratum
from patternloom.problems.findings import did_you_mean, shown
from patternloom.site.pages import (
    Plan,
    language_folder,
    permalink_path,
    permalink_url,
    pin_path,
    relative_url,
    url_of,
)
from patternloom.text import escape
from patternloom.text.escape import Written

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Word(str):
    """A word of the interface, with `{placeholders}` or without."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """The word with values in their places; a name that there is no value for stays as it is written."""
        return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), self)


class Strings:
    """The interface's words of one language; `t.needs` in a template. No word's name is taken by anything else."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.__words = words

    def __getattr__(self, key: str) -> Word:
        return self[key]

    def __getitem__(self, key: str) -> Word:
        if key in self.__words:
            return Word(self.__words[key])
        # An AttributeError would make Jinja wait until the word is printed, far from where it is misspelt.
        hint = did_you_mean(key, self.__words, list_up_to=0)
        raise UndefinedError(
            f"unknown word {shown(key)}, expected a key of the strings files" + (f"; {hint}" if hint else "")
        )


class Links:
    """Entries as one page in one language names and links them."""

    # Named, so that they are known without a page.
    __slots__ = ("graph", "language", "path", "plan", "t")

    def __init__(self, graph: Graph, plan: Plan, path: str, language: str) -> None:
        self.graph = graph
        self.plan = plan
        self.path = path
        self.language = language
        self.t = Strings(graph.catalog.strings[language])

    def say(self, text: Mapping[str, str] | None) -> str:
        """A `Text` in the page's language, not written yet."""
        return text[self.language] if text else ""

    def name(self, id: str) -> str:
        """An entry's name; a reference's is its short citation, an erratum's the place it corrects."""
        entry = self.graph.catalog.entries.get(id)
        match entry:
            case None:
                hint = did_you_mean(id, self.graph.catalog.entries, list_up_to=0)
                raise UndefinedError(
                    f"unknown entry {shown(id)}, expected an id of the catalog" + (f"; {hint}" if hint else "")
                )
            case Erratum():
                return self.t.erratum_at.format(place=self.t.list_separator.join(self.sources(entry.source)))
            case _:
                return name_of(entry, self.language)

    def placed(self, id: str) -> bool:
        """Whether a page shows the entry."""
        return id in self.plan.addresses

    def href(self, id: str) -> str:
        """The address of an entry, relative to this page, for HTML."""
        address = self.plan.addresses[id]
        anchor = f"#{address.anchor}" if address.anchor else ""
        if address.path == self.path and anchor:
            return anchor
        return self.page_href(address.path) + anchor

    def page_href(self, path: str) -> str:
        """The address of a page of the tree, relative to this one, for HTML."""
        return relative_url(self.path, path, folders=self.plan.folders)

    def permalink(self, id: str) -> str:
        """The entry's lasting address, relative to this page."""
        return self.page_href(permalink_path(id))

    def pin(self, id: str, number: int) -> str:
        """The address of the page of an entry's revision, relative to this page."""
        return self.page_href(pin_path(id, number))

    @property
    def beside(self) -> str:
        """The way from this page to the files that belong to it, which lie in a folder of its name."""
        return "" if self.plan.folders else url_of(self.path).removeprefix(self.path[: self.path.rfind("/") + 1])

    def lasting_address(self, id: str) -> str:
        """The entry's lasting address from the root of the web; from the site's root where the site has no address."""
        return of_site(self, permalink_url(id))

    def link(self, id: str, label: str | None = None) -> Written:
        """An HTML link to an entry; its text alone where no page shows it."""
        words = escape.text(label or self.name(id))
        # Put together by hand, as `format` takes five times as long and links are half of a page.
        return Written(f'<a href="{escape.address(self.href(id))}">{words}</a>') if self.placed(id) else words

    def markdown_target(self, id: str) -> str:
        """The link to an entry that Markdown engines check and resolve: to the `.md` file."""
        address = self.plan.addresses[id]
        anchor = f"#{address.anchor}" if address.anchor else ""
        if address.path == self.path and anchor:
            return anchor
        up = "../" * self.path.count("/")
        return f"{up}{address.path}{anchor}"

    def sources(self, keys: Iterable[str]) -> list[str]:
        """Article keys as a reader cites them, each once: `F7/BFF` → `figure 7`."""
        return [self.source(place) for place in self._places(keys)]

    def source_links(self, keys: Iterable[str]) -> list[Written]:
        """Article keys as a reader cites them, each a link to the section that holds it where a page shows that."""
        sections = self.graph.restated.section_of
        return [
            self.link(sections[place], self.source(place)) if place in sections else escape.text(self.source(place))
            for place in self._places(keys)
        ]

    def source(self, place: str) -> str:
        """A place in the article as a reader cites it: `F7` → `figure 7`."""
        words = {"S": self.t.section_n, "F": self.t.figure_n, "T": self.t.table_n, "N": self.t.note_n}
        return words[place[0]].format(n=place[1:])

    def _places(self, keys: Iterable[str]) -> list[str]:
        """Where in the article these keys lie, each place once: sections first, then figures, tables and notes."""
        places = dict.fromkeys(map(place_in_article, keys))
        return sorted(places, key=lambda place: ("SFTN".index(place[0]), [int(n) for n in place[1:].split(".")]))


def of_site(links: Links, path: str, language: str | None = None) -> str:
    """A path of a language as the web knows it; from the site's root where the site has no address."""
    folder = language_folder(language or links.language, links.graph.catalog.settings.languages)
    return f"{links.plan.site_url.rstrip('/')}/{folder}{path}"
