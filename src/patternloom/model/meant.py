"""What a value of a wrong form was likely meant for, told as a way out.

In: a text as it is written. Out: the same in the form that was wanted; nothing where that would be a guess. Whether a
value is right, `values` says.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import unicodedata
from typing import Any

from patternloom.problems.findings import shown
from patternloom.text.quoting import IN_QUOTES, in_quotes

_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})[-/. ](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})[T ].+"),
    re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>1[3-9]|[23][0-9])/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"),
    re.compile(r"(?P<month>[0-9]{1,2})/(?P<day>1[3-9]|[23][0-9])/(?P<year>[0-9]{4})"),
)
_ADDRESS = re.compile(r"(?:(https?):)?(/{0,3})((?:[\w-]+\.)+[A-Za-z]{2,}(/\S*)?)")


def as_id(text: str) -> str:
    """The text in the form of an id: `Rye Bread` → `rye-bread`; nothing where nothing of it is left."""
    bare = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
    if any(sign.isalpha() and not sign.isascii() for sign in bare):
        return ""  # what is left of the word would be another
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", bare).lower()))


def as_day(text: str) -> str:
    """The day that a text is: `2026/1/31` → `2026-01-31`; nothing where day and month could change places."""
    for form in _DAYS:
        if match := form.fullmatch(text):
            try:
                return dt.date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
            except ValueError:
                return ""
    return ""


def as_truth(value: object) -> str:
    """`true` or `false` by another word that YAML has for it, or in other letters: `Yes` → `true`."""
    words = {"true": ("yes", "on", "y", "true", "1"), "false": ("no", "off", "n", "false", "0")}
    return next((truth for truth, others in words.items() if str(value).lower() in others), "")


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


def as_text(value: Any) -> str:
    """The way out where a text has become a list or mapping, as for want of quotes: `[[saga]]` is a list in a list."""
    match value:
        case [[str(id)]]:
            return in_quotes(f"[[{id}]]")
        case [str()]:
            return "write it without '- ' or brackets"
        case {"id": str(id)}:
            return f"write {shown(id)} alone"
    return IN_QUOTES if isinstance(value, list | dict) else ""


def did_you_mean_it(meant: str, text: str) -> str:
    """The way out, unless it is nothing, or what stands there."""
    return f"did you mean {shown(meant)}?" if meant not in ("", text) else ""
