"""Without an outcome, options that are marked are the choice."""

from __future__ import annotations

import pytest
from record_files import chosen_letters, record


def chosen(options: str, heading: str = "Options") -> str:
    linked = options.replace("[A]", "[a](https://x/A)").replace("[B]", "[b](https://x/B)")
    found = record(f"# Title\n\n## {heading}\n\n{linked}\n\n## Consequences\n\nNone\n")
    return "".join(chosen_letters(found))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("- [A]\n- [B] (chosen)\n", "B"),
        ("- [A] — selected\n- [B]\n", "A"),
        ("- [A]: adopted\n- [B]: rejected\n", "A"),
        ("- [A] ← 採用\n- [B]\n", "A"),
        ("- [A] ← これ\n- [B]\n", "A"),
        ("- [A]\n- [B] ← this one\n", "B"),
        ("- [A]【不採用】\n- [B]【採用】\n", "B"),
        ("- [ ] [A]\n- [x] [B]\n", "B"),
        ("× [A]\n◎ [B]\n", "B"),
        ("- [A] (fast)\n- [B] (slow)\n", ""),
        ("| Option | Selected |\n| --- | --- |\n| [A] | ✓ |\n| [B] | |\n", "A"),
        ("| 案 | 判定 |\n| --- | --- |\n| [A] | 不採用 |\n| [B] | 採用 |\n", "B"),
        ("| 案 | 結論 |\n| --- | --- |\n| [A] | 使わない（重い） |\n| [B] | 使う（軽い） |\n", "B"),
        ("| Option | Cost |\n| --- | --- |\n| [A] | ✓ |\n| [B] | |\n", ""),
    ],
)
@pytest.mark.parametrize("heading", ["Options", "Anything"])
def test_an_option_is_chosen_by_its_mark(options: str, told: str, heading: str) -> None:
    assert chosen(options, heading) == told


def test_an_outcome_tells_more_than_marks_do() -> None:
    found = record("# A\n\n## Options\n\n- [a](https://x/A) (chosen)\n\n## Decision\n\nWe use [b](https://x/B).\n")
    assert chosen_letters(found) == ["B"]
