"""A row of a table says no by its cell, by what it asks, or by an empty cell where others are ticked."""

from __future__ import annotations

import pytest
from record_files import chosen_letters, record


def chosen(table: str) -> str:
    text = "\n".join(
        "|".join(["", *(f"[{one}](https://x/{one})" if one in ("A", "B") else one for one in row.split("|")), ""])
        for row in table.split("/")
    )
    head, _, rest = text.partition("\n")
    found = record(f"# A\n\n## Decision\n\n{head}\n{'|---' * (head.count('|') - 1)}|\n{rest}\n")
    return "".join(chosen_letters(found))


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("Option|Decision/A|yes/B|no, too slow", "A"),
        ("Choice|Status|Decision/1|accepted|A/2|rejected|B", "A"),
        ("Option|Decision/A|✔/B|–", "A"),
        ("Option|Chosen/A|x/B|", "A"),
        ("Option|Mark/A|✅/B| ", "A"),
        ("Option|Note/A|fast/B|", "AB"),
        ("Option|Note/A|/B|", "AB"),
        ("Question|Answer/What do we use?|A/What did we reject?|B", "A"),
        ("問い|答え/何を使うか|A/何を却下したか|B", "A"),
        ("案|採否/A|○/B|×", "A"),
        ("Option|Verdict/A|CHOSEN/B|REJECTED — the bank offers no coordinator for it, nor ever will", "A"),
        ("Option|New servers?|Decision/A|No|chosen/B|Yes|rejected", "A"),
        ("Option|Cost|Status/A|high|Chosen/B|low|Rejected", "A"),
        ("案|決定|決定理由/A|採用|Bでは遅い", "A"),
        ("Chosen|Rejected/A|B", "A"),
        ("Today|Target/A|B", "B"),
    ],
)
def test_a_row_says_no(table: str, found: str) -> None:
    assert chosen(table) == found
