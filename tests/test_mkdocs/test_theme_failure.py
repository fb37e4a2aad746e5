"""What fails in a template of the theme is told with its file and line, and never as a traceback."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from patternloom.mkdocs.theme_failure import in_theme


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """A project with templates of its own."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "overrides").mkdir()
    settings = "site_name: x\ntheme: {name: material, custom_dir: overrides}\n"
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    return load_config(str(tmp_path / "mkdocs.yml"))


def failed(config: MkDocsConfig, text: str) -> BaseException:
    """How a template of the project fails."""
    (Path(config.theme.dirs[0]) / "own.html").write_text(text, "utf-8")
    with pytest.raises(jinja2.TemplateError) as caught:
        config.theme.get_env().get_template("own.html").render()
    return caught.value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n{{ nothing.x }}", "overrides/own.html:2: 'nothing' is undefined"),
        ("a\n{% bloc x %}", "overrides/own.html:2: template syntax: Encountered unknown tag 'bloc'."),
        (
            "a\n\n{% include 'bas.html' %}",
            "overrides/own.html:3: no template 'bas.html', expected one of the theme; did you mean 'base.html'?",
        ),
        ("{% extends 'qqqqqq' %}", "overrides/own.html:1: no template 'qqqqqq', expected one of the theme"),
        (
            "{% include 'partials/languages/deutsch.html' %}",
            "theme: language 'deutsch', expected a tag that the theme has words for; did you mean 'de'?",
        ),
        (
            "{% include 'partials/languages/qqq.html' %}",
            "theme: language 'qqq', expected a tag that the theme has words for",
        ),
    ],
)
def test_the_line_of_the_template_is_told(config: MkDocsConfig, text: str, told: str) -> None:
    assert in_theme(failed(config, text), config) == told


def test_a_template_that_nothing_names_is_the_theme_s(config: MkDocsConfig) -> None:
    assert in_theme(jinja2.TemplateNotFound("bas.html"), config) == (
        "theme: no template 'bas.html', expected one of the theme; did you mean 'base.html'?"
    )


def test_what_is_no_template_s_is_left_to_others(config: MkDocsConfig) -> None:
    assert in_theme(ValueError("x"), config) == ""
    assert in_theme(jinja2.UndefinedError("'x' is undefined"), config) == ""
    assert in_theme(failed(config, "{{ x.y }}"), None) == ""
