"""The driver loads rules in a namespace of its own, and counts who answers."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path

import pytest
from checked import case_of

from patternloom.verify.servers.iptables import counts, targets
from patternloom.verify.servers.iptables_driver import ask, main
from patternloom.verify.servers.running import free_port

RULES = case_of("shop").files["iptables/orders.rules"]


def test_each_connection_is_counted_once() -> None:
    """Whichever endpoint answers."""
    expected = targets(RULES)
    (service,) = expected
    found = counts(RULES, expected[service], 60)
    assert (sum(found[service].values()), set(found[service]) <= set(expected[service])) == (60, True)


def test_what_the_kernel_refuses_ends_it() -> None:
    """With its words."""
    with pytest.raises(RuntimeError, match=r"^the kernel or iptables refuses a rule: "):
        counts(RULES.replace("COMMIT", ""), targets(RULES)["172.20.37.5:80"], 1)


def test_the_first_that_nobody_answers_ends_the_count() -> None:
    """It would wait for each of the others."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            for _ in range(2):
                connection, _ = server.accept()
                connection.sendall(b"one")
                connection.close()

        threading.Thread(target=serve, daemon=True).start()
        assert ask("127.0.0.1", server.getsockname()[1], 2) == {"one": 2}
    assert ask("127.0.0.1", free_port(), 5) == {"refused": 1}


def test_each_endpoint_answers_with_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Here without rules, so that the service is its endpoint."""
    port = free_port()
    (tmp_path / "rules").write_text(f"-A KUBE-SERVICES -d 127.0.0.1/32 -p tcp --dport {port} -j KUBE-SVC-A\n", "utf-8")
    main(str(tmp_path / "rules"), 3, "true", "true", [f"127.0.0.1:{port}"])
    assert json.loads(capsys.readouterr().out) == {f"127.0.0.1:{port}": {f"127.0.0.1:{port}": 3}}


def test_refused_rules_end_it_before_anything_listens(tmp_path: Path) -> None:
    """By the status of what loads them."""
    (tmp_path / "rules").touch()
    with pytest.raises(SystemExit, match=r"^the kernel or iptables refuses a rule: $"):
        main(str(tmp_path / "rules"), 1, "false", "true", [])
