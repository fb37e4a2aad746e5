"""The picture and the lines of the files tell one story.

In: a case. Out: findings: a switch that turns nothing on, a numbered step that no line realises, a listed file's twin
that differs; and those of `objects`. What a line does is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.catalog.check_examples import STEP_MARK
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.picture.objects import object_findings

# A line that says nothing to the tool that reads the file: a switch there turns nothing on.
COMMENT = re.compile(r"^\s*(#|//|--)")
PROSE_ENDINGS = (".md", ".txt")


def picture_findings(case: Case) -> Iterator[Finding]:
    """Where the picture and the files part."""
    yield from object_findings(case)
    yield from _switches(case)
    yield from _steps(case)
    yield from _embedded(case)


def _switches(case: Case) -> Iterator[Finding]:
    for component in case.design.components:
        switch = component.switch
        if switch is None:
            continue
        text = case.files.get(switch.file, "")
        lines = [line for line in text.splitlines() if switch.text.splitlines()[0].strip() in line]
        if switch.text not in text:
            yield Finding(switch.file, "switch", f"{component.id!r}: {switch.text!r} does not stand there")
        elif all(COMMENT.match(line) for line in lines):
            yield Finding(switch.file, "switch", f"{component.id!r}: {switch.text!r} stands in a comment only")
        elif len(switch.text.strip()) < 6:
            yield Finding(switch.file, "switch", f"{component.id!r}: {switch.text!r} says too little")


def _steps(case: Case) -> Iterator[Finding]:
    """Some line realises a step; a step that none does must act at what no file has."""
    marked: set[int] = set()
    for path, text in case.files.items():
        if path.endswith(PROSE_ENDINGS):
            continue
        for line in text.splitlines():
            if found := STEP_MARK.search(line):
                marked |= {int(number) for number in re.findall(r"\d+", found[1])}
                if not re.sub(r"^\s*(#|//|--|<!--)", "", line[: found.start()]).strip() and path.endswith(
                    (".yaml", ".conf")
                ):
                    yield Finding(
                        path,
                        "step",
                        f"the mark of step {found[1]} stands on a line of its own, expected beside what realises it",
                    )
    ours = {one.id for one in case.design.components if one.provided_by == "files"}
    for number, step in enumerate(case.design.steps, start=1):
        acting = {flow.start for flow in step.flows if not flow.response} | {
            flow.end for flow in step.flows if not flow.response
        }
        acting |= {step.at} if step.at else set()
        if number not in marked and acting & ours and step.case == "normal":
            who = ", ".join(sorted(acting & ours))
            mark = f"expected '# step {number}' (or after // or --) at the end of the one that does"
            yield Finding(f"step {number}", "step", f"no line realises it in the files of {who}, {mark}")


def _embedded(case: Case) -> Iterator[Finding]:
    """A file that a ConfigMap repeats is there byte for byte."""
    for document in case.of_kind("ConfigMap"):
        for key, text in (document.value.get("data") or {}).items():
            twins = [path for path in case.files if path.rpartition("/")[2] == key and not path.startswith("k8s/")]
            if twins and text not in (case.files[path] for path in twins):
                yield Finding(document.id, "embedded", f"{key} differs from {', '.join(twins)}")
