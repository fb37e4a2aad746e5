"""Where the Chromium is that tests start: what `make test` found, PATTERNLOOM_CHROMIUM names, or is installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from setup_browser import installed
from site_fixture import REPOSITORY


def find_chromium() -> str:
    """The Chromium to test with; a failure, and no skip, where there is none."""
    chosen = os.environ.get("PATTERNLOOM_CHROMIUM")
    if chosen:
        return chosen
    for folder in (Path(sys.prefix), REPOSITORY / ".venv"):
        file = folder / "chromium-path"
        if file.is_file():
            return file.read_text("utf-8").strip()
    for path in installed():
        return path
    pytest.fail("no Chromium found; `make test` finds or installs one, or name yours in PATTERNLOOM_CHROMIUM", False)
