"""What an entry is called, and where it stands, as one page in one language links it.

In: graph, plan, a page's path and a language. Out: names and words, not escaped yet, and links, made safe
here. It writes no prose, and refuses an id or a word that there is none of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jinja2 import UndefinedError
from markupsafe import Markup

from patternloom.catalog.graph import Graph, name_of
from patternloom.model.bibliography import Erratum
from patternloom.problems.findings import did_you_mean, shown
from patternloom.site.pages import Plan, permalink_path, relative_url, url_of
from patternloom.text import escape


class Strings:
    """The interface's words of one language; `t.needs` in a template. No word's name is taken by anything else."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.__words = words

    def __getattr__(self, key: str) -> str:
        return self[key]

    def __getitem__(self, key: str) -> str:
        if key in self.__words:
            return self.__words[key]
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
        """A `Text` in the page's language, not escaped yet."""
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

    @property
    def beside(self) -> str:
        """The way from this page to the files that belong to it, which lie in a folder of its name."""
        return "" if self.plan.folders else url_of(self.path).removeprefix(self.path[: self.path.rfind("/") + 1])

    def link(self, id: str, label: str | None = None) -> Markup:
        """An HTML link to an entry; its text alone where no page shows it."""
        text = escape.html(label or self.name(id))
        # Put together by hand, as Markup.format takes five times as long and links are half of a page.
        return Markup(f'<a href="{escape.html(self.href(id))}">{text}</a>') if self.placed(id) else text

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
        # In the order that they come in.
        words = {"S": self.t.section_n, "F": self.t.figure_n, "T": self.t.table_n, "N": self.t.note_n}
        short = dict.fromkeys(key.split("/")[0] for key in keys)
        ordered = sorted(short, key=lambda key: ([*words].index(key[0]), [int(n) for n in key[1:].split(".")]))
        return [words[key[0]].format(n=key[1:]) for key in ordered]
