"""kube-proxy's rules, really loaded in a network namespace of their own: a few thousand connections show the spread.

In: a case with `iptables/*.rules`, as `iptables-save` writes them. Out: findings: rules that the kernel refuses, a
Service whose connections do not spread evenly. The endpoints listen on loopback addresses of that namespace, which
nothing leaves.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.servers.running import alone
from patternloom.verify.tools.programs import run, tool

FOLDER = "iptables"
RULE = "iptables"
CONNECTIONS = 3000


def iptables_findings(case: Case) -> Iterator[Finding]:
    """Rules that do not spread connections evenly; silent without rules."""
    for path, text in case.files_in(FOLDER, ".rules").items():
        try:
            yield from (Finding(path, RULE, message) for message in uneven(text, targets(text)))
        except (RuntimeError, ValueError) as error:
            yield Finding(path, RULE, str(error))


def targets(text: str) -> dict[str, list[str]]:
    """Service → its endpoints, by the names of the chains.

    Raises:
        ValueError: a rule that is not read here, which would count as spread evenly.
    """
    chains = re.findall(r"^-A KUBE-SERVICES .*-j (KUBE-SVC-\w+)", text, re.M)
    sends = dict(re.findall(r"^-A (KUBE-SEP-\w+) .*--to-destination ([\d.]+:\d+)", text, re.M))
    found: dict[str, list[str]] = {}
    for address, port, chain in re.findall(
        r"^-A KUBE-SERVICES .*?-d ([\d.]+)(?:/32)? .*?--dport (\d+) .*-j (KUBE-SVC-\w+)", text, re.M
    ):
        ends = re.findall(rf"^-A {chain} .*-j (KUBE-SEP-\w+)", text, re.M)
        if unknown := sorted(set(ends) - set(sends)):
            raise ValueError(f"{', '.join(unknown)} sends nowhere")
        found[f"{address}:{port}"] = [sends[one] for one in ends]
        chains.remove(chain)
    if not found or chains:
        raise ValueError(f"no Service is read from the rules of {', '.join(chains) or 'KUBE-SERVICES'}")
    if empty := [service for service, ends in found.items() if not ends]:
        raise ValueError(f"{', '.join(empty)} has no endpoint")
    return found


def counts(text: str, listening: Sequence[str], connections: int) -> dict[str, dict[str, int]]:
    """Service → endpoint → connections.

    Raises:
        RuntimeError: the kernel or iptables refuses a rule.
    """
    with tempfile.TemporaryDirectory(prefix="patternloom-iptables-") as folder:
        (Path(folder) / "rules").write_text(text, encoding="utf-8")
        driver = str(Path(__file__).with_name("iptables_driver.py"))
        command = [sys.executable, driver, f"{folder}/rules", str(connections), tool("iptables-restore"), tool("ip")]
        done = run(alone(*command, json.dumps(listening)))
    if done.returncode:
        raise RuntimeError(" ".join(done.stderr.split()))
    found: dict[str, dict[str, int]] = json.loads(done.stdout)
    return found


def uneven(text: str, expected: Mapping[str, Sequence[str]], connections: int = CONNECTIONS) -> list[str]:
    """Services whose connections do not spread evenly over all their endpoints."""
    listening = sorted({one for ends in expected.values() for one in ends})
    found, wrong = counts(text, listening, connections), []
    for service, ends in expected.items():
        # Five standard deviations: for six endpoints once in some 300,000 runs by chance.
        share = 1 / len(ends)
        slack = 5 * (connections * share * (1 - share)) ** 0.5
        got = found.get(service, {})
        if set(got) != set(ends) or any(abs(got[one] - connections * share) > slack for one in ends):
            wrong.append(f"{service} spreads {connections} connections over {got}")
    return wrong
