"""One build of every language, beside the site: it takes the site's place only when nothing failed.

In: where the site is to be, and each further language's `mkdocs.<language>.yml`. Out: processes of their
own that build them, what they said, and a whole site in one step; or nothing at all.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from patternloom import processes
from patternloom.mkdocs.language import Order
from patternloom.mkdocs.settings import options_of
from patternloom.problems import limits
from patternloom.publish.configured import further_configuration
from patternloom.publish.placing.place import holds_nothing_of, place_of, put
from patternloom.publish.placing.scratch import Scratch
from patternloom.publish.placing.signals import Ending, end_with
from patternloom.publish.project import Project

# A reader who was on the way to a file of the old site when it was swapped has this long to open it, in seconds.
_MOMENT = 0.1
# A build that is asked to end has this long to end what it started, in seconds.
_PATIENCE = 10

# Set for the builds that another build started, which start no more: the folder that all of them share.
_STARTED = "PATTERNLOOM_SHARED"


def shared_by_starter() -> Path | None:
    """The shared folder of the build that started this one; None where nobody did."""
    folder = os.environ.get(_STARTED)
    return Path(folder) if folder else None


def watched(command: str) -> Ending:
    """Let a signal end this build as an error does, and let it end with the build that started it."""
    ending = Ending()
    ending.watch(interrupts=command != "serve")  # there, Ctrl-C is the usual end, and MkDocs' own
    if shared_by_starter():
        end_with(sys.stdin.fileno())
    return ending


def told(error: OSError) -> str:
    """A full disk, a folder that cannot be written to and the like, in a line."""
    return f"{error.filename or 'a file could not be written'}: {error.strerror or error}"


def left_as_it_was(line: str) -> str:
    """What became of the site, beside what went wrong; a further language leaves that to the build that started it."""
    return line if shared_by_starter() else f"{line}; the site is left as it was"


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

    def __init__(self, site: Path, sources: Iterable[Path] = ()) -> None:
        """Where to build, for the site as it is configured, and what it is made from.

        Raises:
            OSError: no site can lie there, or nothing can be written there.
        """
        self._site = place_of(site)
        holds_nothing_of(self._site, sources)
        self._scratch = Scratch(self._site)
        self._folder = self._scratch.path
        self._running: dict[str, subprocess.Popen[str]] = {}
        # Its one end is every other build's input, and closes with this process, however that ends.
        self._theirs, self._ours = os.pipe()
        self._swapped = False
        self.own = self._folder / "site"
        """Where the default language is to be built."""
        self.shared = self._folder / "shared"
        self.shared.mkdir()

    def begin(self, config: MkDocsConfig, project: Project, language: str) -> bool:
        """Start a language's build as this one was asked for, unless it runs; False where it is not configured."""
        file = further_configuration(project, language)
        return self.start(language, Order(str(file), config.config_file_path, options_of(config)))

    def start(self, language: str, order: Order) -> bool:
        """Start a language's build unless it runs already; False where it has no configuration."""
        if language not in self._running and Path(order.configuration).is_file():
            options = {**order.options, "site_dir": str(self._built(language))}
            os.environ[processes.BUILDS] = str(len(self._running) + 2)  # this one is another
            self._running[language] = subprocess.Popen(
                replace(order, options=options, standing=str(self._site / language)).command(),
                env={**os.environ, _STARTED: str(self.shared)},
                stdin=self._theirs,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                pass_fds=self._scratch.handles,
                encoding="utf-8",
                errors="replace",
            )
        return language in self._running

    def _built(self, language: str) -> Path:
        return self._folder / "languages" / language

    def stop(self, but: Collection[str] = ()) -> None:
        """End what runs for nothing, and what that has started."""
        stopped = [self._running.pop(language) for language in self._running.keys() - but]
        for process in stopped:
            process.terminate()
        for process in stopped:
            try:
                process.communicate(timeout=_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()

    @property
    def shared_by_all(self) -> Path | None:
        """What lies there is for all languages; None where no other one is being built."""
        return self.shared if self._running else None

    def finish(self) -> Iterator[Finished]:
        """Wait for each language, and take it in where it did not fail."""
        for language, process in list(self._running.items()):
            try:
                output = process.communicate(timeout=limits.BUILD_SECONDS)[0]
            except subprocess.TimeoutExpired:
                process.kill()
                output = process.communicate()[0] + (
                    f"ERROR   -  mkdocs build of language '{language}' is not ready after {limits.BUILD_SECONDS:,} "
                    "more seconds, expected it by then\n"
                )
            del self._running[language]
            if not process.returncode:
                self._built(language).rename(self.own / language)
            yield Finished(language, output, failed=bool(process.returncode))

    def swap(self) -> None:
        """Put what was built in the site's place.

        Raises:
            OSError: it could not be; the last good site is there.
        """
        put(self.own, self._site, self._folder)
        self._swapped = True

    def close(self) -> None:
        """Leave nothing half-built behind."""
        self.stop()
        os.environ.pop(processes.BUILDS, None)
        if self._swapped:
            time.sleep(_MOMENT)
        self._scratch.close()
        os.close(self._ours)
        os.close(self._theirs)
