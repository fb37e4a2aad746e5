"""What an entry's record does not say yet: one `Difference` for each thing that a run of `patternloom lock` records.

In: an entry as it is today, beside its record. Out: differences, as data. Whether one is a mistake, `check` says; how
it is recorded, `advance`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from patternloom.lock.meaning import Translated, hash_of
from patternloom.lock.record import Confirmed, Plain, Record
from patternloom.lock.standing import Standing
from patternloom.model.retired import Retired

What = Literal["new", "renamed", "meaning", "retired", "keys", "address", "texts"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not recorded yet."""

    what: What
    field: str = ""
    """The field of the meaning that changed."""
    alone: str | None = None
    """The only language in which its texts changed, where nothing else did."""


def differences(now: Standing, languages: Sequence[str]) -> tuple[Difference, ...]:
    """What is to be recorded of an entry."""
    return tuple(_differences(now, languages))


def _differences(now: Standing, languages: Sequence[str]) -> Iterator[Difference]:
    before = now.before
    if before is None:
        yield Difference("new")
        return
    if isinstance(now.entry, Retired):
        if before.retired is None:
            yield Difference("retired")
        return
    if now.renamed:
        yield Difference("renamed")
    changed = tuple(changed_fields(now.was, now.meaning, languages))
    yield from changed
    if now.keys:
        yield Difference("keys")
    if now.address is not None and before.addresses[-1:] != (now.address,):
        yield Difference("address")
    # Words for a language that is new, or another entry's new id, are no change of the meaning, and are recorded too.
    quiet = dict(before.meaning) != dict(now.meaning) and not changed
    if quiet or dict(before.confirmed) != confirmed_today(now.texts, before, languages):
        yield Difference("texts")


def changed_fields(
    was: Mapping[str, Plain], now: Mapping[str, Plain], languages: Sequence[str]
) -> Iterator[Difference]:
    """The fields of the meaning that differ, in the order of the entry; what is in new languages alone does not."""
    for name in dict.fromkeys((*now, *was)):
        found = set(_differing(was.get(name), now.get(name), languages))
        if found:
            alone = next(iter(found)) if len(found) == 1 and len(languages) > 1 else None
            yield Difference("meaning", name, alone)


def _differing(was: Plain, now: Plain, languages: Collection[str]) -> Iterator[str | None]:
    """The languages in which two values differ; None where they do so in more than texts."""
    if was == now:
        return
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        if now and now.keys() <= set(languages):
            common = was.keys() & now.keys()
            yield from (language for language in common if was[language] != now[language])
            if not common:
                yield None
        elif was.keys() == now.keys():
            for key, value in was.items():
                yield from _differing(value, now[key], languages)
        else:
            yield None
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for one, other in zip(was, now, strict=True):
            yield from _differing(one, other, languages)
    else:
        yield None


def confirmed_today(
    texts: Sequence[Translated], before: Record | None, languages: Sequence[str], confirm: Collection[str] | None = ()
) -> dict[str, Mapping[str, Confirmed]]:
    """Against what each translation is confirmed: a new one, and what `confirm` names, against the text of today.

    `confirm` has paths of texts; None stands for all of them.
    """
    first, *others = languages
    known = before.confirmed if before else {}
    # A text that has moved in a list is known by itself.
    moved = {(language, one.translation): one for told in known.values() for language, one in told.items()}
    found: dict[str, Mapping[str, Confirmed]] = {}
    for text in texts:
        original = hash_of(text.texts[first])
        pairs = {}
        for language in others:
            today = Confirmed(original, hash_of(text.texts[language]))
            last = known.get(text.path, {}).get(language)
            if last is None or last.translation != today.translation:
                last = moved.get((language, today.translation))
            named = confirm is None or text.path in confirm
            pairs[language] = today if last is None or named else last
        found[text.path] = pairs
    return found


def older_than_original(
    texts: Sequence[Translated], before: Record | None, languages: Sequence[str]
) -> tuple[tuple[Translated, str], ...]:
    """The texts whose original changed after their translation was confirmed, each with the translation's language."""
    confirmed = confirmed_today(texts, before, languages)
    return tuple(
        (text, language)
        for text in texts
        for language, one in confirmed[text.path].items()
        if one.original != hash_of(text.texts[languages[0]])
    )


def dropped_keys(record: Record, now: Collection[str]) -> tuple[str, ...]:
    """Every key whose statement is gone, in the order in which they were given."""
    return tuple(key for key in record.keys if key not in now)
