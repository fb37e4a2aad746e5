"""What is wrong between a catalog and its lock, each thing with its place and the command that mends it.

In: the catalog, its records, and where pages show entries. Out: warnings; or errors, where all is to be recorded that
there is. A translation that may be out of date stays a warning.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence

from patternloom.catalog.load import Catalog
from patternloom.catalog.mentions import statements_of
from patternloom.lock.compare import Difference, differences, older_than_original
from patternloom.lock.gone import Past
from patternloom.lock.read import file_of
from patternloom.lock.record import Plain, Record
from patternloom.lock.standing import Standing, standings
from patternloom.problems.findings import Mark, Problem, shown
from patternloom.problems.rules import Severity
from patternloom.reading.folder import LOCK


def check_lock(
    catalog: Catalog,
    records: Mapping[str, Record],
    addresses: Mapping[str, str] | None,
    folder: str,
    *,
    locked: bool = False,
    but: Container[str] = (),
) -> Iterator[Problem]:
    """Everything in which a catalog and its lock differ; messages name the lock's files below `folder`, the catalog's.

    `addresses` is where pages show entries, None without pages. With `locked`, what differs is an error. Entries in
    `but` are known to differ in nothing, and are not looked at.
    """
    severity: Severity = "error" if locked else "warning"
    entries = standings(catalog, records, addresses, but)
    languages = catalog.settings.languages
    yield from broken(catalog, records, entries, folder, severity)
    for now in entries:
        if now.before is None or not now.before.ended or now.retired:
            found = list(_of_their_own(differences(now, languages)))
            rekeyed = {str(steps[0]) for steps, _, _ in _other_keys(now)} if found else set()
            for one in found:
                if one.what != "meaning" or one.field not in rekeyed:  # that its key is another is told
                    yield _unrecorded(now, one, languages, severity)
    if addresses is not None:
        yield from _unshown(entries, severity)
        yield from _taken_places(records, catalog, addresses, folder, severity)
    for now in entries:
        yield from _stale(now, languages)


def _of_their_own(found: Collection[Difference]) -> Iterator[Difference]:
    """The differences, less those that come with another one and are recorded with it."""
    kinds = {one.what for one in found}
    along = {"keys", "texts"} if "meaning" in kinds else set()
    along |= {"address", "texts"} if "renamed" in kinds else set()
    return (one for one in found if one.what not in along)


def broken(
    catalog: Catalog,
    records: Mapping[str, Record],
    entries: Sequence[Standing],
    folder: str,
    severity: Severity = "error",
) -> Iterator[Problem]:
    """What no recording mends: ids that lead nowhere, ids and keys that are used again."""
    past = Past(catalog.entries, records)
    for record in records.values():
        if past.now(record.id) is None and (record.introduced or record.ended):
            mark = Mark(f"{folder}/{LOCK}/{file_of(record)}")
            message = f"{shown(record.id)} was published and is gone, expected an entry that answers for it"
            hint = f"list it below 'retired:', or write 'formerly: [{record.id}]' at the entry that it has become"
            yield Problem(mark, message, hint, severity, rule="gone")
    former = {one.id: record.id for record in records.values() for one in record.formerly}
    for now in entries:
        yield from _used_again(now, former, severity)


def _used_again(now: Standing, former: Mapping[str, str], severity: Severity) -> Iterator[Problem]:
    record, mark = now.before, now.place.mark("id")
    hint = "give it an id of its own"
    if now.id in former:
        message = (
            f"{shown(now.id)} was the id of {shown(former[now.id])}, expected one that never stood for anything else"
        )
        yield Problem(mark, message, hint, severity, rule="used-again")
    elif record is not None and record.ended and not now.retired:
        message = f"{shown(now.id)} stood for another entry, which is gone, expected an id of its own"
        yield Problem(mark, message, hint, severity, rule="used-again")
    elif record is not None and record.id == now.id and record.kind != now.kind:
        message = f"{shown(now.id)} is a {now.kind}, and was a {record.kind}, expected an id of its own"
        way_out = f"{hint}; it may say 'formerly: [{now.id}]'"
        yield Problem(mark, message, way_out, severity, rule="used-again")
    elif record is not None:
        yield from _keys(now, record, severity)


def _keys(now: Standing, record: Record, severity: Severity) -> Iterator[Problem]:
    """Keys that stand for another statement than they did."""
    for steps, statement in statements_of(now.entry):
        if statement.key in record.dropped:
            message = f"key {shown(statement.key)} was that of a statement which is gone, expected one that is new"
            hint = "leave it out: 'patternloom lock' writes one"
            at = (*steps, *(("key",) if statement.key else ()))
            yield Problem(now.place.mark(*at), message, hint, severity, rule="used-again")
    for steps, key, before in _other_keys(now):
        there = f"key {shown(key)}" if key else "no key"
        message = f"{there} at a statement that has {shown(before)}, expected the key that it was published with"
        at = (*steps, *(("key",) if key else ()))
        yield Problem(now.place.mark(*at), message, f"write 'key: {before}'", severity, rule="used-again")


def _other_keys(now: Standing) -> Iterator[tuple[tuple[str | int, ...], str | None, str]]:
    """The steps to each statement that has another key than it had, with both."""
    record = now.before
    if record is None:
        return
    known = {_told(one): one["key"] for value in record.meaning.values() for one in _keyed(value)}
    statements = list(statements_of(now.entry))
    today = {statement.key for _, statement in statements}
    for steps, statement in statements:
        said = now.meaning.get(str(steps[0]))
        told = _told(said[int(steps[1])] if isinstance(said, list) else said) if said else None
        before = known.get(told) if told else None
        if before is not None and before not in (statement.key, *today) and statement.key not in record.dropped:
            yield steps, statement.key, str(before)


def _keyed(value: Plain) -> Iterator[Mapping[str, Plain]]:
    """The statements in a field's plain data."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping) and "key" in one and "text" in one:
            yield one


