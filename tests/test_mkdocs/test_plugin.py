"""`mkdocs build` and `mkdocs serve` with the plugin: every language at once, and all or nothing.

What the built pages hold, `test_second_catalog.py` and `test_site.py` look at.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from html_facts import broken_links, read_site
from mkdocs.config import load_config
from site_fixture import Bakery, Site, built_once, copy_bakery, environment, mkdocs

from patternloom.mkdocs.plugin import PatternloomPlugin
from patternloom.verify.servers.running import free_port


def snapshot(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder with its bytes; a folder with None."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


OLD = {"fr": None, "fr/empty": None, "fr/index.html": b"in French", "index.html": b"the last good site"}
"""A site from an earlier build."""


def old_site(bakery: Bakery) -> dict[str, bytes | None]:
    """That site, in its place."""
    for name, data in OLD.items():
        path = bakery.root / "site" / name
        path.mkdir(parents=True) if data is None else path.write_bytes(data)
    return snapshot(bakery.root / "site")


def left_over(bakery: Bakery) -> list[str]:
    """What a build left behind in the project, the site and what is kept for the next build apart."""
    before = {"catalog", "content", "mkdocs.yml", "mkdocs.fr.yml", "site", ".cache"}
    beside = [path.name for path in bakery.root.iterdir() if path.name not in before]
    return beside + [path.name for path in bakery.root.rglob("*.part")]


def log_lines(build: subprocess.CompletedProcess[str]) -> list[str]:
    """What a build printed, without information."""
    return told_of(build.stdout)


def told_of(log: str) -> list[str]:
    """The same of what was kept of a build that tests share."""
    return [line for line in log.splitlines() if line.strip() and not line.startswith(("INFO", "DEBUG"))]


def test_one_plain_build_gives_every_language_in_the_place_of_the_old_site(bakery: Bakery) -> None:
    """`mkdocs build` alone; nothing of the old site stays, nothing of the build is left beside it."""
    old_site(bakery)
    build = mkdocs(bakery.root, "build")
    assert (build.returncode, log_lines(build)) == (0, [])
    assert left_over(bakery) == []
    site = snapshot(bakery.root / "site")
    assert "fr/empty" not in site
    assert b'lang="de" class="no-js"' in (site["index.html"] or b"")
    assert b'lang="fr" class="no-js"' in (site["fr/index.html"] or b"")


def test_a_full_disk_is_said_in_one_line(bakery: Bakery) -> None:
    before = old_site(bakery)
    (bakery.root / "full.py").write_text(
        "def on_pre_build(config):\n    raise OSError(28, 'No space left on device', 'site/index.html')\n", "utf-8"
    )
    bakery.replace("mkdocs.yml", "plugins:", "hooks: [full.py]\nplugins:")
    build = mkdocs(bakery.root, "build")
    assert build.returncode == 1
    assert "Traceback" not in build.stdout
    assert "ERROR   -  site/index.html: No space left on device; the site is left as it was" in build.stdout
    assert snapshot(bakery.root / "site") == before


def break_catalog(bakery: Bakery) -> None:
    bakery.replace("catalog/oven.yaml", "technologies: [stone-oven]", "technologies: [ston-oven]")


def break_link(bakery: Bakery) -> None:
    bakery.replace("content/start.md", "areas/index.md", "areas/nowhere.md")


def break_french_link(bakery: Bakery) -> None:
    bakery.replace("content/start.fr.md", "areas/dough.md#sourdough", "areas/dough.md#nowhere")


def leave_out_and_break(bakery: Bakery) -> None:
    """What only a strict build refuses: a page in no navigation, a pattern on no page, a link to nowhere."""
    bakery.replace("mkdocs.yml", "  - start.md\n", "")
    bakery.replace("catalog/dough.yaml", "children: [leavening, autolyse]", "children: [leavening]")
    break_link(bakery)


def take_french_away(bakery: Bakery) -> None:
    bakery.path("mkdocs.fr.yml").unlink()


def break_french_configuration(bakery: Bakery) -> None:
    bakery.replace("mkdocs.fr.yml", "plugins:\n", "plugins:\n  no-such-plugin: {}\n")


def break_macro(bakery: Bakery) -> None:
    bakery.write("macros/loaf.jinja", "{% macro loaf(page) %}\n\n{{ 1 // 0 }}\n{% endmacro %}\n")
    bakery.replace("content/start.md", "# Zum", '{% from "loaf.jinja" import loaf %}\n\n{{ loaf(page) }}\n\n# Zum')


def break_navigation(bakery: Bakery) -> None:
    bakery.replace("mkdocs.yml", '"{lookup}"', '"{lookpu}"')


def name_palettes(bakery: Bakery, *names: str) -> None:
    """Two palettes, the switch of each with a name."""
    palettes = "".join(
        f'\n    - {{scheme: default, toggle: {{icon: material/weather-night, name: "{name}"}}}}' for name in names
    )
    bakery.replace("mkdocs.yml", "  font: false\n", f"  font: false\n  palette:{palettes}\n")


def break_palette(bakery: Bakery) -> None:
    name_palettes(bakery, "{lookup}", "{lookpu}")


@pytest.mark.parametrize(
    ("mistake", "expected"),
    [
        (
            break_catalog,
            [
                "ERROR   -  the catalog or content has mistakes:",
                "catalog/oven.yaml:32:24: unknown technology 'ston-oven', expected the id of a technology; did you mean 'stone-oven'?",
                "1 error",
                "Aborted with a BuildError!",
            ],
        ),
        (
            leave_out_and_break,
            [
                "WARNING -  catalog/dough.yaml:123:9: pattern 'autolyse' stands on no page, expected it among the 'children' of an entry",
                "WARNING -  mkdocs.yml:7:1: nav: leaves out the page 'start.md', which content/start.md makes; add it, or name it in not_in_nav:",
                "WARNING -  Doc file 'start.md' contains a link 'areas/nowhere.md', but the target is not found among documentation files.",
                "Aborted with 3 warnings in strict mode!",
            ],
        ),
        (
            break_french_link,
            [
                "WARNING -  [fr] Doc file 'start.md' contains a link 'areas/dough.md#nowhere', but the doc 'areas/dough.md' does not contain an anchor '#nowhere'.",
                "ERROR   -  [fr] Aborted with 1 warnings in strict mode!",
                "ERROR   -  the build of language 'fr' failed; the site is left as it was",
                "Aborted with a BuildError!",
            ],
        ),
        (
            take_french_away,
            [
                "ERROR   -  the catalog or content has mistakes:",
                "mkdocs.fr.yml:1:1: no such file, expected the configuration of language 'fr' beside mkdocs.yml",
                "1 error",
                "Aborted with a BuildError!",
            ],
        ),
        (
            break_french_configuration,
            [
                """ERROR   -  [fr] Config value 'plugins': The "no-such-plugin" plugin is not installed""",
                "ERROR   -  [fr] Aborted with a configuration error!",
                "ERROR   -  the build of language 'fr' failed; the site is left as it was",
                "Aborted with a BuildError!",
            ],
        ),
        (
            break_macro,
            [
                "ERROR   -  the catalog or content has mistakes:",
                "macros/loaf.jinja:3:1: a division by zero, expected another number; in page 'start.md' (de), called from content/start.md:7",
                "1 error",
                "Aborted with a BuildError!",
            ],
        ),
        (
            break_navigation,
            [
                "ERROR   -  the catalog or content has mistakes:",
                "mkdocs.yml:16:5: unknown word 'lookpu', expected a key of the strings files; did you mean 'lookup'?",
                "1 error",
                "Aborted with a BuildError!",
            ],
        ),
        (
            break_palette,
            [
                "ERROR   -  palette: unknown word 'lookpu' in '{lookpu}', expected a key of the strings files",
                "Aborted with a BuildError!",
            ],
        ),
    ],
)
def test_a_failed_build_says_why_and_leaves_the_last_good_site(
    bakery: Bakery, mistake: Callable[[Bakery], None], expected: list[str]
) -> None:
    """Byte for byte as it was, with nothing beside it; in either language, warnings of strict builds too. A first
    build, which is the second one here, makes none."""
    before = old_site(bakery) if mistake is not leave_out_and_break else None
    mistake(bakery)
    build = bakery.build()
    assert log_lines(build) == expected
    assert build.returncode == 1
    assert (snapshot(bakery.root / "site") if (bakery.root / "site").exists() else None) == before
    assert left_over(bakery) == []


@pytest.fixture
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A project whose site has no address, built into a folder of its own, once for the whole run.

    It has palettes, one of them named by a word that means something in HTML.
    """

    def lay(folder: Path) -> Path:
        bakery = Bakery(copy_bakery(folder))
        old_site(bakery)
        bakery.replace("mkdocs.yml", "site_url: https://bakery.example/buch/\n", "")
        bakery.replace("catalog/strings/de.yaml", "to_dark: Zur dunklen Ansicht", 'to_dark: "Dunkel & \\"still\\""')
        name_palettes(bakery, "{to_dark}", "Light")
        return bakery.root

    return built_once(tmp_path_factory, "anywhere", lay, "-d", "public/docs")


