"""Examples with another word in what they say: in a command, a failure's signal, an alert, a placeholder."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from patternloom.verify.example.case import Case


def copied(value: Any, /, **changes: Any) -> Any:
    """A copy of an object of the model with other fields, unchecked."""
    made = object.__new__(type(value))
    for field in dataclasses.fields(value):
        object.__setattr__(made, field.name, changes.get(field.name, getattr(value, field.name)))
    return made


def rewritten(value: Any, old: str, new: str) -> tuple[Any, bool]:
    """The value with the first `old` in any plain text of it written otherwise; whether there was one."""
    if isinstance(value, str):
        return value.replace(old, new, 1), old in value
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            made, done = rewritten(item, old, new)
            if done:
                return (*value[:number], made, *value[number + 1 :]), True
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            made, done = rewritten(getattr(value, field.name), old, new)
            if done:
                return copied(value, **{field.name: made}), True
    return value, False


def saying(case: Case, field: str, old: str, new: str) -> Case:
    """The case whose design says something else in one field."""
    made, done = rewritten(getattr(case.design, field), old, new)
    assert done, f"{case.id}: no {old!r} in {field}"
    return dataclasses.replace(case, design=copied(case.design, **{field: made}))


def with_step(case: Case, block: str, number: int, **changes: Any) -> Case:
    """The case with other fields in one command."""
    commands = case.design.commands
    assert commands is not None
    steps: tuple[Any, ...] = getattr(commands, block)
    step = copied(steps[number - 1], **changes)
    made = copied(commands, **{block: (*steps[: number - 1], step, *steps[number:])})
    return dataclasses.replace(case, design=copied(case.design, commands=made))


def with_files(case: Case, files: Mapping[str, str]) -> Case:
    """The case with these texts in place of its own; objects stay."""
    return dataclasses.replace(case, files={**case.files, **files})
