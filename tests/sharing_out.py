"""Shares the tests out to the workers of `make test`: a file's go to one, which reads and builds for all of them once.

In: the tests' ids, with the names behind them that `evidence_hooks` has put there for the marks `xdist_group`. Out: a
scheduler for `--dist loadgroup`, which begins with the groups and files of the most tests. Files whose single tests take
seconds are spread, and come last: no worker is left with a long one while the others have nothing to do.
"""

from __future__ import annotations

from typing import Any

import pytest

SPREAD = frozenset(
    f"tests/{name}.py"
    for name in (
        "browser/test_controls",
        "browser/test_diagrams",
        "browser/test_every_page",
        "browser/test_example_pages",
        "browser/test_picture_use",
        "test_mkdocs/test_plugin",
        "whole/test_extremes",
    )
)


@pytest.hookimpl(optionalhook=True)  # without xdist nobody knows it
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Asked by the process that hands the tests out."""
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadGroupScheduling

    class ByFile(LoadGroupScheduling):
        def _split_scope(self, nodeid: str) -> str:
            group = super()._split_scope(nodeid)
            file = nodeid.partition("::")[0]
            return file if group == nodeid and file not in SPREAD else group

    missing = sorted(file for file in SPREAD if not (config.rootpath / file).is_file())
    if missing:
        raise pytest.UsageError(f"tests/sharing_out.py: no such file: {', '.join(missing)}")
    return ByFile(config, log)
