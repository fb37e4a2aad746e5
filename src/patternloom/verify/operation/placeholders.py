"""Values that a reader has to replace: each that stands in the files is listed, and none that does not.

In: a case. Out: findings. What has the form of one (account ids, names below example.com, address blocks, Regions,
digests, ids of resources) is one; other values may be listed too, where they stand in the files.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from patternloom.verify.example.case import Case, Finding

FORMS = {
    "account id": r"(?<![\w.])\d{12}(?!\w|\.\d)",
    "name of the example domains": (
        r"(?<![\w.-])(?:[a-z0-9-]+\.)*example\.(?:com|org|net)(?![\w-])|(?<![\w.-])(?:[a-z0-9-]+\.)+example(?![\w.-])"
    ),
    "address block": r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}/\d{1,2}(?!\d)",
    "Region": (
        r"(?<![\w-])(?:af|ap|ca|eu|il|me|mx|sa|us)-"
        r"(?:central|east|north|northeast|northwest|south|southeast|southwest|west)-\d(?=[a-f]?(?!\w))"
    ),
    "digest": r"sha256:[0-9a-f]{64}",
    "id of a resource": (
        r"(?<![\w-])(?:vpc|subnet|sg|eni|rtb|nat|igw|fs|vol|ami|i|cluster|db)-(?=[0-9a-z]*\d)[0-9a-z]{8,17}(?![\w-])"
        r"|(?<![\w-])Z[0-9A-Z]{12,20}(?![\w-])"
    ),
    "id of a key or certificate": r"(?<=[:/])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}",
    "word to replace": r"(?i:(?<!\w)(?:replace[-_ ]?me|change[-_]?me|your-[a-z-]+)(?!\w))|<[A-Z][A-Z_-]+>",
}
NO_BLOCKS = [
    ipaddress.IPv4Network(block)
    for block in ("0.0.0.0/0", "127.0.0.0/8", "169.254.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
]
"""Blocks that mean the same everywhere."""
WRITTEN_BY_MACHINES = (".rules", ".lock", "requirements.txt")
"""Endings of files that nobody writes by hand."""


def placeholder_findings(case: Case) -> Iterator[Finding]:
    """Values that are not listed, and listed ones that are not there."""
    listed = [one.value for one in case.design.placeholders]
    if not listed:
        return  # a catalog may list none
    for value in listed:
        if not any(value in text for text in case.files.values()):
            yield Finding(value, "placeholder", "it is in no file, expected a value that has to be replaced")
    for value in sorted({value for value in listed if listed.count(value) > 1}):
        yield Finding(value, "placeholder", "it is listed twice")
    told: set[str] = set()
    for path, text in case.files.items():
        if path.endswith(WRITTEN_BY_MACHINES):
            continue
        for number, line in enumerate(text.split("\n"), start=1):
            for what, value in _values(line):
                if value not in told and not any(_covers(one, value) for one in listed):
                    told.add(value)
                    yield Finding(f"{path}:{number}", "placeholder", f"{what} {value!r} is not listed to be replaced")


def _values(line: str) -> Iterator[tuple[str, str]]:
    for what, form in FORMS.items():
        for match in re.finditer(form, line):
            if what != "address block" or _is_somebodys(match[0]):
                yield what, match[0]


def _is_somebodys(block: str) -> bool:
    """Whether an address block is one of a network that somebody plans; a single address is a host of it."""
    try:
        network = ipaddress.IPv4Network(block, strict=False)
    except ValueError:
        return False  # no address block after all
    link_local = network.subnet_of(NO_BLOCKS[2]) or network.subnet_of(NO_BLOCKS[1])
    return network.prefixlen < 32 and network not in NO_BLOCKS and not link_local


def _covers(listed: str, value: str) -> bool:
    """Whether the listed text is the value, a part of it that stands by itself, or the block around it."""
    if re.fullmatch(FORMS["address block"], listed) and re.fullmatch(FORMS["address block"], value):
        outer, inner = (ipaddress.IPv4Network(one, strict=False) for one in (listed, value))
        return inner.subnet_of(outer)
    return re.search(rf"(?<![\w-]){re.escape(listed)}(?![\w-])", value) is not None
