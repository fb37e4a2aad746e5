"""What a reader's browser does with pages: how far they shift while they load, and how long scripts run meanwhile.

In: a built site, and Chromium as `make test` finds it. Out: a page's layout shift at a width, and seconds of scripts.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

WIDTHS = (360, 1440)
_OBSERVE = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
}).observe({type: "layout-shift", buffered: true});
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site's address on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium.

    Raises:
        SystemExit: `make test` has not found one yet.
    """
    from playwright.sync_api import sync_playwright  # not needed by what else is measured

    place = Path(sys.prefix) / "chromium-path"
    if not place.is_file():
        sys.exit("no Chromium is known here; run `make test` first, which finds or installs one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=place.read_text("utf-8").strip())
        yield started
        started.close()


def visit(browser: Any, address: str, width: int, *, acts: bool = True) -> tuple[float, float]:
    """Layout shift, and seconds of scripts, of a first visit; with what a first act fetches, if a reader `acts`."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    try:
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        page.add_init_script(_OBSERVE)
        page.goto(address, wait_until="load")
        if acts:
            page.mouse.move(width // 2, 450)
        page.wait_for_timeout(1_000)  # what scripts do later
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        return float(page.evaluate("window.shifted")), float(metrics["ScriptDuration"])
    finally:
        page.close()


def addresses(site: Path) -> list[str]:
    """Every page, but for those that only lead on."""
    pages = (path.parent.relative_to(site) for path in site.rglob("index.html"))
    return sorted("" if page == Path() else f"{page.as_posix()}/" for page in pages if "p" not in page.parts)
