"""What is written is read as the same record, and a file is written whole or not at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from patternloom.lock.read import read_lock, record_of
from patternloom.lock.record import Confirmed, Editorial, Former, Record, Revision
from patternloom.lock.write import write_lock, yaml_of
from patternloom.problems.findings import Findings
from patternloom.reading.strict_yaml import read_yaml

DAY = dt.date(2026, 2, 1)
SIGNS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\u2028\u2029\ufffe\uffff\ufeff"
)
WORDS = st.text(SIGNS, min_size=1).filter(lambda text: text.strip())
TEXTS = st.fixed_dictionaries({"en": WORDS, "ja": WORDS})
KEYED = st.fixed_dictionaries({"key": st.sampled_from(["b1", "l20"]), "text": TEXTS})
DATA = st.recursive(
    st.one_of(WORDS, TEXTS, KEYED),
    lambda inner: st.lists(st.dictionaries(st.sampled_from(["label", "text", "id"]), inner, min_size=1), min_size=1),
    max_leaves=5,
)
MEANING = st.dictionaries(st.sampled_from(["name", "summary", "status", "benefits"]), DATA, min_size=1)


def written(record: Record) -> Record:
    """The record, written and read."""
    text = yaml_of(record)
    source = read_yaml(text, "x.yaml")
    assert source
    problems = Findings()
    found = record_of(source, problems)
    assert list(problems) == []
    return found


FULL = Record(
    id="rye",
    kind="pattern",
    introduced="0.1.0",
    current=Revision(2, DAY, "0.2.0", {"en": "why", "ja": "理由"}, ("summary",)),
    meaning={
        "summary": {"en": "now", "ja": "今"},
        "benefits": [{"key": "b1", "text": {"en": "x", "ja": "y"}, "opinion": "true"}],
    },
    earlier=(Revision(1, DAY, "0.1.0", was={"summary": {"en": "then", "ja": "前"}}),),
    editorial=(
        Editorial(1, DAY, "name", {"en": "a", "ja": "b"}, {"en": "o", "ja": "p"}),
        Editorial(1, DAY, "reason", {"en": "a", "ja": "b"}),
    ),
    confirmed={"summary": {"ja": Confirmed("0123456789ab", "ba9876543210")}},
    addresses=("areas/a/#rye", "areas/b/#rye"),
    keys=("b1", "b2"),
    dropped=("b2",),
    formerly=(Former("wheat", 1),),
)


def test_a_record_with_everything_is_read_as_it_was() -> None:
    assert written(FULL) == FULL


def test_an_ended_record_is_read_as_it_was() -> None:
    retired = Record("rye", "pattern", Revision(1, DAY), {"name": {"en": "a", "ja": "b"}}, retired=DAY)
    merged = Record("rye", "pattern", Revision(1, DAY), {"name": {"en": "a", "ja": "b"}}, into="wheat")
    assert (written(retired), written(merged)) == (retired, merged)
    assert (retired.ended, merged.ended) == (True, True)


@given(MEANING, TEXTS, WORDS)
def test_whatever_a_meaning_holds_is_read_as_it_was(meaning: dict[str, Any], reason: dict[str, str], word: str) -> None:
    earlier = (Revision(1, DAY, was={"summary": word}),)
    editorial = (Editorial(1, DAY, "summary", reason, word),)
    record = Record(
        "rye", "pattern", Revision(2, DAY, None, reason, ("summary",)), meaning, earlier=earlier, editorial=editorial
    )
    assert written(record) == record


def test_files_are_written_moved_and_taken_away(tmp_path: Path) -> None:
    other = Record("wheat", "pattern", Revision(1, DAY), {"name": "x"})
    assert write_lock(tmp_path, {}, {"rye": FULL, "wheat": other}) == (
        "lock/pattern/rye.yaml",
        "lock/pattern/wheat.yaml",
    )
    problems = Findings()
    assert read_lock(tmp_path, "catalog", problems) == {"rye": FULL, "wheat": other}
    assert list(problems) == []
    before = (tmp_path / "lock/pattern/rye.yaml").stat().st_mtime_ns
    assert write_lock(tmp_path, {"rye": FULL, "wheat": other}, {"rye": FULL}) == ("lock/pattern/wheat.yaml",)
    assert read_lock(tmp_path, "catalog", problems) == {"rye": FULL}
    assert (tmp_path / "lock/pattern/rye.yaml").stat().st_mtime_ns == before
