"""kube-proxy's rules, really loaded in a network namespace of the test's own: a few thousand connections show the spread.

The endpoints listen on loopback addresses of that namespace; nothing leaves it.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

import pytest

from examples.cases import all_cases
from examples.servers.running import alone
from examples.tools import run, tool

FILES = {(case.id, path): text for case in all_cases() for path, text in case.files_in("iptables", ".rules").items()}
EXAMPLES = frozenset(id for id, _ in FILES)
OWN = FILES["shop", "iptables/orders.rules"]
CONNECTIONS = 3000
FEWER = 1500  # enough to find a wrong spread: the least wrong one lies nine standard deviations away


def endpoints(text: str) -> list[str]:
    """Where the rules send connections."""
    return sorted(set(re.findall(r"--to-destination ([\d.]+:\d+)", text)))


def targets(text: str) -> dict[str, list[str]]:
    """Service → its endpoints, by the names of the chains."""
    chains = re.findall(r"^-A KUBE-SERVICES .*-j (KUBE-SVC-\w+)", text, re.M)
    sends = dict(re.findall(r"^-A (KUBE-SEP-\w+) .*--to-destination ([\d.]+:\d+)", text, re.M))
    found = {}
    for address, port, chain in re.findall(
        r"^-A KUBE-SERVICES .*?-d ([\d.]+)(?:/32)? .*?--dport (\d+) .*-j (KUBE-SVC-\w+)", text, re.M
    ):
        found[f"{address}:{port}"] = [sends[one] for one in re.findall(rf"^-A {chain} .*-j (KUBE-SEP-\w+)", text, re.M)]
        chains.remove(chain)
    # What is not read here would count as spread evenly.
    assert found
    assert chains == []
    assert all(found.values())
    return found


def counts(text: str, listening: list[str], connections: int) -> dict[str, dict[str, int]]:
    """Service → endpoint → connections."""
    with tempfile.TemporaryDirectory(prefix="patternloom-iptables-") as folder:
        (Path(folder) / "rules").write_text(text, encoding="utf-8")
        driver = str(Path(__file__).with_name("iptables_driver.py"))
        command = [sys.executable, driver, f"{folder}/rules", str(connections), tool("iptables-restore"), tool("ip")]
        done = run(alone(*command, json.dumps(listening)))
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)


def uneven(text: str, expected: dict[str, list[str]], connections: int = CONNECTIONS) -> list[str]:
    """Services whose connections do not spread evenly over all their endpoints."""
    listening = sorted({one for ends in expected.values() for one in ends})
    found, wrong = counts(text, listening, connections), []
    for service, ends in expected.items():
        # Five standard deviations: for six endpoints once in some 300,000 runs by chance.
        share = 1 / len(ends)
        slack = 5 * (connections * share * (1 - share)) ** 0.5
        got = found.get(service, {})
        if set(got) != set(ends) or any(abs(got[one] - connections * share) > slack for one in ends):
            wrong.append(f"{service}: {got}")
    return wrong


@pytest.mark.parametrize("text", FILES.values(), ids=["/".join(one) for one in FILES])
def test_connections_spread_evenly(text: str) -> None:
    """Every endpoint of a Service gets its share."""
    assert uneven(text, targets(text)) == []


def test_rules_that_nobody_can_read_are_no_even_spread() -> None:
    """A Service whose port stands before its address, or which has no endpoint, is not left out in silence."""
    port_first = re.sub(r"(-d [\d./]+) (.*?)(--dport \d+)", r"\3 \2\1", OWN)
    assert port_first != OWN
    for text in (port_first, "", re.sub(r"^-A KUBE-SVC-\w+ .*\n", "", OWN, flags=re.M)):
        with pytest.raises(AssertionError):
            targets(text)


WRONG = (
    ("one gets too many", "0.33333333349", "0.50000000000"),
    ("the first never", "0.33333333349", "0.00000000000"),
    ("halves for thirds", "0.50000000000", "0.33333333349"),
    ("no spread at all", "-m statistic --mode random --probability 0.33333333349 ", ""),
    ("the last twice", "-j KUBE-SEP-B\n-A KUBE-SVC", "-j KUBE-SEP-C\n-A KUBE-SVC"),
    ("an endpoint's wrong port", "--to-destination 10.0.11.12:8080", "--to-destination 10.0.11.12:9090"),
    ("another service port", "--dport 80", "--dport 81"),
    ("another cluster address", "-d 172.20.37.5/32", "-d 172.20.37.6/32"),
    ("UDP", "-p tcp -m comment --comment \"shop/orders:http cluster IP\" -m tcp --dport", "-p udp -m comment --comment \"shop/orders:http cluster IP\" -m udp --dport"),
    ("not for the node's own", "-A OUTPUT -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES\n", ""),
    ("unknown chain", "-j KUBE-SEP-C\n", "-j KUBE-SEP-X\n"),
    ("no commit", "COMMIT\n", ""),
    ("misspelt option", "--probability", "--probabilty"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_wrong_rules_are_found(name: str, old: str, new: str) -> None:
    """The spread is another one, or they cannot be loaded."""
    assert old in OWN
    try:
        found = uneven(OWN.replace(old, new, 1), targets(OWN), FEWER)
    except RuntimeError:
        return
    assert found != []
