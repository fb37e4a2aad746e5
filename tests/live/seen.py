"""The requests of an example's block "see", sent to servers on loopback: what the page shows is what is answered.

In: an example's id, and how its servers are reached. Out: a line for each answer that differs. Status and body are
compared, and those headers that the example shows; the version of HTTP is the client's and the way's.
"""

from __future__ import annotations

from collections.abc import Callable

from checked import case_of

from patternloom.verify.operation.answers import HttpAnswer, same_body
from patternloom.verify.operation.requests import Request, requests_of

Answers = Callable[[Request], HttpAnswer]


def differing(example: str, answers: Answers) -> list[str]:
    """The requests, in their order, that get another answer than the example says."""
    found = []
    for request, expected in requests_of(case_of(example).design):
        real = answers(request)
        headers = {name: real.headers.get(name) for name in expected.headers}
        same = (
            expected.status in (None, real.status),
            headers == expected.headers,
            same_body(expected.body, real.body),
        )
        if not all(same):
            found.append(f"{request.method} {request.path}: {real}, expected {expected}")
    return found
