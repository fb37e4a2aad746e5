"""MkDocs' own search index, made into what our search window loads.

In: a built site with the index that MkDocs' search plugin has written, the entries, and the interface's words. Out:
two scripts beside it. A site without that plugin gets none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from patternloom.search.documents import Document
from patternloom.search.shards import scripts


def write_search(site: Path, entries: Sequence[Document], words: Mapping[str, str]) -> None:
    """Write names and texts of everything that can be found, and the words `search_same` and `search_beside`."""
    index = site / "search" / "search_index.json"
    if index.is_file():
        sections = json.loads(index.read_text("utf-8"))["docs"]
        for path, text in scripts(entries, sections, words["search_same"], words["search_beside"]).items():
            (site / path).write_text(text, "utf-8")
