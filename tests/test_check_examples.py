"""Rules of design examples: picture, steps, files and evidence name the same things; each mistake at its place."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from projects import Project

from patternloom.evidence import record
from patternloom.load import load

FOLDER = "examples/oven"
EXAMPLE = f"{FOLDER}/example.yaml"
TEXT = """\
component_kinds:
  - {id: kind-machine, name: {en: Machine, ja: 機械}}
boundary_kinds:
  - {id: boundary-room, name: {en: Room, ja: 部屋}}
check_kinds:
  - {id: check-heat, name: {en: Heat, ja: 熱}}
examples:
  - id: oven
    name: {en: Oven, ja: 窯}
    about: [steam]
    summary: {en: Baking., ja: 焼きます。}
    boundaries:
      - {id: house, kind: boundary-room}
      - {id: cellar, kind: boundary-room, inside: house}
    components:
      - id: baker
        kind: kind-machine
        name: {en: Baker, ja: 職人}
        inside: house
        provided_by: outside
        does: {en: Kneads, ja: こねる}
      - id: oven
        kind: kind-machine
        name: {en: Oven, ja: 窯}
        inside: cellar
        provided_by: files
        objects: [Plan/oven]
        does: {en: Bakes, ja: 焼く}
      - id: chimney
        kind: kind-machine
        name: {en: Chimney, ja: 煙突}
        inside: house
        provided_by: managed
        switch: {file: oven.conf, text: "chimney = yes"}
        does: {en: Draws, ja: 排気}
    steps:
      - text: {en: She heats., ja: 火を入れます。}
        flows: [{start: baker, end: oven}]
      - text: {en: Smoke leaves., ja: 煙が出ます。}
        flows: [{start: oven, end: chimney}]
      - text: {en: It cools., ja: 冷めます。}
        at: oven
    failures:
      - component: oven
        happens: {en: No bread., ja: 焼けません。}
        user_sees: {en: Nothing., ja: 何もありません。}
        recovery: {en: Heat again., ja: 再び火を入れます。}
    files:
      - {path: oven.conf, role: {en: The oven, ja: 窯}}
    not_run: {en: No fire., ja: 火災。}
    source: [F1/x]
    reviewed: 2026-01-02
