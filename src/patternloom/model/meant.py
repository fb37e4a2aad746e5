"""What a value of a wrong form was likely meant for, told as a way out.

In: a text as it is written. Out: the same in the form that was wanted; nothing where that would be a guess. Whether a
value is right, `values` says.
"""

from __future__ import annotations

import calendar
import datetime as dt
import posixpath
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from patternloom.problems.findings import shown
from patternloom.text.quoting import IN_QUOTES, in_quotes

_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})[-/. ](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<year>[0-9]{4})年 ?(?P<month>[0-9]{1,2})月 ?(?P<day>[0-9]{1,2})日"),
    re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.)? (?P<name>[^\W\d]+)\.?,? (?P<year>[0-9]{4})"),
    re.compile(r"(?P<name>[^\W\d]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})[T ].+"),
    re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>1[3-9]|[23][0-9])/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>1[3-9]|[23][0-9])-(?P<month>[0-9]{1,2})-(?P<year>[0-9]{4})"),
    re.compile(r"(?P<month>[0-9]{1,2})/(?P<day>1[3-9]|[23][0-9])/(?P<year>[0-9]{4})"),
)
# By the letters that its name begins with in English; and where German or French has others.
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12, "mär": 3, "mai": 5, "okt": 10, "dez": 12, "fév": 2, "avr": 4, "juin": 6, "juil": 7, "aoû": 8, "déc": 12,
}  # fmt: skip
_YES = re.compile("yes|on|y|true|1|oui|vrai|ja|wahr|si|sí|はい|예")
_NO = re.compile("no|off|n|false|0|non|faux|nein|falsch|いいえ|아니요")
_DASHES = str.maketrans("‐‑‒–—−－", "-------")
_BETWEEN = re.compile(r"[\s,;/|、，；・]+(?:(?:and|und|et|と|&|\+)[\s]+)?")
_ADDRESS = re.compile(r"(?:(https?):)?(/{0,3})((?:[\w-]+\.)+[A-Za-z]{2,}(/\S*)?)")


def as_id(text: str) -> str:
    """The text in the form of an id: `Rye Bread` → `rye-bread`; nothing where nothing of it is left."""
    bare = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
    if any(sign.isalpha() and not sign.isascii() for sign in bare):
        return ""  # what is left of the word would be another
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", bare).lower()))


def as_day(text: str) -> str:
    """The day that a text is: `31 May 2026` → `2026-05-31`; nothing where day and month could change places."""
    text = _of_width(text).rstrip(".").removeprefix("le ").removeprefix("den ")
    for form in _DAYS:
        if match := form.fullmatch(text):
            named = match.groupdict()
            try:
                month = int(named["month"]) if "month" in named else _month(named["name"])
                return dt.date(int(named["year"]), month, int(named["day"])).isoformat()
            except ValueError:
                return ""
    return ""


def _month(name: str) -> int:
    """The number of a month by its name, in full or cut; 0 for none."""
    return _MONTHS.get(name.lower()[:4]) or _MONTHS.get(name.lower()[:3], 0)


def _of_width(text: str) -> str:
    """The text with letters, digits and dashes of the usual width: `２０２６－０１` → `2026-01`."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip()


def as_year(text: str) -> str:
    """The one year that a text holds: `2018 (2nd edition)` → `2018`."""
    years = re.findall(r"(?<![0-9])[12][0-9]{3}(?![0-9])", _of_width(text))
    return years[0] if len(years) == 1 else ""


def no_such_day(text: str) -> str:
    """Why there is no such day, though the text has the form of one."""
    year, month, _ = map(int, text.split("-"))
    if not 1 <= month <= 12:
        return "a year has months 01 to 12"
    return f"that month has {calendar.monthrange(max(year, 1), month)[1]} days"


def as_items(text: str) -> list[str]:
    """What a text lists that was meant as a list: `［a、b］` and `a and b` → a, b."""
    return [item for item in _BETWEEN.split(_of_width(text).strip("[](){} ")) if item]


def as_truth(value: object) -> str:
    """`true` or `false` by another word that YAML has for it, or in other letters: `Yes` → `true`."""
    word = str(value).lower()
    return "true" if _YES.fullmatch(word) else "false" if _NO.fullmatch(word) else ""


def as_address(text: str) -> str:
    """An address whose scheme was left out or misspelt: `www.example.org` → `https://www.example.org`."""
    text = _of_width(text).replace("\\", "/")
    if misspelt := re.match(r"(?:https?://)?h+t+p+(s?)[:;]?/+", text):
        text = f"http{misspelt[1]}://{text[misspelt.end() :]}"
    linked = re.fullmatch(r"<(.+)>|\[[^\]]*\]\((.+)\)", text)
    match = _ADDRESS.fullmatch((linked[1] or linked[2]) if linked else text)
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
        case {"id": str(id), "name": _}:
            return f"write {shown(id)} alone, and the entry itself in a list of its own"
        case {"id": str(id)}:
            return f"write {shown(id)} alone"
    return IN_QUOTES if isinstance(value, list | dict) else ""


def names_of(value: Any) -> Iterator[str]:
    """What an entry that is written so is called, and where it stands."""
    for key in ("name", "title", "label", "aliases", "url"):
        match value.get(key):
            case str(name):
                yield name
            case dict(by_language):
                yield from (name for name in by_language.values() if isinstance(name, str))
            case list(names):
                yield from (name for name in names if isinstance(name, str))


def did_you_mean_it(meant: str, text: str) -> str:
    """The way out, unless it is nothing, or what stands there."""
    return f"did you mean {shown(meant)}?" if meant not in ("", text) else ""
