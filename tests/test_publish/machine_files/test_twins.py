"""A page as Markdown for programs, and the list of all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from patternloom.publish.machine_files.twins import Twin, beginnings, overview, text_of, twin_file
from patternloom.publish.sources import Sources
from patternloom.site.links import Strings

TWIN = Twin("areas/rye/", 'Rye: "dark"', "Sour & dark.", "Doughs", "# Rye\n")
ADDRESSES = {
    "index.md": "./",
    "areas/rye.md": "areas/rye/",
    "areas/index.md": "areas/",
    "flat.md": "flat.html",
    "a.png": "a.png",
}


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("", "index.md"),
        ("areas/rye/", "areas/rye/index.md"),
        ("areas/rye.html", "areas/rye.md"),
        ("areas/index.html", "areas/index.md"),
    ],
)
def test_a_twin_lies_beside_its_page(address: str, file: str) -> None:
    assert twin_file(address) == file


def test_a_twin_begins_with_what_its_page_is() -> None:
    text = TWIN.written("https://bread.example/")
    head, rest = text.removeprefix("---\n").split("---\n\n")
    assert yaml.safe_load(head) == {
        "title": 'Rye: "dark"',
        "description": "Sour & dark.",
        "url": "https://bread.example/areas/rye/",
    }
    assert rest == "# Rye\n"
    assert replace(TWIN, description="").written("") == '---\ntitle: "Rye: \\"dark\\""\n---\n\n# Rye\n'


@pytest.mark.parametrize(
    ("source", "target", "leads"),
    [
        ("areas/rye.md", "index.md#top", "../#top"),
        ("areas/rye.md", "../index.md", "../../"),
        ("index.md", "areas/rye.md#crust", "areas/rye/#crust"),
        ("areas/rye.md", "../a.png", "../../a.png"),
        ("flat.md", "areas/rye.md", "areas/rye/"),
        ("areas/rye.md", "../flat.md", "../../flat.html"),
        ("areas/rye.md", "https://example.org/x.md", "https://example.org/x.md"),
        ("areas/rye.md", "#crust", "#crust"),
        ("areas/rye.md", "no.md", "no.md"),
    ],
)
def test_links_to_sources_lead_to_pages(source: str, target: str, leads: str) -> None:
    assert text_of(f"[x]({target})", source, ADDRESSES, ()) == f"[x]({leads})\n"


def test_links_to_edit_and_report_go() -> None:
    dropped = beginnings("https://example.org/edit/{path}", None, "https://example.org/report?id={id}", "https://x/")
    assert dropped == ("https://example.org/edit/", "https://example.org/report?id=")
    page = '<p>A <a href="https://example.org/edit/a.yaml">edit</a></p>'
    assert text_of(page, "areas/rye.md", ADDRESSES, dropped) == "A\n"


def test_the_overview_lists_every_page_in_its_section_and_the_data_last(past: Sources) -> None:
    t = Strings(past.catalog.strings["en"])
    twins = [replace(TWIN, address="", title="Home [x]", section="", description=""), TWIN, replace(TWIN, address="ö/")]
    made = overview("Bread", "All of it.", twins, {"Data": "https://bread.example/api"}, t, "https://bread.example/")
    assert made == (
        "# Bread\n\n> All of it.\n\n"
        "Every page is there in Markdown too, at the page's address followed by index.md. "
        "An entry's permanent address is /p/\\<id\\>/.\n\n"
        "## Pages\n\n- [Home \\[x\\]](https://bread.example/index.md)\n\n"
        '## Doughs\n\n- [Rye: "dark"](https://bread.example/areas/rye/index.md): Sour & dark.\n'
        '- [Rye: "dark"](https://bread.example/%C3%B6/index.md): Sour & dark.\n\n'
        "## Optional\n\n- [Data](https://bread.example/api)\n"
    )


def test_an_overview_of_nothing_has_a_name(past: Sources) -> None:
    made = overview("Bread", "", [], {}, Strings(past.catalog.strings["ja"]), "")
    assert made.startswith("# Bread\n\n各ページのMarkdown版は")
    assert made.endswith("## Optional\n\n")
