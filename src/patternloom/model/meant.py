"""What a value of a wrong form was likely meant for, told as a way out.

In: a text as it is written. Out: the same in the form that was wanted; nothing where that would be a guess. Whether a
value is right, `values` says.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re

from patternloom.problems.findings import shown

_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})[-/. ](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})"),
)
_ADDRESS = re.compile(r"(?:(https?):)?(/{0,3})((?:[\w-]+\.)+[A-Za-z]{2,}(/\S*)?)")


def as_id(text: str) -> str:
    """The text in the form of an id: `Rye Bread` → `rye-bread`; nothing where nothing of it is left."""
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", text).lower()))


def as_day(text: str) -> str:
    """The day that a text is: `2026/1/31` → `2026-01-31`; nothing where day and month could change places."""
    for form in _DAYS:
        if match := form.fullmatch(text):
            try:
                return dt.date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
            except ValueError:
                return ""
    return ""


def as_address(text: str) -> str:
    """An address whose scheme was left out or misspelt: `www.example.org` → `https://www.example.org`."""
    match = _ADDRESS.fullmatch(text)
    # A host alone looks like the name of a file.
    if not match or not (match[1] or match[2] or match[4] or match[3].startswith("www.")):
        return ""
    return f"{match[1] or 'https'}://{match[3]}"


def as_path(text: str) -> str:
    """A path below a folder as every system reads it: `.\\a//b` → `a/b`; nothing where it leads out of the folder."""
    path = posixpath.normpath(text.replace("\\", "/"))
    return "" if path == "." or path.startswith(("/", "..")) or path[1:2] == ":" else path


def did_you_mean_it(meant: str, text: str) -> str:
    """The way out, unless it is nothing, or what stands there."""
    return f"did you mean {shown(meant)}?" if meant not in ("", text) else ""
