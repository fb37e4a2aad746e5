"""Two folders change places in one step, where the system can: no reader ever finds neither of them.

In: two paths on one file system. Out: whether they have changed places. Where the system cannot (another system, an
old kernel, some network file systems), nothing has happened, and it is for the caller to find another way.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

# Of Linux' renameat2 and macOS' renamex_np, where it is called RENAME_SWAP.
_EXCHANGE = 2
_AT_FDCWD = -100
# Where the C library has no function for it, as musl had none for long: the kernel's own numbers, on 64 bits.
_RENAMEAT2 = {"x86_64": 316, "aarch64": 276}


def exchange(one: Path, other: Path) -> bool:
    """Let two paths, each of which exists, change places; False where that cannot be done in one step."""
    call = _system_call()
    return call is not None and call(os.fsencode(one), os.fsencode(other)) == 0


@lru_cache(maxsize=1)
def _system_call() -> Callable[[bytes, bytes], int] | None:
    """What this system has for it; 0 is success."""
    system = platform.system()
    if system not in ("Linux", "Darwin"):
        return None
    library = ctypes.CDLL(None)
    if system == "Darwin":
        swap = getattr(library, "renamex_np", None)
        return swap and (lambda one, other: int(swap(one, other, ctypes.c_uint(_EXCHANGE))))
    rename = getattr(library, "renameat2", None)
    if rename is not None:
        return lambda one, other: int(rename(_AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(_EXCHANGE)))
    number = _RENAMEAT2.get(platform.machine()) if sys.maxsize > 2**32 else None
    if number is None:
        return None
    here, flags = ctypes.c_long(_AT_FDCWD), ctypes.c_long(_EXCHANGE)
    return lambda one, other: int(library.syscall(ctypes.c_long(number), here, one, here, other, flags))
