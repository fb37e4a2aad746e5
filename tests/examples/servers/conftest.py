"""Keeps the tests that share a server in one worker, so that it starts once.

In: the marks `xdist_group`. Out: their names behind the ids, where the scheduler `loadgroup` looks for them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What xdist does itself up to pytest 9.1 (pytest-dev/pytest-xdist#1386): it writes a field that 9.2 never reads."""
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        mark = item.get_closest_marker("xdist_group")
        if mark and item.path.is_relative_to(HERE) and not item.nodeid.endswith(f"@{mark.args[0]}"):
            item._id = type(item.id).parse(f"{item.nodeid}@{mark.args[0]}")
