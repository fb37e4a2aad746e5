"""Every rule that a finding may break: its id, what it means, how grave it is.

Nothing comes in. Out: the ids, public in JSON and SARIF, as a type that each `Problem` is checked
against, and a sentence for each. Nothing here finds anything, and no other module hangs on an id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning"]

RuleId = Literal[
    "article",
    "comment",
    "control",
    "cycle",
    "dangling-reference",
    "depth",
    "duplicate-id",
    "duplicate-key",
    "empty-text",
    "enum",
    "evidence",
    "file",
    "future-date",
    "id",
    "idle-part",
    "language",
    "missing-key",
    "missing-object",
    "missing-translation",
    "nav",
    "omitted-page",
    "path",
    "placeholders",
    "prose",
    "source",
    "template",
    "too-few",
    "too-long",
    "too-many",
    "unknown-key",
    "unused",
    "url",
    "wrong-type",
    "yaml",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule asks for."""

    means: str
    """In a sentence, of what breaks it."""
    severity: Severity = "error"
    hinges_on: Literal["nothing", "its line", "its file", "every file"] = "nothing"
    """What must have been read for a finding to be sure: else it may only follow from what could not be."""


RULES: Mapping[RuleId, Rule] = MappingProxyType({
    "article": Rule("A `source:` points into an article, and the settings name none."),
    "comment": Rule("A ` #` after a text would cut the text: YAML takes the rest of the line as a comment."),
    "control": Rule("A text holds a control character."),
    "cycle": Rule("Following the entries or parts named leads back to the start."),
    "dangling-reference": Rule(
        "An id is named that nothing has, or that an entry of a wrong kind has.", hinges_on="every file"
    ),
    "depth": Rule("The entries below one another make more levels than can be drawn."),
    "duplicate-id": Rule("An id is taken already, or the same thing is listed twice."),
    "duplicate-key": Rule("A mapping has the same key twice."),
    "empty-text": Rule("A key or list item has no value, or a text is empty."),
    "enum": Rule("A value is none of the words that the field knows."),
    "evidence": Rule("A design example has no record of checks, or changed after them.", severity="warning"),
    "file": Rule("A file or folder is missing, misplaced, misnamed or cannot be read.", hinges_on="its file"),
    "future-date": Rule("A date or year lies in the future."),
    "id": Rule("An id is not of lower-case words joined by `-`."),
    "idle-part": Rule("A component of a design example takes part in no step."),
    "language": Rule("A language tag has not the form of one."),
    "missing-key": Rule(
        "An entry lacks a key that it needs, always or beside another one's value.", hinges_on="its line"
    ),
    "missing-object": Rule("An object of a design example stands in none of its files."),
    "missing-translation": Rule("A text or word lacks a language.", hinges_on="its line"),
    "nav": Rule("An entry of `nav:` names a page or a word that there is none of.", hinges_on="its file"),
    "omitted-page": Rule("A page is left out of `nav:`.", severity="warning"),
    "path": Rule("A path leads out of its folder, or is written in a way that not every system reads."),
    "placeholders": Rule("A word of the interface has other `{placeholders}` in one language than in the others."),
    "prose": Rule("Prose holds markup that is broken, or that it does not know."),
    "source": Rule("A `source:` has not the form of a key of the article."),
    "template": Rule("A page's template or a macro cannot be run, or a picture cannot be drawn."),
    "too-few": Rule("A list has fewer items than make sense."),
    "too-long": Rule("A text is longer than any sentence needs to be."),
    "too-many": Rule("A list has more items than a page can show."),
    "unknown-key": Rule("A key, language or word is not one that may stand there."),
    "unused": Rule("Nothing names an entry, or no page shows it.", severity="warning", hinges_on="every file"),
    "url": Rule("An address is not an absolute one of http or https."),
    "wrong-type": Rule("A value is of another kind than its field takes: a text for a list, say."),
    "yaml": Rule("The text is not YAML, or uses a part of YAML that is not allowed here."),
})  # fmt: skip
