"""One word for one thing: forms that a term says are not used for it, wherever a reader would meet them.

In: parsed entries and the interface's words. Out: a warning for each form, at its place, and for each exception that
excuses nothing. Not searched: works and products, whose names others gave them; what an erratum says of the article;
other names, which readers search for; code and ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from patternloom.catalog.parse import Located, Parsed
from patternloom.model.bibliography import Reference
from patternloom.model.entry import Named
from patternloom.model.glossary import Term
from patternloom.model.technologies import Technology
from patternloom.model.texts import steps_to_texts
from patternloom.problems import limits
from patternloom.problems.findings import Mark, Problem, shown
from patternloom.text.forms import Found, Watch, words_of_prose
from patternloom.text.letters import letters_in

Watches = Mapping[str, Watch]
"""By language."""
_NAMES = ("name", "label")
_ELSEWHERE = frozenset({"aliases", "found_by", "statement", "exceptions", "avoid"})
"""Fields whose words are not ours to choose, or that list the forms themselves."""


def watches_of(entries: Iterable[Located]) -> Watches:
    """What to look for in each language, and which names may hold it."""
    named = [located.entry for located in entries if isinstance(located.entry, Named)]
    instead: dict[str, dict[str, str]] = {}
    for term in named:
        for language, forms in ((term.avoid or {}) if isinstance(term, Term) else {}).items():
            instead.setdefault(language, {}).update(dict.fromkeys(forms, term.name.get(language, term.id)))
    return {
        language: Watch(
            instead=dict(islice(forms.items(), limits.FORMS)),
            kept=tuple(name for entry in named for name in _names(entry, language)),
        )
        for language, forms in instead.items()
    }


def check_forms(parsed: Parsed) -> Iterator[Problem]:
    """Every form not to use in entries and in the interface's words, but for the exceptions."""
    yield from _too_many(parsed.entries)
    watches = watches_of(parsed.entries)
    if not watches:
        return
    excused = {
        (one.entry, one.form): (located, number)
        for located in parsed.entries
        if isinstance(located.entry, Term)
        for number, one in enumerate(located.entry.exceptions)
    }
    used = set()
    for located in parsed.entries:
        for language, found, mark in _found(located, watches):
            if (located.entry.id, found.form) in excused:
                used.add((located.entry.id, found.form))
            else:
                yield told(found, watches[language], mark)
    for source in parsed.words:
        watch = watches.get(source.path.stem, Watch({}))
        for key, text in source.value.items() if isinstance(source.value, dict) else ():
            for found, letter in _in_text(text, watch) if isinstance(text, str) else ():
                yield told(found, watch, source.mark([key], letter=letter))
    for key, (located, number) in excused.items():
        if key not in used and not parsed.problems:  # a broken entry is left out, and may hold the form
            message = f"{shown(key[1])} stands nowhere in {shown(key[0])}, expected an exception that is needed"
            yield Problem(located.place.mark("exceptions", number), message, severity="warning", rule="form")


def _too_many(entries: Iterable[Located]) -> Iterator[Problem]:
    """A language with more forms than each text can be searched for."""
    count: Counter[str] = Counter()
    for located in entries:
        for language, forms in ((located.entry.avoid or {}) if isinstance(located.entry, Term) else {}).items():
            count[language] += len(forms)
            if count[language] > limits.FORMS >= count[language] - len(forms):
                message = f"{count[language]:,} forms in '{language}' up to here, expected at most {limits.FORMS}"
                yield Problem(located.place.mark("avoid", language), message, rule="too-many")


def told(found: Found, watch: Watch, mark: Mark) -> Problem:
    """The warning about a form."""
    message = f"{shown(found.written)} is a form not to use, expected {shown(watch.instead[found.form])}"
    return Problem(mark, message, "or name the reason in 'exceptions:' of the term", severity="warning", rule="form")


def _names(entry: Named, language: str) -> Iterator[str]:
    # Where the languages themselves are in doubt, not every text is there in each.
    for text in (entry.name, getattr(entry, "label", None), *getattr(entry, "aliases", ())):
        if text and language in text:
            yield text[language]


def _found(located: Located, watches: Watches) -> Iterator[tuple[str, Found, Mark]]:
    """Each form in an entry, with its language and place."""
    if isinstance(located.entry, Reference):
        return
    for steps in steps_to_texts(located.entry, without=_ELSEWHERE):
        if steps[0] in _NAMES and isinstance(located.entry, Technology):
            continue  # a product's, which others gave it
        value = located.place.value()
        for step in steps:
            value = value[step]
        for language, watch in watches.items():
            text = value if isinstance(value, str) else value.get(language, "")
            below = steps if isinstance(value, str) else (*steps, language)
            for found, letter in _in_text(text, watch, in_name=steps[0] in _NAMES):
                yield language, found, located.place.source.mark((*located.place.steps, *below), letter=letter)


def _in_text(text: str, watch: Watch, *, in_name: bool = False) -> Iterator[tuple[Found, int]]:
    """Each form in a text, with the number of letters before it."""
    if not watch.may_hold(text):
        return
    letters = counted = 0
    for found in watch.found(words_of_prose(text), in_name=in_name):
        letters += letters_in(text[counted : found.offset])
        counted = found.offset
        yield found, letters
