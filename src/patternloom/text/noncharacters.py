"""Signs that Unicode sets aside for use inside a program, and what each of them stands for in ours.

Nothing comes in. Out: a sign for each use, no two alike. No text holds one: `escape` puts another in its place.
"""

from __future__ import annotations

HELD_HTML, HELD_LISTING, HELD_END = "\ufdd0", "\ufdd1", "\ufdd2"
"""Around a part of a page that a site engine need not read."""
BLANK_CODE_LINE = "\ufdd3"
"""Keeps a blank line of code apart from the blank lines that macros leave, which are tidied away."""
CITATION = "\ufdd4"
"""Where a citation stood in a text without markup."""
LISTING = "\ufdd5"
"""Around the number of a listing, while all else of a page is tidied."""
BRACE = "\ufdd6"
"""A brace that would begin a template, while other plugins read a page."""
