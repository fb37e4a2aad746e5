"""What the checks of the design examples need on disk, beyond the environment of the other tests.

In: this Python's environment after `make evidence` or `make test`. Out: megabytes by part. Node counts where the
system has one too, as a machine without it gets it; of Debian's packages, those named and what came with them alone.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

HOME = Path(sys.prefix) / "examples"
DEBIAN = ("nginx*", "mariadb*", "libmariadb*", "rabbitmq*", "erlang*", "iptables", "libip*tc*", "iproute2")


def locked(file: Path) -> set[str]:
    """The packages of a lock file."""
    return set(re.findall(r"^([A-Za-z0-9_.-]+)==", file.read_text("utf-8"), re.MULTILINE))


def tools(repository: Path) -> Iterator[tuple[str, float]]:
    """`(part, megabytes)`.

    Raises:
        SystemExit: a part is not there.
    """
    if not (HOME / "node_modules").is_dir():
        sys.exit("the design examples' tools are not installed here; run `make evidence` first")
    for name in sorted(locked(repository / "requirements-examples.lock") - locked(repository / "requirements.lock")):
        try:
            files = distribution(name).files or []
        except PackageNotFoundError:
            continue  # of another platform or Python
        yield name, sum(path.stat().st_size for file in files if (path := Path(str(file.locate()))).is_file()) / 1e6
    for part in ("bin/kubectl", "bin/helm", "node_modules"):
        yield part.rpartition("/")[2], _size(HOME / part)
    node = (HOME / "bin" / "node").resolve()
    yield "node", _size(node.parent.parent if node.is_relative_to(HOME) else node)
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Installed-Size}\n", *DEBIAN]
    lines = subprocess.run(query, capture_output=True, text=True, check=False).stdout.splitlines()
    yield "Debian's packages", sum(int(line.split()[1]) for line in lines if line.startswith("installed ")) * 1024 / 1e6


def _size(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    return sum(file.stat().st_size for file in files) / 1e6
