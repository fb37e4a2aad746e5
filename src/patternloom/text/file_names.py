"""Names that a file can have on every system.

In: a name, without its folder. Out: whether Windows takes it, too; other systems take more. No file is looked for.
"""

from __future__ import annotations

import re

# Names of devices, with any ending; signs that mean something in a path there; and an end that it takes away. A
# checkout or an archive with such a name is not whole there.
_NOT_EVERYWHERE = re.compile(r'(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|.*[<>:"\\|?*].*|.*[. ]', re.IGNORECASE)


def is_everywhere(name: str) -> bool:
    """`notes.md` is, `aux.md` and `a:b` are not."""
    return _NOT_EVERYWHERE.fullmatch(name) is None
