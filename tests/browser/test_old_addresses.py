"""Every address that was ever published answers: served by a real nginx and by a plain file server, with scripts and
without.

The catalog with a past is built as its authors would build it; then entries are said to have stood at more addresses,
as in the years after: pages that were renamed, divided and put together.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
import yaml
from conftest import OpenReader
from host import Host, nginx, serve
from playwright.sync_api import TimeoutError as Timeout
from playwright.sync_api import expect
from remembered import REMEMBERED
from remembered_site import remembered
from site_fixture import built_once, mkdocs

from patternloom.lock.gone import Past
from patternloom.lock.record import Record
from patternloom.lock.write import write_lock
from patternloom.site.pages import addresses_of

BEFORE = {
    "baking": ("ovens/", "ovens/hot/", "areas/oven/"),
    "steam": ("ovens/#steam", "ovens/hot/#steam", "cellar/#steam", "areas/fermentation/#steam"),
    "autolyse": ("cellar/#autolyse", "dough/#autolyse"),
    "sourdough": ("dough/#levain", "dough/#wild-yeast", "areas/baking/#sourdough"),
    "yeast": ("dough/#yeast", "areas/yeast/#yeast"),
    "soda": ("dough/#soda", "areas/baking/#soda"),
    "egg-wash": ("ovens/#egg-wash",),
    "spiral-mixer": ("tools/#spiral-mixer", "machines/#spiral-mixer"),
    "fermentation": ("dough/",),
}
"""Where entries stood too."""


@dataclass(frozen=True)
class Old:
    """A built site, and every address that anybody may have kept."""

    root: Path
    expected: dict[str, str]
    """Address → where a reader with scripts arrives; both from the site's root."""

    def of(self, how: str) -> dict[str, str]:
        """Those that are tried on a host of that sort: of one language each, as loading takes its time."""
        japanese = how == "files"
        return {old: now for old, now in self.expected.items() if old.startswith("ja/") == japanese}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Old:
    """The site with all that it remembers."""
    known = remembered().plan.past.records
    records = {id: replace(record, addresses=(*BEFORE.get(id, ()), *record.addresses)) for id, record in known.items()}

    def lay(folder: Path) -> Path:
        shutil.copytree(REMEMBERED, folder)
        write_lock(folder / "catalog", known, records)
        return folder

    folder, _ = built_once(tmp_path_factory, "old", lay)
    past = Past(remembered().plan.past.entries, records)
    return Old(folder / "site", dict(_expected(past, records)))


def _expected(past: Past, records: dict[str, Record]) -> Iterator[tuple[str, str]]:
    today = addresses_of(remembered().plan)
    for prefix in ("", "ja/"):
        for address in (address for record in records.values() for address in record.addresses):
            answer = past.answer(address)
            assert answer, address
            yield f"{prefix}{address}", f"{prefix}{today.get(answer.id, f'p/{answer.id}/')}"
        for id in {*records, *(one.id for record in records.values() for one in record.formerly)}:
            now = past.now(id)
            assert now, id
            yield f"{prefix}p/{id}/", f"{prefix}{today.get(now, f'p/{now}/')}"
        for record in records.values():
            for number in range(1, record.current.number + 1):
                yield f"{prefix}p/{record.id}/r{number}/", f"{prefix}p/{record.id}/r{number}/"
            for former in record.formerly:
                for number in range(1, former.revision + 1):
                    yield f"{prefix}p/{former.id}/r{number}/", f"{prefix}p/{record.id}/r{number}/"
        key = next(key for key in records["sourdough"].keys if key.startswith("l"))
        for start in ("p/sourdough/#", "p/levain/#", "dough/#levain.", "areas/fermentation/#levain."):
            yield f"{prefix}{start}{key}", f"{prefix}areas/fermentation/#sourdough.{key}"
        yield f"{prefix}p/levain/r1/#{key}", f"{prefix}p/sourdough/r1/#{key}"


def lines(root: Path, below: str = "/") -> str:
    """What nginx is told to serve the site below a path, under its own policy."""
    return f'location {below} {{ alias "{root}/"; include "{root}/content-security-policy.nginx.conf"; }}'


@contextmanager
def served(how: str, root: Path, folder: Path) -> Iterator[Host]:
    """The site below a path of a host of that sort."""
    if how == "nginx":
        with nginx(folder / "nginx", lines(root, "/book/"), below="/book/") as host:
            yield host
    else:
        with serve(root, below="/book/") as host:
            yield host


@pytest.mark.parametrize("how", [pytest.param("nginx", marks=pytest.mark.matrix), "files"])
def test_every_old_address_leads_a_reader_with_scripts_to_the_right_place(
    reader: OpenReader, old: Old, tmp_path: Path, how: str
) -> None:
    expected = old.of(how)
    assert len(expected) >= 50
    with served(how, old.root, tmp_path) as host:
        somebody = reader(at=host)
        arrived = {}
        for address, place in expected.items():
            somebody.page.goto("about:blank")  # else another fragment alone loads nothing
            somebody.page.goto(f"{host.url}{address}", wait_until="commit")
            with suppress(Timeout):
                somebody.page.wait_for_url(f"{host.url}{place}", wait_until="commit", timeout=10_000)
            arrived[address] = somebody.path
        assert arrived == expected
        asked = f"{host.url}p/sourdough/?from=adr&x=%C3%A4#l1"
        somebody.page.goto(asked)
        somebody.page.wait_for_url(f"{host.url}areas/fermentation/?from=adr&x=%C3%A4#sourdough.l1")
    print(f"{len(expected)} addresses by {how}, with scripts: all led to the right place")


