"""Lines of curl and grpcurl → the requests that they send.

In: a command. Out: a `Request`, for the check of its host and for tests that send it to a real server on loopback. It
sends nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from patternloom.model.examples import DesignExample
from patternloom.verify.operation.answers import HttpAnswer, http_answer
from patternloom.verify.operation.descriptions import Asked, descriptions, sorted_out
from patternloom.verify.operation.shell import Command, pipelines

PROGRAMS = ("curl", "grpcurl")


@dataclass(frozen=True)
class Request:
    """What a client sends."""

    method: str
    """Of HTTP, or the full name of a gRPC method: `shop.Inventory/GetStock`."""
    url: str
    """As it is typed; of grpcurl, `host:port`."""
    headers: tuple[tuple[str, str], ...] = ()
    body: str | None = None
    grpc: bool = False

    @property
    def host(self) -> str:
        """The name that it goes to."""
        return (urlsplit(self.url if "://" in self.url else f"//{self.url}").hostname) or ""

    @property
    def path(self) -> str:
        """Path and query."""
        parts = urlsplit(self.url)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def request_of(command: Command) -> Request | None:
    """The request of a command; None for any other command.

    Raises:
        UnknownWordError: the program does not know a flag.
    """
    if command.program not in PROGRAMS:
        return None
    asked = sorted_out(descriptions()[command.program], command.words[1:])
    return _grpc(asked) if command.program == "grpcurl" else _http(asked)


def _headers(asked: Asked) -> tuple[tuple[str, str], ...]:
    pairs = (header.partition(":") for header in asked.values("-H", "--header"))
    return tuple((name.strip(), value.strip()) for name, _, value in pairs)


def _http(asked: Asked) -> Request:
    bodies = asked.values("-d", "--data", "--data-raw")
    head = asked.values("-I", "--head")
    method = (asked.values("-X", "--request") or ["POST" if bodies else "HEAD" if head else "GET"])[-1]
    return Request(method, asked.rest[0] if asked.rest else "", _headers(asked), "&".join(bodies) if bodies else None)


def _grpc(asked: Asked) -> Request:
    url, method = (*asked.rest, "", "")[:2]
    return Request(method, url, _headers(asked), next(iter(asked.values("-d")), None), grpc=True)


def requests_of(example: DesignExample) -> Iterator[tuple[Request, HttpAnswer]]:
    """Every request below `see:` that something has to answer, with its answer: what is not marked as not run."""
    for step in example.commands.see if example.commands else ():
        if step.not_run is None:
            for pipeline in pipelines(step.run):
                request = request_of(pipeline[0])
                if request is not None:
                    yield request, http_answer(step.answer or "")
