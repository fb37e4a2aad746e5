"""A sentence may only recall or point at what it links."""

from __future__ import annotations

import pytest

from patternloom.adr.language.pointed_at import mentioned_until


@pytest.mark.parametrize(
    ("text", "until", "how"),
    [
        ("adr 3 said that we use A.", 25, "supposed"),
        ("the previous record chose A, but we take B.", 27, "supposed"),
        ("as decided in adr 3, we use A.", 0, ""),
        ("the previous decision was replaced by A", 0, ""),
        ("for reference, see A.", 21, "weighed"),
        ("see \ufffc for background.", 21, "weighed"),
        ("see \ufffc.", 0, ""),
        ("use A for orders", 0, ""),
        ("詳細はAを参照。", 8, "weighed"),
        ("Aも参照のこと。", 8, "weighed"),
        ("参考：A", 4, "weighed"),
        ("参考にした事例と同じくAを使う。", 0, ""),
        ("以前の決定ではAとしていたが、今回はBとする。", 15, "supposed"),
        ("adr-3はaを選んだ。", 12, "supposed"),
        ("adr-3はaを前提とする。", 0, ""),
    ],
)
def test_what_is_recalled_or_pointed_at_ends_somewhere(text: str, until: int, how: str) -> None:
    assert mentioned_until(text, 0, len(text)) == (until, how)
