"""`mkdocs build` without pins, permalinks, moved addresses, machine data and the lock; `run.py` starts it.

In: mkdocs' own arguments, or `language` and the order of a further language, whose build goes without them too. Out: a
site whose pages are those of a catalog that keeps no lock. What it takes less than the whole build, these all add.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from patternloom.mkdocs import language
from patternloom.mkdocs.beside import Machines
from patternloom.publish import sources, tree

COMMAND = language.Order.command


def without(value: Any) -> Callable[..., Any]:
    """A function that does nothing and gives that."""
    return lambda *arguments, **named: value


def itself(order: language.Order) -> list[str]:
    """A further language's build by this file."""
    return [sys.executable, str(Path(__file__).resolve()), "language", COMMAND(order)[-1]]


if __name__ == "__main__":
    for name in ("pin_pages", "permalink_pages", "gone_pages", "machine_files"):
        vars(tree)[name] = without(())
    vars(sources)["cached_lock"] = without((None, ()))
    for name in ("take", "write"):
        setattr(Machines, name, without(None))
    vars(language)["Order"].command = itself
    if sys.argv[1] == "language":
        del sys.argv[1]
        sys.exit(language.main())
    from mkdocs.__main__ import cli

    cli()
