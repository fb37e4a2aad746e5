"""Asks the Rego engine in a process of its own, as a policy that it does not take may end it.

In: on standard input, JSON {"files": path → text, "questions": [[query, input or null]]}. Out: JSON, an answer each;
null for what is undefined.
"""

from __future__ import annotations

import json
import sys

import regopy


def main() -> None:
    """Read, ask, answer."""
    asked = json.load(sys.stdin)
    engine = regopy.Interpreter()
    for path, text in asked["files"].items():
        if path.endswith(".rego"):
            engine.add_module(path, text)
        elif path.endswith(".json"):
            engine.add_data(json.loads(text))
    answers = []
    for query, given in asked["questions"]:
        engine.set_input(given if given is not None else {})
        # Bound to a name: a bare expression that is false comes out as undefined.
        found = str(engine.query(f"answer := {query}"))
        answers.append(None if found == "undefined" else json.loads(found)["bindings"]["answer"])
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
