"""One citation held against the catalog: all that is wrong with it, and which entry it means.

In: a link's address or a name in front matter, the catalog, the record's language. Out: verdicts, and the entry meant.
What other records say plays no part here, nor whether the record's status lets a verdict be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from patternloom.adr.checking.findings import Change
from patternloom.adr.checking.merged import what_became
from patternloom.adr.inputs.addresses import Cited
from patternloom.adr.inputs.reference import Page, Reference
from patternloom.problems.findings import nearest, shown
from patternloom.problems.rules import RuleId
from patternloom.wire.types import Entry, Localized

_REVISION = re.compile(r"r([1-9]\d{0,5})")


@dataclass(slots=True)
class Verdict:
    """What is wrong."""

    rule: RuleId
    message: str
    hint: str = ""
    change: Change | None = None
    certain: bool = False
    """Whether what to write instead is certain."""


@dataclass(slots=True)
class Judged:
    """A citation, judged."""

    verdicts: list[Verdict] = field(default_factory=list)
    entry: Entry | None = None
    """The living entry that it means."""
    instead: str = ""
    """What to write in its place, all of it put right; empty where nobody can say."""


def in_language(texts: Localized | None, language: str | None) -> str:
    """A sentence as part of a message, in the language or in the first that there is."""
    found = (texts or {}).get(language or "") or next(iter((texts or {}).values()), "")
    return found.rstrip(".。 ")


class Judge:
    """A catalog, asked about citations."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.languages: Sequence[str] = reference.catalog.languages

    def named(self, id: str, revision: int | None, key: str) -> Judged:
        """What front matter names."""
        judged = Judged()
        if self._part(id, None if revision is None else str(revision), key, judged):
            return judged
        entry = self._entry(id, judged, None)
        if entry is None:
            return judged
        pin = "" if revision is None else f"@r{revision}"
        judged.entry = entry
        judged.instead = f"{entry.id}{pin}{f'#{key}' if key else ''}"
        self._revision(entry, None if revision is None else str(revision), judged)
        self._key(entry, revision, key, judged)
        self._meaning(entry, revision, judged)
        self._write(judged)
        return judged

    def link(self, cited: Cited, language: str | None) -> Judged:
        """A link to one of our addresses, in a record of a language."""
        if cited.kind in ("home", "file"):
            return Judged()
        judged = Judged()
        if cited.kind == "page":
            self._page(cited, language, judged)
            return judged
        match = _REVISION.fullmatch(cited.revision)
        revision = int(match[1]) if match else None
        said = (match[1] if match else cited.revision) or None
        own = language or cited.language
        if self._part(cited.id, said, cited.anchor, judged):
            judged.instead = cited.permalink(cited.id, own, self.languages, revision, cited.anchor)
            self._language(cited, language, judged)
            self._write(judged)
            return judged
        entry = self._entry(cited.id, judged, language)
        if entry is None:
            return judged
        judged.entry = entry
        anchor = cited.anchor if cited.anchor in self._anchors_ok(entry) else self._key_in(entry, cited.anchor)
        judged.instead = cited.permalink(entry.id, own, self.languages, revision, anchor)
        self._revision(entry, said, judged)
        self._key(entry, revision, anchor, judged)
        self._language(cited, language, judged)
        self._meaning(entry, revision, judged)
        self._write(judged)
        return judged

    def _language(self, cited: Cited, language: str | None, judged: Judged) -> None:
        if language is not None and cited.language != language and language in self.languages:
            message = f"a link to the language '{cited.language}' in a record in '{language}'"
            judged.verdicts.append(Verdict("adr-language", message, certain=True))

    def _part(self, id: str, revision: str | None, key: str, judged: Judged) -> bool:
        """Whether what is cited has become part of a living entry, and cannot be cited there."""
        if id not in self.reference.merged:
            return False
        entry, part = self.reference.merged[id]
        owner, _, own = key.rpartition(".")
        key = own if owner in {id, *entry.anchors} else "" if key in {id, *entry.anchors} else key
        if (told := what_became(entry, part, revision, key)) is None:
            return False
        judged.entry = entry
        judged.verdicts.append(Verdict(*told))
        return True

    def _entry(self, id: str, judged: Judged, language: str | None) -> Entry | None:
        """The entry of an id, of today or of old; what is wrong with the id is told."""
        entry = self.reference.entries.get(id)
        if entry is None and (after := self.reference.former.get(id)):
            return self._renamed(id, after, judged, language)
        if entry is None:
            known = [*self.reference.entries, *self.reference.former]
            near = nearest(id, known)
            hint = f"did you mean {shown(near)}?" if near else "no id of the catalog is near it"
            judged.verdicts.append(Verdict("adr-unknown-id", f"unknown id {shown(id)}", hint))
            return None
        if entry.retired is not None:
            self._retired(entry, judged, language)
            return None
        return entry

    def _renamed(self, id: str, after: list[str], judged: Judged, language: str | None) -> Entry | None:
        living = self.reference.living(after)
        if not living:
            self._retired(self.reference.entries[after[0]], judged, language)
            return None
        told = " and ".join(shown(one) for one in living)
        change = Change(living[0], f"new id, '{id}' before")
        message = f"{shown(id)} is {told} now" if len(living) == 1 else f"{shown(id)} was split into {told}"
        hint = "" if len(living) == 1 else "write the one that is meant"
        judged.verdicts.append(Verdict("adr-renamed", message, hint, change, certain=len(living) == 1))
        return self.reference.entries[living[0]] if len(living) == 1 else None

    def _retired(self, entry: Entry, judged: Judged, language: str | None) -> None:
        assert entry.retired is not None
        reason = in_language(entry.retired.reason, language)
        after = self.reference.successor(entry)
        hint = f"read {shown(after.id)} instead" if after else "nothing takes its place"
        change = Change(entry.id, f"retired on {entry.retired.date}", reason)
        message = f"{shown(entry.id)} was retired on {entry.retired.date}"
        judged.verdicts.append(Verdict("adr-retired", f"{message}: {reason}" if reason else message, hint, change))

    def _revision(self, entry: Entry, revision: str | None, judged: Judged) -> None:
        if revision is None or revision in {str(one.number) for one in entry.revisions} | {str(entry.revision)}:
            return
        message = f"{shown(entry.id)} has no revision {shown(revision)}"
        hint = f"the current one is r{entry.revision}"
        judged.verdicts.append(Verdict("adr-unknown-anchor", message, hint))
        for verdict in judged.verdicts:
            verdict.certain = False

    def _anchors_ok(self, entry: Entry) -> set[str]:
        return {"", entry.id, *entry.anchors}

    def _key_in(self, entry: Entry, anchor: str) -> str:
        """`saga.b2` → `b2`, by whatever anchor the entry has or had."""
        owner, _, key = anchor.rpartition(".")
        return key if owner in {entry.id, *entry.formerly, *entry.anchors} else anchor

    def _key(self, entry: Entry, revision: int | None, key: str, judged: Judged) -> None:
        """A statement's key is one of the revision that is cited, or of today."""
        if key in self._anchors_ok(entry):
            return
        revisions = [one for one in entry.revisions if one.number == revision]
        known = (
            {one.key for one in entry.statements} if revision is None else {k for one in revisions for k in one.keys}
        )
        if key in known or (revision is not None and not revisions):
            return
        had = [one.number for one in entry.revisions if key in one.keys]
        where = f"revision {revision} of {shown(entry.id)}" if revision else shown(entry.id)
        near = f"did you mean {shown(nearest(key, known))}?" if nearest(key, known) else ""
        hint = f"revision {had[-1]} has it: r{had[-1]}" if had else near
        judged.verdicts.append(Verdict("adr-unknown-anchor", f"no statement or anchor {shown(key)} in {where}", hint))
        for verdict in judged.verdicts:
            verdict.certain = False

    def _meaning(self, entry: Entry, revision: int | None, judged: Judged) -> None:
        later = [one for one in entry.revisions if revision is not None and one.number > revision]
        fields = list(dict.fromkeys(name for one in later for name in one.changed))
        if not later or not fields:
            return
        last = later[-1]
        reason = in_language(last.reason, None)
        told = f"{', '.join(fields)} changed since r{revision}"
        message = f"the meaning of {shown(entry.id)} is another: {told}; it is r{last.number} now"
        hint = f"look at it again, then 'patternloom adr accept FILE {entry.id}@r{last.number}'"
        change = Change(entry.id, f"revision {last.number}: {', '.join(fields)} changed", reason)
        judged.verdicts.append(Verdict("adr-meaning-changed", message, hint, change))

    def _page(self, cited: Cited, language: str | None, judged: Judged) -> None:
        """A page's address, which a permalink should stand in place of."""
        if not cited.anchor and not self.reference.stood_below(cited.path):
            return
        own = language or cited.language
        page = self.reference.pages.get(cited.path) or Page()
        ids, key = page.anchors.get(cited.anchor, []) if cited.anchor else page.whole, ""
        if not ids and "." in cited.anchor:
            owner, _, key = cited.anchor.rpartition(".")
            ids = page.anchors.get(owner, [])
        living = self.reference.living(ids)
        if ids and not living:
            self._retired(self.reference.entries[ids[0]], judged, language)
            return
        if cited.anchor and not ids and cited.path in self.reference.pages:
            near = nearest(cited.anchor, page.anchors)
            hint = f"did you mean {shown(near)}?" if near else "cite an entry by its permalink"
            message = f"the page has no anchor {shown(cited.anchor)}"
            judged.verdicts.append(Verdict("adr-unknown-anchor", message, hint))
            return
        if len(living) == 1:
            judged.entry = self.reference.entries[living[0]]
            self._key(judged.entry, None, key, judged)
            judged.instead = cited.permalink(living[0], own, self.languages, None, key)
        found = f"which {shown(living[0])} has by its permalink" if len(living) == 1 else "which may move"
        verdict = Verdict("adr-page-address", f"the address of a page, {found}", certain=len(living) == 1)
        if len(living) != 1:
            verdict.hint = "cite an entry by its permalink: …/p/<id>/"
        judged.verdicts.append(verdict)
        self._write(judged)

    def _write(self, judged: Judged) -> None:
        """Tell what to write instead, where that is certain."""
        for verdict in judged.verdicts:
            if verdict.certain and judged.instead and not verdict.hint:
                verdict.hint = f"write {shown(judged.instead, 300)}"