def test_a_palette_s_switch_is_named_in_each_language_by_one_configuration(anywhere: tuple[Path, str]) -> None:
    """By a word of the strings files, made safe for HTML; another name stands as it is."""
    root, log = anywhere
    assert told_of(log) == []
    shown = {
        folder: re.findall(
            r'title="([^"]*)" for="__palette', (root / "public" / "docs" / folder / "404.html").read_text("utf-8")
        )
        for folder in ("", "fr")
    }
    assert shown == {"": ["Dunkel &amp; &#34;still&#34;", "Light"], "fr": ["Passer au mode sombre", "Light"]}


def test_a_build_that_is_not_strict_publishes_with_warnings(bakery: Bakery) -> None:
    """A warning of either language is printed, with the language where it is another, and fails nothing."""
    break_link(bakery)
    break_french_link(bakery)
    build = mkdocs(bakery.root, "build")
    assert log_lines(build) == [
        "WARNING -  Doc file 'start.md' contains a link 'areas/nowhere.md', but the target is not found among documentation files.",
        "WARNING -  [fr] Doc file 'start.md' contains a link 'areas/dough.md#nowhere', but the doc 'areas/dough.md' does not contain an anchor '#nowhere'.",
    ]
    assert build.returncode == 0
    assert (bakery.root / "site" / "fr" / "index.html").is_file()


