"""Pages that a project does not write itself: our templates for any catalog, where the project wants them.

In: the project's own pages, ours, what `nav:` names, and which kinds of entries there are. Out: the project's pages and
those of ours that it lacks. A page of ours is made where `nav:` names it; without `nav:`, where no page of the project
shows its kind already, and it would not stand empty; or where an option asks for it. What a page says, the macros
decide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from patternloom.problems.findings import Findings, PatternloomError
from patternloom.reading import defaults
from patternloom.site.content import ANY, Content, Template, read_content

_SHOWN, _ASKED = f"{defaults.SHOWN}/content", f"{defaults.SHOWN}/when_asked"


def with_defaults(
    content: Content, kinds: Collection[str], named: Collection[str] | None, folder: Path = defaults.CONTENT
) -> Content:
    """The project's pages, then those of ours that it lacks.

    `kinds` are those that there are entries of; `named` is what `nav:` names, None where there is none.
    """
    taken = {template.path for template in content.templates}
    ours = [one for one in _default_pages(folder) if one.path not in taken]
    if named is not None:
        kept = [one for one in ours if _is_named(one.path, one.kind, named)]
    else:
        free = [one for one in ours if not _is_shown(one, content.templates)]
        pages_of = [(one.path.parent, one.kind) for one in (*content.templates, *free) if one.kind]
        kept = [one for one in free if any(kind in kinds for kind in _about(one, pages_of))]
    return replace(content, templates=(*content.templates, *(replace(one, own=False) for one in kept)))


def with_asked_for(content: Content, names: Collection[str], folder: Path = defaults.WHEN_ASKED) -> Content:
    """The project's pages, then those of ours that an option asks for by their names, and that it has no own one of."""
    taken = {template.path for template in content.templates}
    asked = (one for one in _default_pages(folder, _ASKED) if one.path.name in names and one.path not in taken)
    return replace(content, templates=(*content.templates, *(replace(one, own=False) for one in asked)))


def _default_pages(folder: Path, shown_as: str = _SHOWN) -> Iterator[Template]:
    problems = Findings()
    # In a checkout, the folder holds its own site's pages too, in whatever languages: none is looked for.
    found = read_content(folder, shown_as, (), problems)
    if problems:
        raise PatternloomError(problems)
    yield from (template for template in found.templates if template.language == ANY)


def _is_named(path: PurePosixPath, kind: str | None, named: Collection[str]) -> bool:
    """Whether `nav:` has the page, or, of a template for each entry, any page in its folder but the index."""
    targets = [PurePosixPath(target) for target in named]
    return path in targets or any(
        kind and target.parent == path.parent and target.name != "index.md" for target in targets
    )


def _is_shown(ours: Template, own: Collection[Template]) -> bool:
    """Whether a page of the project shows what ours is there for."""
    return bool({kind for one in own for kind in (one.kind, *one.shows)} & {ours.kind or next(iter(ours.shows), "")})


def _about(ours: Template, pages_of: Collection[tuple[PurePosixPath, str]]) -> Iterator[str]:
    """The kinds without whose entries it would stand empty: for a folder's index, those with their pages there."""
    if ours.kind:
        yield ours.kind
    elif ours.shows:
        yield from ours.shows
    else:
        yield from (kind for folder, kind in pages_of if folder == ours.path.parent)
