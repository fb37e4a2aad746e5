"""Files of a tree out of what the last build kept, where nothing that they are made from has changed.

In: sources, a language, what is kept. Out: the same files that making them gives. A page sees the whole catalog, every
macro and all addresses; so all are made again when one of these changes, and one alone when its own template does.
What is missing is rendered by `site.render`; nothing is decided here about what a file says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields, replace

from patternloom.lock.stale_translations import stale_texts
from patternloom.pictures.draw import drawn_by
from patternloom.publish.build_cache import BuildCache, key_of, tools
from patternloom.publish.drawn import Drawn
from patternloom.publish.sources import Sources
from patternloom.site.content import Template
from patternloom.site.files import File
from patternloom.site.render import render
from patternloom.site.view import DiagramForm
from patternloom.text import held


def rendered(
    sources: Sources,
    language: str,
    hold: held.Hold,
    diagrams: DiagramForm,
    kept: BuildCache,
    only: Collection[str] | None = None,
    common: str = "",
) -> tuple[File, ...]:
    """All pages of one language, or `only` those of some paths, with what lies beside them.

    `common` is the `common_key`, where it is known already.

    Raises:
        PatternloomError: a mistake in content or macros, or a picture that cannot be drawn.
    """
    pages = [page for page in sources.plan.pages[language] if only is None or page.path in only]
    common = key_of(common or common_key(sources, language), hold.__qualname__, diagrams)
    keys = {page.path: key_of("page", common, page.path, page.entry, _told(page.template)) for page in pages}
    missing = tuple(page for page in pages if kept.get(keys[page.path]) is None)
    if missing:
        plan = replace(sources.plan, pages={**sources.plan.pages, language: missing})
        first = sources.catalog.settings.languages[0]
        older = {} if language == first else stale_texts(sources.catalog, sources.records)[language]
        pictures = Drawn(sources.graph, language)
        made = render(sources.graph, plan, language, sources.macros, pictures, hold, diagrams, older)
        for path, files in _by_page(made, {page.path for page in missing}):
            kept.put(keys[path], [[file.path, file.text, file.origin] for file in files])
    return tuple(
        File(path, text.encode(), origin, language) for key in keys.values() for path, text, origin in kept.get(key)
    )


def once_made(kept: BuildCache, key: str, make: Callable[[], Iterable[File]]) -> tuple[File, ...]:
    """Texts that are made from what the key tells; all of them again, where it is new."""
    if (found := kept.get(key)) is None:
        files = tuple(make())
        kept.put(key, [[file.path, file.text, file.origin, file.language] for file in files])
        return files
    return tuple(File(path, text.encode(), origin, language) for path, text, origin, language in found)


def common_key(sources: Sources, language: str) -> str:
    """The key of all that every file of a language sees."""
    catalog, plan = sources.catalog, sources.plan
    texts = {place.source.file: place.source.text for place in catalog.places.values()}
    attached = {
        id: [files.folder, files.name, repr(files.yaml), repr(files.files), repr(files.evidence)]
        for id, files in catalog.files.items()
    }
    pages = [(page.path, page.entry) for page in plan.pages[language]]
    # Of the past, entries are told by their texts already: written out once more, they would take half of all this.
    others = (part.name for part in fields(plan) if part.name not in ("pages", "past"))
    return key_of(
        tools(), drawn_by(), language, list(texts.items()), attached, catalog.strings, repr(catalog.settings),
        sources.macros.folder, sources.macros.texts, sorted(sources.macros.came), pages, repr(dict(plan.past.records)),
        *(repr(getattr(plan, name)) for name in others),
    )  # fmt: skip


def _told(template: Template) -> list[str | bool]:
    # Its body too: of the same text, other plugins leave another one to us.
    return [template.file, template.text, template.body, template.own, template.plain]


def _by_page(files: Iterable[File], pages: set[str]) -> Iterator[tuple[str, list[File]]]:
    """Each page with what `render` puts behind it."""
    path, own = "", list[File]()
    for file in files:
        if file.path in pages:
            if own:
                yield path, own
            path, own = file.path, []
        own.append(file)
    if own:
        yield path, own