@pytest.fixture
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One language, built by its configuration, and what that printed; once for the whole run.

    A page is left out of the navigation, and a file of the catalog has a name that no address may hold as it is.
    """

    def lay(folder: Path) -> Path:
        bakery = Bakery(copy_bakery(folder))
        bakery.replace("mkdocs.yml", "  - start.md\n", "")
        bakery.replace("mkdocs.yml", "theme:\n", "not_in_nav: start.md\n\ntheme:\n")
        bakery.path("catalog/oven.yaml").rename(bakery.path("catalog/my notes #1?.yaml"))
        return bakery.root

    root, log = built_once(tmp_path_factory, "alone", lay, "-f", "mkdocs.fr.yml", "-d", "alone")
    return root / "alone", log


def test_a_page_that_nav_leaves_out_on_purpose_is_not_told(alone: tuple[Path, str]) -> None:
    """By `not_in_nav:`, or where MkDocs is told to say nothing; the page is built."""
    site, log = alone
    assert told_of(log) == []
    assert (site / "start" / "index.html").is_file()


def test_pages_and_navigation_of_another_plugin_or_a_hook_are_taken_as_they_are(bakery: Bakery) -> None:
    """A hook adds a page and names it: our places of `nav:` no longer fit, and nothing is refused."""
    hook = (
        "from mkdocs.structure.files import File\n"
        "from mkdocs.plugins import event_priority\n\n"
        "@event_priority(200)\n"
        "def on_config(config):\n    config.nav.append({'{about}': 'made.md'})\n    return config\n\n"
        "@event_priority(-200)\n"
        "def on_files(files, config):\n    files.append(File.generated(config, 'made.md', content='# Made'))\n    return files\n"
    )
    bakery.write("hook.py", hook)
    bakery.replace("mkdocs.yml", "plugins:\n", "hooks: [hook.py]\nplugins:\n")
    build = bakery.build("-f", "mkdocs.fr.yml", "-d", "alone")
    assert (build.returncode, log_lines(build)) == (0, [])
    assert "<h1" in (bakery.root / "alone" / "made" / "index.html").read_text("utf-8")


def test_the_edit_link_leads_to_the_file_whatever_it_is_called(alone: tuple[Path, str]) -> None:
    """The entry's YAML or the page's Markdown, quoted where the address needs it."""
    links = {
        page: [
            str(link["href"]) for link in BeautifulSoup(html, "html.parser").select("a.md-content__button[rel=edit]")
        ]
        for page in ("areas/oven-work", "start")
        for html in [(alone[0] / page / "index.html").read_text("utf-8")]
    }
    assert links == {
        "areas/oven-work": ["https://git.bakery.example/edit/main/catalog/my%20notes%20%231%3F.yaml"],
        "start": ["https://git.bakery.example/edit/main/content/start.fr.md"],
    }


def test_a_project_may_have_no_navigation_no_edit_links_and_fences_of_its_own(no_navigation: Site) -> None:
    """Pages are then in MkDocs' own order; which page a fence by hand asks a looser policy for, is told."""
    assert told_of(no_navigation.log) == []
    page = BeautifulSoup((no_navigation.root / "start" / "index.html").read_text("utf-8"), "html.parser")
    assert not page.select("a.md-content__button[rel=edit]")
    assert page.select(".md-nav__link[href='../areas/dough/']")
    assert "/start/" in next(line for line in no_navigation.log.splitlines() if "policy" in line)


