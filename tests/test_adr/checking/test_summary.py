"""The summary tells of each change who must look again."""

from __future__ import annotations

from record_files import file

from patternloom.adr.checking.findings import Change, Finding
from patternloom.adr.checking.summary import summary


def test_findings_of_one_change_stand_together() -> None:
    soda, ash = Change("soda", "discouraged", "It tastes\n"), Change("ash", "retired")
    found = [
        Finding(file("", name), 0, "adr-retired", "", change=change)
        for name, change in (("b.md", soda), ("a.md", soda), ("b.md", soda), ("c.md", ash), ("d.md", None))
    ]
    assert summary(found) == (
        "to look at again:\n  ash: retired\n    c.md\n  soda: discouraged (It tastes\\n)\n    b.md\n    a.md"
    )


def test_of_many_records_the_rest_is_counted_and_of_none_nothing_is_said() -> None:
    found = [Finding(file("", f"{number}.md"), 0, "adr-retired", "", change=Change("a", "b")) for number in range(25)]
    assert summary(found).splitlines()[-1] == "    and 5 more"
    assert summary([Finding(file(""), 0, "adr-language", "")]) == ""
