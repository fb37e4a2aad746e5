"""A hook that writes down what MkDocs knows of each page at its end: it runs in our builds and in plain ones."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

PAGES: dict[str, Any] = {}


def on_pre_build(config: Any) -> None:
    PAGES.clear()


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> None:
    file = page.file
    source = file.abs_src_path
    PAGES[file.src_uri] = {
        "url": file.url,
        "canonical": page.canonical_url,
        "edit": page.edit_url,
        "title": page.title,
        "meta": {
            key: repr(value)
            for key, value in page.meta.items()
            if not key.endswith(("_hash", "_tag")) and not key.startswith("git_site_")
        },
        "toc": _toc(page.toc),
        "generated": file.generated_by,
        "on disk": bool(source and Path(source).is_file()),
        "inclusion": file.inclusion.name,
    }


def _toc(items: Any) -> list[Any]:
    return [[item.level, item.id, item.title, _toc(item.children)] for item in items]


def on_post_build(config: Any) -> None:
    folder = Path(os.environ["FACTS"])
    folder.mkdir(parents=True, exist_ok=True)
    name = os.environ.get("FACTS_NAME") or config.theme["language"]
    (folder / f"{name}.json").write_text(json.dumps(PAGES, indent=1, ensure_ascii=False), "utf-8")
