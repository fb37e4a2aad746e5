"""How a text is written in YAML so that none of it is taken for something else.

In: a text as somebody meant it. Out: the same in quotes, and the hint that says so. Nothing here reads
YAML.
"""

from __future__ import annotations

IN_QUOTES = "put the text in quotes if it holds ': ', ', ' or ' #', or begins with a quote or bracket"
# So much of a text shows which one is meant.
_SHOWN = 60


def in_quotes(text: str) -> str:
    """`A job: it asks` → `put the text in quotes: "A job: it asks"`; by the quotes that it does not hold itself."""
    text = " ".join(text.split())
    short = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    if '"' not in short and "\\" not in short:
        return f'put the text in quotes: "{short}"'
    quoted = short.replace("'", "''")
    return f"put the text in quotes: '{quoted}'"