def _told(statement: Plain) -> tuple[str, ...] | None:
    """What a statement says, in every language."""
    text = statement.get("text") if isinstance(statement, Mapping) else None
    return tuple(text.values()) if isinstance(text, Mapping) else None


def command(languages: Collection[str], *arguments: str) -> str:
    """The command that records a change, with its reason to be filled in."""
    reasons = [f'--reason {language}="…"' for language in languages]
    return " ".join(["run 'patternloom lock", *arguments, *reasons]) + "'"


def _unrecorded(now: Standing, one: Difference, languages: Sequence[str], severity: Severity) -> Problem:
    """A difference as a problem."""
    mark, mend = now.place.mark("id"), "run 'patternloom lock'"
    match one.what:
        case "meaning":
            mark = now.place.mark(one.field)
            what, mend = ask(now, one, languages)
        case "new":
            what = f"{shown(now.id)} is not in the lock yet, expected its first revision there"
        case "renamed":
            what = f"{shown(now.id)} was renamed, expected its new id in the lock"
        case "retired":
            what = f"{shown(now.id)} is retired, expected the lock to say so"
        case "keys":
            number = len(now.keys)
            what = f"{number} statement{'s' * (number > 1)} of {shown(now.id)} without a key, expected one each"
        case "address":
            what = f"{shown(now.id)} stands at a new address, {shown(now.address)}, expected it in the lock"
        case "texts":
            what = f"texts or ids in {shown(now.id)} are new, and mean the same, expected them in the lock"
    return Problem(mark, what, mend, severity, rule="unrecorded")


def ask(now: Standing, one: Difference, languages: Sequence[str]) -> tuple[str, str]:
    """What must be said of a change before it is recorded, and how."""
    assert now.before is not None
    changed = f"{shown(one.field)} of {shown(now.id)} changed since revision {now.before.current.number}"
    field = f"{now.id}:{one.field}"
    either = f"{command(languages, f'--editorial {field}')}, or with --revision in its place"
    if one.alone is not None:
        return f"{changed}, in {shown(one.alone)} alone, expected whether its meaning did", either
    worded = f"--editorial {field} where its meaning is the same"
    return f"{changed}, expected to be told why", f"{command(languages, now.id)}; with {worded}"


def _unshown(entries: Sequence[Standing], severity: Severity) -> Iterator[Problem]:
    for now in entries:
        if now.address is None and now.before is not None and now.before.introduced and not now.retired:
            message = f"{shown(now.id)} was published and no page shows it, expected a page that does"
            yield Problem(now.place.mark("id"), message, severity=severity, rule="gone")


def _taken_places(
    records: Mapping[str, Record], catalog: Catalog, addresses: Mapping[str, str], folder: str, severity: Severity
) -> Iterator[Problem]:
    """Pages that were an entry's and are another one's: who follows the old address is led astray."""
    past = Past(catalog.entries, records)
    owners = {address: id for id, address in addresses.items() if "#" not in address}
    for record in records.values():
        for address in dict.fromkeys(record.addresses):
            owner = owners.get(address)
            if owner is not None and owner != past.now(record.id):
                mark = Mark(f"{folder}/{LOCK}/{file_of(record)}")
                message = f"'/{address}' was the page of {shown(record.id)} and is that of {shown(owner)}"
                yield Problem(mark, f"{message}, expected a page of its own for each", "", severity, rule="gone")


def _stale(now: Standing, languages: Sequence[str]) -> Iterator[Problem]:
    for text, language in older_than_original(now.texts, now.before, languages):
        message = f"{shown(text.path)} of {shown(now.id)} was translated into {shown(language)} from another text"
        hint = f"compare the two, then run 'patternloom lock --confirm {now.id}:{text.path}'"
        mark = now.place.mark(*text.steps, language)
        yield Problem(mark, f"{message} than {shown(languages[0])} has now", hint, "warning", rule="stale-translation")
