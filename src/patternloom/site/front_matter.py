"""A content file's front matter: our keys, and whatever a theme or another plugin reads.

In: the file's text. Out: its values with their types, which kinds its page shows, and the body. Where no Jinja
stands in them, the lines are handed on as they are, and mean what YAML takes them for: `hide: [toc]`, a date, a block.
Else a quoted value, a title and a description are Jinja texts; any other is as it is written. A key that is nearly
one of ours is refused. Nothing is rendered here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml

from patternloom.model.values import found
from patternloom.problems.findings import Findings, Mark, Problem, did_you_mean, shown
from patternloom.reading.source import Source
from patternloom.reading.strict_yaml import read_yaml

SHOWS = "shows"
_TEXTS = ("title", "description")
_RESOLVER = yaml.resolver.Resolver()
# A value after a key or in a list that begins as Jinja does.
_UNQUOTED = re.compile(
    r"[ \t]*(?=-|[\w.-]+:)(?:-[ \t]+)*(?:[\w.-]+:[ \t]+)?(?:(?P<list>\[)(?:[^\"']*,)?[ \t]*)?(?P<value>\{[{%].*)"
)
_BLOCK = re.compile(r"---[ \t]*\n(.*?\n|)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# The same below a blank line, or between other signs.
_LATE_BLOCK = re.compile(
    r"(?P<before>\s*)(?P<sign>-{2,}|\+{3}|—+)[ \t]*\n(?:[ \t#]*[\w-]+ ?[:=].*\n)+(?:-{2,}|\+{3}|—+)[ \t]*(?:\n|\Z)"
)
_BELOW = re.compile(r"^---[ \t]*\n(?:title|description|shows):.*\n(?:[\w-]+:.*\n)*---[ \t]*$", re.MULTILINE)
_NEAR = 2_000
_JINJA = re.compile(r"\{[{%]|\{##")
_PLAIN_KEY = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True, slots=True)
class JinjaText:
    """A Jinja text, with blank lines first so that its line numbers are the file's."""

    jinja: str


@dataclass(frozen=True, slots=True)
class Scalar:
    """What YAML takes for a number, a date, a truth value …, as it is written."""

    text: str


Value = JinjaText | Scalar | tuple["Value", ...] | Mapping[str, "Value"]
FrontMatter = Mapping[str, Value]


def read_front_matter(
    text: str, file: str, kinds: Collection[str], problems: Findings
) -> tuple[FrontMatter | str, tuple[str, ...], str]:
    """Values but for `shows:`, what that says, and the body with a blank line for each line before it.

    The lines themselves stand for the values where no Jinja is in them.
    """
    match = _BLOCK.match(text)
    if not match:
        problems.extend(_no_block(text, file))
        return "", (), text
    body = "\n" * match[0].count("\n") + text[match.end() :]
    if not _JINJA.search(match[1]) and (plain := _plain(match[1])) is not None:
        told: list[Problem] = []
        source = read_yaml("\n" + match[1], file, problems=told)
        problems.extend(problem for problem in told if problem.rule == "duplicate-key")
        if source is not None and isinstance(source.value, dict):
            problems.extend(_wrong(source, kinds))
        return match[0], _shown_kinds(plain.get(SHOWS)), body
    found: list[Problem] = []
    source = read_yaml("\n" + match[1], file, problems=found)
    unquoted = list(_unquoted("\n" + match[1], file)) if found else []
    problems.extend(unquoted or found)
    if source is None or unquoted:
        return "", (), body
    if not isinstance(source.value, dict):
        message = "front matter is not a mapping, expected lines such as 'title: …'"
        problems.append(Problem(source.mark(), message, rule="wrong-type"))
        return "", (), body
    problems.extend(_wrong(source, kinds))
    front = {key: _value(source, (key,), value) for key, value in source.value.items() if key != SHOWS}
    return front, _shown_kinds(source.value.get(SHOWS)), body


def _no_block(text: str, file: str) -> Iterator[Problem]:
    """What was meant as front matter, and is none: readers would see its lines on the page."""
    if text.startswith("---\n"):
        yield Problem(Mark(file), "front matter without its closing '---', expected one", rule="yaml")
    elif late := _LATE_BLOCK.match(text):
        where = "after a blank line" if late["before"] else f"between {shown(late['sign'])}"
        message = f"front matter {where}, expected '---' in the first line"
        hint = "write '---' before and after it, and nothing above"
        yield Problem(Mark(file, late["before"].count("\n") + 1), message, hint, rule="yaml")
    elif (below := _BELOW.search(text, 0, _NEAR)) and "```" not in text[: below.start()]:
        hint = "move what stands above it below it"
        line = text.count("\n", 0, below.start()) + 1
        yield Problem(Mark(file, line), "front matter below other lines, expected it above all", hint, rule="yaml")


