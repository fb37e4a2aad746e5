"""The pages' sources: what `content/` holds, read once and whole, before anything is made of it.

In: the folder and the languages. Out: a template a Markdown file, the names of the other files, and every
mistake in names and front matter. Refused, as in the catalog: links, pipes, what is no UTF-8. The names say it all:

    name.md            a page in the default language, with name.<language>.md beside it for each other one
    name.any.md        one template for the page in every language; its words come from catalog/strings/
    [area].any.md      a page for each entry of that kind, named by its id

Nothing here knows an entry, or reads Jinja.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from patternloom.model.kinds import KIND_OF_NAME
from patternloom.problems.findings import Findings, Mark, Problem, did_you_mean, shown
from patternloom.reading.folder import file_text, walk
from patternloom.reading.leftovers import left_behind
from patternloom.site.front_matter import FrontMatter, read_front_matter

ANY = "any"
KINDS = frozenset(KIND_OF_NAME)
# What engines make pages of.
MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_MARKED = re.compile(r"(?P<stem>.+)[_ -](?P<language>[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)")
_NAME = re.compile(
    r"(?P<stem>\[(?P<kind>[a-z-]+)\]|[^\[\]]+?)"
    # Digits only where they make a tag, such as `es-419`: `guide.v2.md` is a name.
    r"(?:\.(?P<language>[A-Za-z][A-Za-z-]*|[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})+))?(?P<ending>\.[a-z]+)"
)
_JINJA = re.compile(r"\{\{|\{%|\{##")
# Tags of a plugin that are no Jinja; the second only where that plugin is there to take it.
_INCLUDE = re.compile(r"\{%-?\s*include-markdown\s.*?%\}", re.DOTALL)
_INCLUDE_TOO = re.compile(r"\{%-?\s*include(?:-markdown)?\s.*?%\}", re.DOTALL)
# What only our pages say: methods of the page, words, the entry, macros.
_OURS = re.compile(r"\bpage\.\w+\(|\bt[.\[]|\bentry\b|\.jinja[\"']")


@dataclass(frozen=True, slots=True)
class Template:
    """One content file."""

    file: str
    """As messages and edit links name it."""
    source: PurePosixPath
    """Its own path below the folder."""
    path: PurePosixPath
    """Of the page in the site's Markdown tree, `[kind]` still in it."""
    language: str
    """A language's tag, or `any`; empty for the default one while the languages are not known."""
    kind: str | None
    """The kind it makes a page for each entry of, or None."""
    front: FrontMatter | str
    """Front matter but for `shows`; the lines themselves, `---` and all, where no Jinja stands in them."""
    shows: tuple[str, ...]
    body: str
    """Jinja text, blank lines first so that its line numbers are the file's."""
    plain: bool
    """Whether no Jinja stands in the file: then the page is the file, letter by letter."""
    text: str
    """The whole file."""
    own: bool = True
    """Whether it lies in the project; else it came with us."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that the folder holds."""

    templates: tuple[Template, ...]
    """In the order of their paths."""
    others: tuple[PurePosixPath, ...]
    """Files to be copied as they are, by path below the folder."""
    complete: bool
    """Whether every file is among them: what could not be read hides the page that it makes."""


def read_content(
    folder: Path,
    shown_as: str,
    languages: tuple[str, ...],
    problems: Findings,
    left_out: Callable[[str], bool] = lambda name: False,
    plugins: Collection[str] = (),
) -> Content:
    """All pages and other files below the folder; what is wrong with them goes to `problems`.

    Messages name the folder `shown_as`. Without languages, what needs them is not judged. `left_out` tells files that
    are no pages, by their names below the folder; `plugins` are those of the site, some of which read tags of a page.
    """
    before = len(problems)
    found = list(walk(folder, shown_as, problems, "site", "pages"))
    complete = len(problems) == before
    templates, others = [], []
    refused = (problem.mark.file.removeprefix(f"{shown_as}/") for problem in [*problems][before:])
    hidden = {_page_of(Path(name)) for name in refused}
    for name, is_folder in sorted(found, key=lambda one: one[0].parts):
        file = f"{shown_as}/{name.as_posix()}"
        if left_out(name.as_posix()):
            continue
        if name.suffix not in MARKDOWN:
            if not is_folder and _regular(folder / name, file, problems):
                others.append(PurePosixPath(name.as_posix()))
        elif is_folder:
            message = f"a folder, expected a file, as its name ends in {name.suffix}"
            problems.append(Problem(Mark(file), message, rule="file"))
        elif template := _template(folder, name, file, languages, problems):
            templates.append(_shared(template, plugins))
        else:
            complete = False
            hidden.add(_page_of(name))
    otherwise = [*_of_other_letters(templates), *_nearly_versions(templates, languages)]
    problems.extend(otherwise)
    if languages and not otherwise:
        # What could not be read, or has a language that is none, may be the version that a page lacks.
        problems.extend(_every_language((one for one in templates if one.path not in hidden), languages))
    return Content(tuple(templates), tuple(others), complete and not otherwise)


def _of_other_letters(templates: Iterable[Template]) -> Iterator[Problem]:
    """Versions of one page whose names differ in capitals: `About.md` beside `about.ja.md`."""
    found: dict[str, Template] = {}
    for template in templates:
        first = found.setdefault(str(template.path).lower(), template)
        if first.path != template.path and first.language != template.language:
            message = f"file name {shown(template.source.name)}, expected the same letters as {first.file} has"
            yield Problem(Mark(template.file), message, "small and capital letters are not the same", rule="file")


