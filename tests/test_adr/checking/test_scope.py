"""What competes and what is missing is told within a scope and below it, and not beside it."""

from __future__ import annotations

from record_files import record, reference

from patternloom.adr.checking.scope import Choice, judge_together, scopes_above


def found(*choices: tuple[str, str]) -> list[str]:
    """Scope and id of each choice → rule and id of each finding."""
    made = [
        Choice(record(f"---\nscope: {scope}\n---\n", f"{number}.md"), id, number, id)
        for number, (scope, id) in enumerate(choices)
    ]
    return [f"{finding.rule} {finding.file.shown} {finding.address}" for finding in judge_together(made, reference())]


def test_a_scope_lies_below_those_that_its_path_names() -> None:
    assert [*scopes_above("a/b")] == ["a/b", "a", "."]
    assert [*scopes_above(".")] == ["."]


def test_options_of_one_set_compete_in_a_scope_and_with_those_above() -> None:
    both = ["adr-competing 0.md sourdough", "adr-competing 1.md dry-yeast"]
    assert found(("a", "sourdough"), ("a", "dry-yeast")) == both
    assert found(("a", "sourdough"), ("a/b", "dry-yeast")) == both
    assert found((".", "sourdough"), ("a/b", "dry-yeast")) == both
    assert found(("a", "sourdough"), ("b", "dry-yeast")) == []


def test_members_of_one_option_do_not_compete() -> None:
    assert found(("a", "yeast"), ("a", "dry-yeast")) == []


def test_what_is_required_is_met_by_any_member_here_or_above() -> None:
    assert found(("a", "folding")) == ["adr-requires 0.md folding"]
    assert found(("a", "folding"), ("a", "sourdough")) == []
    assert found(("a/b", "folding"), ("a", "leavening")) == []
    assert found(("a", "folding"), ("a/b", "sourdough")) == ["adr-requires 0.md folding"]