def test_who_asks_for_the_configuration_alone_gets_it_as_it_is(bakery: Bakery) -> None:
    """As mike does, which publishes what a build of its own has made; nothing is read, and nothing written."""
    config = load_config(str(bakery.path("mkdocs.yml")))
    plugin = PatternloomPlugin()
    plugin.on_startup(command="mike", dirty=False)
    try:
        before = dict(config)
        assert plugin.on_config(config) is config
        assert dict(config) == before
        plugin.on_post_build(config=config)
    finally:
        plugin.on_shutdown()
    assert left_over(bakery) == []
    assert not (bakery.root / "site").exists()


@pytest.mark.parametrize(
    ("line", "base", "canonical"),
    [
        ("site_url: https://host.example/docs\n", "https://host.example/docs/", "https://host.example/docs/fr/start/"),
        pytest.param(
            "site_url: https://host.example\n",
            "https://host.example/",
            "https://host.example/fr/start/",
            marks=pytest.mark.matrix,
        ),
    ],
)
def test_the_site_stands_at_any_address_and_in_any_folder(
    bakery: Bakery, line: str, base: str, canonical: str | None
) -> None:
    """Sub-path or host's root, with `-d`: all links resolve, and `site/` is not touched."""
    old_site(bakery)
    bakery.replace("mkdocs.yml", "site_url: https://bakery.example/buch/\n", line)
    build = bakery.build("-d", "public/docs")
    assert (build.returncode, log_lines(build)) == (0, [])
    assert_stands(bakery.root, base, canonical)


def test_the_site_stands_without_an_address(anywhere: tuple[Path, str]) -> None:
    root, log = anywhere
    assert told_of(log) == []
    assert_stands(root, "http://localhost/", None)


def assert_stands(root: Path, base: str, canonical: str | None) -> None:
    """In `public/docs`, below that address; the old site is what it was."""
    pages = read_site(root / "public/docs")
    assert broken_links(pages, root / "public/docs", base) == []
    assert pages["fr/start/"].head.get("canonical") == canonical
    assert sorted(path.name for path in (root / "public").iterdir()) == ["docs"]
    assert snapshot(root / "site") == OLD


def test_a_build_in_another_folder_s_shell_is_the_same(bakery: Bakery) -> None:
    """`mkdocs build -f` from elsewhere finds catalog, macros and the other language beside the configuration."""
    elsewhere = bakery.root.parent
    build = mkdocs(elsewhere, "build", "--strict", "-f", "bakery/mkdocs.yml")
    assert (build.returncode, log_lines(build)) == (0, [])
    assert (bakery.root / "site" / "fr" / "p" / "sourdough" / "index.html").is_file()
    assert left_over(bakery) == []


def test_a_language_can_be_built_alone(alone: tuple[Path, str]) -> None:
    """The configuration of one language builds that language and starts no other."""
    site, log = alone
    assert told_of(log) == []
    assert b'lang="fr"' in (site / "index.html").read_bytes()
    assert not (site / "fr").exists()


def test_a_configuration_named_like_the_default_language_is_no_other_language(bakery: Bakery) -> None:
    """`mkdocs.de.yml` beside a German `mkdocs.yml`: started in advance, perhaps, and never taken in."""
    bakery.write("mkdocs.de.yml", "INHERIT: mkdocs.yml\nsite_name: Zweimal\n")
    build = bakery.build()
    assert (build.returncode, log_lines(build)) == (0, [])
    assert not (bakery.root / "site" / "de").exists()
    assert sorted(left_over(bakery)) == ["mkdocs.de.yml"]


def test_mermaid_s_library_comes_from_the_installed_package_unless_the_project_has_one(
    alone: tuple[Path, str], bakery: Bakery
) -> None:
    """Into the site alone: a build writes nothing among the sources."""
    (library,) = alone[0].rglob("mermaid.min.js")
    assert library.stat().st_size > 1_000_000
    assert list((alone[0].parent / "content").rglob("mermaid.min.js")) == []
    own = bakery.root / "content" / "assets" / "vendor" / "mermaid.min.js"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"own")
    assert bakery.build("-f", "mkdocs.fr.yml", "-d", "alone").returncode == 0
    assert (bakery.root / "alone" / library.relative_to(alone[0])).read_bytes() == b"own"


