"""Requests of curl and grpcurl, as a test sends them to a server."""

from __future__ import annotations

import pytest
from checked import case_of

from patternloom.verify.operation.answers import HttpAnswer
from patternloom.verify.operation.requests import Request, request_of, requests_of
from patternloom.verify.operation.shell import pipelines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("curl https://a.example/b?c=d", Request("GET", "https://a.example/b?c=d")),
        ("curl -I https://a.example", Request("HEAD", "https://a.example")),
        ("curl -d x=y -d z https://a.example", Request("POST", "https://a.example", (), "x=y&z")),
        ("curl -X PUT -H 'A: b' https://a.example/b", Request("PUT", "https://a.example/b", (("A", "b"),))),
        ("grpcurl -d '{}' a.example:443 b.C/D", Request("b.C/D", "a.example:443", (), "{}", grpc=True)),
        ("kubectl get pods", None),
    ],
)
def test_a_command_is_its_request(text: str, expected: Request | None) -> None:
    assert request_of(pipelines(text)[0][0]) == expected


def test_a_request_knows_its_host_and_path() -> None:
    request = Request("GET", "https://a.example:8443/b/c?d=e")
    assert (request.host, request.path) == ("a.example", "/b/c?d=e")
    assert (Request("b.C/D", "a.example:443", grpc=True).host, Request("GET", "https://a.example").path) == (
        "a.example",
        "/",
    )


def test_the_requests_of_an_example_come_with_their_answers() -> None:
    told = list(requests_of(case_of("request-response-on-eks").design))
    assert [(request.method, answer.status) for request, answer in told] == [
        ("PUT", 200),
        ("shop.inventory.v1.InventoryService/GetStock", None),
        ("PUT", 409),
    ]
    assert told[2][1] == HttpAnswer(409, {}, '{"error": "out of stock"}')
