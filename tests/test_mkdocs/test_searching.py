"""What MkDocs' search plugin wrote becomes two scripts; where there is no such plugin, nothing does."""

from __future__ import annotations

import json
from pathlib import Path

from patternloom.mkdocs.searching import write_search
from patternloom.search.documents import Document

WORDS = {"search_same": "loaf bread", "search_beside": "Miller"}


def test_the_index_becomes_two_scripts(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    docs = [{"location": "a/", "title": "A", "text": "first"}]
    (tmp_path / "search" / "search_index.json").write_text(json.dumps({"docs": docs}), "utf-8")
    write_search(tmp_path, [Document("b/", "B")], WORDS)
    assert '["Miller"]' in (tmp_path / "search" / "names.js").read_text("utf-8")
    assert '["loaf","bread"]' in (tmp_path / "search" / "names.js").read_text("utf-8")
    assert '"B"' in (tmp_path / "search" / "names.js").read_text("utf-8")
    assert '["","first"]' in (tmp_path / "search" / "texts.js").read_text("utf-8")


def test_without_an_index_nothing_is_written(tmp_path: Path) -> None:
    write_search(tmp_path, [], WORDS)
    assert list(tmp_path.iterdir()) == []
