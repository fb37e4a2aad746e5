"""Rules of design examples: picture, steps, files and evidence name the same things; each mistake at its place."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import material
import pytest
from projects import OVEN, REPOSITORY, Project

from patternloom.catalog.evidence import record
from patternloom.catalog.load import load
from patternloom.problems import limits

FOLDER = "examples/oven"
EXAMPLE = f"{FOLDER}/example.yaml"
CONF = (OVEN / FOLDER / "files" / "oven.conf").read_text("utf-8")


@pytest.fixture
def oven(project: Project) -> Project:
    """The small catalog with one right example, as it was checked."""
    project.overlay(OVEN)
    return project


def stamp(project: Project, id: str, *checks: str) -> None:
    """Write the record of checks that passed on the files as they are."""
    catalog = load(project.catalog)[0]
    text = record(catalog.files[id], "2026-01-02", checks or ["check-heat"], {"thermometer": "3"}, {"en": "No fire."})
    folder = catalog.places[id].source.path.parent.as_posix()
    project.write(f"{folder}/evidence.json", text)


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
            changed("        objects: [Oven/oven]\n", ""),
            "22:9: 'oven' is provided by files without 'objects', expected what it is there",
        ),
        (
            changed('        switch: {file: oven.conf, text: "chimney = yes"}\n', ""),
            "29:9: 'chimney' is managed without a 'switch', expected what turns it on",
        ),
        (
            changed(
                'provided_by: managed\n        switch: {file: oven.conf, text: "chimney = yes"}\n',
                "provided_by: addon\n",
            ),
            "29:9: 'chimney' is addon without a 'switch', expected what turns it on",
        ),
        (
            changed(
                'provided_by: managed\n        switch: {file: oven.conf, text: "chimney = yes"}\n',
                "provided_by: injected\n",
            ),
            "29:9: 'chimney' is injected without a 'switch', expected what turns it on",
        ),
        (
            changed("id: chimney\n", "id: baker\n"),
            "29:13: duplicate id 'baker', expected ids to be unique in the example",
        ),
        (
            changed("file: oven.conf, text", "file: ovn.conf, text"),
            "34:24: no file 'ovn.conf' below 'files/', expected it there; did you mean 'oven.conf'?",
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
            changed("start: baker", "start: bakr"),
            "38:25: unknown component 'bakr', expected one of this example; did you mean 'baker'?",
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
            changed(
                "        inside: cellar\n",
                '        inside: cellar\n        authenticates: {file: oven.conf, text: "door = shut"}\n',
            ),
            "26:48: 'door = shut' does not stand in 'oven.conf', expected it word for word",
        ),
        (
            changed("flows: [{start: oven, end: chimney}]", "at: oven"),
            "29:13: component 'chimney' takes part in no step, expected a step that names it",
        ),
        (
            changed("    files:\n", "    files:\n      - {path: oven.conf, role: {en: Twice, ja: 二度}}\n"),
            "50:16: file 'oven.conf' listed twice, expected once",
        ),
        (
            changed("path: oven.conf", "path: oven.cnf"),
            "49:16: no file 'oven.cnf' below 'files/', expected it there; did you mean 'oven.conf'?",
        ),
        (
            changed("path: oven.conf", "path: ../oven.conf"),
            "49:16: path '../oven.conf', expected a relative path below 'files/', of at most 200 bytes",
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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("end: chimney", "end: chimny"),
        ("        at: oven\n", "        at: ofen\n"),
        ("path: oven.conf, role", "path: ovens.conf, role"),
    ],
)
def test_a_slip_in_a_name_is_told_once(oven: Project, old: str, new: str) -> None:
    """Not as a part or a file, too, which then seems to be named nowhere."""
    changed(old, new)(oven)
    assert [one.partition("; did you mean")[1] for one in errors(oven)] == ["; did you mean"]


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
    assert errors(oven) == [f"catalog/{FOLDER}/files/oven.conf:3:12: mark of step '4', expected a step from 1 to 3"]


def test_a_file_that_is_no_text_is_read_as_far_as_it_is_one(oven: Project) -> None:
    oven.write(f"{FOLDER}/files/oven.conf", CONF.encode() + b"\xff # step 4\n")
    assert errors(oven) == [f"catalog/{FOLDER}/files/oven.conf:3:3: mark of step '4', expected a step from 1 to 3"]


@pytest.mark.parametrize("number", ["0", "03", "99999", "9" * 5000])
def test_what_is_no_step_s_number_is_told_however_long(oven: Project, number: str) -> None:
    oven.write(f"{FOLDER}/files/oven.conf", CONF + f"rest = no  # step {number}\n")
    told = number if len(number) < 60 else "9" * 59 + "…"
    assert errors(oven) == [
        f"catalog/{FOLDER}/files/oven.conf:3:12: mark of step '{told}', expected a step from 1 to 3"
    ]


def test_a_mark_stands_at_the_line_that_an_editor_shows(oven: Project) -> None:
    """A form feed, or a separator of Unicode, ends none."""
    oven.write(f"{FOLDER}/files/oven.conf", CONF + "\f\u2028\x85rest = no  # step 4\n")
    assert errors(oven) == [f"catalog/{FOLDER}/files/oven.conf:3:15: mark of step '4', expected a step from 1 to 3"]


def test_more_steps_than_the_style_sheet_lights_are_told(oven: Project) -> None:
    step = "      - text: {en: It cools., ja: 冷めます。}\n        at: oven\n"
    oven.replace(EXAMPLE, step, step * (limits.STEPS - 2))
    assert errors(oven) == []
    oven.replace(EXAMPLE, "    failures:\n", step + "    failures:\n")
    assert errors(oven) == [f"catalog/{EXAMPLE}:37:7: 25 steps, expected at most 24, as a picture lights no more"]


@pytest.mark.parametrize(
    ("limit", "there", "expected"),
    [
        ("COMPONENTS", 3, "16:7: 3 components, expected at most 2; make two examples of it"),
        ("FLOWS", 2, "37:7: 2 arrows in the steps, expected at most 1; make two examples of it"),
        ("EXAMPLE_BYTES", 45, "49:7: files of 45 bytes, expected at most 44 in an example"),
        ("OBJECTS", 2, "8:5: 2 objects, expected at most 1 in an example"),
    ],
)
def test_more_than_an_example_may_hold_is_told_and_as_much_is_not(
    oven: Project, monkeypatch: pytest.MonkeyPatch, limit: str, there: int, expected: str
) -> None:
    changed("    not_run:", "    supporting: [{object: oven.conf, why: x}]\n    not_run:")(oven)
    monkeypatch.setattr(limits, limit, there)
    assert errors(oven) == []
    monkeypatch.setattr(limits, limit, there - 1)
    assert errors(oven) == [f"catalog/{EXAMPLE}:{expected}"]


def test_the_style_sheet_lights_as_many_steps_as_an_example_may_have() -> None:
    style = (REPOSITORY / "site_overrides" / "assets" / "css" / "pictures.css").read_text("utf-8")
    lit = re.findall(r"^\.pl-example:has\(#step-(\d+):is\([^)]*\)\) \.step-(\d+)[, ]", style, re.MULTILINE)
    assert lit == [(str(number), str(number)) for number in range(1, limits.STEPS + 1)]


def test_the_theme_s_style_sheet_shows_as_many_tabs_as_an_example_may_have_files() -> None:
    (style,) = (Path(material.__file__).parent / "templates" / "assets" / "stylesheets").glob("main.*.min.css")
    shown = re.findall(r"\.tabbed-set>input:nth-child\((\d+)\):checked", style.read_text("utf-8"))
    assert max(map(int, shown)) == limits.TABS


def move(project: Project, target: str) -> None:
    """Put the example's folder elsewhere in the catalog."""
    for path in sorted((project.catalog / FOLDER).rglob("*")):
        if path.is_file():
            project.write(f"{target}{path.relative_to(project.catalog / FOLDER).as_posix()}", path.read_bytes())
    shutil.rmtree(project.catalog / FOLDER)


