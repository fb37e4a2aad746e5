"""What is promised is provided: `takes` of an example, its links to others, secrets that it does not make, and images.

In: a case, and the files of all examples. Out: findings. A text of what is to do before that leads to an example, or,
with names in code, to what examples are about, promises that they are there: `takes` then says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.verify.aws.cloudformation import resources
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.told import names_in_code, proses
from patternloom.verify.identity.roles import properties_of
from patternloom.verify.prerequisites.provided import imports, provides

RULE = "prerequisite"
TO_DO = ("before_production", "commands before")
"""Where texts tell what has to be there."""
NAME = re.compile(r"[a-z0-9<>{}$-]+(?:[/_][a-z0-9<>{}$-]+)+")
"""A name of parts, such as that of a secret, a file or a user; other code promises nothing of others."""
REGISTRY = ".dkr.ecr."
"""In the name of an image that the reader has to bring."""
ARM = "arm64"


def prerequisite_findings(case: Case) -> Iterator[Finding]:
    """Promises that are not kept, and names of others that nobody promises."""
    yield from _taken(case)
    yield from _linked(case)
    yield from _stored(case)
    yield from _built(case)


def _taken(case: Case) -> Iterator[Finding]:
    """Each name is one that the other has and that this one uses."""
    for taken in case.design.takes:
        if taken.example == case.id:
            yield Finding(taken.example, RULE, "takes from itself, expected another example")
        for name in taken.names:
            if not provides(case.known.others.get(taken.example, {}), name):
                yield Finding(taken.example, RULE, f"it provides no {name!r}")
            for word in _words(name):
                if not _used(case, word) and not imports(case.files, word):
                    yield Finding(taken.example, RULE, f"{name!r} is taken, and nothing here names {word!r}")


def _words(name: str) -> list[str]:
    """What who takes a name has to name itself; a file is for people to apply."""
    sort, _, bare = name.partition(" ")
    whole, _, key = (bare or sort).partition("#")
    return [] if sort == "file" else [word for word in (whole if bare else whole.rpartition("/")[2], key) if word]


def _used(case: Case, word: str) -> bool:
    return any(word in text for text in case.files.values()) or names_in_code(case.design, word)


def _linked(case: Case) -> Iterator[Finding]:
    """A text that sends readers to another example says for what."""
    taken = {one.example for one in case.design.takes}
    for told in proses(case.design):
        if not told.where.startswith(TO_DO):
            continue
        for link in told.links:
            if link in case.known.others and link not in taken:
                yield Finding(told.where, RULE, f"leads to {link}, expected `takes:` with the names that it provides")
            about = [one for one in case.known.about.get(link, ()) if one != case.id]
            if any(map(NAME.fullmatch, told.codes)) and about and not taken & set(about):
                message = f"leads to {link}, which shows no file, expected a link to {' or '.join(about)} and `takes:`"
                yield Finding(told.where, RULE, message)


def _stored(case: Case) -> Iterator[Finding]:
    """A secret that is read from the store is made here, taken, or told to be made by the reader."""
    taken = {name.partition("#")[0] for one in case.design.takes for name in one.names}
    for document in case.of_kind("ExternalSecret"):
        sources = [one.get("remoteRef") or {} for one in document.spec.get("data") or ()]
        sources += [one.get("extract") or {} for one in document.spec.get("dataFrom") or ()]
        for key, wanted in dict.fromkeys((str(one.get("key")), str(one.get("property") or "")) for one in sources):
            name = f"secret {key}"
            here = provides(case.files, name)
            if here and wanted and not provides(case.files, f"{name}#{wanted}"):
                yield Finding(document.id, RULE, f"{key} has no key {wanted!r}")
            if not here and name not in taken and not names_in_code(case.design, key, beginning=TO_DO):
                message = (
                    f"reads {key}, which no template makes, expected `takes:` or what to make in before_production"
                )
                yield Finding(document.id, RULE, message)


def _built(case: Case) -> Iterator[Finding]:
    """Whoever brings images for nodes of Arm is told so: one that is built for x86 alone starts on none of them."""
    brought = case.design.commands is not None and any(REGISTRY in text for text in case.files.values())
    if not brought or names_in_code(case.design, ARM, beginning=TO_DO):
        return
    for path, name, resource in resources(case):
        if "_ARM_64_" in str(properties_of(resource).get("AmiType")):
            message = f"its nodes run images for Arm alone, expected `linux/{ARM}` where images are asked for"
            yield Finding(f"{path}#{name}", RULE, message)
