"""What `mkdocs.yml` says of us is read with its places, whatever else stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from patternloom.problems.findings import Mark, PatternloomError
from patternloom.reading.configuration import (
    Configuration,
    NavItem,
    named_in,
    no_pages,
    read_configuration,
    unmarked,
)


def written(folder: Path, text: str, name: str = "mkdocs.yml") -> Path:
    """A configuration file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def read(folder: Path, text: str) -> Configuration:
    """The configuration that the text says."""
    found = read_configuration(written(folder, text))
    assert found
    return found


def refused(path: Path) -> str:
    """Why it cannot be read."""
    with pytest.raises(PatternloomError) as caught:
        read_configuration(path)
    return str(caught.value)


def test_folders_language_and_address_are_those_written_or_mkdocs_own(tmp_path: Path) -> None:
    bare = read(tmp_path, "plugins: [patternloom]\n")
    assert (bare.content, bare.catalog, bare.macros) == (tmp_path / "docs", tmp_path / "catalog", None)
    (tmp_path / "macros").mkdir()
    assert read(tmp_path, "plugins: [patternloom]\n").macros == tmp_path / "macros"
    assert (bare.language, bare.site_url, bare.nav) == (None, "", None)
    full = read(
        tmp_path,
        "docs_dir: pages\nsite_url: https://x/\n"
        "plugins:\n  - search\n  - patternloom: {catalog: data, macros: ../looks, language: ja}\n",
    )
    assert (full.content, full.catalog, full.macros) == (tmp_path / "pages", tmp_path / "data", tmp_path / "../looks")
    assert (full.language, full.site_url, full.folder) == ("ja", "https://x/", tmp_path)


@pytest.mark.parametrize(
    "text", ["", "site_name: x\n", "plugins: [search]\n", "plugins:\n", "- a\n", "plugins: {search: }"]
)
def test_a_configuration_without_our_plugin_is_none_of_ours(tmp_path: Path, text: str) -> None:
    assert read_configuration(written(tmp_path, text)) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("plugins:\n  - search\n  - paternloom\n", "3:5"),
        ("plugins:\n  - Patternloom: {catalog: data}\n", "2:5"),
        ("plugins: {search: {}, patternlom: }", "1:23"),
    ],
)
def test_a_name_that_is_nearly_our_plugin_s_is_no_other_plugin(tmp_path: Path, text: str, place: str) -> None:
    told = refused(written(tmp_path, text))
    assert told.startswith(f"mkdocs.yml:{place}: unknown plugin '")
    assert "expected one that is installed; did you mean 'patternloom'?" in told


def test_the_site_s_name_is_a_text_of_the_file(tmp_path: Path) -> None:
    named = [f"plugins: [patternloom]\nsite_name: {name}\n" for name in ("Bread", "2026", "!ENV [NAME, Bread]", "~")]
    assert [read(tmp_path, text).site_name for text in named] == ["Bread", "2026", "", ""]


def test_navigation_has_a_place_for_each_title_and_target(tmp_path: Path) -> None:
    nav = "plugins: [patternloom]\nnav:\n  - a.md\n  - Title: b.md\n  - Part:\n      - c.md\n      - D: {E: e.md}\n  - [x.md]\n"
    found = read(tmp_path, nav)

    def at(line: int, column: int) -> Mark:
        return Mark("mkdocs.yml", line, column)

    assert found.nav == (
        NavItem(None, "a.md", at(3, 5), at(3, 5)),
        NavItem("Title", "b.md", at(4, 12), at(4, 5)),
        NavItem(
            "Part",
            (
                NavItem(None, "c.md", at(6, 9), at(6, 9)),
                NavItem("D", (NavItem("E", "e.md", at(7, 16), at(7, 13)),), at(7, 12), at(7, 9)),
            ),
            at(6, 7),
            at(5, 5),
        ),
    )
    assert found.nav_mark == at(2, 1)


def test_what_has_a_tag_of_its_own_is_left_alone(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "docs_dir: !ENV [PAGES, pages]\nsite_url: !ENV URL\nextra: !relative\nnone: ~\n"
        "x: !!python/name:a.b\ny: !!python/object/apply:os.system [ls]\nplugins: [patternloom]\n1: one\n? [a]\n: b\n",
    )
    assert (found.content, found.site_url) == (tmp_path / "docs", "")


