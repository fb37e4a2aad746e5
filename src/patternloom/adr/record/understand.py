"""A file of a record, understood: its format read, its layout told, what it chooses found.

In: a file's text, the words, and the languages of the catalog. Out: a record. Whether what it links is there, and what
it may choose, nothing here knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from patternloom.adr.formats.document import Comment, Document, Link
from patternloom.adr.formats.files import FORMATS, TextFile
from patternloom.adr.formats.front_matter import entries_named, front_matter
from patternloom.adr.language.sentences import sentences_of, without_names
from patternloom.adr.language.words import Status, Words, plain
from patternloom.adr.record.layouts import stretches
from patternloom.adr.record.outcome import outcome_links, own_words
from patternloom.adr.record.record import Mistake, Named, Record, Relations
from patternloom.adr.record.several import foremost, several
from patternloom.adr.record.status import status_of
from patternloom.adr.record.status_line import in_bracket
from patternloom.adr.record.stretch import Stretch
from patternloom.problems.findings import did_you_mean, shown
from patternloom.problems.rules import RULES

COUNTED = re.compile(r"(?:adr|rfc)?[-_]?0*[1-9]\d*[-_.]")
"""What the names of numbered records begin with, in small letters."""
_LATIN = re.compile("[A-Za-z]")
_IGNORED = re.compile(r"\s*patternloom-ignore\b[ \t]*(?P<rules>[\w, \t-]*?)[ \t]*(?:[:：](?P<reason>.*))?$", re.DOTALL)
_NUMBER = re.compile(r"(?:(?<=[a-z]-)|(?<![\d-]))0*(\d{1,5})(?!\d|-\d)")
_BESIDE = re.compile(r"[\s,、，・と&/#\[\]()（）.\-_]*(?:(?:and|or|adr|rfc|および|及び)[\s#\-_]*){0,3}")
_FILE = re.compile(r"(?<![^\s(\[\"'])[\w./-]*\w-\w[\w.-]*(?![^\s)\]\"',])")
_OUR_RULES = tuple(rule for rule in RULES if rule.startswith("adr-"))


def document_of(file: TextFile) -> Document:
    """The file by its format; a format's library is loaded once there is a file of it."""
    into = Document()
    start = front_matter(file.text, into)
    if file.format == "markdown":
        from patternloom.adr.formats.markdown import read_markdown as reader
    elif file.format == "asciidoc":
        from patternloom.adr.formats.asciidoc import read_asciidoc as reader
    else:
        from patternloom.adr.formats.rst import read_rst as reader
    reader(file.text, start, into)
    return into


def understand(file: TextFile, folder: str, words: Words, languages: Sequence[str]) -> Record:
    """The record that a file holds; `folder` is its scope unless it says another."""
    document = document_of(file)
    record = Record(file, _field(document, "scope").strip("/") or folder)
    record.mistakes = [Mistake("adr-front-matter", at, message) for at, message in document.mistakes]
    record.mistakes += [Mistake("adr-unreadable", at, message) for at, message in document.unread]
    parts = [*stretches(document, words)]
    record.index = _is_index(file, document, parts, words)
    record.links = [link for block in document.blocks for link in block.links]
    record.language = _language(document, parts, words, languages)
    _status(record, document, parts, words)
    _relations(record, document, parts, words)
    _named(record, document)
    if record.index:
        record.named = []
    else:
        record.chosen = [*record.named, *_outcome(record, document, parts, words)]
    record.ignored = _ignored(record, document.comments)
    return record


def _outcome(record: Record, document: Document, parts: Sequence[Stretch], words: Words) -> list[Link]:
    """What it chooses; of several decisions in one file, what those choose that its status is of."""
    decisions = [] if _own_status(document, words) else several(document, parts, words)
    if not decisions:
        return outcome_links(parts, words, named=bool(record.named))
    record.status = foremost(decisions)
    return [link for one in decisions if one.status == record.status for link in outcome_links(one.parts, words)]


def _is_index(file: TextFile, document: Document, parts: Sequence[Stretch], words: Words) -> bool:
    """Whether a file lists records, or is a template of one, as its name says and nothing in it denies."""
    name = PurePath(file.shown).stem.lower()
    if words.templates.search(name) and not COUNTED.match(name):
        return True
    if not words.indexes.search(name):
        return False
    own = [part for part in parts if not part.heading and part.row is None]
    told = "\n".join(part.text for part in own if part.role == "status")
    if _own_status(document, words) or status_of(told, words):
        return False
    outcome = [part for part in own if part.role == "outcome" and part.text.strip()]
    outcome = outcome or [part for part in own if part.role == "likely" and part.links]
    listed = [part for part in parts if part.row and part.role == "outcome"] if outcome else []
    return not outcome or any(_leads_to_record(link) for part in [*outcome, *listed] for link in part.links)


def _leads_to_record(link: Link) -> bool:
    path = re.split(r"[?#]", link.address, maxsplit=1)[0]
    return "://" not in path and PurePath(path).suffix.lower() in FORMATS


def _field(document: Document, *names: str) -> str:
    """The first text of the first field that there is."""
    found = (document.fields[name] for name in names if name in document.fields)
    return next((field.values[0].text.strip() for field in found if field.readable and field.values), "")


def _language(document: Document, parts: Iterable[Stretch], words: Words, languages: Sequence[str]) -> str | None:
    """That of the prose, as far as its letters tell; or what front matter says."""
    if (told := _field(document, "lang", "language")) in languages:
        return told
    text = "".join(own_words(part) for part in parts if not part.heading and part.role != "status")
    if not text.isascii():
        latin = len(_LATIN.findall(text))
        for language, (letters, more) in words.letters.items():
            own = len(letters.findall(text))
            # A word is a handful of Latin letters, and few of others.
            if own and (own + len(more.findall(text))) * 2 >= latin:
                return language if language in languages else None
    others = [language for language in languages if language not in words.letters]
    return others[0] if len(others) == 1 else None


