"""Who acts, as sentences tell it: users, roles and service accounts in the prose of an example.

In: a case. Out: findings. Code beside the word for a sort, `the user …` or `…ユーザー`, is a name of that sort: in the
files, in the commands, or in the files of an example that the same prose leads to or that something is taken from. A
name of another sort does not do. Code that stands by itself is looked up where its own ending tells the sort.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from patternloom.model.texts import ProseText
from patternloom.problems.findings import did_you_mean
from patternloom.text.prose import Code, EntryLink, Inline, Words, walk
from patternloom.verify.example.case import Case, Files, Finding
from patternloom.verify.operation.told import told_proses
from patternloom.verify.picture.story import COMMENT

NAME = r"[A-Za-z][\w.@-]*"
SORTS: Mapping[str, tuple[str, str]] = {
    "user": (r"\b(?:[Uu]ser(?: name)?(s?)|(?:[Ll]og|[Ss]ign)(?:s|ged|ned)? in as)", r"(?:ユーザー名?|でログイン)"),
    "role": (r"\b[Rr]ole(s?)", r"(?<!コント)ロール"),
    "service account": (r"\b[Ss]ervice ?[Aa]ccount(s?)", r"サービスアカウント"),
}
"""Each sort as English and Japanese call it; an `s` of the first begins a list."""
BEFORE = {
    sort: re.compile(rf"(?:{english}(?:,? called)?|{japanese})[ ,(（「:]*$")
    for sort, (english, japanese) in SORTS.items()
}
AFTER = {
    sort: re.compile(rf" ?(?:{english}\b|{japanese}(?!アウト|バック|ベース|[A-Z]))")
    for sort, (english, japanese) in SORTS.items()
}
AND = re.compile(r",?\s*(?:and|or)\s*|,\s*|\s*(?:と|や|・|または)\s*")
AND_OF_ONE = re.compile(r"\s*(?:と|や|・|または)\s*")
"""What goes on with a list in Japanese, whose words have no plural."""
RESOURCE = re.compile(r"(?!(?:Assume|Attach|Create|Delete|Detach|Get|List|Pass|Put|Tag|Update)Role$)[A-Z]\w+Role")
"""A template's own name for a role, and no action of IAM."""

# Where a name stands as one of its sort: in SQL, definitions of a broker or a realm, settings, templates, commands.
PLACES: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "user": (
        re.compile(rf"(?i:CREATE\s+USER\s+(?:IF\s+NOT\s+EXISTS\s+)?)['`\"]?({NAME}?)(?=['`\"@;\s]|$)"),
        re.compile(rf"(?<![\w-])[\"']?(?:user|user_?[Nn]ame|MasterUsername)[\"']?(?:: ?|=)[\"']?({NAME})"),
        re.compile(rf"name: \w*USER(?:NAME)?\w*, value: [\"']?({NAME})"),
        re.compile(rf"--user(?:name)?[= ]({NAME})"),
        re.compile(rf":dbuser:[^\s\"/]+/({NAME})"),
        re.compile(rf"\{{\"name\": \"({NAME})\", \"password"),
    ),
    "role": (
        re.compile(rf"(?m)^  ({NAME}):[^\n]*\n    Type: AWS::IAM::Role$"),
        re.compile(rf"RoleName: [\"']?({NAME})"),
        re.compile(rf":role/(?:[\w.-]+/)*({NAME})"),
        re.compile(rf"--role-?name[= ]({NAME})"),
        re.compile(rf"\"realm\": \[\{{\"name\": \"({NAME})\""),
    ),
    "service account": (
        re.compile(rf"serviceAccount(?:Name)?: [\"']?({NAME})"),
        re.compile(rf"ServiceAccount: [\"']?({NAME})"),
        re.compile(rf"/ns/[\w-]+/sa/({NAME})"),
        re.compile(rf"system:serviceaccount:[\w-]+:({NAME})"),
        re.compile(rf"name: \w*CLIENT_ID, value: [\"']?({NAME})"),
        re.compile(rf"\"clientId\": \"({NAME})\""),
    ),
}
ROLE_VALUES = re.compile(r"roles\]\s+values: \[([^][{}]*)\]")
"""Roles that a policy of the mesh asks for."""
ALTERNATING = re.compile(r"RotationType: \w*MultiUser\b")
"""A rotation that keeps a second user, which its function names after the first."""
OBJECTS = {"service account": ("ServiceAccount",), "role": ("Role", "ClusterRole"), "user": ()}


