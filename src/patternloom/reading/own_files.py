"""The folder of an example's own files, by its name, and one that stands in its place and is named nearly so.

In: what a folder of the catalog holds. Out: which folder in it holds no catalog YAML; what lies there, `folder` reads.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from patternloom.problems.findings import nearest

ATTACHED = "files"
"""A folder of this name holds files that belong to the entry beside it; nothing in it is catalog YAML."""
_EXAMPLES = re.compile(rb"^examples:", re.MULTILINE)


def own_folder(folder: str, folders: Sequence[str], files: Sequence[str]) -> str | None:
    """The one of `folders` that holds the files of an example, by its name or as it is meant; None where none does."""
    if ATTACHED in folders:
        return ATTACHED
    near = next((name for name in sorted(folders) if nearest(name, [ATTACHED])), None)
    here = (os.path.join(folder, name) for name in files if near and name.endswith(".yaml"))
    return near if any(map(_tells_an_example, here)) else None


def _tells_an_example(path: str) -> bool:
    """Whether a file has a list of examples, as far as it can be read."""
    try:
        if not os.path.isfile(path):
            return False
        with open(path, "rb") as stream:
            return _EXAMPLES.search(stream.read(100_000)) is not None
    except OSError:
        return False


def is_text(name: str) -> bool:
    """Whether a file's name can be written in UTF-8, as addresses and archives are."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