def _plain(text: str) -> Mapping[str, Any] | None:
    """What MkDocs and other engines take the lines for; None where that is nothing."""
    try:
        value = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError):  # a date that there is none of is a ValueError
        return None
    return value if isinstance(value, dict) else {} if value is None else None


def _unquoted(text: str, file: str) -> Iterator[Problem]:
    """Values that only quotes keep YAML from taking for a mapping: told in place of what YAML makes of them."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := _UNQUOTED.match(line):
            value = found["value"].strip()
            if found["list"]:
                value = re.split(r"(?<=[}%]\})", value)[0]
            quote = "'" if '"' in value else '"'
            message = f"{shown(value)} without quotes, expected a text"
            hint = f"put the whole value in quotes: {quote}{value}{quote}"
            yield Problem(Mark(file, number, found.start("value") + 1), message, hint, rule="yaml")


def _wrong(source: Source, kinds: Collection[str]) -> Iterator[Problem]:
    """What is wrong with our own keys."""
    known = (*_TEXTS, SHOWS)
    for key, value in source.value.items():
        near = get_close_matches(key.lower(), known, cutoff=0.8)
        if key in _TEXTS and not isinstance(value, str):
            yield Problem(
                source.mark([key]), f"found {found(value)} for {shown(key)}, expected a text", rule="wrong-type"
            )
        elif key in _TEXTS and not value.strip():
            message = f"no value for key {shown(key)}, expected one"
            yield Problem(source.mark([key]), message, "write one, or delete the key", rule="empty-text")
        elif key not in known and near:
            mark, hint = source.mark([key], on_key=True), f"did you mean {shown(near[0])}?"
            yield Problem(mark, f"unknown key {shown(key)}, expected a key of front matter", hint, rule="unknown-key")
    for number, kind in enumerate(_listed(source.value.get(SHOWS, []))):
        if not isinstance(kind, str) or kind not in kinds:
            hint = did_you_mean(str(kind), kinds, list_up_to=len(kinds))
            what = f"unknown kind {shown(kind)}" if isinstance(kind, str) else f"found {found(kind)}"
            message = f"{what}, expected a kind of entry"
            yield Problem(source.mark([SHOWS, number]), message, hint, rule="enum")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _shown_kinds(value: Any) -> tuple[str, ...]:
    return tuple(kind for kind in _listed(value) if isinstance(kind, str))


def _value(source: Source, steps: tuple[str | int, ...], value: Any) -> Value:
    """A value with its type, which a text alone does not have: whether it was quoted is in the file."""
    if isinstance(value, dict):
        return {key: _value(source, (*steps, key), below) for key, below in value.items()}
    if isinstance(value, list):
        return tuple(_value(source, (*steps, number), below) for number, below in enumerate(value))
    mark = source.mark(steps)
    written = source.text[source.lines[mark.line - 1] + mark.column - 1 :]
    plain = written.startswith(value) and steps[0] not in _TEXTS
    if plain and _tag(value) != "tag:yaml.org,2002:str":
        return Scalar(value)
    return JinjaText("\n" * (mark.line - 1) + value)


def _tag(text: str) -> str:
    """What YAML takes an unquoted text for."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML's stubs
    return str(tag)


def texts(value: Value | FrontMatter | str) -> Iterator[JinjaText]:
    """Every Jinja text in it, in order."""
    if isinstance(value, JinjaText):
        yield value
    elif not isinstance(value, (Scalar, str)):
        for below in value.values() if isinstance(value, Mapping) else value:
            yield from texts(below)


def front_matter_lines(front: FrontMatter | str, rendered: Callable[[JinjaText], str]) -> str:
    """YAML again, a line a key, and a blank line; what needs no rendering as it is."""
    if isinstance(front, str):
        return front and f"{front.rstrip()}\n\n"
    lines = "".join(f"{_key(key)}: {_line(value, rendered)}\n" for key, value in front.items())
    return f"---\n{lines}---\n\n"


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _line(value: Value, rendered: Callable[[JinjaText], str]) -> str:
    match value:
        case JinjaText():
            return json.dumps(rendered(value).strip(), ensure_ascii=False)
        case Scalar(text):
            return text
        case tuple():
            return f"[{', '.join(_line(below, rendered) for below in value)}]"
        case _:
            pairs = (f"{json.dumps(key, ensure_ascii=False)}: {_line(below, rendered)}" for key, below in value.items())
            return f"{{{', '.join(pairs)}}}"