def test_a_build_that_names_the_default_language_gives_all_and_writes_nothing_into_the_project(bakery: Bakery) -> None:
    """It starts the others once the catalog has said that it is the default one. Catalog, content and macros may be
    read-only, where the site lies elsewhere; what is kept lies in `.cache` alone."""
    bakery.replace("mkdocs.yml", "    macros: ../../../macros\n", "    macros: ../../../macros\n    language: de\n")

    def times() -> dict[Path, int]:
        kept = bakery.root / ".cache"
        return {path: path.stat().st_mtime_ns for path in bakery.root.rglob("*") if not path.is_relative_to(kept)}

    elsewhere = bakery.root.parent / "elsewhere"
    before = times()
    build = bakery.build("-d", str(elsewhere))
    assert (build.returncode, log_lines(build)) == (0, [])
    assert times() == before
    assert (elsewhere / "fr" / "index.html").is_file()
    assert left_over(bakery) == []
    assert (elsewhere / "fr" / "assets" / "vendor" / "mermaid.min.js").stat().st_size > 1_000_000


# mkdocs serve

PATIENCE = 300.0
"""Seconds until a test gives up on a server: a bound against hanging, not a measure."""


@dataclass
class Server:
    """A running `mkdocs serve`."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def said(self) -> str:
        """All it printed so far."""
        return self.log.read_text("utf-8", "replace")

    def get(self, path: str) -> str:
        """A page as it is served now; empty where it is not."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, OSError):
            return ""

    def wait(self, done: Callable[[], bool], what: str) -> None:
        """Until something has happened."""
        end = time.monotonic() + PATIENCE
        while not done():
            assert self.process.poll() is None, f"the server ended, waiting for {what}:\n{self.said()}"
            assert time.monotonic() < end, f"waited in vain for {what}:\n{self.said()}"
            time.sleep(0.1)

    def shows(self, path: str, text: str) -> None:
        """Wait until the page holds the text."""
        self.wait(lambda: text in self.get(path), f"{text!r} on {path}")

    def says(self, text: str) -> None:
        """Wait until the text is printed."""
        self.wait(lambda: text in self.said(), f"{text!r} in the terminal")


@pytest.fixture
def server(bakery: Bakery, tmp_path: Path) -> Iterator[Server]:
    """`mkdocs serve` of the bakery on a free port."""
    port = free_port()
    log = tmp_path / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=bakery.root,
            env=environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        made = Server(process, port, log)
        made.says("Serving on")
        yield made
    finally:
        # What a shell starts in the background ignores the first, and so does all that it starts.
        ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        process.send_signal(signal.SIGTERM if ignored else signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_serve_shows_every_language_and_every_change_and_survives_a_mistake(bakery: Bakery, server: Server) -> None:
    """A change of catalog, macro or page shows in both languages; a mistake is printed, and mended by mending it."""
    server.shows("/buch/start/", "Zum Anfangen")
    server.shows("/buch/fr/start/", "Pour commencer")

    bakery.replace("catalog/dough.yaml", "{de: Sauerteig, fr: Levain}", "{de: Sauerteig, fr: Levain chef}")
    server.shows("/buch/fr/areas/dough/", "Levain chef")

    bakery.replace("macros/pattern.jinja", '<p class="pl-status-line">', '<p class="pl-status-line pl-changed">')
    server.shows("/buch/areas/dough/", "pl-changed")
    server.shows("/buch/fr/areas/dough/", "pl-changed")

    bakery.replace("content/start.fr.md", "D'abord", "Avant tout")
    server.shows("/buch/fr/start/", "Avant tout")

    bakery.replace("catalog/dough.yaml", "target: autolyse", "target: autolise")
    server.says("unknown group or pattern 'autolise', expected the id of a group or pattern; did you mean 'autolyse'?")
    assert "Traceback" not in server.said()
    assert server.process.poll() is None

    bakery.replace("catalog/dough.yaml", "target: autolise", "target: autolyse")
    bakery.replace("content/start.md", "Zuerst", "Als Erstes")
    server.shows("/buch/start/", "Als Erstes")
    server.shows("/buch/fr/start/", "Avant tout")
    assert not (bakery.root / "site").exists()
    assert left_over(bakery) == []
