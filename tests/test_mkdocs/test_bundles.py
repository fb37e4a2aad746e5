"""Style sheets and scripts of every page as one file each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from patternloom.mkdocs.bundles import Bundles

THEME = '<script src="{}assets/javascripts/bundle.0a1b2c3d.min.js"></script>\n'


def page(root: str = "../../", more: str = "", theme: str = THEME) -> str:
    """A page as the theme gives it, after `minify`."""
    styles = (
        "stylesheets/main.0a1b2c3d.min.css",
        "stylesheets/palette.0a1b2c3d.min.css",
        "css/tokens.css",
        "css/type.css",
    )
    links = "".join(f'<link rel="stylesheet" href="{root}assets/{name}">\n' for name in styles)
    scripts = "".join(f'<script src="{root}assets/js/{name}.js"></script>\n' for name in ("pages", "buttons"))
    return (
        f'<head>\n{links}<link rel="stylesheet" href="{root}own.css">\n</head>\n<body class="no-js">\n<p class=md-a>a</p>\n'
        f"{theme.format(root)}{scripts}"
        f'<script src="{root}assets/js/cite.js" data-site="a"></script>\n{more}</body>'
    )


def names(html: str, ending: str) -> list[str]:
    """The files of a kind that a page loads."""
    return [name for name in re.findall(r'(?:href|src)="([^"]+)"', html) if name.endswith(ending)]


@pytest.mark.parametrize(
    ("url", "root"), [("areas/storage/", "../../"), ("areas/storage.html", "../"), ("", ""), ("./", "")]
)
def test_a_page_names_one_style_sheet_and_one_script(url: str, root: str) -> None:
    html = Bundles(later=True).page(page(root), url)
    style, own = names(html, ".css")
    assert style.startswith(f"{root}assets/css/site.")
    assert own == f"{root}own.css"
    script, cite = (name for name in names(html, ".js") if "bundle" not in name)
    assert script.startswith(f"{root}assets/js/site.")
    assert cite == f"{root}assets/js/cite.js"


def test_a_page_that_beautiful_soup_has_written_anew_names_the_same() -> None:
    rewritten = re.sub(r'<link rel="stylesheet" (href="[^"]+")>', r'<link \1 rel="stylesheet"/>', page())
    assert names(Bundles(later=True).page(rewritten, "a/b/"), ".css") == names(
        Bundles(later=True).page(page(), "a/b/"), ".css"
    )


def test_every_page_names_the_same() -> None:
    bundles = Bundles(later=True)
    first, second = (bundles.page(page(root), url) for root, url in (("", ""), ("../", "a/")))
    assert [name.removeprefix("../") for name in names(second, ".css")] == names(first, ".css")


@pytest.mark.parametrize(
    ("later", "more", "is_later"),
    [
        (True, "", True),
        (False, "", False),
        (True, '<script src="../../own.js"></script>', False),
        (True, '<script src="https://example.org/own.js" async></script>', False),
        (True, "<script>document$.subscribe(run)</script>", False),
    ],
)
def test_the_themes_script_waits_where_nobody_else_counts_on_it(later: bool, more: str, is_later: bool) -> None:
    html = Bundles(later=later).page(page(more=more), "areas/storage/")
    address = "../../assets/javascripts/bundle.0a1b2c3d.min.js"
    assert (f'<script id="__pl-theme" type="text/plain" data-src="{address}"></script>' in html) is is_later
    assert (f'<script src="{address}"></script>' in html) is not is_later


def test_files_of_others_stay_as_they_are() -> None:
    html = '<link rel="stylesheet" href="a.css">\n<link rel="stylesheet" href="assets/css/tokens.css">\n<p>'
    assert Bundles(later=True).page(html, "") == html


def test_what_no_page_uses_is_left_out(tmp_path: Path) -> None:
    bundles = Bundles(later=True)
    html = bundles.page(page(""), "")
    files = {
        "assets/stylesheets/main.0a1b2c3d.min.css": ":root{--i:url(data:a);--o:url(data:b);--u:url(data:c)}.md-a{a:var(--i)}",
        "assets/stylesheets/palette.0a1b2c3d.min.css": ".md-b{a:b}.md-c{a:b}",
        "assets/css/tokens.css": "/* why */\n.no-js { a: b }",
        "own.css": ".md-d { a: var(--o) }",
        "assets/javascripts/bundle.0a1b2c3d.min.js": 'f("md-b")',
        "assets/js/pages.js": '// why\n"use strict";\n',
        "assets/js/buttons.js": "  b();\n",
        "assets/js/other.js": "// stays\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    bundles.write(tmp_path)
    made = {name: (tmp_path / name).read_text("utf-8") for name in (*names(html, ".css"), *names(html, ".js")[1:2])}
    assert list(made.values()) == [
        ":root{--i:url(data:a);--o:url(data:b)}.md-a{a:var(--i)}.md-b{a:b}.no-js{a:b}\n",
        files["own.css"],
        '"use strict";\nb();\n',
    ]
    assert (tmp_path / "assets/js/other.js").read_text("utf-8") == files["assets/js/other.js"]


SETTINGS = '<script id="__config" type="application/json">{}</script>'
ANNOTATIONS = ".md-annotation{a:b}.md-annotation-list li{a:b}"
NUMBERS = ".md-source__fact--stars{a:b}"
VERSIONS = ".md-version__list{a:b}"


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ("", ""),
        (SETTINGS.format('{"annotate": null, "features": ["content.code.copy"], "version": null}'), ""),
        ("<p>They annotate the source, whose version is 1.</p>", ""),
        (SETTINGS.format('{"translations": {"select.version": "Version"}}'), ""),
        (SETTINGS.format('{"features": ["content.code.annotate"]}'), ANNOTATIONS),
        ('<div class="annotate">', ANNOTATIONS),
        ("<ol class=annotate>", ANNOTATIONS),
        ('<div class="language-yaml annotate highlight">', ANNOTATIONS),
        ('<a class="md-source" data-md-component="source">', NUMBERS),
        ("<a data-md-component=source>", NUMBERS),
        (SETTINGS.format('{"version": {"provider": "mike"}}'), VERSIONS),
        (SETTINGS.format('{"annotate":null,"version":{"provider":"mike"}}'), VERSIONS),
        ('<ul class="md-version__list">', VERSIONS),
        ('<script src="own.js"></script>', VERSIONS),
    ],
)
def test_what_the_themes_script_makes_is_styled_where_a_page_is_given_it(tmp_path: Path, more: str, kept: str) -> None:
    bundles = Bundles(later=True)
    html = bundles.page(page("", more=more), "")
    bundles.page(page(""), "other/")
    files = {
        "assets/stylesheets/main.0a1b2c3d.min.css": ANNOTATIONS + NUMBERS + VERSIONS,
        "assets/javascripts/bundle.0a1b2c3d.min.js": 'f(".md-annotation", "md-annotation-list", `md-source__fact--${a}`, "md-version__list")',
        "own.js": 'f("md-version__list")',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "assets/css").mkdir()
    (tmp_path / "assets/js").mkdir()
    bundles.write(tmp_path)
    assert (tmp_path / names(html, ".css")[0]).read_text("utf-8") == f"{kept}\n"
