"""What a rule about records asks for, why, and what to do: `patternloom adr check --explain RULE`.

In: the id of a rule, or none for the list. Out: text, and an exit status. The sentences on each rule are data beside
this module; what breaks a rule, `problems.rules` says.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from patternloom.problems.findings import did_you_mean
from patternloom.problems.rules import RULES

TABLE = Path(__file__).with_name("explanations.toml")


def explanations() -> dict[str, str]:
    """By the id of the rule."""
    table: dict[str, str] = tomllib.loads(TABLE.read_text("utf-8"))
    return {rule: text.strip() for rule, text in table.items()}


def explain(rule: str) -> int:
    """Print what there is to say of a rule; of all of them a line, where none is named."""
    known = {id: meant for id, meant in RULES.items() if id.startswith("adr-")}
    if not rule:
        width = max(map(len, known))
        print("\n".join(f"{id:{width}}  {meant.severity:7}  {meant.means}" for id, meant in known.items()))
        return 0
    text = explanations().get(rule)
    if text is None:
        hint = did_you_mean(rule, known) or f"expected one of {', '.join(known)}"
        print(f"patternloom adr check: unknown rule '{rule}'; {hint}", file=sys.stderr)
        return 2
    meant = next(one for id, one in known.items() if id == rule)
    print(f"{rule} ({meant.severity})\n{meant.means}\n\n{text}")
    return 0