def test_anchors_and_merge_keys_mean_what_they_mean_to_mkdocs(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "a: &a {catalog: one, macros: one}\nb: &b {macros: two}\nc: &c {<<: *a, loop: *c}\n"
        "plugins:\n  patternloom: {<<: [*b, *a], catalog: own}\n",
    )
    assert (found.catalog.name, found.macros and found.macros.name) == ("own", "one")
    one = read(tmp_path, "a: &a {catalog: one}\nb: &b x\nplugins: {patternloom: {<<: *a, macros: own}}\nd: {<<: *b}\n")
    assert (one.catalog.name, one.macros and one.macros.name) == ("one", "own")


def test_a_file_inherits_key_by_key_and_messages_name_the_file_that_says_it(tmp_path: Path) -> None:
    written(tmp_path, "site_url: https://x/\nnav: [a.md]\nplugins:\n  patternloom: {macros: looks}\n", "base/all.yml")
    written(tmp_path, "INHERIT: base/all.yml\ndocs_dir: pages\n", "mkdocs.yml")
    found = read_configuration(
        written(tmp_path, "INHERIT: mkdocs.yml\nplugins: {patternloom: {language: ja}}\n", "ja.yml")
    )
    assert found
    assert (found.site_url, found.macros, found.language) == ("https://x/", tmp_path / "looks", "ja")
    assert found.nav == (NavItem(None, "a.md", Mark("base/all.yml", 2, 7), Mark("base/all.yml", 2, 7)),)


def test_a_list_of_plugins_is_replaced_not_merged(tmp_path: Path) -> None:
    written(tmp_path, "plugins: [patternloom, blog]\n", "base.yml")
    assert read(tmp_path, "INHERIT: base.yml\nplugins: [patternloom]\n").makes_all_pages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INHERIT: no.yml\n", "mkdocs.yml:1:10: no such file: 'no.yml', expected another MkDocs configuration to inherit from"),
        ("INHERIT: ./mkdocs.yml\n", "mkdocs.yml:1:10: inherits from itself: './mkdocs.yml', expected another MkDocs configuration to inherit from"),
        ("a: [b\nc: d\n", "mkdocs.yml:1:4: the [ that opens here is not closed, expected ] at its end; or a ',' before 'c: d'"),
        ("a: \x07\n", "mkdocs.yml:1:4: character U+0007 is not allowed in YAML, expected text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_at_its_place(tmp_path: Path, text: str, expected: str) -> None:
    assert refused(written(tmp_path, text)) == f"{expected}\n1 error"


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.yml").startswith("no.yml:1:1: unreadable file (No such file or directory)")
    (tmp_path / "latin.yml").write_bytes("für: x".encode("latin-1"))
    assert (
        refused(tmp_path / "latin.yml")
        == "latin.yml:1:2: byte 0xfc is not UTF-8, expected UTF-8 text; save the file as UTF-8\n1 error"
    )


@pytest.mark.parametrize(
    ("more", "expected"),
    [("", True), ("  material/search: {}\n", True), ("  blog: {}\n", False), ("hooks: [make.py]\n", False)],
)
def test_another_plugin_or_a_hook_may_make_pages(tmp_path: Path, more: str, expected: bool) -> None:
    assert read(tmp_path, f"plugins:\n  patternloom: {{}}\n{more}").makes_all_pages is expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", True),
        ("validation: {nav: {omitted_files: warn}}\n", True),
        ("validation: {nav: {omitted_files: ignore}}\n", False),
        ("not_in_nav: a.md\n", False),
        ("draft_docs: a.md\n", False),
    ],
)
def test_what_is_left_out_on_purpose_is_not_told(tmp_path: Path, more: str, expected: bool) -> None:
    assert read(tmp_path, f"plugins: [patternloom]\n{more}").tells_omitted is expected


def test_what_nav_names_is_told_at_any_depth(tmp_path: Path) -> None:
    found = read(tmp_path, "plugins: [patternloom]\nnav: [a.md, {B: [b/*, {C: https://c.example/}]}]\n")
    assert named_in(found.nav) == {"a.md", "b/*", "https://c.example/"}
    assert named_in(None) is None


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", True),
        ("use_directory_urls: true\n", True),
        ("use_directory_urls: false\n", False),
        ("use_directory_urls: No\n", False),
        ("use_directory_urls: off\n", False),
        ("use_directory_urls: !ENV [X, false]\n", True),
    ],
)
def test_addresses_are_those_of_folders_unless_it_says_so(tmp_path: Path, more: str, expected: bool) -> None:
    assert read(tmp_path, f"plugins: [patternloom]\n{more}").folders is expected


