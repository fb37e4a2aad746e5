"""What may be a label stands before a colon, in bold or in brackets."""

from __future__ import annotations

import pytest

from patternloom.adr.formats.document import Block
from patternloom.adr.record.labels import labels_in


@pytest.mark.parametrize(
    ("text", "bold", "told"),
    [
        ("Status: accepted\nmore\nDecision： A", [], ["Status", "Decision"]),
        ("【決定】Aとする", [], ["決定"]),
        ("■決定\nAとする", [], ["決定"]),
        ("・決定：Aとする", [], ["決定"]),
        ("決定\nAとする", [], ["決定"]),
        ("2\u3000状態\u3000\u3000施行", [], ["状態"]),
        ("状態｜承認\n日付｜今日", [], ["状態", "日付"]),
        ("作成：2025\u3000状態：決定", [], ["作成", "状態"]),
        ("ステータス｜却下\n---｜---", [], ["ステータス", "-"]),
        ("Date: today / Status: accepted", [], ["Date", "Status"]),
        ("Status: accepted | Owner: Eri", [], ["Status", "Owner"]),
        ("Status Accepted\nDecision A", [(0, 6), (16, 24)], ["Status", "Decision"]),
        ("The decision. Option 1: A", [(0, 13)], ["The decision."]),
        ("Results are consistent", [(0, 7)], []),
        ("Date today\nStatus accepted", [(0, 4), (11, 17)], ["Date", "Status"]),
        ("Results are consistent\nand more", [(0, 7)], []),
        ("We use A", [(3, 6)], []),
        ("see https://x", [], []),
    ],
)
def test_labels_are_found_where_they_stand(text: str, bold: list[tuple[int, int]], told: list[str]) -> None:
    assert [said for _, _, said in labels_in(Block(text, 0, bold=bold))] == told
