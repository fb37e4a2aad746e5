"""The build of the package: macros, overrides and pages for any catalog go into it, from the top of the checkout.

In: the checkout, or the source distribution. Out: what else the wheel holds, below `patternloom/defaults/`. An
editable install gets none of it: it finds them where they lie.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Defaults(BuildHookInterface):  # type: ignore[type-arg]  # what configures the builder is of no matter here
    """Adds the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name each file with its place in the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        found = [root / "macros", root / "site_overrides", *sorted((root / "content").rglob("*.any.md"))]
        for path in found:
            build_data["force_include"][str(path)] = f"patternloom/defaults/{path.relative_to(root).as_posix()}"
