"""A client of the published form as somebody else wrote it against `catalog-0.1.0.json`: it is never changed.

It knows nothing of Patternloom but the JSON. For the ids that its user cites, it prints what each says today.
"""

import json
import sys


def main(path, *cited):
    with open(path, encoding="utf-8") as file:
        catalog = json.load(file)
    assert catalog["version"] == "v1"
    by_id = {}
    for entry in catalog["entries"]:
        for id in [entry["id"], *entry["formerly"]]:
            by_id[id] = entry
    for text in cited:
        id, _, pinned = text.partition("@r")
        entry = by_id.get(id)
        if entry is None:
            print(text, "is unknown")
            continue
        since = [r for r in entry["revisions"] if r["number"] > int(pinned or entry["revision"])]
        changed = sorted({field for revision in since for field in revision["changed"]})
        keys = [statement["key"] for statement in entry["statements"]]
        where = catalog["site"] + entry["permalinks"][catalog["languages"][0]]
        print(text, entry["status"], f"r{entry['revision']}", where, changed, keys, sep=" | ")
        for revision in since:
            print("  ", revision["date"], revision["reason"]["en"])
        if entry["retired"]:
            print("  ", "gone since", entry["retired"]["date"], "read", entry["retired"]["successor"])
        for other in catalog["competing"]:
            if [id] in other["options"]:
                print(
                    "  ", "in", other["in"], "instead of", [option for option in other["options"] if id not in option]
                )


main(*sys.argv[1:])
