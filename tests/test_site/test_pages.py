"""Which pages exist is read from the names and front matter of `content/`, and mistakes there have a place."""

from __future__ import annotations

import pytest
from site_fixture import Bakery

from patternloom.model.kinds import KINDS
from patternloom.site.pages import (
    Address,
    language_folder,
    permalink_path,
    permalink_url,
    pin_path,
    pin_url,
    relative_url,
    url_of,
)

FRONT = "---\ntitle: x\n---\n"


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("content/x.md", "x", "content/x.md:1:1: no version in 'fr'; expected content/x.fr.md beside it"),
        ("content/x.fr.md", "x", "content/x.fr.md:1:1: no version in 'de'; expected content/x.md beside it"),
        (
            "content/areas/[group].fr.md",
            "x",
            "content/areas/[group].fr.md:1:1: no version in 'de'; name it '[group].any.md': one template for every language",
        ),
        (
            "content/start.es.md",
            "x",
            "content/start.es.md:1:1: file name with unknown language 'es'; expected one of any, de, fr",
        ),
        (
            "content/[patern].any.md",
            "x",
            "content/[patern].any.md:1:1: file name for unknown kind 'patern'; did you mean 'pattern'?",
        ),
        (
            "content/[a.md",
            "x",
            "content/[a.md:1:1: file name '[a.md', expected name.md, name.<language>.md or [kind].any.md",
        ),
        (
            "content/errata.md",
            "x",
            "content/errata.any.md:1:1: a second template for 'errata.md', expected either .any.md or one a language; "
            "beside it: content/errata.md",
        ),
        (
            "content/areas/dough.any.md",
            "x",
            "content/areas/dough.any.md:1:1: a second page at '/areas/dough/', expected one; content/areas/[area].any.md makes that page too, for the entry 'dough'",
        ),
        (
            "content/start/index.any.md",
            "x",
            "content/start.md:1:1: a second page at '/start/', expected one; content/start/index.any.md makes that page too",
        ),
        (
            "content/x.any.md",
            "---\ntitle: [a, b]\n---\n",
            "content/x.any.md:2:8: found a list for 'title', expected a text",
        ),
        (
            "content/x.any.md",
            "---\n- title\n---\n",
            "content/x.any.md:2:1: front matter is not a mapping, expected lines such as 'title: …'",
        ),
        (
            "content/x.any.md",
            "---\ntitle: a\ntitle: b\n---\n",
            "content/x.any.md:3:1: duplicate key 'title', expected each key once; first on line 2",
        ),
        (
            "content/x.any.md",
            '---\ntitle: "a\n---\n',
            'content/x.any.md:2:8: the quote " that opens here is not closed, expected " at the end of the text; a text that only begins with a quote goes in the other kind of quotes',
        ),
        (
            "content/x.any.md",
            "---\ntitle: a\nshows: [pattern, patern]\n---\n",
            "content/x.any.md:3:18: unknown kind 'patern', expected a kind of entry; did you mean 'pattern'?",
        ),
        (
            "content/x.any.md",
            "---\nshows: [[pattern]]\n---\n",
            "content/x.any.md:2:9: found a list, expected a kind of entry; did you mean 'pattern'?",
        ),
    ],
)
def test_a_mistake_in_a_name_or_in_front_matter_is_reported_at_its_place(
    bakery: Bakery, file: str, text: str, expected: str
) -> None:
    """One mistake, one message, with the file, the place and the way out."""
    bakery.write(file, text)
    assert bakery.mistakes() == f"{expected}\n1 error"


def test_what_editors_leave_behind_is_no_page(bakery: Bakery) -> None:
    before = bakery.export().files
    bakery.write("content/.#start.md", "x")
    bakery.write("content/#start.md", "x")
    assert bakery.export().files == before


def test_every_mistake_is_reported_at_once(bakery: Bakery) -> None:
    """All files are looked at before anything fails, in the order of their names."""
    bakery.write("content/[x].any.md", "x")
    bakery.write("content/a.md", "---\nshows: x\n---\n")
    kinds = ", ".join(sorted(kind.name for kind in KINDS))
    assert bakery.mistakes() == (
        f"content/[x].any.md:1:1: file name for unknown kind 'x'; expected one of {kinds}\n"
        "content/a.md:1:1: no version in 'fr'; expected content/a.fr.md beside it\n"
        f"content/a.md:2:8: unknown kind 'x', expected a kind of entry; there are {kinds}\n"
        "3 errors"
    )


def test_a_file_that_is_no_text_is_refused(bakery: Bakery) -> None:
    """Bytes that are not UTF-8, and a folder named like a page."""
    bakery.path("content/latin.any.md").write_bytes("für".encode("latin-1"))
    bakery.path("content/folder.any.md").mkdir()
    assert bakery.mistakes() == (
        "content/folder.any.md:1:1: a folder, expected a file, as its name ends in .md\n"
        "content/latin.any.md:1:2: byte 0xfc is not UTF-8, expected UTF-8 text; save the file as UTF-8\n"
        "2 errors"
    )


