"""Addresses that are not written out: a DOI, an ISBN, and those with words to fill in.

In: what `reading` made of YAML. Out: a text that is an address once its `{words}` are filled in, or an `Issue`.
Which words those are, each type says. Nothing is asked of the network.
"""

from __future__ import annotations

import re
from operator import mul
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import PlainValidator, WithJsonSchema

from patternloom.model.values import Issue, fail, like, string
from patternloom.problems.findings import did_you_mean, shown
from patternloom.text.prose import is_web_url

REPORT_WORDS = ("{id}", "{language}", "{permalink}")
QUERY = "{query}"
PROPOSE_WORDS = (QUERY, "{language}")
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_WORD = re.compile(r"\{\w*\}")


def _checked(value: Any, needed: str, stands_for: str, words: tuple[str, ...]) -> str:
    expected = f"an absolute http(s) address with {needed} for the {stands_for}"
    text = string(value, expected)
    if not is_web_url(_WORD.sub("x", text)):
        fail(Issue(f"address {shown(text)}, expected {expected}", rule="url"))
    strange = [word for word in _WORD.findall(text) if word not in words]
    if strange or needed not in text:
        # Of one word alone, anything else is meant for it.
        meant = f"'{words[0]}'" if len(words) == 1 else ""
        hint = f"did you mean {meant} instead of {shown(strange[0])}?" if strange and meant else ""
        if strange and not meant:
            hint = did_you_mean(strange[0], words)
        fail(Issue(f"address {shown(text)}, expected {expected}", hint, rule="url"))
    return text


def _doi(value: Any) -> str:
    text = string(value, "a DOI")
    if not _DOI.fullmatch(text):
        within = re.search(r"10\.[0-9]{4,9}/\S+", text)
        hint = f"did you mean {shown(within[0])}?" if within else ""
        fail(Issue(f"DOI {shown(text)}, expected one without the address before it, such as 10.1145/356850", hint))
    return text


def _isbn(value: Any) -> str:
    text = string(value, "an ISBN", lines=False).strip()
    digits = re.sub(r"[-\u2010-\u2013 ]", "", text)
    short, long = re.fullmatch(r"[0-9]{9}[0-9X]", digits), re.fullmatch(r"97[89][0-9]{10}", digits)
    if not (short or long):
        within = re.search(r"\b97[89](?:[- ]?[0-9]){10}\b|\b[0-9](?:[- ]?[0-9]){8}[- ]?[0-9X]\b", text)
        hint = f"did you mean {shown(within[0])}?" if within else ""
        fail(
            Issue(f"ISBN {shown(text)}, expected 13 digits from 978 or 979 on, or 10, such as 978-0-321-12742-6", hint)
        )
    # The last digit is computed from the others, so that a slip of the hand shows.
    weighed = (10 if sign == "X" else int(sign) for sign in digits)
    weights = (10 - at if short else 3 if at % 2 else 1 for at in range(len(digits)))
    if sum(map(mul, weighed, weights)) % (11 if short else 10):
        message = f"ISBN {shown(text)}, expected one whose last digit follows from the others"
        fail(Issue(message, "compare it with the work: a digit is wrong, or two are exchanged"))
    return text


def _edit_url(value: Any) -> str:
    return _checked(value, "{path}", "file", ("{path}",))


def _report_url(value: Any) -> str:
    return _checked(value, "{id}", "entry", REPORT_WORDS)


def _propose_url(value: Any) -> str:
    return _checked(value, QUERY, "words searched for", PROPOSE_WORDS)


def filled(report_url: str, id: str, language: str, permalink: str) -> str:
    """Where a mistake in an entry is reported; what is filled in is quoted as one value of a query."""
    for word, value in zip(REPORT_WORDS, (id, language, permalink), strict=True):
        report_url = report_url.replace(word, quote(value, safe=""))
    return report_url


def proposing(propose_url: str | None, language: str) -> str:
    """Where a name is proposed in that language; the words searched for are still to be filled in."""
    return (propose_url or "").replace("{language}", quote(language, safe=""))


# Without quotes, an editor takes it for a number where no dash stands in it.
_ISBN_SCHEMA = {"type": ["string", "number"], "minLength": 1}
_EDIT_SCHEMA = like(r"^https?://.*\{path\}", "an absolute address of http or https, with {path} for the file")
_REPORT_SCHEMA = like(r"^https?://.*\{id\}", "an absolute address of http or https, with {id} for the entry")
_PROPOSE_SCHEMA = like(
    r"^https?://.*\{query\}", "an absolute address of http or https, with {query} for what was typed"
)

Doi = Annotated[str, PlainValidator(_doi), WithJsonSchema(like(f"^{_DOI.pattern}$", "a DOI such as 10.1145/356850"))]
"""A digital object identifier, which is an address of its own: `https://doi.org/` and it."""
Isbn = Annotated[str, PlainValidator(_isbn), WithJsonSchema(_ISBN_SCHEMA)]
"""The number of a book, as printed in it; its last digit is held against the others."""
EditUrl = Annotated[str, PlainValidator(_edit_url), WithJsonSchema(_EDIT_SCHEMA)]
"""An address with `{path}` where the file's path stands."""
ReportUrl = Annotated[str, PlainValidator(_report_url), WithJsonSchema(_REPORT_SCHEMA)]
"""An address with `{id}` where the entry's id stands; `{language}` and `{permalink}` may stand in it too."""
ProposeUrl = Annotated[str, PlainValidator(_propose_url), WithJsonSchema(_PROPOSE_SCHEMA)]
"""An address with `{query}` where the words stand that nothing was found by; `{language}` may stand in it too."""
