"""The files of a project to start from, in the languages that somebody names.

In: tags, the first of them the default, and the day. Out: path → text. Where there are no words of ours in a language,
the English ones stand, each below a comment `# translate`. Nothing is written to disk here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from patternloom.reading import defaults
from patternloom.starter.tags import own_name

TRANSLATE = "# translate"
_ENGLISH = defaults.COMPLETE
_PAGE = re.compile(r"(?P<stem>.+)\.(?P<language>[a-z]+)\.md")
_TEXT = re.compile(rf"(?P<indent> +)(?P<language>{'|'.join(defaults.languages())}): (?P<text>.+)")


def starter_files(tags: Sequence[str], today: str) -> Mapping[str, str]:
    """Every file but the schemas, by path."""
    first, *others = tags
    made = dict(_fixed(tags, today))
    made["mkdocs.yml"] = _configuration("mkdocs.yml", first)
    for tag in others:
        made[f"mkdocs.{tag}.yml"] = _configuration("mkdocs.language.yml", tag)
    for tag in tags:
        if not defaults.words(tag):
            made[f"catalog/strings/{tag}.yaml"] = _words(tag)
    return dict(sorted(made.items()))


def in_languages(text: str, tags: Sequence[str]) -> str:
    """A YAML text whose texts are given in our languages, with those of `tags`; of one tag, the text alone."""
    lines: list[str] = []
    given: dict[str, str] = {}
    indent = ""
    for line in (*text.splitlines(), ""):
        if found := _TEXT.fullmatch(line):
            indent = found["indent"]
            given[found["language"]] = found["text"]
            continue
        if given:
            key = lines.pop()
            lines += _localized(key, indent, given, tags)
            given = {}
        lines.append(line)
    return "\n".join(lines)


def _localized(key: str, indent: str, given: Mapping[str, str], tags: Sequence[str]) -> Iterator[str]:
    """The lines of one text."""
    texts = {tag: given.get(tag) or given.get(tag.partition("-")[0]) for tag in tags}
    if len(tags) == 1:
        (text,) = texts.values()
        if not text:
            yield f"{key[: len(key) - len(key.lstrip())]}{TRANSLATE}"
        yield f"{key} {text or given[_ENGLISH]}"
        return
    yield key
    for tag, text in texts.items():
        if not text:
            yield f"{indent}{TRANSLATE}"
        yield f"{indent}{tag}: {text or given[_ENGLISH]}"


def _fixed(tags: Sequence[str], today: str) -> Iterator[tuple[str, str]]:
    """The files that are there in any language."""
    for file in sorted(path for path in defaults.STARTER.rglob("*") if path.is_file()):
        path = file.relative_to(defaults.STARTER).as_posix()
        text = file.read_text("utf-8")
        if page := _PAGE.fullmatch(path):
            if page["language"] == _ENGLISH:
                yield from _pages(page["stem"], tags)
            elif page["language"] == "any":
                yield path, text
        elif not path.startswith("mkdocs."):
            filled = text.replace("<languages>", ", ".join(tags)).replace("<today>", today)
            yield path.replace("dot-", "."), in_languages(filled, tags) if path.endswith(".yaml") else text


def _pages(stem: str, tags: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A page written by hand, a file a language."""
    for tag in tags:
        name = f"{stem}.md" if tag == tags[0] else f"{stem}.{tag}.md"
        there = (defaults.STARTER / f"{stem}.{language}.md" for language in (tag, tag.partition("-")[0]))
        own = next((file for file in there if file.is_file()), None)
        text = (own or defaults.STARTER / f"{stem}.{_ENGLISH}.md").read_text("utf-8")
        yield name, text if own else text.replace("---\n", f"---\n{TRANSLATE}\n", 1)


def _configuration(name: str, tag: str) -> str:
    text = in_languages((defaults.STARTER / name).read_text("utf-8"), [tag])
    return text.replace("<language>", tag).replace("<theme-language>", _theme_language(tag))


def _theme_language(tag: str) -> str:
    """The nearest language that the theme's own words are there in."""
    theme = find_spec("material")
    assert theme
    assert theme.origin
    there = Path(theme.origin).parent / "templates" / "partials" / "languages"
    return next(
        (one for one in (tag, tag.partition("-")[0]) if (there / f"{one}.html").is_file()),
        _ENGLISH,
    )


def _words(tag: str) -> str:
    """English words to be translated, but for what the language calls itself."""
    lines = (defaults.STRINGS / f"{_ENGLISH}.yaml").read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("#", "language_name:"))]
    told = f"# The interface's words. {TRANSLATE.removeprefix('# ').capitalize()} each; what stands in braces stays."
    schema = "# yaml-language-server: $schema=../schema/strings.schema.json"
    named = f'language_name: "{own_name(tag)}"'
    return "\n".join([schema, told, named, *(part for line in kept for part in (TRANSLATE, line)), ""])
