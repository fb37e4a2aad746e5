"""`mkdocs serve` under a stopwatch: from a saved file until the rebuilt page comes back.

In: a project's folder. Out: seconds. The server and what it started end with the `with` block.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

GIVE_UP_AFTER = 300.0
ASK_EVERY = 0.02

_FIRST_AREA = re.compile(r"^areas:\n  - id: (?P<id>\S+)", re.MULTILINE)
_FIRST_SENTENCE = re.compile(r"(summary:\n      en: >-\n        )(?:edited-\d+ )?")


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of a running server that has built once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    temporary = folder / "tmp"
    temporary.mkdir()
    log = folder / "serve.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(temporary)},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that it and its own children can be ended together
        )
    try:
        address = f"http://127.0.0.1:{port}/"
        wait_for(address, "</html>", process, log)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def wait_for(address: str, text: str, process: subprocess.Popen[bytes] | None = None, log: Path | None = None) -> float:
    """Seconds until the page holds the text.

    Raises:
        SystemExit: the server ended, or it took too long.
    """
    start = perf_counter()
    while (passed := perf_counter() - start) < GIVE_UP_AFTER:
        try:
            with urllib.request.urlopen(address, timeout=GIVE_UP_AFTER) as page:
                if text in page.read().decode("utf-8", "replace"):
                    return perf_counter() - start
        except (OSError, http.client.HTTPException):
            pass  # not listening, or not built yet
        if process and process.poll() is not None:
            sys.exit(f"mkdocs serve ended with {process.returncode}:\n{log.read_text('utf-8') if log else ''}")
        sleep(ASK_EVERY)
    sys.exit(f"{address} did not show '{text}' within {passed:.0f} s")


def settle(folder: Path) -> None:
    """Wait until the server's whole build has ended, of which a page was there earlier.

    Raises:
        SystemExit: it took too long.
    """
    start = perf_counter()
    while "Reloading browsers" not in (folder / "serve.log").read_text("utf-8").rstrip().rpartition("\n")[2]:
        if perf_counter() - start > GIVE_UP_AFTER:
            sys.exit(f"the server's build did not end within {GIVE_UP_AFTER:.0f} s")
        sleep(ASK_EVERY)


def edit_catalog(folder: Path, address: str, number: int) -> float:
    """Change a sentence of the first area."""
    for path in sorted((folder / "catalog").rglob("*.yaml")):
        text = path.read_text("utf-8")
        if (area := _FIRST_AREA.search(text)) and _FIRST_SENTENCE.search(text):
            path.write_text(_FIRST_SENTENCE.sub(rf"\1edited-{number} ", text, count=1), "utf-8")
            return wait_for(f"{address}areas/{area['id']}/", f"edited-{number} ")
    sys.exit("no area with a folded English summary, which this edit looks for")


def edit_content(folder: Path, address: str, number: int) -> float:
    """Add a paragraph to the home page."""
    page = folder / "content" / "index.md"
    page.write_text(page.read_text("utf-8") + f"\nwritten-{number}\n", "utf-8")
    return wait_for(address, f"written-{number}<")
