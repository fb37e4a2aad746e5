"""What the example of pod addresses says of its numbers: each comes out of its plan, in both languages.

In: a case with `addresses/plan.json`, and its texts. Out: findings: a formula or phrase that is not there, a number that
comes from nowhere. The phrases are those of this example; the plan itself `patternloom verify` judges.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping

from patternloom.model.texts import ProseText
from patternloom.text.prose import Words, walk
from patternloom.verify.aws.addresses import PLAN, PREFIX, RULE, computed
from patternloom.verify.example.case import Case, Finding

# Numbers of the text that are no part of the arithmetic: versions of IP, a hop's pause in seconds, "one" in figures,
# what AWS's own formula adds and says.
OTHER_NUMBERS = {1, 2, 4, 6, 29, 30}
NUMBER = re.compile(r"(?<![\w./-])\d{1,3}(?:,\d{3})+(?![\w-])|(?<![\w./,-])\d+(?![\w./-]*\d)")
# What is said with these numbers, in the languages of the catalog: a text in other words has its phrase here.
PHRASES = {
    "en": (
        "{max_pods} pods instead of {single}", "{used} prefixes for {with_address} addresses",
        "{warm} in reserve the plan counts {held}", "already holds {least}", "Each subnet has {subnet} addresses",
        "hold {in_zone} prefixes", "= {nodes} full nodes", "{all_nodes} in all", "the spare prefix alone has {spare}",
        "the {max_pods} pods that AWS recommends",
    ),
    "ja": (
        "{single}個から{max_pods}個", "{with_address}アドレス分として{used}つ", "余裕の{warm}つを加え、計画では{held}つ",
        "予備のプレフィックスだけで{spare}個", "予備を含めて{least}個", "各サブネットは{subnet}アドレス",
        "{in_zone}個のプレフィックス", "={nodes}台収容", "{all_nodes}台です", "推奨する{max_pods}個",
    ),
}  # fmt: skip
SEPARATOR = re.compile(r"[\s,]")


def told_findings(case: Case) -> Iterator[Finding]:
    """Where texts and plan part."""
    numbers = computed(json.loads(case.files[PLAN]))
    for language, text in spoken(case).items():
        yield from _text(language, text, numbers)


def spoken(case: Case) -> dict[str, str]:
    """All that an example says, by language; code and names of files left out."""
    texts: dict[str, list[str]] = {}

    def gather(value: object) -> None:
        if isinstance(value, ProseText):
            for language, paragraphs in value.paragraphs.items():
                words = "".join(one.text for one in walk(paragraphs) if isinstance(one, Words))
                texts.setdefault(language, []).append(words)
        elif isinstance(value, Mapping):
            for language, text in value.items():
                texts.setdefault(language, []).append(str(text))
        elif isinstance(value, tuple):
            for item in value:
                gather(item)
        elif dataclasses.is_dataclass(value):
            for one in dataclasses.fields(value):
                gather(getattr(value, one.name))

    design = case.design
    gather((design.summary, design.steps, design.decisions, design.failures, design.before_production))
    return {language: "\n".join(parts) for language, parts in texts.items()}


def _text(language: str, text: str, numbers: Mapping[str, int]) -> Iterator[Finding]:
    """Every formula stands there, and every number comes from the plan."""
    n = numbers
    plain = SEPARATOR.sub("", text).translate(str.maketrans("＝÷", "=/"))
    for formula in (
        f"{n['interfaces']}×({n['addresses']}−1)+{n['host']}={n['single']}",
        f"{n['interfaces']}×{n['usable']}×{n['block']}={n['prefixed']}",
        f"{n['usable']}×{n['block']}={n['first']}",
        f"{n['used']}×{n['block']}={n['full']}",
        f"{n['in_zone']}/{n['held']}={n['nodes']}",
        f"{n['subnet']}−{n['taken']}−{n['reserved']}={n['left']}",
    ):
        if formula not in plain:
            yield Finding(language, RULE, f"{formula} does not stand in the text")
    for phrase in PHRASES.get(language, ()):
        if SEPARATOR.sub("", wanted := phrase.format_map(n)) not in plain:
            yield Finding(language, RULE, f"{wanted!r} does not stand in the text")
    known = {*n.values(), *OTHER_NUMBERS}
    without_ranges = re.sub(r"\d+(?:\.\d+){3}(?:/\d+)?|/\d+|[A-Za-z]\w*\d\w*(?:\.\w+)*", " ", text)
    lengths = {int(one) for one in re.findall(r"(?<![\d.])/(\d+)", text)}
    said = {int(one.replace(",", "")) for one in NUMBER.findall(without_ranges)}
    for number in sorted(said - known):
        yield Finding(language, RULE, f"{number} comes from nowhere in the plan")
    for length in sorted(lengths - {PREFIX, n["range_length"], n["held"]}):
        yield Finding(language, RULE, f"/{length} is no range of the plan")