def principal_findings(case: Case) -> Iterator[Finding]:
    """Whom sentences name that is not there."""
    commands = case.design.commands
    lines = [one.run for one in (*commands.apply, *commands.see, *commands.remove)] if commands else []
    own = _known(case.files, lines)
    files = {path.rpartition("/")[2] for path in case.files}
    for sort, kinds in OBJECTS.items():
        own[sort] |= {one.name for one in case.of_kind(*kinds)}
        objects = (one.object.split("/") for one in case.design.supporting)
        own[sort] |= {name for kind, *_, name in objects if kind in kinds}
    taken = {one.example for one in case.design.takes}
    for field, prose in told_proses(case):
        linked = {node.id for node in prose.nodes() if isinstance(node, EntryLink)}
        others = [_known(texts) for id, texts in case.known.others.items() if id in taken | linked]
        for sort, name in _told(prose):
            known = own[sort].union(*(other[sort] for other in others))
            if name not in known and name not in files:
                hint = did_you_mean(name, sorted(known), list_up_to=0)
                yield Finding(field, "principal", f"no {sort} {name!r} in the files" + (f"; {hint}" if hint else ""))


def _told(prose: ProseText) -> Iterator[tuple[str, str]]:
    """Sort and name of each that a prose names, once."""
    found: dict[tuple[str, str], None] = {}
    for paragraphs in prose.paragraphs.values():
        for paragraph in paragraphs:
            found |= dict.fromkeys(_of_paragraph(list(walk((paragraph,)))))
    yield from found


def _of_paragraph(nodes: Sequence[Inline]) -> Iterator[tuple[str, str]]:
    going_on: tuple[str, re.Pattern[str]] | None = None
    for number, node in enumerate(nodes):
        if not isinstance(node, Code) or not re.fullmatch(NAME, node.text):
            continue
        before, after = _words(nodes, number - 1), _words(nodes, number + 1)
        named = _sort_before(before)
        named = named or (going_on if going_on and going_on[1].fullmatch(before) else None)
        named = named or next(((sort, AND_OF_ONE) for sort, one in AFTER.items() if one.match(after)), None)
        if named or RESOURCE.fullmatch(node.text):
            yield named[0] if named else "role", node.text
        going_on = named


def _words(nodes: Sequence[Inline], number: int) -> str:
    node = nodes[number] if 0 <= number < len(nodes) else None
    return node.text if isinstance(node, Words) else ""


def _sort_before(words: str) -> tuple[str, re.Pattern[str]] | None:
    """The sort that the words before a code call it, and what a list of them goes on with."""
    for sort, pattern in BEFORE.items():
        if told := pattern.search(words):
            return sort, AND if told[1] else AND_OF_ONE
    return None


def _known(files: Files, lines: Iterable[str] = ()) -> dict[str, set[str]]:
    """The names of each sort that stand in files and lines of commands; a program's own words are no names."""
    found: dict[str, set[str]] = {sort: set() for sort in SORTS}
    texts = (text for path, text in files.items() if not path.endswith(".py"))
    for text in (*texts, *lines):
        for sort, names in _named_in(text).items():
            found[sort] |= names
    return found


@functools.lru_cache(maxsize=2048)  # each sentence that names another example asks for all of its files
def _named_in(whole: str) -> Mapping[str, frozenset[str]]:
    """The names of each sort in a text."""
    text = "\n".join(line for line in whole.splitlines() if not COMMENT.match(line))
    found = {sort: {name for one in patterns for name in one.findall(text)} for sort, patterns in PLACES.items()}
    roles = {name for names in ROLE_VALUES.findall(text) for name in re.findall(NAME, names)}
    found["role"] |= roles | _table_of_roles(text)
    if ALTERNATING.search(text):
        found["user"] |= {f"{name}_clone" for name in found["user"]}
    return {sort: frozenset(names) for sort, names in found.items()}


def _table_of_roles(text: str) -> set[str]:
    """The names of a JSON file's `roles`, each with what it may do."""
    try:
        value = json.loads(text) if text.lstrip().startswith("{") else None
    except ValueError:
        return set()
    roles = value.get("roles") if isinstance(value, dict) else None
    return {name for name, may in roles.items() if isinstance(may, list)} if isinstance(roles, dict) else set()
