"""A reader at the browser: opens pages, waits until their diagrams are drawn, and notes what goes wrong.

In: a fresh browser context and a host. Out: the page, and on closing every complaint: console errors,
exceptions, answers from 400 on, requests to another host, cookies.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from host import Host
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, Response

# Mermaid draws into a draft inside the element first; only the finished picture is its child.
DRAWN = "() => [...document.querySelectorAll('.mermaid')].every((diagram) => diagram.querySelector(':scope > svg'))"

ARRIVED = "() => !document.querySelector('#__pl-theme') || typeof document$ !== 'undefined'"

COPIED = """async (said) => {
    const end = Date.now() + 30_000;
    while (Date.now() < end) {
        const text = await navigator.clipboard.readText();
        const told = Array.from(document.querySelectorAll("output"), (output) => output.textContent);
        if (text && (said === "" || told.some((one) => one.includes(said)))) return text;
        await new Promise((go) => setTimeout(go, 20));
    }
    throw new Error("nothing was copied, or nobody was told");
}"""


class Reader:
    """Somebody with one window."""

    def __init__(self, context: BrowserContext, host: Host, *, scripts: bool = True) -> None:
        self.context = context
        self.host = host
        self.scripts = scripts
        self.complaints: list[str] = []
        context.on("console", self._console)
        context.on("weberror", lambda web_error: self.complaints.append(f"exception: {web_error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)
        self.page: Page = context.new_page()

    def open(self, path: str, *, drawn: bool = True) -> Page:
        """Go to a page of the site and wait for its diagrams."""
        self.page.goto(self.host.url + path)
        self.arrive()
        if drawn:
            self.wait_until_drawn()
        return self.page

    def arrive(self) -> None:
        """Move the pointer, for which the theme's script has waited, and wait for it."""
        self.page.mouse.move(1, 1)
        if self.scripts:
            self.page.wait_for_function(ARRIVED, timeout=30_000)

    def wait_until_drawn(self) -> None:
        """Until every diagram of the page stands there."""
        try:
            self.page.wait_for_function(DRAWN, timeout=30_000)
        except Error as error:
            raise AssertionError(f"{self.page.url}: not every diagram is drawn; {self.complaints}") from error

    def slow_down(self) -> None:
        """As on a busy machine at the end of a slow line."""
        session = self.context.new_cdp_session(self.page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 3})
        line = {"offline": False, "latency": 300, "downloadThroughput": -1, "uploadThroughput": -1}
        session.send("Network.emulateNetworkConditions", line)

    def see(self, script: str, argument: Any = None) -> Any:
        """What a JavaScript function finds in the page."""
        return self.page.evaluate(script, argument)

    def copied_by(self, act: Callable[[], object], *, said: str = "") -> str:
        """What stands in the clipboard when the act has filled it, and the page has `said` so, which passes."""
        self.see("() => navigator.clipboard.writeText('')")
        act()
        return str(self.see(COPIED, said))

    @property
    def path(self) -> str:
        """The address of the page, from the site's root, with its anchor."""
        return self.page.url.removeprefix(self.host.url)

    def forgive(self, *complaints: str) -> None:
        """Take off the list what a test means to happen; it must have happened."""
        for complaint in complaints:
            self.complaints.remove(complaint)

    def close(self) -> list[str]:
        """All that went wrong."""
        cookies = [f"cookie: {cookie['name']}" for cookie in self.context.cookies()]
        self.context.close()
        return [*self.complaints, *cookies]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob") and f"{url.scheme}://{url.netloc}" != self.host.origin:
            self.complaints.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"answer {response.status}: {response.url}")