def test_a_byte_order_mark_hides_no_front_matter(bakery: Bakery) -> None:
    """Some editors write one; the page is the same."""
    before = bakery.export().files
    file = bakery.path("content/start.md")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert bakery.export().files == before


def test_pages_stand_in_the_order_of_their_files_and_the_areas_in_the_catalog_s(bakery: Bakery) -> None:
    """A template for a kind makes a page for each entry, at its id; areas follow the settings."""
    plan = bakery.export().plan
    expected = [
        "areas/dough.md",
        "areas/oven-work.md",
        "areas/end.md",
        "areas/index.md",
        "categories.md",
        "errata.md",
        "examples/script-kiddie.md",
        "examples/stone-oven-at-home.md",
        "examples/index.md",
        "index.md",
        "references.md",
        "start.md",
        "technologies.md",
    ]
    paths = {language: [page.path for page in pages] for language, pages in plan.pages.items()}
    assert paths == {"de": expected, "fr": expected}


def test_an_entry_stands_on_the_first_page_that_shows_its_kind(bakery: Bakery) -> None:
    """At an anchor that is its id, or as the whole page; kinds that no page shows stand nowhere."""
    addresses = bakery.export().plan.addresses
    assert {id: addresses[id] for id in ("dough", "sourdough", "dough-stages", "ovens", "calvel-1990")} == {
        "dough": Address("areas/dough.md", None),
        "sourdough": Address("areas/dough.md", "sourdough"),
        "dough-stages": Address("areas/dough.md", "dough-stages"),
        "ovens": Address("categories.md", "ovens"),
        "calvel-1990": Address("references.md", "calvel-1990"),
    }
    assert "machine" not in addresses
    assert "oven-builder" not in addresses


def test_moving_a_kind_to_another_page_is_moving_its_word(bakery: Bakery) -> None:
    """With `pattern` taken from the area's page and a page of its own, all links go there."""
    bakery.replace(
        "content/areas/[area].any.md", "shows: [area, group, pattern, figure]", "shows: [area, group, figure]"
    )
    bakery.write("content/patterns/[pattern].any.md", '---\ntitle: "{{ page.say(entry.name) }}"\n---\n')
    exported = bakery.export("fr")
    assert exported.plan.addresses["sourdough"] == Address("patterns/sourdough.md", None)
    files = bakery.texts("fr")
    assert files["patterns/sourdough.md"] == '---\ntitle: "Levain"\n---\n\n\n'
    assert 'href="../patterns/sourdough/"' in files["start.md"]
    assert 'url=../../patterns/sourdough/"' in files["p/sourdough/index.html"]


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", ""),
        ("start.md", "start/"),
        ("areas/index.md", "areas/"),
        ("areas/dough.md", "areas/dough/"),
        ("a/index/b.md", "a/index/b/"),
        ("a/README.md", "a/"),
        ("release-1.2.markdown", "release-1.2/"),
    ],
)
def test_a_page_s_address_is_a_folder(path: str, url: str) -> None:
    """`index` is its folder itself."""
    assert url_of(path) == url


@pytest.mark.parametrize(
    ("start", "target", "link"),
    [
        ("index.md", "index.md", "./"),
        ("index.md", "areas/dough.md", "areas/dough/"),
        ("areas/dough.md", "areas/dough.md", "./"),
        ("areas/dough.md", "areas/end.md", "../end/"),
        ("areas/dough.md", "areas/index.md", "../"),
        ("areas/dough.md", "index.md", "../../"),
        ("areas/index.md", "p/x.md", "../p/x/"),
    ],
)
def test_links_between_pages_are_relative(start: str, target: str, link: str) -> None:
    """So the tree can stand at any address."""
    assert relative_url(start, target) == link


@pytest.mark.parametrize(
    ("start", "target", "link"),
    [
        ("index.md", "index.md", "index.html"),
        ("index.md", "areas/dough.md", "areas/dough.html"),
        ("areas/dough.md", "areas/dough.md", "dough.html"),
        ("areas/dough.md", "README.md", "../index.html"),
        ("areas/dough.md", "p/x/index.md", "../p/x/index.html"),
        ("p/x/index.md", "release-1.2.md", "../../release-1.2.html"),
    ],
)
def test_links_between_pages_may_be_those_of_files(start: str, target: str, link: str) -> None:
    """So the tree can be read without a server."""
    assert relative_url(start, target, folders=False) == link


def test_an_entry_s_lasting_page_is_a_file_of_its_own() -> None:
    assert (permalink_path("yeast"), permalink_url("yeast")) == ("p/yeast/index.md", "p/yeast/")
    assert (pin_path("yeast", 2), pin_url("yeast", 2)) == ("p/yeast/r2/index.md", "p/yeast/r2/")


def test_the_first_language_has_the_root_any_other_a_folder() -> None:
    assert [language_folder(language, ("de", "fr")) for language in ("de", "fr")] == ["", "fr/"]


def test_front_matter_that_never_ends_is_a_mistake(bakery: Bakery) -> None:
    bakery.write("content/x.any.md", "---\ntitle: x\n\nText.\n")
    assert bakery.mistakes() == "content/x.any.md:1:1: front matter without its closing '---', expected one\n1 error"
