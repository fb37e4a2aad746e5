"""Pages written by hand keep to the terms too."""

from __future__ import annotations

from pathlib import Path

from projects import REPOSITORY

from patternloom.catalog.check_forms import watches_of
from patternloom.catalog.load import examine
from patternloom.problems.findings import Findings
from patternloom.site.content import read_content
from patternloom.site.page_forms import forms_in_pages
from patternloom.text.forms import Watch

WATCHES = {"en": Watch({"rind": "crust"}), "de": Watch({"Schale": "Kruste"})}


def test_each_page_is_held_to_its_language_and_one_for_all_to_every_language(tmp_path: Path) -> None:
    for name, text in {
        "a.md": "---\ntitle: Rind\n---\n`rind` Schale\nthe rinds",
        "a.de.md": "rind Schale",
        "b.any.md": '{{ rind }} <a class="rind"> rind Schale',
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    templates = read_content(tmp_path, "content", ("en", "de"), Findings()).templates
    assert [str(problem).partition(" is a form")[0] for problem in forms_in_pages(templates, WATCHES)] == [
        "content/a.de.md:1:6: warning: 'Schale'",
        "content/a.md:2:8: warning: 'Rind'",
        "content/a.md:5:5: warning: 'rinds'",
        "content/b.any.md:1:29: warning: 'rind'",
        "content/b.any.md:1:34: warning: 'Schale'",
    ]


def test_the_repository_s_own_pages_use_no_form_that_its_terms_do_not() -> None:
    parsed = examine(REPOSITORY / "catalog", "catalog").parsed
    assert parsed.settings
    watches = watches_of(parsed.entries)
    templates = read_content(REPOSITORY / "content", "content", parsed.settings.languages, Findings()).templates
    assert [str(problem) for problem in forms_in_pages(templates, watches)] == []