def _nearly_versions(templates: Sequence[Template], languages: tuple[str, ...]) -> Iterator[Problem]:
    """Files that are named nearly as the version that another page lacks: `about_de.md`, `about.de.markdown`."""
    there: dict[PurePosixPath, set[str]] = {}
    for template in templates:
        there.setdefault(template.path, set()).add(template.language)
    for template in templates if languages else ():
        path, language = template.path, template.language
        marked = _MARKED.fullmatch(path.stem)
        if marked and language == languages[0] and len(there[path]) == 1:
            language, wanted = marked["language"].lower(), path.with_name(f"{marked['stem']}{path.suffix}")
        elif language in languages[1:]:
            alike = (other for other in there if other != path and other.with_suffix("") == path.with_suffix(""))
            wanted = next(alike, path)
        else:
            continue
        if wanted == path or ANY in there.get(wanted, {ANY}) or language in there[wanted] or language not in languages:
            continue
        name = f"{wanted.stem}.{language}{wanted.suffix}"
        message = (
            f"file name {shown(template.source.name)}, expected {shown(name)} for the version in {shown(language)}"
        )
        yield Problem(Mark(template.file), message, "rename it", rule="file")


def _page_of(name: Path) -> PurePosixPath:
    """The page that a file is a version of, as far as its name tells."""
    match = _NAME.fullmatch(name.name)
    return PurePosixPath(name.parent.as_posix(), match["stem"] + match["ending"] if match else name.name)


def _regular(path: Path, file: str, problems: Findings) -> bool:
    """Whether copying it ends."""
    if stat.S_ISREG(path.lstat().st_mode):
        return True
    problems.append(Problem(Mark(file), "not a regular file, expected one that can be copied", rule="file"))
    return False


def _template(folder: Path, name: Path, file: str, languages: tuple[str, ...], problems: Findings) -> Template | None:
    match = _NAME.fullmatch(name.name)
    if not match:
        wanted = "name.md, name.<language>.md or [kind].any.md"
        problems.append(Problem(Mark(file), f"file name {shown(name.name)}, expected {wanted}", rule="file"))
        return None
    kind, language = match["kind"], match["language"] or (languages[0] if languages else "")
    if kind and kind not in KINDS:
        hint = did_you_mean(kind, KINDS, list_up_to=len(KINDS))
        problems.append(Problem(Mark(file), f"file name for unknown kind {shown(kind)}", hint, rule="file"))
        return None
    if languages and language not in (*languages, ANY):
        hint = did_you_mean(language, (*languages, ANY))
        problems.append(Problem(Mark(file), f"file name with unknown language {shown(language)}", hint, rule="file"))
        return None
    text = file_text(folder / name, file, problems, "UTF-8 text")
    if text is None:
        return None
    text = text.replace("\r", "\n")
    problems.extend(left_behind(text, file))
    front, shows, body = read_front_matter(text, file, KINDS, problems)
    path = PurePosixPath(name.parent.as_posix(), match["stem"] + match["ending"])
    plain = kind is None and not _JINJA.search(text)
    return Template(file, PurePosixPath(name.as_posix()), path, language, kind, front, shows, body, plain, text)


def _shared(template: Template, plugins: Collection[str]) -> Template:
    """The template, with what other plugins read in a page by hand left to them."""
    include = _INCLUDE_TOO if "include-markdown" in plugins else _INCLUDE
    ours = include.sub("", template.text)
    by_hand = template.kind is None and template.language != ANY
    if by_hand and (not _JINJA.search(ours) or ("macros" in plugins and not _OURS.search(ours))):
        return replace(template, plain=True, body="", front="")
    return replace(template, body=include.sub(lambda tag: f"{{% raw %}}{tag[0]}{{% endraw %}}", template.body))


def _every_language(templates: Iterable[Template], languages: tuple[str, ...]) -> Iterator[Problem]:
    found: dict[PurePosixPath, dict[str, Template]] = {}
    for template in templates:
        first = found.setdefault(template.path, {}).setdefault(template.language, template)
        if first is not template:
            message = f"a second template for '{template.path}' in '{template.language}', expected one"
            yield Problem(Mark(template.file), message, f"the other is {first.file}", rule="file")
    for path, by_language in found.items():
        if ANY in by_language:
            others = [template.file for language, template in by_language.items() if language != ANY]
            if others:
                message = f"a second template for '{path}', expected either .any.md or one a language"
                hint = f"beside it: {', '.join(others)}"
                yield Problem(Mark(by_language[ANY].file), message, hint, rule="file")
            continue
        first = next(iter(by_language.values()))
        for language in languages:
            if language not in by_language:
                tag = "" if language == languages[0] else f".{language}"
                wanted = str(PurePosixPath(first.file).with_name(f"{path.stem}{tag}{path.suffix}"))
                hint = f"expected {wanted} beside it"
                if first.kind:
                    hint = f"name it '{path.stem}.{ANY}{path.suffix}': one template for every language"
                yield Problem(Mark(first.file), f"no version in '{language}'", hint, rule="missing-translation")