@pytest.mark.parametrize("target", ["", "a/", "a/b/c/"])
def test_an_example_may_lie_in_any_folder_of_the_catalog(oven: Project, target: str) -> None:
    move(oven, target)
    assert oven.report() == "no problems"
    assert list(oven.load().files["oven"].checked()) == ["example.yaml", "files/oven.conf"]


def test_an_example_has_no_files_of_one_in_a_folder_below_it(oven: Project) -> None:
    other = oven.read(EXAMPLE)[oven.read(EXAMPLE).index("examples:\n") :].replace(
        "  - id: oven\n", "  - id: grill\n", 1
    )
    oven.write("examples/oven/grill/example.yaml", other)
    oven.write("examples/oven/grill/files/oven.conf", CONF)
    stamp(oven, "grill")
    assert oven.report() == "no problems"
    assert list(oven.load().files["oven"].checked()) == ["example.yaml", "files/oven.conf"]


def test_files_that_belong_to_no_example_are_a_warning_a_folder(project: Project) -> None:
    """Catalog YAML there would vanish without a word."""
    for name in ("b.yaml", "a/x.yaml"):
        project.write(f"files/{name}", "patterns: []\n")
    project.write("baking/files/files/y", "")
    project.write("fermentation/evidence.json", "{}\n")
    assert project.report() == (
        "catalog/baking/files/files/y:1:1: warning: file below 'files/' of no example, expected an example beside that folder;"
        " catalog YAML is not read there\n"
        "catalog/fermentation/evidence.json:1:1: warning: evidence of no example, expected an example beside it\n"
        "catalog/files/a/x.yaml:1:1: warning: file below 'files/' of no example, expected an example beside that folder;"
        " catalog YAML is not read there\n"
        "3 warnings"
    )


