"""nginx and gixy say what is wrong with a configuration, wherever the cluster's names in it would lead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checked import all_cases, case_of, changed, told

from patternloom.verify.example.case import Case
from patternloom.verify.servers.nginx import local, nginx, nginx_findings, weaknesses
from patternloom.verify.servers.running import ask, backend

SHOP, PATH = case_of("shop"), "nginx/web.conf"
WHOLE = """events {}
http {
  upstream orders { server orders.shop.svc.cluster.local:8080; }
  server { listen [::]:8443; http2 on; location / { proxy_pass http://orders; } access_log /dev/stdout; root /tmp; }
}
"""


HERE = """events {}
http {
  upstream orders { server 127.0.0.1:7; }
  server { listen 127.0.0.1:PORT http2;  location / { proxy_pass http://orders; } access_log /x/access.log; root /x; }
}
"""


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_a_finished_example_is_right(case: Case) -> None:
    """nginx takes each file, and gixy finds no weakness in it."""
    assert told(nginx_findings(case)) == []


def test_a_weakness_and_a_refusal_are_findings() -> None:
    """Each by the tool that knows it."""
    weak = SHOP.with_file(PATH, "server { listen 80; location / { proxy_pass http://$arg_to; } }")
    wrong = SHOP.with_file(PATH, "server { listen 80; server_token off; }")
    assert [told(nginx_findings(case)) for case in (SHOP, wrong)] == [
        [],
        [f'{PATH}: nginx: [emerg] unknown directive "server_token" in /nginx.conf:2 nginx: configuration file '
         "/nginx.conf test failed [nginx]"],
    ]  # fmt: skip
    assert "ssrf" in [one.partition(":")[0] for one in weaknesses("events {} http {" + weak.files[PATH] + "}")]


def test_a_whole_configuration_is_rewritten_for_this_machine() -> None:
    """Ports, names, files; an upstream of the file's own keeps its name, and the older nginx its way to say HTTP/2."""
    ports: dict[int, int] = {}
    text = local(WHOLE, Path("/x"), {"orders.shop.svc.cluster.local": 7}, ports)
    assert [*ports] == [8443]
    assert text == HERE.replace("PORT", str(ports[8443]))


def test_a_running_one_asks_its_stand_ins() -> None:
    """By the names that the file gives them."""
    with backend("orders") as port, nginx(SHOP.files[PATH], {"orders.shop.svc.cluster.local": port}) as ports:
        answer = ask(ports[8080], "/orders/5")
    assert (answer.status, json.loads(answer.body)["path"]) == (200, "/orders/5")


def test_a_changed_place_is_told_by_nginx() -> None:
    """A missing semicolon is one."""
    assert told(nginx_findings(changed(SHOP, PATH, "return 204;", "return 204"))) != []
