"""Finds a Chromium for the browser tests, or gets one, and sees to it that Japanese can be drawn.

In: PATTERNLOOM_CHROMIUM, if that is set; what is installed; else Playwright's download; else apt-get.
Out: the path of a Chromium that ran here just now, printed and written to the file named as argument.
It refuses to name a browser that it has not run, and to go on without Playwright's driver or a Japanese font.

    .venv/bin/python scripts/setup_browser.py .venv/chromium-path
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# The shell first: the same Chromium without its windows, which the tests never see and wait for.
NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"),
)
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# The tests start Chromium with these too, and look for it in the same places.
FLAGS = (
    "--no-sandbox",  # as root, and in most containers, Chromium has no sandbox to use
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
    "--disable-component-update",
)
DOWNLOAD_SECONDS = 600
APT_SECONDS = 1200


def main(path_file: Path) -> None:
    # A file of an earlier run must not outlive a failure.
    path_file.unlink(missing_ok=True)
    need_playwright()
    chromium = find_chromium()
    need_japanese_font()
    path_file.write_text(f"{chromium}\n", encoding="utf-8")
    print(f"Chromium for the tests: {chromium}")


def need_playwright() -> None:
    """Playwright's own driver is a Node binary, which on a bare system may lack this one library."""
    if playwright_path():
        return
    apt_install("libatomic1")
    if not playwright_path():
        done = run([sys.executable, "-m", "playwright", "--version"], seconds=60)
        sys.exit(
            f"Playwright, which drives the browser in the tests, does not start: {last_line(done)}\n"
            "If a library is missing (Debian and Ubuntu: sudo apt-get install libatomic1), install it."
        )


def find_chromium() -> str:
    chosen = os.environ.get("PATTERNLOOM_CHROMIUM")
    if chosen:
        reason = why_not(chosen)
        if reason:
            sys.exit(f"PATTERNLOOM_CHROMIUM={chosen} cannot be used: {reason}")
        return chosen

    refused: dict[str, str] = {}
    for way in (None, playwright_download, playwright_libraries, apt_chromium):
        if way and not way():
            continue
        for path in installed():
            reason = why_not(path)
            if reason is None:
                return path
            refused[path] = reason

    lines = ["The browser tests need a Chromium, and none could be had."]
    lines += [f"  {path}: {reason}" for path, reason in refused.items()]
    lines += [
        "Install one (Debian: sudo apt-get install chromium; Ubuntu and elsewhere:",
        "sudo .venv/bin/python -m playwright install-deps chromium; .venv/bin/python -m playwright install chromium),",
        "or name yours in PATTERNLOOM_CHROMIUM. The tests that need no browser: make test-core.",
    ]
    sys.exit("\n".join(lines))


def installed() -> Iterator[str]:
    """Every Chromium that seems to be here, the likeliest first."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            yield path
    for path in (*MAC_APPS, playwright_path()):
        if path and os.path.exists(path):
            yield path


def playwright_path() -> str | None:
    """Where Playwright keeps, or would keep, the Chromium that belongs to its version."""
    code = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    done = run([sys.executable, "-c", code], seconds=60)
    return done.stdout.strip() if done.returncode == 0 else None


def why_not(path: str) -> str | None:
    """The reason why this Chromium is of no use, or None if it loads a page.

    Being there is not enough: Ubuntu's package holds only a pointer to a snap, and a downloaded
    Chromium may lack the system's libraries.
    """
    try:
        version = run([path, "--version"], seconds=30)
        if version.returncode != 0:
            return f"`--version` failed: {last_line(version)}"
        # The profile lies where Playwright puts its own: a snap that cannot write there fails here already.
        with tempfile.TemporaryDirectory(prefix="patternloom-chromium-", ignore_cleanup_errors=True) as profile:
            command = [path, "--headless", *FLAGS, f"--user-data-dir={profile}", "--dump-dom", "about:blank"]
            page = run(command, seconds=60)
    except OSError as error:
        return f"it cannot be started: {error.strerror or error}"
    if page.returncode != 0 or "<html" not in page.stdout:
        return f"it loads no page: {last_line(page)}"
    return None


def playwright_download() -> bool:
    print("No Chromium that works is installed; trying Playwright's download.", flush=True)
    done = run([sys.executable, "-m", "playwright", "install", "chromium"], seconds=DOWNLOAD_SECONDS)
    if done.returncode != 0:
        print(f"  That failed: {first_error(done)}", flush=True)
    return done.returncode == 0


def playwright_libraries() -> bool:
    """What a downloaded Chromium lacks on a bare system, such as a container."""
    path = playwright_path()
    if not (path and os.path.exists(path) and as_root()):
        return False
    print("Playwright's Chromium does not run; installing the system's libraries for it.", flush=True)
    command = [*(as_root() or ()), sys.executable, "-m", "playwright", "install-deps", "chromium"]
    return run(command, seconds=APT_SECONDS).returncode == 0


def apt_chromium() -> bool:
    return apt_install("chromium-headless-shell") or apt_install("chromium")


def need_japanese_font() -> None:
    if not sys.platform.startswith("linux") or has_japanese_font():
        return  # macOS and Windows bring Japanese fonts
    apt_install("fontconfig", "fonts-noto-cjk")
    if not has_japanese_font():
        sys.exit(
            "No Japanese font is installed (`fc-list :lang=ja` lists none), so the Japanese pages cannot be tested.\n"
            "Install one, such as Noto Sans CJK (Debian and Ubuntu: sudo apt-get install fontconfig fonts-noto-cjk)."
        )


def has_japanese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(run(["fc-list", ":lang=ja"], seconds=60).stdout.strip())


def as_root() -> list[str] | None:
    """What to put before a command to run it as root without being asked for a password; None if that can't be."""
    if not hasattr(os, "geteuid") or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["env"]
    if shutil.which("sudo") and run(["sudo", "-n", "true"], seconds=10).returncode == 0:
        return ["sudo", "-n", "env"]
    return None


def apt_install(*packages: str) -> bool:
    root = as_root()
    if root is None:
        return False
    print(f"Installing with apt-get: {' '.join(packages)}", flush=True)
    apt = [*root, "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-qq"]
    run([*apt, "update"], seconds=APT_SECONDS)  # if it fails, an old list may do
    done = run([*apt, "install", "--no-install-recommends", *packages], seconds=APT_SECONDS)
    if done.returncode != 0:
        print(f"  That failed: {first_error(done)}", flush=True)
    return done.returncode == 0


def run(command: list[str], *, seconds: float) -> subprocess.CompletedProcess[str]:
    """The command's output, without input; past the time limit its whole family of processes is ended."""
    # A session of its own: Chromium's children would otherwise outlive it and keep the pipes open.
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            return subprocess.CompletedProcess(command, 124, "", f"no answer within {seconds:.0f} seconds")
        except BaseException:  # Ctrl-C does not reach another session
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            raise
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = (done.stderr or done.stdout).strip().splitlines()
    return lines[-1].strip() if lines else f"exit status {done.returncode}, no message"


def first_error(done: subprocess.CompletedProcess[str]) -> str:
    lines = done.stderr.splitlines() + done.stdout.splitlines()
    return next((line.strip() for line in lines if line.startswith(("Error", "E:"))), last_line(done))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
