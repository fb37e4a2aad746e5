"""Commands that need no cluster, run on the example's files: `kubectl kustomize`, `helm template`, and filters.

In: a case and a block of commands. Out: what they printed, or why they failed. Each program is started by itself and
never by a shell; any other program is not run here.
"""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Sequence
from pathlib import Path

from patternloom.verify.example.case import Case
from patternloom.verify.operation.requests import PROGRAMS
from patternloom.verify.operation.shell import Pipeline, pipelines
from patternloom.verify.tools.programs import run

RENDERING = (("kubectl", "kustomize"), ("helm", "template"), ("helm", "lint"))
FILTERS = ("grep", "head", "tail", "sort", "uniq", "wc", "cat", "diff")


def runs(pipeline: Pipeline) -> bool:
    """Whether it is run here."""
    first, *rest = pipeline
    alone = tuple(first.words[:2]) in RENDERING and not any(one.reads or one.writes for one in pipeline)
    return alone and all(one.program in FILTERS for one in rest)


def requests_something(pipeline: Pipeline) -> bool:
    """Whether it sends a request, which a test may answer by a server on loopback."""
    return pipeline[0].program in PROGRAMS


def printed(case: Case, text: str) -> tuple[str, str]:
    """What the block prints, and what the first command that fails says; all of its pipelines run."""
    commands = tuple(tuple(tuple(one.words) for one in pipeline) for pipeline in pipelines(text))
    return _printed(tuple(sorted(case.files.items())), commands)


@functools.lru_cache(maxsize=256)
def _printed(files: tuple[tuple[str, str], ...], commands: tuple[tuple[tuple[str, ...], ...], ...]) -> tuple[str, str]:
    out = ""
    with tempfile.TemporaryDirectory(prefix="patternloom-run-") as folder:
        for path, text in files:
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_text(text, encoding="utf-8")
        for pipeline in commands:
            said, failed = _piped(pipeline, Path(folder))
            out += said
            if failed:
                return out, failed
    return out, ""


def _piped(pipeline: Sequence[tuple[str, ...]], folder: Path) -> tuple[str, str]:
    said = ""
    for number, words in enumerate(pipeline):
        done = run(words, input=said, cwd=folder, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
        # A filter that finds nothing ends with 1, as grep and diff do, and says nothing of it.
        if done.returncode and (number == 0 or done.stderr):
            return said, f"{' '.join(words)}: {done.stderr.strip() or f'ended with {done.returncode}'}"
        said = done.stdout
    return said, ""
