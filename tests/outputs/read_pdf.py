"""What a PDF says of itself, as JSON: run by the Python of the environment that has pypdf."""

from __future__ import annotations

import json
import sys
from typing import Any

from pypdf import PdfReader


def titles(outline: Any) -> list[str]:
    """The bookmarks, in their order."""
    return [title for one in outline for title in (titles(one) if isinstance(one, list) else [str(one.title)])]


def main(path: str) -> None:
    """Print it."""
    reader = PdfReader(path)
    root: Any = reader.trailer["/Root"]
    named = set(reader.named_destinations)
    links: list[str] = []
    lost: list[str] = []
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            link = annotation.get_object()
            action = link.get("/A", {})
            target = link.get("/Dest", action.get("/D"))
            if "/URI" in action:
                links.append(str(action["/URI"]))
            elif isinstance(target, str) and target.lstrip("/") not in {name.lstrip("/") for name in named}:
                lost.append(target)
    told = {"pages": len(reader.pages), "tagged": bool(root.get("/MarkInfo", {}).get("/Marked")), "links": links}
    print(json.dumps(told | {"lost": lost, "language": root.get("/Lang"), "titles": titles(reader.outline)}))


main(sys.argv[1])
