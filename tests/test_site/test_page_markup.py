"""Markup of the catalog in pages is told as what it is, where no code holds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from patternloom.problems.findings import Findings
from patternloom.site.content import read_content
from patternloom.site.page_markup import markup_of_texts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a {{ page.link(\"rye\") }} [b](c.md) {: #d }", []),
        (
            "# a\n\nSee [[rye]] and [[rye|the bread]].",
            [
                "3:5: warning: '[[rye]]' is markup of the catalog's texts, expected that of a page; write {{ page.link(\"rye\") }}",
                "3:17: warning: '[[rye|the bread]]' is markup of the catalog's texts, expected that of a page; "
                "write {{ page.link(\"rye\", \"the bread\") }}",
            ],
        ),
        (
            "[@rye]",
            ["1:1: warning: '[@rye]' is markup of the catalog's texts, expected that of a page; write {{ page.link(\"rye\") }}"],
        ),
        ("[[wheat]] `[[rye]]`\n```\n[[rye]]\n```\n{{ [[rye]] }}", []),
        ("a { page.title } b", ["1:3: warning: '{ page.title }' with one brace is text, expected two on each side; write {{ page.title }}"]),
        ("a {page.title}", ["1:3: warning: '{page.title}' with one brace is text, expected two on each side; write {{ page.title }}"]),
        ("a ｛｛ page.title ｝｝", ["1:3: warning: '｛｛ page.title ｝｝' in braces of another script is text, expected '{{'; write {{ page.title }}"]),
        ("`{ page.title }` {{ {page: 1} }}", []),
    ],
)  # fmt: skip
def test_markup_that_is_none_in_a_page(tmp_path: Path, text: str, told: list[str]) -> None:
    (tmp_path / "x.md").write_text(text, "utf-8")
    content = read_content(tmp_path, "content", ("en",), problems := Findings())
    assert not len(problems)
    assert [str(one) for one in markup_of_texts(content.templates, {"rye"})] == [f"content/x.md:{one}" for one in told]