"""
CONF = "[oven]  # step 1\nchimney = yes  # steps 2, 3\n"


@pytest.fixture
def oven(project: Project) -> Project:
    """The small catalog with one right example, as it was checked."""
    project.write(EXAMPLE, TEXT)
    project.write(f"{FOLDER}/files/oven.conf", CONF)
    stamp(project)
    return project


def stamp(project: Project, *checks: str) -> None:
    """Write the record of checks that passed on the files as they are."""
    files = load(project.catalog)[0].files_of("oven")
    files.pop("evidence.json", None)
    text = record(files, "2026-01-02", checks or ["check-heat"], {"thermometer": "3"}, {"en": "No fire."})
    project.write(f"{FOLDER}/evidence.json", text)


def test_a_right_example_has_nothing_to_say(oven: Project) -> None:
    assert oven.report() == "no problems"


def changed(old: str, new: str) -> Callable[[Project], None]:
    """In the example."""
    return lambda project: project.replace(EXAMPLE, old, new)


def errors(project: Project) -> list[str]:
    """The report without its count, and without the warning that each change brings along."""
    return [line for line in project.report().splitlines()[:-1] if "warning: 'oven' changed since" not in line]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            changed("id: cellar, kind: boundary-room, inside: house", "id: cellar, kind: boundary-room, inside: hous"),
            "14:51: unknown boundary 'hous', expected one of this example; did you mean 'house'?",
        ),
        (
            changed("{id: house, kind: boundary-room}", "{id: house, kind: boundary-room, inside: house}"),
            "13:50: boundary 'house' is inside itself, expected nesting without a cycle",
        ),
        (
            changed("{id: cellar, kind: boundary-room,", "{id: house, kind: boundary-room,"),
            "14:14: duplicate id 'house', expected ids to be unique in the example",
        ),
        (
            changed("inside: cellar", "inside: celar"),
            "25:17: unknown boundary 'celar', expected one of this example; did you mean 'cellar'?",
        ),
        (
            changed("id: chimney\n", "id: cellar\n"),
            "29:13: component 'cellar' has a boundary's id, expected one of its own",
        ),
        (
            changed("        objects: [Plan/oven]\n", ""),
            "22:9: 'oven' is provided by files without 'objects', expected what it is there",
        ),
        (
            changed('        switch: {file: oven.conf, text: "chimney = yes"}\n', ""),
            "29:9: 'chimney' is managed without a 'switch', expected what turns it on",
        ),
        (
            changed("file: oven.conf, text", "file: ovn.conf, text"),
            "34:24: no file 'ovn.conf' in the example; did you mean 'oven.conf'?",
        ),
        (
            changed("chimney = yes", "chimney = no"),
            "34:41: 'chimney = no' does not stand in 'oven.conf', expected it word for word",
        ),
        (
            changed("end: oven}", "end: ovn}"),
            "38:37: unknown component 'ovn', expected one of this example; did you mean 'oven'?",
        ),
        (
            changed("        at: oven\n", ""),
            "41:9: a step without 'flows' or 'at', expected where it happens",
        ),
        (
            changed("        at: oven\n", "        at: ofen\n"),
            "42:13: unknown component 'ofen', expected one of this example; did you mean 'oven'?",
        ),
        (
            changed("component: oven", "component: stove"),
            "44:20: unknown component 'stove', expected one of this example; did you mean 'oven'?",
        ),
        (
            changed("flows: [{start: oven, end: chimney}]", "at: oven"),
            "29:13: component 'chimney' takes part in no step, expected a step that names it",
        ),
        (
            changed("path: oven.conf", "path: oven.cnf"),
            "49:16: no file 'oven.cnf' below 'files/', expected it there; did you mean 'oven.conf'?",
        ),
        (
            changed("path: oven.conf", "path: ../oven.conf"),
            "49:16: path '../oven.conf', expected a relative path below 'files/'",
        ),
        (
            changed("{en: She heats., ja: 火を入れます。}", "{en: She heats.}"),
            "37:15: missing translation 'ja', expected a text for each of en, ja",
        ),
    ],
)
def test_a_mistake_in_the_example_is_told_at_its_place(
    oven: Project, change: Callable[[Project], None], expected: str
) -> None:
    change(oven)
    assert f"catalog/{EXAMPLE}:{expected}" in errors(oven)


def test_a_file_that_is_not_listed_is_told(oven: Project) -> None:
    oven.write(f"{FOLDER}/files/more/spare.conf", "")
    assert errors(oven) == [
        f"catalog/{FOLDER}/files/more/spare.conf:1:1: file is not listed in 'files:' of 'oven', expected it there"
    ]


def test_more_files_than_a_page_has_tabs_for_are_told(oven: Project) -> None:
    names = [f"{number}.conf" for number in range(20)]
    for name in names:
        oven.write(f"{FOLDER}/files/{name}", "")
    old = "      - {path: oven.conf, role: {en: The oven, ja: 窯}}\n"
    oven.replace(EXAMPLE, old, old + "".join(old.replace("oven.conf", name) for name in names))
    assert errors(oven) == [f"catalog/{EXAMPLE}:49:7: 21 files, expected at most 20, as a page shows no more"]


def test_a_mark_of_a_step_that_is_not_there_is_told_at_its_line(oven: Project) -> None:
    oven.write(f"{FOLDER}/files/oven.conf", CONF + "rest = no  # steps 3, 4\n")
    assert errors(oven) == [f"catalog/{FOLDER}/files/oven.conf:3:12: mark of step 4, expected a step from 1 to 3"]


def test_a_link_instead_of_a_file_is_refused(oven: Project) -> None:
    file = oven.catalog / FOLDER / "files" / "oven.conf"
    file.unlink()
    file.symlink_to("/etc/hostname")
    assert f"catalog/{FOLDER}/files/oven.conf:1:1: not a regular file, expected a file of the example itself" in errors(
        oven
    )


EVIDENCE = f"catalog/{FOLDER}/evidence.json:1:1:"


def test_a_change_after_the_checks_is_a_warning_that_names_what_changed(oven: Project) -> None:
    oven.write(f"{FOLDER}/files/oven.conf", CONF + "\n")
    assert oven.report() == (
        f"{EVIDENCE} warning: 'oven' changed since its checks of 2026-01-02 (files/oven.conf), expected `make evidence`\n"
        "1 warning"
    )


def test_a_missing_record_is_a_warning(oven: Project) -> None:
    (oven.catalog / FOLDER / "evidence.json").unlink()
    assert oven.report() == (
        f"{EVIDENCE} warning: evidence of 'oven' is missing, expected what `make evidence` writes\n1 warning"
    )


def test_what_is_no_record_is_a_warning(oven: Project) -> None:
    oven.write(f"{FOLDER}/evidence.json", "<<<<<<< ours\n")
    assert oven.report() == (
        f"{EVIDENCE} warning: evidence of 'oven' is no record of checks, expected what `make evidence` writes\n1 warning"
    )


def test_a_kind_of_check_that_nobody_knows_is_an_error(oven: Project) -> None:
    stamp(oven, "check-heat", "check-heet")
    assert oven.report() == (
        f"{EVIDENCE} unknown kind of check 'check-heet', expected one of 'check_kinds:'; did you mean 'check-heat'?\n"
        "1 error"
    )


def test_an_example_without_files_needs_no_evidence(oven: Project) -> None:
    (oven.catalog / FOLDER / "evidence.json").unlink()
    (oven.catalog / FOLDER / "files" / "oven.conf").unlink()
    oven.replace(EXAMPLE, "    files:\n      - {path: oven.conf, role: {en: The oven, ja: 窯}}\n", "")
    oven.replace(EXAMPLE, "provided_by: managed\n", "provided_by: outside\n")
    oven.replace(EXAMPLE, '        switch: {file: oven.conf, text: "chimney = yes"}\n', "")
    assert oven.report() == "no problems"


def test_check_alone_tells_how_old_the_evidence_is(oven: Project) -> None:
    """For people; a report for machines holds problems and nothing else."""
    done = oven.run("check")
    told = r"design examples with evidence: 1; the oldest is of 2026-01-02, [1-9]\d* days ago \(oven\)\nno problems\n"
    assert re.fullmatch(told, done.stdout), done.stdout
    assert oven.run("check", "--format", "json").stdout == "[]\n"
