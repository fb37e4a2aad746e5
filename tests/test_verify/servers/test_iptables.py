"""kube-proxy's rules in a real kernel: an even spread is told from every other."""

from __future__ import annotations

import re

import pytest
from checked import all_cases, case_of, told

from patternloom.verify.example.case import Case
from patternloom.verify.servers.iptables import iptables_findings, targets, uneven

PATH = "iptables/orders.rules"
SHOP = case_of("shop")
OWN = SHOP.files[PATH]
FEWER = 1500  # enough to find a wrong spread: the least wrong one lies nine standard deviations away


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_a_finished_example_is_right(case: Case) -> None:
    """Every endpoint of a Service gets its share."""
    assert told(iptables_findings(case)) == []


def test_rules_that_nobody_can_read_are_no_even_spread() -> None:
    """A Service whose port stands before its address, or which has no endpoint, is not left out in silence."""
    port_first = re.sub(r"(-d [\d./]+) (.*?)(--dport \d+)", r"\3 \2\1", OWN)
    assert port_first != OWN
    unread = [
        port_first,
        "",
        re.sub(r"^-A KUBE-SVC-\w+ .*\n", "", OWN, flags=re.M),
        OWN.replace("-A KUBE-SEP-C", "-A X"),
    ]
    assert [told(iptables_findings(SHOP.with_file(PATH, text))) for text in unread] == [
        [f"{PATH}: no Service is read from the rules of KUBE-SVC-ORDERS [iptables]"],
        [f"{PATH}: no Service is read from the rules of KUBE-SERVICES [iptables]"],
        [f"{PATH}: 172.20.37.5:80 has no endpoint [iptables]"],
        [f"{PATH}: KUBE-SEP-C sends nowhere [iptables]"],
    ]


def test_what_the_kernel_refuses_is_a_finding() -> None:
    """With its own words."""
    (said,) = told(iptables_findings(SHOP.with_file(PATH, OWN.replace("--probability", "--probabilty"))))
    assert said.startswith(f"{PATH}: the kernel or iptables refuses a rule: ")


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
