"""What is wrong, and where: the findings every step reports, and nothing about how they are found.

In: values made by the other modules. Out: problems as data, and as the lines that a person reads.
Other forms are made in `reports`. Nothing here reads a file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from difflib import get_close_matches

from patternloom.problems import limits
from patternloom.problems.rules import RuleId, Severity

# What CI services take out of a log as an order to them: `##[…]` and `##vso[…]` anywhere, `::…::` where a line begins.
_ORDER = re.compile(r"#(?=#\w*\[)|(?:\A\s*):(?=:[\w-]+[\s:])")


def printable(text: str) -> str:
    """The text on one line, with controls, what is no character, and what a CI service would obey, escaped."""
    line = text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    return _ORDER.sub(lambda match: f"{match[0][:-1]}\\x{ord(match[0][-1]):02x}", line)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file. `line` and `column` count from 1, as editors do; a file as a whole is 1:1."""

    file: str
    line: int = 1
    column: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "file", printable(self.file))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


_ONE_OF = "expected one of "


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding: where, what is wrong (with the value), what was expected, and a way out."""

    mark: Mark
    message: str
    hint: str = ""
    severity: Severity = "error"
    rule: RuleId = field(kw_only=True, compare=False)

    def __post_init__(self) -> None:
        hint = self.hint
        if hint.startswith(_ONE_OF) and "expected " in self.message:
            # What was expected is said already; what there is, is the way out.
            there = hint.removeprefix(_ONE_OF)
            hint = f"there {'are' if ', ' in there else 'is'} {there}"
        # Both quote what authors wrote; a control among it would break the report's lines, or rule a terminal.
        object.__setattr__(self, "message", printable(self.message))
        object.__setattr__(self, "hint", printable(hint))

    @property
    def said(self) -> str:
        """The message and the way out."""
        return f"{self.message}; {self.hint}" if self.hint else self.message

    def __str__(self) -> str:
        return f"{self.mark}: {'' if self.severity == 'error' else 'warning: '}{self.said}"


class PatternloomError(Exception):
    """A user's mistake, as a list of problems. The root of everything this package raises."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__(render_text(self.problems))


class Findings:
    """Problems while they are collected; those past `limits.PROBLEMS` are let go."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems: list[Problem] = []
        self.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)

    def __len__(self) -> int:
        return len(self._problems)

    @property
    def full(self) -> bool:
        """Whether looking for more is of no use."""
        return len(self._problems) >= limits.PROBLEMS

    def append(self, problem: Problem) -> None:
        """Add one."""
        if not self.full:
            self._problems.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add several, and look for no more once it is full."""
        for problem in problems:
            if self.full:
                return
            self._problems.append(problem)


def shown(value: object, limit: int = 60) -> str:
    """The value as a message quotes it: `'sga'`; long values are cut."""
    return f"'{_cut(str(value), limit)}'"


def _cut(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def one(kind: str) -> str:
    """`technology-kind` → `a technology kind`, `area` → `an area`."""
    return f"{'an' if kind[:1] in tuple('aeiou') else 'a'} {kind.replace('-', ' ')}"


def either(words: Iterable[str]) -> str:
    """`area, group or pattern`."""
    *most, last = (word.replace("-", " ") for word in sorted(words))
    return f"{', '.join(most)} or {last}" if most else last


# Comparisons that one report has left; outside of any report, as many as it takes.
_left: ContextVar[list[int] | None] = ContextVar("comparisons left", default=None)


@contextmanager
def hints_bounded() -> Iterator[None]:
    """Whatever is looked for in here compares `limits.COMPARISONS` names in all; in an outer one, with it."""
    if _left.get() is not None:
        yield
        return
    token = _left.set([limits.COMPARISONS])
    try:
        yield
    finally:
        _left.reset(token)


def nearest(value: str, valid: Collection[str]) -> str | None:
    """The valid alternative that the value is likeliest meant for, if any is near; none once it took long enough."""
    left = _left.get()
    if left is not None:
        if left[0] < len(valid):
            return None  # before anything is done with them: a report may ask ten thousand times
        left[0] -= len(valid)
    # A long one would take as long as thousands of names, and nobody mistypes it.
    if len(value) > limits.ID_CHARACTERS:
        return None
    # A lower-cased comparison finds 'BFF' for 'bff'; difflib alone does not.
    short = (option for option in sorted(set(valid)) if len(option) <= limits.ID_CHARACTERS)
    lowered = {option.lower(): option for option in short}
    # Two in three letters: of less, `tags` would be near to `status`.
    close = get_close_matches(value.lower(), lowered, cutoff=0.65)
    if close:
        return lowered[close[0]]
    # The rest of a longer name was left out: `saga` of `saga-by-orchestration`.
    longer = [option for option in lowered if value and option.startswith(f"{value.lower()}-")]
    return lowered[longer[0]] if len(longer) == 1 else None


def did_you_mean(value: str, valid: Collection[str], *, list_up_to: int = 8) -> str:
    """The nearest valid alternative, or all of them where they are few, or nothing."""
    if near := nearest(value, valid):
        return f"did you mean {shown(near)}?"
    if 0 < len(valid) <= list_up_to:
        return _ONE_OF + ", ".join(map(_cut, sorted(set(valid))))
    return ""


def count_line(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning`: the last line of every report."""
    parts = []
    for severity in ("error", "warning"):
        number = sum(1 for problem in problems if problem.severity == severity)
        if number:
            parts.append(f"{number} {severity}{'' if number == 1 else 's'}")
    if len(problems) >= limits.PROBLEMS:
        parts.append("more are not shown")
    return ", ".join(parts) or "no problems"


def render_text(problems: Sequence[Problem]) -> str:
    """One line a problem, then the count."""
    return "\n".join([*map(str, problems), count_line(problems)])
