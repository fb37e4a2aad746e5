"""Which files there are when a command is typed: the example's, and those that commands before it wrote.

In: a case, and commands in order. Out: whether a path is there. Paths start where the example's files are unpacked.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from patternloom.problems.findings import did_you_mean
from patternloom.verify.example.case import Case


@dataclass
class Paths:
    """The files at one moment, and what else earlier commands made."""

    case: Case
    written: set[str] = field(default_factory=set)
    variables: set[str] = field(default_factory=set)
    namespaces: set[str] = field(default_factory=set)
    ports: set[str] = field(default_factory=set)
    """Ports of this machine that lead into the cluster."""
    folder: str = ""
    """Where `cd` has led."""

    def problems(self, path: str) -> Iterator[str]:
        """What is wrong with a path that a command reads."""
        if path in ("-", ".", "/dev/null") or path.startswith(("https://", "$", "~", "/")) or "$(" in path:
            return
        named = str(PurePosixPath(self.folder, path.removeprefix("file://").removeprefix("@")))
        if named in self.written or named == ".":
            return
        if any(one.startswith(f"{named}/") or fnmatch.fnmatchcase(one, named) for one in self.case.files):
            return
        folders = {str(parent) for one in self.case.files for parent in PurePosixPath(one).parents}
        hint = did_you_mean(named, sorted({*self.case.files, *folders}), list_up_to=0)
        yield f"{path!r} is no file or folder of the example" + (f"; {hint}" if hint else "")
