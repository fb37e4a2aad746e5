"""Why a file is no TOML, in the words of somebody who rather writes YAML.

In: the file, and what the standard library's reader says. Out: a problem at the line and column that it tells, with
what was likely meant. What TOML says that can be read, `settings` judges.
"""

from __future__ import annotations

import re
import tomllib

from patternloom.adr.formats.files import TextFile
from patternloom.model.meant import as_truth
from patternloom.problems.findings import Mark, Problem, shown
from patternloom.reading.misread import CONFLICT, conflict_left

_WORD = re.compile(r"[^,\]\s#}][^,\]#}\n]*")


def no_toml(file: TextFile, error: tomllib.TOMLDecodeError) -> Problem:
    """The reader tells line and column in its words alone."""
    said = str(error)
    match = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    mark = Mark(file.shown, int(match[1]), int(match[2])) if match else file.place(len(file.text))
    if found := CONFLICT.search(file.text):
        told = conflict_left(file.text, found.start())
        return Problem(file.place(told.offset), told.message, told.hint, rule="file")
    line = file.text.splitlines()[mark.line - 1] if match else ""
    message, hint = _likely(said[: match.start()] if match else said, line, mark.column)
    return Problem(mark, message, hint, rule="file")


def _likely(said: str, line: str, column: int) -> tuple[str, str]:
    """Message and hint."""
    rest = line[column - 1 :]
    word = _WORD.match(rest)
    if said == "Invalid value" and word:
        written = word[0].strip()
        if truth := as_truth(written):
            return f"{shown(written)} is no value of TOML, expected true or false", f"did you mean {shown(truth)}?"
        bare = written.strip("“”„‟«»‘’")
        return f"{shown(written)} is no value of TOML, expected a text in quotes", f'write "{bare}"'
    if said.startswith("Expected '=' after a key") and rest.lstrip()[:1] in (":", "："):
        return f"{shown(rest.lstrip()[0])} after a key, expected '='", "TOML is no YAML: write 'key = value'"
    if said in ("Cannot overwrite a value", "Cannot declare a table twice") or said.startswith("Cannot declare"):
        return f"{shown(line.strip())} says again what stands above, expected each key and table once", ""
    return f"no TOML: {said}", ""
