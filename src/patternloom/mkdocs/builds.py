"""One build of every language, beside the site: it takes the site's place only when nothing failed.

In: where the site is to be, and each further language's `mkdocs.<language>.yml`. Out: processes of their
own that build them, what they said, and a whole site in one step; or nothing at all.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from patternloom.mkdocs.language import Order

# Set for the builds that another build started, which start no more: the folder that all of them share.
_STARTED = "PATTERNLOOM_SHARED"


def shared_by_starter() -> Path | None:
    """The shared folder of the build that started this one; None where nobody did."""
    folder = os.environ.get(_STARTED)
    return Path(folder) if folder else None


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of a language."""

    language: str
    output: str
    failed: bool

    def complaints(self) -> Iterator[tuple[int, str]]:
        """What it warned of, each line with its level; one of another form belongs to a failure."""
        for line in self.output.splitlines():
            match = re.match(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL) *-  (.*)", line)
            level = match[1] if match else "ERROR" if self.failed else "INFO"
            if level not in ("DEBUG", "INFO") and line.strip():
                yield logging.getLevelNamesMapping()[level], match[2] if match else line


class Builds:
    """The folder beside the site, and the processes that build into it."""

    def __init__(self, site: Path) -> None:
        self._site = site
        site.parent.mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
        self._running: dict[str, subprocess.Popen[str]] = {}
        self.own = self._folder / "site"
        """Where the default language is to be built."""
        self.shared = self._folder / "shared"
        self.shared.mkdir()

    def start(self, language: str, order: Order) -> bool:
        """Start a language's build unless it runs already; False where it has no configuration."""
        if language not in self._running and Path(order.configuration).is_file():
            options = {**order.options, "site_dir": str(self._folder / language)}
            self._running[language] = subprocess.Popen(
                replace(order, options=options).command(),
                env={**os.environ, _STARTED: str(self.shared)},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
        return language in self._running

    def stop(self, but: Collection[str] = ()) -> None:
        """End what runs for nothing."""
        for language in self._running.keys() - but:
            process = self._running.pop(language)
            process.kill()
            process.communicate()

    @property
    def alone(self) -> bool:
        """Whether no other language is being built."""
        return not self._running

    def finish(self) -> Iterator[Finished]:
        """Wait for each language, and take it in where it did not fail."""
        for language, process in list(self._running.items()):
            output = process.communicate()[0]
            del self._running[language]
            if not process.returncode:
                (self._folder / language).rename(self.own / language)
            yield Finished(language, output, failed=bool(process.returncode))

    def swap(self) -> None:
        """Put what was built in the site's place."""
        if self._site.exists():
            self._site.rename(self._folder / "before")
        self.own.rename(self._site)

    def close(self) -> None:
        """Leave nothing half-built behind."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
