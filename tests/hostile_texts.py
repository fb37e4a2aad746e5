"""Texts that mean something wherever a text may land: the signs of every language that we write, and all payloads.

What writes texts for a place is tried with these; a new place takes the list as it is.
"""

from __future__ import annotations

from hypothesis import strategies as st
from payloads import BEGINNINGS, INSIDES

PIECES = (
    "a", "b1", " ", "é", "日", "x.y", "1", "---", "***", "===", "- ", "+ ", "* ", "1. ", "a) ", "i. ", "# ", " #", " ##",
    "~~~", "```", "`", "``", "*", "**", "_", "__", "[", "]", "(", ")", "((", "(((", "))", "[x](y)", "![", "[x]: y", "<b>",
    "<!--", "-->", "]]>", "</script", "&amp;", "&#42;", "&", "\\", "|", "||", "://", "https://e.x/", "www.e.x", "a@b.cd",
    ":", "::", ";;", ";", ":x: y", ":role:`x`", "$", "$$", "$&", "$`", "$'", "${x}", "{", "}", "{sp}", "{{ x }}", "{% x %}",
    "^", "~", "'", '"', "''", "--", "...", "->", "=>", "(C)", "=", "@", "!", "?", "%", "%41", "/", "//", "pass:c[", "+++",
    "++++", "link:x[y]", "kbd:[x]", "stem:[x]", "footnote:[x]", "include::x[]", "ifdef::x[]", ".. raw:: html", ".. ", "NOTE: ",
    "[1]_", "|x|", "[[x]]", "<<x>>", "<nowiki>", "@misc{", "##[x]", "::error::", "__proto__", "constructor", "javascript:",
    ",", ".", "\n", "\t",
)  # fmt: skip
"""What a text is put together of; none is a control or no character, as these come to no writer but those of pages."""

PAYLOADS = tuple(text.replace("TAG", "tag") for text in (*BEGINNINGS.values(), *INSIDES.values()))


def hostile_texts() -> st.SearchStrategy[str]:
    """One of them."""
    return st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join).filter(str.strip)
