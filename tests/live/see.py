"""The requests of an example's block "See that it works", as a test sends them to servers on loopback.

In: an example's id, and how its servers are reached. Out: its requests with the answers that its page shows, or a line
for each that is answered otherwise; the data that it tells to put in first. Status and body are compared, and those
headers that the example shows; the version of HTTP is the client's and the way's. What says that it was not run is left
out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from checked import case_of

from patternloom.verify.operation import requests
from patternloom.verify.operation.answers import HttpAnswer, same_body
from patternloom.verify.operation.requests import Request

Answers = Callable[[Request], HttpAnswer]


class Asked(NamedTuple):
    """One request and its answer, as the page shows them."""

    method: str
    host: str
    path: str
    headers: dict[str, str]
    body: str
    answer: HttpAnswer

    def fits(self, status: int, headers: dict[str, str], body: str) -> bool:
        """Whether a real answer is the one that is shown."""
        return _fits(self.answer, HttpAnswer(status, headers, body))


def _fits(shown: HttpAnswer, real: HttpAnswer) -> bool:
    return (
        shown.status in (None, real.status)
        and all(real.headers.get(name) == value for name, value in shown.headers.items())
        and same_body(shown.body, real.body)
    )


def requests_of(id: str) -> Iterator[Asked]:
    """Each that something has to answer."""
    for request, answer in requests.requests_of(case_of(id).design):
        yield Asked(request.method, request.host, request.path, dict(request.headers), request.body or "", answer)


def differing(id: str, answers: Answers) -> list[str]:
    """The requests, in their order, that get another answer than the example says."""
    asked = ((request, shown, answers(request)) for request, shown in requests.requests_of(case_of(id).design))
    return [
        f"{request.method} {request.path}: {real}, expected {shown}"
        for request, shown, real in asked
        if not _fits(shown, real)
    ]


def data_of(id: str, schemas: dict[str, str]) -> str:
    """The SQL that the example tells to run for something to try it with; service → schema."""
    commands = case_of(id).design.commands
    assert commands is not None
    for step in commands.apply:
        if found := re.search(r'--execute "\n(.*INSERT.*?)"', step.run, re.S):
            text = found[1].replace("\\`", "`")
            for service, schema in schemas.items():
                text = re.sub(rf"INTO `?{service}`?\.", f"INTO `{schema}`.", text)
            return text
    raise LookupError("no data to try it with")
