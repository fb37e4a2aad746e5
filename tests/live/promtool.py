"""Rules of Prometheus and their tests, judged by the real promtool.

In: texts by their file names; a name that ends in `.test.yaml` holds tests. Out: what promtool says of the first that is
wrong, or nothing. No server starts.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from patternloom.verify.tools.programs import tool


def refused(files: Mapping[str, str]) -> str:
    """What is wrong with rules or their tests; nothing where all pass."""
    with tempfile.TemporaryDirectory(prefix="patternloom-rules-") as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        for name in sorted(files):
            command = [tool("promtool"), "test" if name.endswith(".test.yaml") else "check", "rules", name]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
            if done.returncode:
                return done.stdout + done.stderr
    return ""
