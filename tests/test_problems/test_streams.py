"""A report is whole in whatever stream it goes to, or goes nowhere."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from patternloom.problems.streams import escape_unwritable, to_nowhere, whole_streams


def written(stream: io.TextIOWrapper) -> bytes:
    """What has come out of it."""
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp932", "utf-8", "utf-16"])
def test_json_is_json_in_every_encoding(encoding: str) -> None:
    value = {"k": "é 蒸 👩\u200d🍳 \udcff"}
    stream = io.TextIOWrapper(io.BytesIO(), encoding)
    escape_unwritable(stream, "json")
    stream.write(json.dumps(value, ensure_ascii=False))
    stream.flush()
    assert json.loads(written(stream).decode("utf-8")) == value


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8", "utf-16"])
def test_what_says_that_it_is_utf_8_is(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding)
    escape_unwritable(stream, "junit")
    stream.write('<?xml version="1.0" encoding="utf-8"?><a b="é 蒸"/>')
    stream.flush()
    assert ElementTree.fromstring(written(stream)).get("b") == "é 蒸"


def test_a_text_has_python_s_escapes() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "ascii")
    escape_unwritable(stream, "text")
    stream.write("é蒸")
    stream.flush()
    assert written(stream) == b"\\xe9\\u84b8"


def test_bytes_that_are_no_text_have_no_escape() -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"\xff"), "ascii")
    escape_unwritable(stream, "json")
    with pytest.raises(UnicodeDecodeError):
        stream.read()


def test_a_stream_of_another_kind_is_left_as_it_is() -> None:
    escape_unwritable(io.StringIO(), "json")


def test_what_is_still_to_be_written_can_be_given_up(capfd: pytest.CaptureFixture[str]) -> None:
    with open(os.dup(1), "w", encoding="utf-8") as stream:
        stream.write("x")
        to_nowhere(stream)
    assert capfd.readouterr().out == ""
    to_nowhere(io.StringIO())  # which has no number


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_one_that_leads_nowhere(closed: str) -> None:
    code = "import os, sys; from patternloom.problems.streams import whole_streams as w; w(); print(1); sys.stderr.write(str(os.open('/', 0) > 2))"
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -c "$1" {closed}', sys.executable, code], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == (
        "" if ">&- " in f"{closed} ".replace("2>&-", "") else "1\n",
        "" if "2>&-" in closed else "True",
    )


def test_open_streams_stay_as_they_are() -> None:
    before = (sys.stdin, sys.stdout, sys.stderr)
    whole_streams()
    assert (sys.stdin, sys.stdout, sys.stderr) == before
