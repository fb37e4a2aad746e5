"""What sentences tell an operator to use: metrics, commands and ports in the prose of an example.

In: a case. Out: findings. Code in prose that has the form of a metric is one that something exports or the files name;
a command in prose is held to the same rules as those of the blocks; a port that is named is one of the files'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.model.texts import ProseText, steps_to_texts
from patternloom.text.prose import Code, Words
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.operation.alerts import rule_files
from patternloom.verify.operation.commands import line_problems
from patternloom.verify.operation.metrics import exporters, is_listed, is_made_here
from patternloom.verify.operation.paths import Paths
from patternloom.verify.operation.shell import ShellError, pipelines

PROGRAMS = ("kubectl", "helm", "aws", "istioctl")
PORT = re.compile(r"(?:\b[Pp]orts?|ポート)\s*(\d{2,5})(?!\d|\.\d|/)")
METRIC = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
KNOWN_PORTS = frozenset({
    "22", "53", "80", "443", "3306", "5432", "5671", "5672", "8090", "9153", "9402", "10249", "10250", "15012", "15017",
    "15020", "15021", "15090", "61678",
})  # fmt: skip
"""Of what every cluster, mesh or database has."""


def told_findings(case: Case) -> Iterator[Finding]:
    """What sentences name that is not there."""
    prefixes = {name.partition("_")[0] for names in exporters().values() for name in names}
    prefixes &= {
        "kube",
        "istio",
        "envoy",
        "coredns",
        "rabbitmq",
        "temporal",
        "awscni",
        "probe",
        "certmanager",
        "kubeproxy",
    }
    anywhere = "\n".join(case.files.values())
    rules = frozenset(rule_files(case))
    for field, prose in told_proses(case):
        for node in prose.nodes():
            if isinstance(node, Code):
                yield from _code(case, field, node.text, frozenset(prefixes), rules)
            elif isinstance(node, Words):
                for port in PORT.findall(node.text):
                    if port not in KNOWN_PORTS and not re.search(rf"\b{port}\b", anywhere):
                        yield Finding(field, "port", f"the port {port} is in no file")


def told_proses(case: Case) -> Iterator[tuple[str, ProseText]]:
    """Every prose of an example, and where it stands."""
    for steps in steps_to_texts(case.design, without=()):
        value = case.design
        for step in steps:
            value = value[step] if isinstance(step, int) else getattr(value, step)  # type: ignore[index]  # a tuple there
        if isinstance(value, ProseText):
            number = f" {steps[1] + 1}" if len(steps) > 1 and isinstance(steps[1], int) else ""
            yield f"{steps[0]}{number}", value


def _code(case: Case, field: str, text: str, prefixes: frozenset[str], rules: frozenset[str]) -> Iterator[Finding]:
    if METRIC.fullmatch(text) and text.partition("_")[0] in prefixes:
        if not is_listed(text) and not is_made_here(case, text, rules):
            yield Finding(field, "metric", f"nothing exports {text!r}")
    elif text.startswith(tuple(f"{program} " for program in PROGRAMS)) and "…" not in text and "<" not in text:
        try:
            for line in pipelines(text):
                for problem in line_problems(case, line, Paths(case)):
                    yield Finding(field, "command", f"{text!r}: {problem}")
        except ShellError as error:
            yield Finding(field, "command", f"{text!r}: {error}")
