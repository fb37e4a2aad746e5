"""The requests of an example's block "See that it works", as a test sends them to servers on loopback.

In: an example's id. Out: its requests with the answers that its page shows; what becomes of the data that it tells to put
in first. What says that it was not run is left out.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from checked import case_of

from patternloom.verify.operation.answers import http_answer, same_body
from patternloom.verify.operation.shell import pipelines


class Asked(NamedTuple):
    """One request and its answer, as the page shows them."""

    method: str
    host: str
    path: str
    headers: dict[str, str]
    body: str
    answer: str

    def fits(self, status: int, headers: dict[str, str], body: str) -> bool:
        """Whether a real answer is the one that is shown."""
        told = http_answer(self.answer)
        return (
            told.status == status
            and all(headers.get(name) == value for name, value in told.headers.items())
            and same_body(told.body, body)
        )


def requests_of(id: str) -> Iterator[Asked]:
    """Each `curl` that says what comes back."""
    commands = case_of(id).design.commands
    assert commands is not None
    for step in commands.see:
        if step.not_run is None and step.answer is not None:
            for (command,) in pipelines(step.run):
                words = command.words
                url = urlsplit(next(word for word in words if word.startswith("https://")))
                given = dict(itertools.pairwise(words))
                pairs = [two for one, two in itertools.pairwise(words) if one == "-H"]
                headers = {name: value for name, _, value in (pair.partition(": ") for pair in pairs)}
                path = url.path + (f"?{url.query}" if url.query else "")
                yield Asked(given.get("-X", "GET"), url.netloc, path, headers, given.get("-d", ""), step.answer)


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
