"""The plugins tried, each with what it needs to do something."""

from __future__ import annotations

from collections.abc import Sequence

from .projects_with_plugins import SetUp

_TAGS = "---\ntitle: Tags\n---\n\n# Tags\n\n<!-- material/tags -->\n"
_INCLUDED = "# Included\n\nBefore.\n\n{% include-markdown './part.txt' heading-offset=1 %}\n\nAfter.\n"
_MACROS = "# Macros\n\n{{ site_word }} and {{ loud('bread') }}; {% if true %}yes{% endif %}.\n"
_DEFINED = "def define_env(env):\n    @env.macro\n    def loud(text):\n        return text.upper()\n"
_POST = """\
---
date: 2026-01-{day:02}
categories: [{category}]
tags: [Flour]
---

# {title}

The beginning.

<!-- more -->

The rest, and [the notes](../../notes/plain.md).
"""
_BLOG = {
    "blog/index.md": "# Blog\n",
    "blog/posts/one.md": _POST.format(day=3, category="News", title="One loaf"),
    "blog/posts/two.md": _POST.format(day=9, category="Tools", title="Two loaves"),
}
_GENERATE = """\
import mkdocs_gen_files

with mkdocs_gen_files.open("made/page.md", "w") as made:
    print("# Made\\n\\nSee [the notes](../notes/plain.md).", file=made)
"""
_LOCAL_FONT = {"cards_layout_options": {"font_family": "Local"}, "cache_dir": ".cache/cards"}

SEARCH = SetUp("search", ({"search": {}},))
OFFLINE = SetUp("offline", ({"offline": {}},))
MINIFY = SetUp(
    "minify",
    ({"minify": {"minify_html": True, "htmlmin_opts": {"remove_comments": True, "remove_empty_space": True}}},),
)
REDIRECTS = SetUp(
    "redirects", ({"redirects": {"redirect_maps": {"gone.md": "notes/plain.md"}}},), compare=("gone/index.html",)
)
DATES = SetUp(
    "git-revision-date-localized",
    (
        {
            "git-revision-date-localized": {
                "enable_creation_date": True,
                "type": "iso_date",
                "exclude": ["areas/*", "examples/*", "made/*"],
            }
        },
    ),
)
RSS = SetUp(
    "rss",
    ({"rss": {"match_path": "notes/.*", "date_from_meta": {"as_creation": "date"}, "use_git": True}},),
    compare=("feed_rss_created.xml", "feed_json_created.json"),
)
BLOG = SetUp("blog", ({"blog": {}},), pages=_BLOG, compare=("blog/index.html", "blog/archive/2026/index.html"))
TAGS = SetUp("tags", ({"tags": {}},), pages={"notes/tags.md": _TAGS})
SOCIAL = SetUp("social", ({"social": _LOCAL_FONT},), fonts=True)
MACROS = SetUp(
    "macros",
    ({"macros": {"module_name": "define"}},),
    pages={"notes/macros.md": _MACROS},
    files={"define.py": _DEFINED},
    settings={"extra": {"site_word": "Crust"}},
)
INCLUDE = SetUp(
    "include-markdown",
    ({"include-markdown": {}},),
    pages={"notes/included.md": _INCLUDED},
    files={"{content}/notes/part.txt": "Shared *text*, and [the other](other.md).\n"},
)
AWESOME = SetUp("awesome-nav", ({"awesome-nav": {}},), files={"{content}/notes/.nav.yml": "title: Notes\n"}, nav=False)
SECTION = SetUp("section-index", ({"section-index": {}},))
LIGHTBOX = SetUp("glightbox", ({"glightbox": {}},))
LLMS = SetUp(
    "llmstxt", ({"llmstxt": {"sections": {"Notes": ["notes/*.md"]}, "full_output": "full.txt"}},), compare=("full.txt",)
)
MIKE = SetUp("mike", ({"mike": {}},))
GENERATED = SetUp(
    "gen-files", ({"gen-files": {"scripts": ["gen.py"]}},), files={"gen.py": _GENERATE}, made={"made/page.md"}
)

SET_UPS = [
    SEARCH, OFFLINE, MINIFY, REDIRECTS, DATES, RSS, BLOG, TAGS, SOCIAL, MACROS, INCLUDE, AWESOME, SECTION, LIGHTBOX, LLMS,
    MIKE, GENERATED,
]  # fmt: skip


def together(name: str, parts: Sequence[SetUp]) -> SetUp:
    """All of them in one project, in that order."""
    return SetUp(
        name,
        tuple(plugin for part in parts for plugin in part.plugins),
        pages={path: text for part in parts for path, text in part.pages.items()},
        files={path: text for part in parts for path, text in part.files.items()},
        settings={key: value for part in parts for key, value in part.settings.items()},
        compare=tuple(file for part in parts for file in part.compare),
        nav=all(part.nav for part in parts),
        fonts=any(part.fonts for part in parts),
        made=frozenset(page for part in parts for page in part.made),
    )


# All but `offline`, under which others are not what they are alone, and `awesome-nav`, which makes the blog's pages anew:
# plain MkDocs does not build with both.
_ALL = [one for one in SET_UPS if one not in (OFFLINE, AWESOME)]
TOGETHER = [
    ("before", together("all-before", _ALL)),
    ("after", together("all-after", _ALL)),
    ("after", together("all-reversed", _ALL[::-1])),
]
REFUSED = [
    SetUp(
        "static-i18n",
        ({"i18n": {"languages": [{"locale": "de", "default": True, "name": "de"}, {"locale": "fr", "name": "fr"}]}},),
        refusal="plugins: 'i18n' (mkdocs-static-i18n) makes pages of all languages, and so does 'patternloom', expected "
        "one of them; take 'i18n' away: languages are those of catalog.yaml, each with its mkdocs.<language>.yml",
    ),
]
