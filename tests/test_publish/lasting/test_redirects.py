"""Redirects are those that lose nothing, unless somebody asks for more."""

from __future__ import annotations

from dataclasses import replace

from remembered_site import plan_with, remembered

from patternloom.publish.lasting.redirects import at_root, redirect_files, rules_of
from patternloom.site.pages import Plan

ROOT = "https://bread.example/"


def moved() -> Plan:
    """A page that became another one, one with several entries, and a name that nginx cannot hold."""
    records = remembered().plan.past.records
    old = {"baking": ("ovens/", 'a"b/', "été/"), "steam": ("cellar/#steam",)}
    changed = (replace(records[id], addresses=(*at, *records[id].addresses)) for id, at in old.items())
    return plan_with(*changed, site_url=ROOT)


def test_only_addresses_that_are_none_any_more_are_redirected_and_only_where_no_fragment_is_lost() -> None:
    assert list(rules_of(moved(), ("en", "ja"))) == [
        (f"/{tag}{start}", f"/{tag}{end}", 301)
        for tag in ("", "ja/")
        for start, end in (
            ("p/levain/", "p/sourdough/"),
            ("p/saleratus/", "p/soda/"),
            ("p/levain/r1/", "p/sourdough/r1/"),
            ("p/levain/r2/", "p/sourdough/r2/"),
            ("a%22b/", "areas/baking/"),
            ("ovens/", "areas/baking/"),
            ("%C3%A9t%C3%A9/", "areas/baking/"),
        )
    ]


def test_lasting_addresses_are_redirected_where_that_is_asked_for() -> None:
    rules = list(rules_of(plan_with(site_url="https://bread.example/book"), ("en",), permalinks=True))
    assert ("/book/p/sourdough/", "/book/areas/fermentation/#sourdough", 302) in rules


def test_letters_of_the_site_s_own_address_are_written_as_addresses_write_them() -> None:
    """In nginx' map the start is what a server makes of an address."""
    for site_url in ("https://bread.example/böok/", "https://bread.example/b%C3%B6ok"):
        below = plan_with(site_url=site_url)
        assert ("/b%C3%B6ok/p/levain/", "/b%C3%B6ok/p/sourdough/", 301) in list(rules_of(below, ("en",)))
        (nginx,) = redirect_files(below, ("en",), ("nginx-map",))
        assert '  "/böok/p/levain/" "/b%C3%B6ok/p/sourdough/$is_args$args";' in nginx.text.splitlines()


def test_no_file_is_made_that_nobody_asked_for_and_none_where_no_host_reads_it() -> None:
    assert list(redirect_files(moved(), ("en",), ())) == []
    below = plan_with(site_url="https://bread.example/book/")
    assert [file.path for file in redirect_files(below, ("en",), ("_redirects", "nginx-map"))] == [
        "redirects.nginx.conf"
    ]
    assert (at_root(below), at_root(moved())) == (False, True)


def test_each_form_is_written_as_its_readers_want_it() -> None:
    hosts, nginx = redirect_files(moved(), ("en",), ("_redirects", "nginx-map"), permalinks=True)
    assert (hosts.path, nginx.path, hosts.language) == ("_redirects", "redirects.nginx.conf", None)
    lines = hosts.text.splitlines()
    assert lines[0] == "/p/levain/ /p/sourdough/ 301"
    assert "/p/steam/ /areas/baking/#steam 302" in lines
    assert nginx.text.splitlines()[3:7] == [
        "# Where nginx says that a hash cannot be built: map_hash_bucket_size 64;",
        "map $uri $patternloom_moved {",
        '  "/p/levain/" "/p/sourdough/$is_args$args";',
        '  "/p/saleratus/" "/p/soda/$is_args$args";',
    ]
    assert '  "/été/" "/areas/baking/$is_args$args";' in nginx.text
    assert 'a"b' not in nginx.text
    assert '  "/p/steam/" "/areas/baking/$is_args$args#steam";' in nginx.text