@pytest.mark.parametrize("id", ["egg-wash", "saleratus"])
def test_a_statement_of_what_has_ended_is_none_of_another_entry(reader: OpenReader, old: Old, id: str) -> None:
    """It is retired, or part of another: what it said stands on its pin, and the page of what is gone has it, too."""
    with served("files", old.root, old.root) as host:
        somebody = reader(at=host)
        starts = [f"areas/baking/#{id}.b1"] + ([] if id == "egg-wash" else [f"p/{id}/#b1"])
        for start in starts:
            somebody.page.goto("about:blank")
            somebody.page.goto(f"{host.url}{start}", wait_until="commit")
            somebody.page.wait_for_url(f"{host.url}p/{id}/r1/#b1")
        somebody.page.goto(f"{host.url}p/egg-wash/#b1")
        expect(somebody.page.locator(":target")).to_contain_text("the crust shines")


def test_who_has_no_script_finds_the_entry_where_its_statement_stood(reader: OpenReader, old: Old) -> None:
    with served("files", old.root, old.root) as host:
        somebody = reader(at=host, script=False)
        somebody.page.goto(f"{host.url}areas/fermentation/#levain.b1")
        place = somebody.page.locator("li:has(:target)")
        expect(place).to_be_in_viewport()
        expect(place.locator("a")).to_have_attribute("href", "#sourdough")


@pytest.mark.parametrize("fragment", ["50%", "constructor"])
def test_a_fragment_that_names_nothing_stops_no_script(reader: OpenReader, old: Old, fragment: str) -> None:
    with served("files", old.root, old.root) as host:
        somebody = reader(at=host)
        somebody.page.goto(f"{host.url}p/sourdough/#{fragment}")
        somebody.page.wait_for_url(f"{host.url}areas/fermentation/#{fragment}")
        somebody.arrive()
        assert somebody.complaints == []
        somebody.page.locator("button.pl-pin").first.click()
        expect(somebody.page.locator("dialog.pl-citing")).to_be_visible()


@pytest.mark.parametrize("how", ["nginx", pytest.param("files", marks=pytest.mark.matrix)])
def test_every_old_address_leads_a_reader_without_scripts_to_the_entry(
    reader: OpenReader, old: Old, tmp_path: Path, how: str
) -> None:
    """At once, or by the one link that the anchor of the old page is."""
    expected = old.of(how)
    with served(how, old.root, tmp_path) as host:
        somebody = reader(at=host, script=False)
        arrived = {}
        for address, place in expected.items():
            wanted = place.partition("#")[0]
            file = old.root / address.partition("#")[0] / "index.html"
            somebody.page.goto("about:blank")
            somebody.page.goto(f"{host.url}{address}", wait_until="domcontentloaded")
            if "refresh" in file.read_text("utf-8").partition("<body>")[0]:
                with suppress(Timeout):
                    somebody.page.wait_for_url(f"{host.url}{wanted}**", wait_until="commit", timeout=10_000)
            if somebody.path.partition("#")[0] != wanted or somebody.page.locator(".pl-moved a:target").count():
                anchor = address.partition("#")[2].partition(".")[0] or "_page"
                link = somebody.page.locator(f"[id='{anchor}'] a, a[id='{anchor}']").first
                link.click()
                somebody.page.wait_for_load_state("domcontentloaded")
            arrived[address] = somebody.path.partition("#")[0]
        assert arrived == {address: place.partition("#")[0] for address, place in expected.items()}
    print(f"{len(expected)} addresses by {how}, without scripts: all led to the right page")


def test_a_server_redirects_what_loses_nothing_by_it(old: Old, tmp_path: Path) -> None:
    """The map that the option `redirects` asks for, in a real nginx, by the lines that its own comment names."""
    project = tmp_path / "project"
    shutil.copytree(old.root.parent, project, ignore=shutil.ignore_patterns("site"))
    settings = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    settings["plugins"]["patternloom"] = {"redirects": ["nginx-map", "_redirects"], "redirect_permalinks": True}
    settings["site_url"] = "https://bread.example/"
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    build = mkdocs(project, "build", "--strict")
    assert build.returncode == 0, build.stdout
    root = project / "site"
    comment = [line.lstrip("# ") for line in (root / "redirects.nginx.conf").read_text("utf-8").splitlines()[:4]]
    http = f'{comment[3].partition(": ")[2]} include "{root}/redirects.nginx.conf";'
    found = {}
    with nginx(tmp_path / "nginx", "\n".join((*comment[1:3], lines(root))), http=http) as host:
        rules = dict(line.split(" ")[:2] for line in (root / "_redirects").read_text("utf-8").splitlines())
        for start, end in rules.items():
            with urlopen(f"{host.origin}{start}?a=b") as answer:
                place = urlsplit(answer.url)
                found[start] = f"{place.path}?{place.query}" + (f"#{place.fragment}" if place.fragment else "")
                # An id of before leads to the lasting address of today, and that one on.
                page, sharp, anchor = rules.get(end, end).partition("#")
                assert found[start] == f"{page}?a=b{sharp}{anchor}"
    assert len(found) > 20