def _status(record: Record, document: Document, parts: Iterable[Stretch], words: Words) -> None:
    # A list of records tells theirs in a table.
    own = [part for part in parts if part.role == "status" and not (record.index and part.row)]
    listed = [part for part in own if part.item and status_of(part.text, words)]
    if len(listed) > 2 and sum(part.marked for part in listed) == 1:  # a list of all of them
        own = [part for part in listed if part.marked]
    told = "\n".join(_status_told(part, words) for part in own if not part.row)
    record.status = _own_status(document, words) or status_of(told, words)
    record.status = record.status or status_of("\n".join(part.text for part in own), words)
    if record.status is None:
        title = next((block.text for block in document.blocks if block.kind == "heading"), "")
        record.status = in_bracket(title, words)


def _status_told(part: Stretch, words: Words) -> str:
    """*Accepted: 2025-05-20*: a label may be the status, and what it labels a day."""
    return f"{part.label} {part.text}" if plain(part.label) in words.statuses else part.text


def _own_status(document: Document, words: Words) -> Status | None:
    """The first that a field tells which is called *status*, or by another word for it: *decisionStatus*."""
    if not document.fields:
        return None  # as in most records
    joined = {word.replace(" ", "") for word, role in words.roles.items() if role == "status"} - {"status"}
    names = ["status", *(name for name in document.fields if re.sub("[-_ ]", "", name) in joined)]
    return next((found for name in names if (found := status_of(_field(document, name), words))), None)


def _relations(record: Record, document: Document, parts: Iterable[Stretch], words: Words) -> None:
    """Which records this one says it stands in for, and which ones it says stand in for it."""
    found: dict[str, tuple[set[str], set[int]]] = {"replaces": (set(), set()), "replaced": (set(), set())}
    for name in document.fields:
        text = "\n".join(value.text for value in document.fields[name].values)
        told = f"{re.sub('[-_]', ' ', name)} {text}" if name != "status" else text
        _related(told, _files(told), words, found)
    for part in parts:
        if part.links or part.role in ("status", "other"):
            own = [link for link in part.links if "://" not in link.address]
            label = f"{part.label} " if part.label else ""
            moved = [Link(link.address, link.at, link.start + len(label), link.end + len(label)) for link in own]
            if moved or part.role in ("status", "other"):
                _related(label + part.text, moved, words, found)
    (after, after_numbers), (before, before_numbers) = found["replaces"], found["replaced"]
    record.replaces = Relations(frozenset(after), frozenset(after_numbers))
    record.replaced = Relations(frozenset(before), frozenset(before_numbers))


def _related(text: str, links: list[Link], words: Words, found: dict[str, tuple[set[str], set[int]]]) -> None:
    """What the sentences of a text say of other records."""
    for start, end in sentences_of(without_names(text, links)):
        for begins, stop in _lines(text, start, min(end, len(text))):
            said = text[begins:stop].lower()
            for kind in ("replaced", "replaces"):
                if (match := words.relations[kind].search(said)) is None:
                    continue
                found[kind][0].update(link.address for link in links if begins <= link.start < stop)
                found[kind][1].update(_numbers(said[match.end() :]) or _numbers(said[: match.start()]))
                break


def _files(text: str) -> list[Link]:
    """What a field names that may be a record's file, its ending left away or not."""
    endings = ("", *FORMATS)
    return [Link(m[0] + end, 0, m.start(), m.end()) for m in _FILE.finditer(text) for end in endings]


def _numbers(said: str) -> list[int]:
    """The first number that a text tells, and those of the same list."""
    found: list[int] = []
    at = 0
    for match in _NUMBER.finditer(said):
        if found and not _BESIDE.fullmatch(said, at, match.start()):
            break
        found.append(int(match[1]))
        at = match.end()
    return found


def _lines(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        yield at, stop if stop >= 0 else end
        at = stop + 1 if stop >= 0 else end


def _named(record: Record, document: Document) -> None:
    for key in ("patterns", "technologies"):
        named, wrong = entries_named(document, key)
        for value, match in named:
            at = value.at + len(value.text) - len(value.text.lstrip()) if value.plain else value.at
            revision = int(match["revision"]) if match["revision"] else None
            record.named.append(Named(value, match["id"], revision, match["key"] or "", at))
        record.mistakes += [Mistake("adr-front-matter", *mistake) for mistake in wrong]


def _ignored(record: Record, comments: Iterable[Comment]) -> frozenset[str]:
    """The rules that comments turn off, each with its reason; what is wrong with such a comment is a mistake."""
    ignored: set[str] = set()
    for comment in comments:
        if not (match := _IGNORED.match(comment.text)):
            continue
        named = re.split(r"[\s,]+", match["rules"].strip()) if match["rules"].strip() else []
        unknown = [rule for rule in named if rule not in _OUR_RULES]
        for rule in unknown:
            told = (
                f"unknown rule {shown(rule)} in a comment, {did_you_mean(rule, _OUR_RULES) or 'expected one of ours'}"
            )
            record.mistakes.append(Mistake("adr-comment", comment.at, told))
        if not named:
            told = "a comment that turns off no rule, expected 'patternloom-ignore RULE: reason'"
            record.mistakes.append(Mistake("adr-comment", comment.at, told))
        elif not (match["reason"] or "").strip() and not unknown:
            told = f"no reason beside {shown(', '.join(named))}, expected 'patternloom-ignore {named[0]}: reason'"
            record.mistakes.append(Mistake("adr-comment", comment.at, told))
        elif not unknown:
            ignored.update(named)
    return frozenset(ignored)
