"""Every bound on what comes in: how much of it there may be, how deep, and how long a program may take.

Nothing comes in. Out: numbers, each with what it bounds. The module that refuses what exceeds one says the number;
CONTRIBUTING has them all in one table, which a test holds against this module. Nothing is measured here.
"""

from __future__ import annotations

FILE_BYTES = 20_000_000
"""Bytes of one file of `catalog/`, `content/` or `macros/` that is read as text."""
CATALOG_CHARACTERS = 50_000_000
"""Characters of all YAML files of the catalog."""
VALUES_IN_FILE = 1_000_000
"""Mappings, lists and texts in one YAML file: some 250 MB of memory at the worst."""
VALUES_IN_CATALOG = 1_200_000
"""The same in all YAML files."""
VALUES_IN_ENTRY = 10_000
"""The same in one entry: one item of a list at the top of a file; and in `catalog.yaml`."""
YAML_LEVELS = 40
"""Mappings and lists inside one another."""

TEXT_CHARACTERS = 100_000
"""Characters of one text: beyond any sentence, and short enough that no search in it takes long."""
PROSE_LEVELS = 8
"""Emphasis inside emphasis."""
PROSE_MISTAKES = 100
"""Mistakes of markup that are told of one text."""
ID_CHARACTERS = 100
"""Characters of an id: it names files and folders of the site."""
TAG_CHARACTERS = 35
"""Characters of a language tag, as RFC 5646 expects."""
PATH_BYTES = 200
"""Bytes of the path of an attached file below `files/`: the site's own folders come before it."""
SOURCE_DIGITS = 6
"""Digits of a number in a key of the article."""
KEY_DIGITS = 4
"""Digits of the number in a statement's key."""

LANGUAGES = 50
"""Languages of a catalog."""
WORDS = 5_000
"""Words of the interface in a language."""
FORMS = 500
"""Forms of all terms that are not to be used in a language."""
FORM_CHARACTERS = 100
"""Characters of such a form."""
TREE_LEVELS = 20
"""Levels of entries below one another: deeper trees cannot be drawn in a column."""
DIAGRAM_EDGES = 500
"""Lines of a tree or figure: mermaid draws no more."""
DIAGRAM_CHARACTERS = 50_000
"""Characters of a tree or figure as mermaid's text: mermaid reads no more."""

BOX_LEVELS = 20
"""Boundaries of a design example, or boxes of a figure, inside one another."""
COMPONENTS = 100
"""Components of a design example: D2 takes seconds to lay out more."""
FLOWS = 200
"""Arrows of a design example."""
OBJECTS = 500
"""Objects that the components of a design example, and what supports them, are in its files."""
STEPS = 24
"""Steps of a design example: the style sheet lights no more."""
TABS = 20
"""Files of a design example: the theme's style sheet shows no more tabs."""
ATTACHED_BYTES = 1_000_000
"""Bytes of one attached file."""
EXAMPLE_BYTES = 5_000_000
"""Bytes of all files of one example."""
ATTACHED_BYTES_IN_ALL = 100_000_000
"""Bytes of all attached files of a catalog."""
ATTACHED_FILES = 10_000
"""Attached files of a catalog."""
EVIDENCE_BYTES = 1_000_000
"""Bytes of a record of checks: JSON of many small values takes fifty times its size in memory."""

MANIFEST_LEVELS = 100
"""Values inside one another in a Kubernetes object."""

WIRE_CHARACTERS = 50_000_000
"""Characters of a catalog that a program reads of a site."""
RECORD_BYTES = 256_000
"""Bytes of one decision record: nobody reads a longer one, and a file of code or data may be any size."""
RECORD_PARAGRAPH = 10_000
"""Characters of one paragraph of a decision record in reStructuredText, whose reader takes long over long ones."""
FRONT_MATTER_CHARACTERS = 50_000
"""Characters of a decision record's front matter."""

PROBLEMS = 10_000
"""Problems of one report: more than anybody reads, so that a file with nothing but mistakes fills no memory."""
COMPARISONS = 50_000
"""Names that one report compares to find what was meant; then it says no more what may be meant."""

KEPT_BYTES = 500_000_000
"""Bytes of all that builds keep for the next ones, below `.cache/`; one build's file is at most half of it."""
KEPT_DAYS = 30
"""How long that is kept when no build uses it."""

DRAWING_SECONDS = 60
"""How long D2 may draw the pictures of one language."""
BUILD_SECONDS = 3_600
"""How long the build of a further language may go on after that of the first."""
LISTING_SECONDS = 30
"""How long coloring one listing may take."""
TOOL_SECONDS = 60
"""How long a program may take that checks the files of an example."""
SETUP_SECONDS = 1_800
"""How long an installer of such programs may take."""
