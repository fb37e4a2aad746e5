"""An address is ours by host and whole path segments, and tells what it leads to."""

from __future__ import annotations

import pytest
from record_files import SITES

from patternloom.adr.inputs.addresses import Site, cited, site_of

LANGUAGES = ("en", "ja")


@pytest.mark.parametrize(
    ("prefix", "site"),
    [
        ("https://docs.example.com/ref/", Site("docs.example.com", ("ref",))),
        ("HTTP://Docs.Example.com:80", Site("docs.example.com", ())),
        ("docs.example.com/ref", None),
        ("https:///ref", None),
        ("https://a/?q", None),
    ],
)
def test_a_prefix_is_a_host_and_a_path(prefix: str, site: Site | None) -> None:
    assert site_of(prefix) == site


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.example.com/reference/p/a/",
        "https://docs.example.com/p/a/",
        "https://other.example.com/ref/p/a/",
        "ftp://docs.example.com/ref/p/a/",
        "../ref/p/a/",
        "mailto:a@docs.example.com",
        "https://docs.example.com/ref/../p/a/",
    ],
)
def test_what_only_looks_alike_is_not_ours(address: str) -> None:
    assert cited(address, SITES, LANGUAGES) is None


@pytest.mark.parametrize(
    ("rest", "kind", "language", "id", "revision", "path", "anchor"),
    [
        ("p/a/", "permalink", "en", "a", "", "", ""),
        ("ja/p/a/r3/?x=1#b2", "permalink", "ja", "a", "r3", "", "b2"),
        ("p/a", "permalink", "en", "a", "", "", ""),
        ("p/a/index.html", "permalink", "en", "a", "", "", ""),
        ("./p/./a/", "permalink", "en", "a", "", "", ""),
        ("areas/x/#a", "page", "en", "", "", "areas/x/", "a"),
        ("ja/areas/x.html#%E3%81%82", "page", "ja", "", "", "ja/areas/x/", "あ"),
        ("", "home", "en", "", "", "", ""),
        ("ja/#top", "home", "ja", "", "", "", "top"),
        ("api/v1/catalog.json", "file", "en", "", "", "", ""),
        ("p/", "page", "en", "", "", "p/", ""),
        ("a/..", "home", "en", "", "", "", ""),
    ],
)
def test_an_address_of_ours_tells_what_it_leads_to(
    rest: str, kind: str, language: str, id: str, revision: str, path: str, anchor: str
) -> None:
    found = cited(f"HTTP://Docs.Example.com/ref/{rest}", SITES, LANGUAGES)
    assert found is not None
    told = (found.kind, found.language, found.id, found.revision, found.path, found.anchor)
    assert told == (kind, language, id, revision, path, anchor)


def test_a_permalink_is_written_at_the_site_as_it_was_written() -> None:
    found = cited("http://Docs.example.com/ref/ja/p/a/?x#b", [*SITES, Site("docs.example.com", ())], LANGUAGES)
    assert found is not None
    assert found.permalink("c", "en", LANGUAGES, 2, "b1") == "http://Docs.example.com/ref/p/c/r2/?x#b1"
    assert found.permalink("c", "ja", LANGUAGES, None, "") == "http://Docs.example.com/ref/ja/p/c/?x"