def test_the_plugin_for_sites_without_a_server_makes_addresses_those_of_files(tmp_path: Path) -> None:
    found = read(tmp_path, "plugins: [patternloom, material/offline]\n")
    assert (found.folders, found.plugins) == (False, frozenset({"patternloom", "offline"}))


def test_what_is_left_out_is_told_by_patterns(tmp_path: Path) -> None:
    """Those that MkDocs adds by itself are among them."""
    found = read(
        tmp_path, "plugins: [patternloom]\nexclude_docs: |\n  *.tmp.md\ndraft_docs: drafts/\nnot_in_nav: a.md\n"
    )
    assert found.left_out == ("*.tmp.md", "drafts/")
    names = ["a.md", "b/x.tmp.md", "drafts/a.md", "templates/a.md", "b/templates/a.md", ".a/b.md"]
    assert [name for name in names if no_pages(found.left_out)(name)] == [
        "b/x.tmp.md",
        "drafts/a.md",
        "templates/a.md",
        ".a/b.md",
    ]


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("", []),
        ("{records: index.json}", ["index.json"]),
        ("{records: [a.json, ../shop/docs/adr]}", ["a.json", "../shop/docs/adr"]),
        ("{records: [{a: b}, '']}", []),
    ],
)
def test_records_are_one_path_or_several_from_the_configuration_s_folder(
    tmp_path: Path, option: str, expected: list[str]
) -> None:
    found = read(tmp_path, f"plugins:\n  patternloom: {option}\n").decisions
    assert list(found) == [tmp_path / path for path in expected]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "plugins:\n  - patternloom: {catalogue: data}\n",
            "2:19: unknown option 'catalogue', expected one of the plugin 'patternloom'; did you mean 'catalog'?",
        ),
        (
            "plugins: {patternloom: {zzz: data}}\n",
            "1:25: unknown option 'zzz', expected one of the plugin 'patternloom'; there are catalog, diagrams, enabled, "
            "language, macros, records, redirect_permalinks, redirects",
        ),
    ],
)
def test_an_option_that_our_plugin_does_not_have_is_told(tmp_path: Path, text: str, told: str) -> None:
    assert refused(written(tmp_path, text)) == f"mkdocs.yml:{told}\n1 error"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nav: a.md\n", ["3:6: found 'a.md', expected a list of pages; begin each entry with '- '"]),
        ("nav: {A: a.md}\n", ["3:6: found a mapping, expected a list of pages; begin each entry with '- '"]),
        (
            "nav:\n  - A:\n  - B:\n      - C:\n      - D: {E: }\n",
            [
                f"{at}, expected one, or a list of them below it; name its page after the ':'"
                for at in ("4:5: no page for 'A'", "6:9: no page for 'C'", "7:13: no page for 'E'")
            ],
        ),
        ("nav:\n  - {a}: b.md\n", ['4:5: a mapping as a key, expected a plain word; put it in quotes: "{a}"']),
        ("site_nam: x\ninherit: a.yml\nmine: x\nextra_html: x\n", ["3:1: unknown setting 'site_nam', expected one of MkDocs; did you mean 'site_name'?", "4:1: unknown setting 'inherit', expected one of MkDocs; did you mean 'INHERIT'?"]),
        ("INHERIT: [a.yml]\n", ["3:10: found a list or mapping, expected the one file to inherit from"]),
        ("nav: []\nnav: [a.md]\n", ["4:1: duplicate key 'nav', expected each key once; first on line 3"]),
        ("site_url: example.org\n", ["3:11: address 'example.org', expected an absolute http(s) address; did you mean 'https://example.org/'?"]),
        ("site_url: a b\n", ["3:11: address 'a b', expected an absolute http(s) address"]),
    ],
)  # fmt: skip
def test_what_mkdocs_would_refuse_or_pass_over_is_told_with_its_place(
    tmp_path: Path, text: str, told: list[str]
) -> None:
    with pytest.raises(PatternloomError) as error:
        read(tmp_path, f"site_name: x\nplugins: [patternloom]\n{text}")
    assert [str(one) for one in error.value.problems] == [f"mkdocs.yml:{one}" for one in told]


def test_entries_without_places_are_the_same_entries(tmp_path: Path) -> None:
    found = read(tmp_path, "plugins: [patternloom]\nnav: [{A: [a.md, {B: b.md}]}, d.md]\n")
    assert unmarked(found.nav or ()) == [("A", [(None, "a.md"), ("B", "b.md")]), (None, "d.md")]
