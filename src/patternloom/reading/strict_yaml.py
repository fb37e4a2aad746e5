"""One YAML text to plain values with a position for each: strict, and with no surprises.

In: text. Out: a `Source`: mappings, lists and strings, nothing else — every scalar stays the text
that was written, so `no` and `1.10` are safe and the schema decides types. Refused, each with its
place: what is not YAML, and what `yaml_values` does not take. It knows no field of the catalog and reads
no file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from patternloom.problems.findings import Findings, Mark, PatternloomError, Problem
from patternloom.reading.source import Source, inside, line_starts, mark_at
from patternloom.reading.yaml_failure import failure_of
from patternloom.reading.yaml_mistakes import explain
from patternloom.reading.yaml_values import Builder, Stopped, limit

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML built without libyaml: the same events, some ten times slower
    from yaml import SafeLoader as _Parser  # type: ignore[assignment]

# What YAML 1.1 calls printable; anything else is refused by the parser without a position.
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_yaml(
    text: str,
    file: str,
    path: Path | None = None,
    problems: Findings | list[Problem] | None = None,
    *,
    values_before: int = 0,
) -> Source | None:
    """The values of one YAML text; None where it could not be read to its end.

    `values_before` are those of the files before it.

    Raises:
        PatternloomError: the text is not strict YAML, and no list for problems was given.
    """
    lines = line_starts(text)
    builder = Builder(file, text, lines, limit(values_before))
    source = None
    try:
        value, marks = builder.build(_Parser(text))
        lost, doubled = tuple(builder.lost), frozenset(builder.doubled)
        source = Source(file, path or Path(file), value, marks, text, builder.values, lines, lost, doubled)
    except Stopped:
        pass
    except yaml.YAMLError as error:
        why = no_yaml(text, lines, file, error)
        # What was found from that line on only follows from it.
        builder.problems = Findings(problem for problem in builder.problems if problem.mark.line < why.mark.line)
        builder.problems.append(why)
    found = [replace(problem, mark=inside(problem.mark, lines, text)) for problem in builder.problems]
    if problems is not None:
        problems.extend(found)
    elif found:
        raise PatternloomError(found)
    return source


def no_yaml(text: str, lines: Sequence[int], file: str, error: yaml.YAMLError) -> Problem:
    """Why the parser gave up on a text, whose lines start there."""
    if isinstance(error, yaml.MarkedYAMLError):
        mistake = explain(failure_of(text, lines, error, _Parser))
        return Problem(mark_at(file, lines, mistake.offset), mistake.message, mistake.hint, rule=mistake.rule)
    bad = _UNPRINTABLE.search(text)
    mark = mark_at(file, lines, bad.start()) if bad else Mark(file)
    what = f"character U+{ord(bad[0]):04X}" if bad else getattr(error, "reason", "what stands here")
    return Problem(mark, f"{what} is not allowed in YAML, expected text", rule="yaml")
