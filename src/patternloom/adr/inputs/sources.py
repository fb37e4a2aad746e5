"""The catalog that records are held against: out of a file, out of this package, or of a site.

In: what a project names, and how long a site may take. Out: the catalog. A site's answer is kept, and asked for again
only if it changed; without a network the kept one serves, and says so. No address but of http and https is opened.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from patternloom.problems import limits
from patternloom.problems.findings import Mark, PatternloomError, Problem
from patternloom.wire.read import read_catalog

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

    from patternloom.wire.types import Catalog

PACKAGED = Path(__file__).parents[2] / "data" / "catalog.json"
"""The catalog that the build puts into a wheel."""
API = "api/v1/catalog.json"
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Loaded:
    """A catalog, and what to tell of where it comes from."""

    catalog: Catalog
    note: str = ""


def load(named: str, folder: Path, seconds: int) -> Loaded:
    """The catalog that a configuration or an option names; paths begin at the folder.

    Raises:
        PatternloomError: there is none there, or it is of another form.
    """
    if named.startswith(("http://", "https://")):
        return _of_site(named if named.endswith(".json") else f"{named.rstrip('/')}/{API}", seconds)
    if not named and not PACKAGED.is_file():
        told = "no catalog comes with this installation, expected one by --catalog FILE-OR-ADDRESS or 'catalog = …'"
        raise _failed("catalog", told, 'write the address of the site: catalog = "https://docs.example.com/ref/"')
    path = folder / named if named else PACKAGED
    shown = named or "patternloom/data/catalog.json"
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.WIRE_CHARACTERS * 4 + 1)
        return Loaded(read_catalog(data.decode("utf-8-sig"), shown))
    except UnicodeDecodeError:
        raise _failed(shown, "the catalog is no text in UTF-8, expected JSON that a site publishes") from None
    except (OSError, ValueError) as error:  # the latter of a name that no file can have
        why = error.strerror if isinstance(error, OSError) else error
        raise _failed(shown, f"the catalog cannot be read: {why}") from None


def _failed(name: str, message: str, hint: str = "") -> PatternloomError:
    return PatternloomError([Problem(Mark(name), message, hint, rule="file")])


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache") / "patternloom"


def _of_site(address: str, seconds: int) -> Loaded:
    import hashlib  # only here: a file needs none

    kept = _cache() / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.json"
    told = kept.with_suffix(".headers")
    text, note = _kept(kept, told)
    try:
        fresh = _fetch(address, seconds, note if text is not None else {})
    except OSError as error:
        if text is None:
            hint = "name a file by --catalog, or run it once while the site can be reached"
            raise _failed(address, f"the site did not give its catalog: {_why(error, seconds)}", hint) from None
        day = time.strftime("%Y-%m-%d %H:%M", time.localtime(kept.stat().st_mtime))
        told_of = f"{address} did not give its catalog ({_why(error, seconds)}); kept copy of {day} used"
        return Loaded(read_catalog(text, address), told_of)
    if fresh is None and text is not None:
        return Loaded(read_catalog(text, address))
    assert fresh is not None
    data, headers = fresh
    catalog = read_catalog(data, address)
    _keep(kept, told, data, headers)
    return Loaded(catalog)


def _why(error: OSError, seconds: int) -> str:
    """What happened, in words; the time alone where it was that."""
    reason = getattr(error, "reason", None) or error
    if isinstance(reason, TimeoutError):
        return f"it took more than {seconds} s"
    return str(getattr(reason, "strerror", None) or reason) or type(reason).__name__


def _kept(kept: Path, told: Path) -> tuple[str | None, dict[str, str]]:
    """What is kept of an earlier answer, and by what the site knows it again."""
    try:
        text = kept.read_text("utf-8")
        lines = told.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None, {}
    known = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    pairs = (line.partition(": ") for line in lines)
    return text, {known[name]: value for name, _, value in pairs if name in known}


def _keep(kept: Path, told: Path, data: str, headers: dict[str, str]) -> None:
    """Keep an answer; where that is not allowed, the next run asks again."""
    from contextlib import suppress

    from patternloom.reading.whole_file import replace_bytes

    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        told.unlink(missing_ok=True)  # first: a copy must never have the marks of another one
        replace_bytes(kept, data.encode())
        lines = "".join(f"{name}: {value}\n" for name, value in headers.items())
        replace_bytes(told, lines.encode())


def _opener() -> OpenerDirector:
    """What opens addresses of http and https alone: a site must not lead to a file of this machine."""
    from urllib import request as http

    opener = http.OpenerDirector()
    for handler in (
        http.ProxyHandler,
        http.HTTPHandler,
        http.HTTPSHandler,
        http.HTTPRedirectHandler,
        http.HTTPDefaultErrorHandler,
        http.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


Answer = tuple[str, dict[str, str]]
"""What a site says, and by what it knows that again."""


def _fetch(address: str, seconds: int, conditions: dict[str, str]) -> Answer | None:
    """The site's answer; None where nothing has changed.

    Raises:
        OSError: there was no answer, or none in time.
    """
    import threading

    done: list[Answer | OSError | None] = []

    def ask() -> None:
        try:
            done.append(_answer(address, conditions))
        except OSError as error:
            done.append(error)

    # A time limit of a socket is one for each read, and a site may have an answer of many: headers letter by letter,
    # `100 Continue` without end, one redirect after another. A thread that nobody waits for any longer bounds them all.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(min(seconds, threading.TIMEOUT_MAX))
    answer = done[0] if done else TimeoutError("the answer takes too long")
    if isinstance(answer, OSError):
        raise answer
    return answer


def _answer(address: str, conditions: dict[str, str]) -> Answer | None:
    """The same, however long it takes.

    Raises:
        OSError: there was no answer.
    """
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request

    try:
        request = Request(address, headers={"Accept": "application/json", "User-Agent": "patternloom", **conditions})
        with _opener().open(request) as answer:
            pieces, length = [], 0
            while piece := answer.read1(_PIECE):
                pieces.append(piece)
                length += len(piece)
                if length > limits.WIRE_CHARACTERS * 4:
                    raise OSError("the answer is larger than any catalog")
            names = ("ETag", "Last-Modified")
            headers = {name: value for name in names if (value := answer.headers.get(name))}
            return b"".join(pieces).decode("utf-8-sig"), headers
    except HTTPError as error:
        if error.code == 304 and conditions:
            return None
        raise OSError(f"status {error.code} {error.reason}") from None
    except UnicodeDecodeError:
        raise OSError("the answer is no text in UTF-8") from None
    except HTTPException as error:
        raise OSError(f"the answer is none of HTTP: {error!r}") from None
    except ValueError as error:
        raise OSError(str(error)) from None
