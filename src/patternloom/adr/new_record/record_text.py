"""A new record as Markdown: MADR 4 or Nygard, filled with what the catalog says.

In: what the record is about, its title, number and day. Out: the text. What a catalog says is foreign, and is written
so that it reads the same in Markdown and means nothing else. It decides nothing: the record is proposed, and what
weighs most is left to the team.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from patternloom.adr.new_record.habits import Metadata, Template
from patternloom.adr.new_record.record_words import Words, words_in
from patternloom.adr.new_record.subject import Link, Option, Subject
from patternloom.text.markdown_words import in_markdown

_NO_ADDRESS = re.compile('[\x00-\x20"()<>\\\\\x7f-\xa0\u2028\u2029\ud800-\udfff]')


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the record's text."""

    title: str
    day: str
    """As `2026-11-29`."""
    number: int | None
    """None where days stand in the numbers' place."""
    metadata: Metadata = "front matter"


def record_text(template: Template, subject: Subject, language: str, head: Head) -> str:
    """The whole record."""
    words = words_in(language)
    lines = _madr(subject, words, head) if template == "madr" else _nygard(subject, words, head)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _madr(subject: Subject, words: Words, head: Head) -> Iterator[str]:
    title = in_markdown(head.title)
    if head.metadata == "list":
        yield from (f"# {title}", "", f"- {words.status}: {words.proposed.lower()}", f"- {words.date}: {head.day}", "")
    else:
        pins = ", ".join(link.pin for link in subject.chosen.links) if subject.chosen else ""
        yield from ("---", "status: proposed", f"date: {head.day}", f"patterns: [{pins}]", "---", "", f"# {title}", "")
    yield from (f"## {words.context_madr}", "", in_markdown(subject.problem), "", _comment(words.why_now), "")
    yield from (f"## {words.drivers}", "", _comment(words.tidy), "", *_drivers(subject.options, words), "")
    yield from (f"## {words.options}", "", *(f"* {_option(one, words)}" for one in subject.options), "")
    yield from (f"## {words.outcome_madr}", "")
    yield from (words.chosen_madr.format(option=_chosen(subject, words)), _comment(words.because), "")
    yield from (f"### {words.consequences}", "", _comment(words.tell_consequences), "")
    yield from (f"### {words.confirmation}", "", _comment(words.tell_confirmation), "")
    yield from (f"## {words.pros_and_cons}", "")
    for option in subject.options:
        yield from (f"### {in_markdown(option.name)}", "", *_summaries(option), "")
        yield from (*(f"* {line}" for line in _pros_and_cons(option, words)), "")
    yield from (f"## {words.more}", "", words.catalog.format(links=_link(subject.link)) + words.stop)


def _nygard(subject: Subject, words: Words, head: Head) -> Iterator[str]:
    number = f"{head.number}. " if head.number is not None else ""
    yield from (f"# {number}{in_markdown(head.title)}", "", f"{words.date}: {head.day}", "")
    yield from (f"## {words.status}", "", words.proposed, "")
    yield from (f"## {words.context_nygard}", "", in_markdown(subject.problem), "", _comment(words.why_now), "")
    yield from (words.options_nygard, "", *(f"* {_option(one, words)}" for one in subject.options), "")
    yield from (_comment(words.tidy), "", *_drivers(subject.options, words), "")
    yield from (f"## {words.outcome_nygard}", "")
    yield from (words.chosen_nygard.format(option=_chosen(subject, words)), _comment(words.because), "")
    yield from (f"## {words.consequences}", "", _comment(words.tidy), "")
    for option in [subject.chosen] if subject.chosen else subject.options:
        if not subject.chosen:
            yield from (words.choosing.format(option=in_markdown(option.name)), "")
        yield from (*(f"* {line}" for line in _pros_and_cons(option, words)), "")
    yield words.catalog.format(links=_link(subject.link)) + words.stop


def _comment(text: str) -> str:
    return f"<!-- {text} -->"


def _link(link: Link) -> str:
    address = _NO_ADDRESS.sub(lambda match: "".join(f"%{byte:02X}" for byte in _bytes(match[0])), link.address)
    return f"[{in_markdown(link.name)}]({address})"


def _bytes(letter: str) -> bytes:
    return letter.encode("utf-8", "replace")


def _links(links: Iterable[Link], words: Words) -> str:
    return words.between.join(map(_link, links))


def _option(option: Option, words: Words) -> str:
    """As the list of options has it, and the decision."""
    linked = " + ".join(map(_link, option.links))
    return linked + (words.discouraged if option.discouraged else "")


def _chosen(subject: Subject, words: Words) -> str:
    return " + ".join(map(_link, subject.chosen.links)) if subject.chosen else words.open


def _drivers(options: Iterable[Option], words: Words) -> Iterator[str]:
    """When each is taken, then when it is left."""
    for option in options:
        name = in_markdown(option.name)
        yield from ("* " + words.take.format(name=name, text=in_markdown(text)) for text in option.takes)
        yield from ("* " + words.leave.format(name=name, text=in_markdown(text)) for text in option.leaves)


def _summaries(option: Option) -> Iterator[str]:
    for summary in option.summaries:
        yield from (in_markdown(summary), "")


def _pros_and_cons(option: Option, words: Words) -> Iterator[str]:
    yield from (words.good.format(text=in_markdown(text)) for text in option.benefits)
    yield from (words.bad.format(text=in_markdown(text)) for text in option.liabilities)
    if option.discouraged:
        yield words.discouraged_as.format(text=in_markdown(option.why_discouraged)).rstrip()
    if option.requires:
        yield words.requires.format(links=_links(option.requires, words))
    if option.technologies:
        yield words.technologies.format(links=_links(option.technologies, words))
