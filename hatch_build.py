"""The build of the package: what any catalog takes, and this catalog as machines read it, go into it.

In: the checkout, or the source distribution. Out: what else the wheel holds: macros, overrides and pages below
`patternloom/defaults/`, and `patternloom/data/catalog.json`. An editable install gets none of it: the former it finds
where they lie, and the latter is made anew with each change.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_MAKE = """\
import sys
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from patternloom.problems.findings import PatternloomError
from patternloom.publish.packaged import packaged
try:
    Path(sys.argv[2]).write_text(packaged(Path(sys.argv[1])), "utf-8", newline="\\n")
except PatternloomError as error:
    sys.exit(f"the catalog has mistakes:\\n{error}")
"""


class Contents(BuildHookInterface):  # type: ignore[type-arg]  # what configures the builder is of no matter here
    """Adds the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name each file with its place in the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        found = [root / "macros", root / "site_overrides", *sorted((root / "content").rglob("*.any.md"))]
        for path in found:
            build_data["force_include"][str(path)] = f"patternloom/defaults/{path.relative_to(root).as_posix()}"
        self.folder = tempfile.TemporaryDirectory()
        catalog = Path(self.folder.name, "catalog.json")
        self._make(root, catalog)
        build_data["force_include"][str(catalog)] = "patternloom/data/catalog.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        if version != "editable":
            self.folder.cleanup()

    def _make(self, root: Path, catalog: Path) -> None:
        """The catalog, by the code that lies here, whatever version of it is installed."""
        done = subprocess.run(
            # `-B`: nothing is written among the sources.
            [sys.executable, "-B", "-c", _MAKE, str(root), str(catalog), str(root / "src")],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            said = done.stderr.strip().splitlines()
            missing = "ModuleNotFoundError" in done.stderr
            hint = "; what makes it is listed below build-system.requires in pyproject.toml" if missing else ""
            self.app.abort(f"the catalog could not be made: {said[-1] if missing else done.stderr.strip()}{hint}")
