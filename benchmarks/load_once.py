"""One load of a catalog in a fresh process: prints seconds and peak memory as JSON. `run.py` starts it."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from time import perf_counter

from patternloom.catalog.load import load

if __name__ == "__main__":
    start = perf_counter()
    catalog, warnings = load(Path(sys.argv[1]), "catalog")
    seconds = perf_counter() - start
    # Kibibytes on Linux, bytes on macOS.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(json.dumps({"seconds": seconds, "peak": peak, "entries": len(catalog.entries), "warnings": len(warnings)}))