def test_they_are_told_beside_the_mistakes_that_come_of_it(project: Project) -> None:
    project.write("files/rye.yaml", "patterns: []\n")
    project.replace("baking/steam.yaml", "id: steam\n", "id: steam\n    children: [rye]\n")
    assert [line.split(", expected")[0] for line in project.report().splitlines()] == [
        "catalog/baking/steam.yaml:10:16: unknown pattern 'rye'",
        "catalog/files/rye.yaml:1:1: warning: file below 'files/' of no example",
        "1 error, 1 warning",
    ]


def test_files_of_an_example_that_is_broken_or_cannot_be_read_are_not_called_nobody_s(oven: Project) -> None:
    oven.replace(EXAMPLE, "about: [steam]", "about: [steem]")
    assert "of no example" not in oven.report()
    oven.write(EXAMPLE, b"\xff")
    assert (
        oven.report()
        == f"catalog/{EXAMPLE}:1:1: byte 0xff is not UTF-8, expected UTF-8 text; save the file as UTF-8\n1 error"
    )


def test_two_examples_in_a_folder_with_files_are_one_mistake(oven: Project) -> None:
    """Either would be told that it does not list the other's files."""
    other = oven.read(EXAMPLE)[oven.read(EXAMPLE).index("examples:\n") :].replace(
        "  - id: oven\n", "  - id: grill\n", 1
    )
    oven.write(f"{FOLDER}/grill.yaml", other)
    assert oven.report() == (
        f"catalog/{FOLDER}/grill.yaml:2:9: second example in folder 'examples/oven', expected one, as it has files;"
        f" first at catalog/{EXAMPLE}:8:9\n"
        "1 error"
    )


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
        f"{EVIDENCE} warning: 'oven' changed since its checks of 2026-01-02 ('files/oven.conf'), expected `make evidence`\n"
        "1 warning"
    )


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("ab", "'example.yaml', 'files/a.conf', 'files/b.conf'"),
        ("abc", "'example.yaml', 'files/a.conf', 'files/b.conf', …"),
    ],
)
def test_three_of_what_changed_are_named(oven: Project, names: str, told: str) -> None:
    old = "      - {path: oven.conf, role: {en: The oven, ja: 窯}}\n"
    for name in names:
        oven.write(f"{FOLDER}/files/{name}.conf", "")
    oven.replace(EXAMPLE, old, old + "".join(old.replace("oven.conf", f"{name}.conf") for name in names))
    assert oven.report() == (
        f"{EVIDENCE} warning: 'oven' changed since its checks of 2026-01-02 ({told}), expected `make evidence`\n1 warning"
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
    stamp(oven, "oven", "check-heat", "check-heet")
    assert oven.report() == (
        f"{EVIDENCE} unknown kind of check 'check-heet', expected one of 'check_kinds:'; did you mean 'check-heat'?\n"
        "1 error"
    )


@pytest.mark.parametrize(
    ("object", "expected"),
    [
        ("Oven/oven", ""),
        ("oven/yes/chimney-yes", ""),
        ("oven.conf", ""),
        ("Oven/ofen", "object 'Oven/ofen' is in no file below 'files/' ('ofen' stands in none), expected it there; did you mean 'oven'?"),
        ("Owen/oven", "object 'Owen/oven' is in no file below 'files/' ('Owen' stands in none), expected it there; did you mean 'oven'?"),
        ("CHIMNEY.conf", "object 'CHIMNEY.conf' is in no file below 'files/' ('CHIMNEY' stands in none), expected it there; there is oven.conf"),
        ("Oven/OVEN/oven", "object 'Oven/OVEN/oven' is in no file below 'files/' ('OVEN' stands in none), expected it there; did you mean 'oven'?"),
        ("Oven/cellar/oven", "object 'Oven/cellar/oven' is in no file below 'files/' ('cellar' stands in none), expected it there"),
        ("Oven/oven-grill", "object 'Oven/oven-grill' is in no file below 'files/' ('grill' stands in none), expected it there"),
        ("ofen.conf", "object 'ofen.conf' is in no file below 'files/' ('ofen' stands in none), expected it there; did you mean 'oven.conf'?"),
    ],
)  # fmt: skip
def test_an_object_is_a_file_or_each_word_of_its_name_stands_in_one(oven: Project, object: str, expected: str) -> None:
    oven.replace(EXAMPLE, "objects: [Oven/oven]", f"objects: [{object}]")
    told = [problem.message + (f"; {problem.hint}" if problem.hint else "") for problem in oven.problems()]
    assert [line for line in told if "changed since" not in line] == ([expected] if expected else [])


def test_an_object_that_the_picture_leaves_out_stands_in_a_file_too(oven: Project) -> None:
    oven.replace(EXAMPLE, "    not_run:", "    supporting: [{object: Plan/door, why: x}]\n    not_run:")
    assert errors(oven) == [
        f"catalog/{EXAMPLE}:50:27: object 'Plan/door' is in no file below 'files/' ('Plan' stands in none), expected it there"
    ]


def test_each_object_has_its_place_and_one_that_is_a_file_hides_no_other(oven: Project) -> None:
    changed("objects: [Oven/oven]", "objects: [oven.conf, Oven/cellar]")(oven)
    assert [one.partition(" is in")[0] for one in errors(oven)] == [f"catalog/{EXAMPLE}:27:30: object 'Oven/cellar'"]


def test_a_catalog_without_kinds_of_checks_is_asked_for_no_evidence(oven: Project) -> None:
    """Nor for what the checks could not run; with a kind, for both."""
    (oven.catalog / FOLDER / "evidence.json").unlink()
    text = oven.read(EXAMPLE)
    (not_run,) = (line for line in text.splitlines(keepends=True) if line.startswith("    not_run:"))
    oven.write(EXAMPLE, text.replace(not_run, ""))
    assert errors(oven) == [
        f"{EVIDENCE} warning: evidence of 'oven' is missing, expected what `make evidence` writes",
        f"catalog/{EXAMPLE}:8:9: no 'not_run' in 'oven', expected what the checks could not run",
    ]
    oven.replace(EXAMPLE, "check_kinds:\n  - {id: check-heat, name: {en: Heat, ja: 熱}}\n", "")
    assert oven.report() == "no problems"


def test_an_example_without_files_needs_no_evidence(oven: Project) -> None:
    (oven.catalog / FOLDER / "evidence.json").unlink()
    (oven.catalog / FOLDER / "files" / "oven.conf").unlink()
    oven.replace(EXAMPLE, "    files:\n      - {path: oven.conf, role: {en: The oven, ja: 窯}}\n", "")
    oven.replace(EXAMPLE, "provided_by: files\n        objects: [Oven/oven]\n", "provided_by: outside\n")
    oven.replace(EXAMPLE, "provided_by: managed\n", "provided_by: outside\n")
    oven.replace(EXAMPLE, '        switch: {file: oven.conf, text: "chimney = yes"}\n', "")
    assert oven.report() == "no problems"


def test_check_alone_tells_how_old_the_evidence_is(oven: Project) -> None:
    """For people; a report for machines holds problems and nothing else."""
    done = oven.run("check")
    told = r"design examples with evidence: 1; the oldest is of 2026-01-02, [1-9]\d* days ago \(oven\)\nno problems\n"
    assert re.fullmatch(told, done.stdout), done.stdout
    assert oven.run("check", "--format", "json").stdout == "[]\n"
    yesterday = (dt.date.today() - dt.timedelta(days=1)).isoformat()
    oven.replace(f"{FOLDER}/evidence.json", "2026-01-02", yesterday)
    assert f"of {yesterday}, 1 day ago (oven)" in oven.run("check").stdout


def renamed(name: str) -> Callable[[Project], None]:
    """Its file has another name."""

    def rename(project: Project) -> None:
        file = project.catalog / FOLDER / "files" / "oven.conf"
        file.rename(file.with_name(name))

    return rename


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            renamed("Oven.conf"),
            "49:16: no file 'oven.conf' below 'files/', expected it there; did you mean 'Oven.conf'?",
        ),
        (
            changed("path: oven.conf", "path: files/oven.conf"),
            "49:16: no file 'files/oven.conf' below 'files/', expected it there; did you mean 'oven.conf'?",
        ),
        (
            changed("end: chimney}", "end: chimny}"),
            "40:36: unknown component 'chimny', expected one of this example; did you mean 'chimney'?",
        ),
        (
            changed("end: chimney}", "end: flue}"),
            "40:36: unknown component 'flue', expected one of this example; there are baker, chimney, oven",
        ),
    ],
)
def test_what_follows_from_a_name_that_is_wrong_is_not_told(
    oven: Project, change: Callable[[Project], None], expected: str
) -> None:
    change(oven)
    assert errors(oven) == [f"catalog/{EXAMPLE}:{expected}"]


def test_of_a_file_that_is_gone_nothing_more_is_missed(oven: Project) -> None:
    (oven.catalog / FOLDER / "files" / "oven.conf").unlink()
    assert errors(oven) == [f"catalog/{EXAMPLE}:49:16: no file 'oven.conf' below 'files/', expected it there"]
