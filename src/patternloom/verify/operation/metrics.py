"""Which metrics there are: each exporter's own list, as data with its source, and those that the example's code makes.

In: an exporter and a metric's name. Out: whether it is known. A list is a file of `data/metrics/`, named as the
exporter, whose first line says where it was read. Histograms and counters are known by any of their series.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from patternloom.verify.example.case import Case
from patternloom.verify.operation.descriptions import DATA

SERIES = re.compile(r"_(?:bucket|sum|count|total|created|info)$")
UNITS = re.compile(r"_(?:seconds|milliseconds|bytes|ratio)$")
METRIC_NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*[A-Za-z0-9]")


@functools.cache
def exporters() -> Mapping[str, frozenset[str]]:
    """The metrics of each exporter that has a list."""
    return {
        path.stem: frozenset(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
        for path in sorted((DATA / "metrics").glob("*.txt"))
    }


@functools.cache
def _listed() -> frozenset[str]:
    """The bare names of all lists."""
    return frozenset(_bare(name) for names in exporters().values() for name in names)


def _bare(name: str) -> str:
    return SERIES.sub("", name)


def exports(exporter: str, metric: str) -> bool:
    """Whether the exporter's list has it."""
    return _bare(metric) in {_bare(name) for name in exporters()[exporter]}


def is_listed(metric: str) -> bool:
    """Whether any exporter's list has it."""
    return _bare(metric) in _listed()


def is_made_here(case: Case, metric: str, rules: frozenset[str]) -> bool:
    """Whether the example's own files, but for these, make it: OpenTelemetry writes dots, and leaves units out."""
    bare = UNITS.sub("", _bare(metric))
    wanted = {metric, _bare(metric), *([bare] if "_" in bare else [])}
    return any(not wanted.isdisjoint(_names(text)) for path, text in case.files.items() if path not in rules)


@functools.lru_cache(maxsize=1024)
def _names(text: str) -> frozenset[str]:
    return frozenset(name.replace(".", "_") for name in _NAME.findall(text))
