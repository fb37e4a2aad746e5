"""The `patternloom` command: a verb a function, each a thin call of the same functions the plugin uses."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from patternloom.check import load
from patternloom.problems import RENDERINGS, PatternloomError


def main(argv: list[str] | None = None) -> int:
    """Run one verb; 0 for success, 1 for a mistake in the catalog, 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="patternloom")
    verbs = parser.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser("check")
    check.add_argument("--catalog", type=Path, default=Path("catalog"))
    check.add_argument("--format", choices=RENDERINGS, default="text")
    options = parser.parse_args(argv)
    try:
        _, warnings = load(options.catalog)
    except PatternloomError as error:
        print(RENDERINGS[options.format](error.problems))
        return 1
    print(RENDERINGS[options.format](warnings))
    return 0
