"""The command line: what each verb prints, where, and the exit status it ends with."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
from projects import CASES, Project

from patternloom import cli
from patternloom.cli import DIAGRAMS, FORMATS, main, parser
from patternloom.problems.reports import RENDERINGS
from patternloom.site.view import DiagramForm
from patternloom.text.quoting import IN_QUOTES

MISTAKES = CASES / "invalid" / "several-mistakes-in-several-files"
EXPECTED = {
    "text": "expected.txt",
    "json": "expected.json",
    "github": "expected.github",
    "sarif": "expected.sarif",
    "junit": "expected.junit",
}


@pytest.fixture
def inside(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The project, with its folder as the current one."""
    monkeypatch.chdir(project.root)
    return project


def test_a_valid_catalog_has_no_problems_and_ends_with_0(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("no problems\n", "")


def test_warnings_are_shown_and_end_with_0(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    inside.overlay(CASES / "invalid" / "unused-entry")
    assert main(["check"]) == 0
    assert capsys.readouterr() == ((CASES / "invalid" / "unused-entry" / "expected.txt").read_text("utf-8"), "")


def test_stats_prints_counts_by_what_they_are_about(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[:4] == ["entries", "      2  areas", "      1  groups", "      5  patterns"]
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [
        "entries",
        "works",
        "statements",
        "correlations",
        "terms",
    ]
    assert err == ""


@pytest.mark.parametrize("name", EXPECTED)
def test_a_report_has_five_formats_and_ends_with_1(
    inside: Project, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest, name: str
) -> None:
    inside.overlay(MISTAKES)
    assert main(["check", "--format", name]) == 1
    out, err = capsys.readouterr()
    if request.config.getoption("--write-expected"):
        (MISTAKES / EXPECTED[name]).write_text(out, "utf-8")
    assert (out, err) == ((MISTAKES / EXPECTED[name]).read_text("utf-8"), "")


def test_text_is_what_comes_without_a_format_and_the_five_are_all(
    inside: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    inside.overlay(MISTAKES)
    assert main(["check"]) == 1
    assert capsys.readouterr() == ((MISTAKES / "expected.txt").read_text("utf-8"), "")
    assert set(EXPECTED) == set(RENDERINGS)


def test_what_the_command_offers_is_what_there_is() -> None:
    """It names them itself, as no verb should wait for what knows them."""
    assert sorted(RENDERINGS) == list(FORMATS)
    assert get_args(DiagramForm) == DIAGRAMS


def test_the_command_waits_for_nothing_that_only_a_verb_needs() -> None:
    code = "import sys; import patternloom.cli; print(sorted(name for name in sys.modules if name.startswith('patternloom')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['patternloom', 'patternloom.cli', 'patternloom.problems', 'patternloom.problems.streams']\n"


def test_the_sarif_report_is_built_as_the_standard_says(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """SARIF 2.1.0: the properties that are required, their types, and that every result's rule is described."""
    inside.overlay(MISTAKES)
    main(["check", "--format", "sarif"])
    log: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (set(log) - {"$schema"}, log["version"]) == ({"version", "runs"}, "2.1.0")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert isinstance(driver["name"], str)
    rules = [rule["id"] for rule in driver["rules"]]
    assert rules == sorted(set(rules))
    assert len(run["results"]) == 5
    for result in run["results"]:
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["ruleId"] in rules
        assert isinstance(result["message"]["text"], str)
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert (inside.root / place["artifactLocation"]["uri"]).is_file()
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1


def test_json_of_no_problems_is_an_empty_list(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "patternloom: error: the following arguments are required: verb"),
        (["chek"], "patternloom: error: argument verb: invalid choice: 'chek'"),
        (["check", "--format", "xml"], "patternloom check: error: argument --format: invalid choice: 'xml'"),
        (["check", "more"], "patternloom: error: unrecognized arguments: more"),
        (["export"], "patternloom export: error: the following arguments are required: folder"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_right(
    inside: Project, capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    out, err = capsys.readouterr()
    assert (caught.value.code, out) == (2, "")
    assert err.splitlines()[-1].startswith(complaint)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["chek"], "'adr'); did you mean 'check'?"),
        (["adr", "chek"], "did you mean 'check'?"),
        (["check", "catalog"], "a folder is named before the verb: patternloom --catalog catalog …"),
        (["check", "-f", "mkdocs.yml"], "it goes before the verb: patternloom -f mkdocs.yml …"),
        (["init", "x", "fr", "de"], "join languages by commas: --languages en,de"),
        (["serve"], "'mkdocs serve' shows the site while you write"),
        (["check", "--lockd"], "unrecognized arguments: --lockd; did you mean '--locked'?"),
        (["check", "--lockd=1"], "unrecognized arguments: --lockd=1; did you mean '--locked'?"),
        (["adr", "check", "--stict"], "unrecognized arguments: --stict; did you mean '--strict'?"),
        (["check", "--catalog", "x"], "it goes before the verb: patternloom --catalog x …"),
    ],
)
def test_wrong_use_is_told_with_what_was_likely_meant(
    inside: Project, capsys: pytest.CaptureFixture[str], arguments: list[str], hint: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith(hint)


@pytest.fixture
def site(inside: Project) -> Project:
    """The small catalog with pages and MkDocs' configuration, its folder as the current one."""
    shutil.copytree(CASES / "pages", inside.root, dirs_exist_ok=True)
    return inside


def kinds_not_shown(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The kinds that no page shows; what else was told breaks this off."""
    *lines, count = capsys.readouterr().out.splitlines()
    assert count == (f"{len(lines)} warnings" if len(lines) > 1 else "1 warning")
    return [line.split(": warning: no page shows the ")[1].partition(" '")[0] for line in lines]


def test_pages_macros_and_navigation_are_checked_with_the_catalog(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    assert kinds_not_shown(capsys) == ["figure", "erratum", "category", "technology"]
    (site.root / "content" / "start.md").write_text("{{ flour }}\n", "utf-8")
    site.replace("fermentation/area.yaml", "children: [leavening, autolyse]", "children: [leavenin, autolyse]")
    assert main(["check"]) == 1
    assert capsys.readouterr().out == (
        "catalog/fermentation/area.yaml:8:16: unknown group or pattern 'leavenin', expected the id of a group or pattern; did you mean 'leavening'?\n"
        "content/start.md:1:4: unknown name 'flour', expected one that the template has\n"
        "2 errors\n"
    )


def test_what_only_rendering_finds_is_told_when_asked_for(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (site.root / "content" / "start.ja.md").write_text("{{ 1 // 0 }}\n", "utf-8")
    assert main(["check"]) == 0
    assert len(kinds_not_shown(capsys)) == 4
    assert main(["check", "--render"]) == 1
    assert capsys.readouterr().out == (
        "content/start.ja.md:1:1: a division by zero, expected another number; in page 'start.md' (ja)\n1 error\n"
    )
    (site.root / "content" / "start.ja.md").write_text("x\n", "utf-8")
    assert main(["check", "--render"]) == 0


def test_another_configuration_names_the_folders_and_options_win(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-f` with a file that inherits; its folder is where names start, wherever the command runs."""
    (site.root / "pages").mkdir()
    (site.root / "pages" / "x.any.md").write_text("{{ flour }}\n", "utf-8")
    (site.root / "mkdocs.pages.yml").write_text("INHERIT: mkdocs.yml\ndocs_dir: pages\nnav: [x.md]\n", "utf-8")
    assert main(["-f", str(site.root / "mkdocs.pages.yml"), "check"]) == 1
    assert "pages/x.any.md:1:4: unknown name 'flour'" in capsys.readouterr().out
    assert main(["-f", "mkdocs.pages.yml", "--content", "content", "check"]) == 1
    assert capsys.readouterr().out == (
        "mkdocs.pages.yml:3:7: no page 'x.md', expected the path of one below the content; did you mean 'index.md'?\n1 error\n"
    )
    assert main(["-f", "mkdocs.pages.yml", "--content", "content", "export", "tree"]) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "other.yml:1:1: unreadable file (No such file or directory), expected MkDocs' configuration"),
        ("plugins: [search]\n", "other.yml:1:1: no plugin 'patternloom' below plugins:, expected the configuration of a site of ours"),
    ],
)  # fmt: skip
def test_a_configuration_that_is_none_is_a_mistake(
    site: Project, capsys: pytest.CaptureFixture[str], text: str | None, expected: str
) -> None:
    if text:
        (site.root / "other.yml").write_text(text, "utf-8")
    assert main(["-f", "other.yml", "check"]) == 1
    assert capsys.readouterr().out == f"{expected}\n1 error\n"


def test_the_usual_configuration_of_another_site_is_none_of_ours(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (site.root / "mkdocs.yml").write_text("docs_dir: nowhere\nplugins: [search]\n", "utf-8")
    assert main(["check"]) == 0
    assert kinds_not_shown(capsys) == ["figure"]


def test_a_content_folder_that_is_named_and_not_there_is_a_mistake(
    inside: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    inside.use_site()
    assert main(["--content", "nowhere", "check"]) == 1
    assert capsys.readouterr().out == "nowhere:1:1: no such folder, expected the site's pages in it\n1 error\n"


def test_a_catalog_folder_that_is_not_there_is_a_mistake(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--catalog", "nowhere", "check"]) == 1
    assert capsys.readouterr().out == (
        "nowhere:1:1: no such folder, expected the catalog's YAML files in it\n1 error\n"
    )


def test_another_catalog_may_be_named_by_any_path(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    inside.overlay(MISTAKES)
    inside.catalog.rename(inside.root / "other")
    assert main(["--catalog", str(inside.root / "other"), "check"]) == 1
    expected = (MISTAKES / "expected.txt").read_text("utf-8").replace("catalog/", "other/")
    assert capsys.readouterr().out == expected


def test_another_catalog_is_not_held_against_the_pages_here(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Unless they are named too: they link entries that it need not have."""
    shutil.copytree(site.catalog, site.root / "other")
    (site.root / "content" / "start.md").write_text("{{ flour }}\n", "utf-8")
    assert main(["--catalog", "other", "check"]) == 0
    assert main(["--catalog", "other", "--content", "content", "check"]) == 1
    assert "content/start.md:1:4: unknown name 'flour'" in capsys.readouterr().out


def test_schemas_are_written_below_the_catalog_and_named(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == (
        "catalog/schema/document.schema.json\ncatalog/schema/settings.schema.json\ncatalog/schema/strings.schema.json\n"
    )
    words = json.loads((inside.catalog / "schema" / "strings.schema.json").read_text("utf-8"))
    assert "required" not in words
    assert {"language_name", "needs", "report_mistake"} <= words["properties"].keys()


def test_schemas_of_a_catalog_with_mistakes_hold_the_ids_that_can_be_read(
    inside: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    inside.overlay(MISTAKES)
    inside.write("catalog.yaml", "languages: [en, ja\n")
    inside.write("rye.yaml", "patterns:\n  - id: rye\n  - id: Oats_\n")
    inside.write("oats.yaml", "patterns: [\n")
    assert main(["schema"]) == 0
    assert capsys.readouterr().out.count("\n") == 3
    made = json.loads((inside.catalog / "schema" / "document.schema.json").read_text("utf-8"))
    assert made["$defs"]["ids-of-pattern"] == {
        "enum": ["autolyse", "oats", "rye", "soda", "sourdough", "steam", "yeast"]
    }


def test_schemas_of_a_catalog_without_languages_are_refused(
    bare_project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--catalog", str(bare_project.catalog), "schema"]) == 1
    assert capsys.readouterr().out == (
        f"{bare_project.catalog}/catalog.yaml:1:1: no languages to be found, expected 'languages:' here or a file in"
        " 'strings/'\n1 error\n"
    )


def test_the_tree_is_exported_to_a_new_folder(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    inside.use_site()
    assert main(["export", "tree", "--language", "ja"]) == 0
    number = sum(1 for path in (inside.root / "tree").rglob("*") if path.is_file())
    assert capsys.readouterr().out == f"{number} files in 'ja' written to tree\n"


def test_an_unknown_language_is_a_mistake_with_a_way_out(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    inside.use_site()
    assert main(["export", "tree", "--language", "jp"]) == 1
    assert capsys.readouterr().out == (
        "catalog/catalog.yaml:1:1: unknown language 'jp'; expected one of en, ja\n1 error\n"
    )
    assert not (inside.root / "tree").exists()


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_nothing_that_is_there_is_written_over(inside: Project, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    tree = inside.root / "tree"
    if kind == "folder":
        (tree / "kept").mkdir(parents=True)
    else:
        tree.write_text("kept")
    assert main(["export", "tree"]) == 2
    assert capsys.readouterr() == ("", "patternloom export: 'tree' exists and is not an empty folder\n")
    assert (tree / "kept").is_dir() or tree.read_text() == "kept"


def test_a_folder_that_cannot_be_made_is_wrong_use(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    inside.use_site()
    (inside.root / "file").write_text("")
    assert main(["export", "file/tree"]) == 2
    assert capsys.readouterr().err.startswith("patternloom: file/tree")


def test_a_tree_that_cannot_be_written_whole_is_not_there(
    inside: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a part of it, nor what it was written to at first."""
    inside.use_site()
    before = sorted(path.name for path in inside.root.iterdir())
    real, written = Path.write_bytes, []

    def write_bytes(self: Path, data: bytes) -> int:
        written.append(self)
        if len(written) > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "tree")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    assert main(["export", "tree"]) == 2
    assert capsys.readouterr() == ("", "patternloom: tree: No space left on device\n")
    assert sorted(path.name for path in inside.root.iterdir()) == before


def test_a_signal_while_a_tree_is_written_leaves_nothing_of_it(site: Project) -> None:
    """It ends as by the signal, without a traceback."""
    (site.root / "sitecustomize.py").write_text(
        "import os, pathlib, signal\n"
        # A shell that has us in its background lets us ignore it.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "write = pathlib.Path.write_bytes\n"
        "pathlib.Path.write_bytes = lambda *a: (os.kill(os.getpid(), signal.SIGINT), write(*a))[1]\n",
        "utf-8",
    )
    before = sorted(path.name for path in site.root.iterdir())
    done = site.run("export", "tree", env={**os.environ, "PYTHONPATH": str(site.root), "PYTHONDONTWRITEBYTECODE": "1"})
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "ended by SIGINT\n")
    assert sorted(path.name for path in site.root.iterdir()) == before


def test_help_names_every_verb_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parser().parse_args(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert [
        word
        for word in ("check", "export", "schema", "--catalog", "--macros", "--content", "--config-file")
        if word not in out
    ] == []


@pytest.mark.parametrize(
    ("verb", "option"), [(["lock"], "--editorial"), (["adr"], "check"), (["adr", "check"], "--since")]
)
def test_help_of_a_verb_tells_what_another_module_adds_to_it(
    capsys: pytest.CaptureFixture[str], verb: list[str], option: str
) -> None:
    """Nothing of it is read before somebody asks."""
    with pytest.raises(SystemExit) as caught:
        parser().parse_args([*verb, "--help"])
    assert caught.value.code == 0
    assert option in capsys.readouterr().out


@pytest.mark.parametrize("status", [0, 1])
def test_the_module_runs_as_the_command_does(project: Project, status: int) -> None:
    if status:
        project.overlay(MISTAKES)
    done = project.run("check")
    expected = (MISTAKES / "expected.txt").read_text("utf-8") if status else "no problems\n"
    assert (done.returncode, done.stdout, done.stderr) == (status, expected, "")


def test_the_installed_command_is_the_module(project: Project) -> None:
    command = shutil.which("patternloom", path=str(Path(sys.executable).parent))
    assert command
    assert Path(command).read_text("utf-8").count("from patternloom.cli import main") == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_cannot_show_every_letter_still_gets_the_report(project: Project, encoding: str) -> None:
    project.replace("baking/steam.yaml", "name: {en: Steam, ja: 蒸気}", "name: {en: Steam, ja: 蒸気, 蒸: 気}")
    done = project.run("check", env={**os.environ, "PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "catalog/baking/steam.yaml:10:31: unknown language '\\u84b8', expected en, ja; " + IN_QUOTES + "\n1 error\n"
    )


def test_a_reader_who_leaves_early_gets_no_traceback(project: Project) -> None:
    project.write("rye.yaml", "patterns:\n" + "- {id: a}\n" * 5000)
    script = f'"{sys.executable}" -m patternloom check | head -n 1; echo "${{PIPESTATUS[0]}}" >&2'

    done = subprocess.run(["bash", "-c", script], cwd=project.root, capture_output=True, text=True, check=False)
    assert done.stdout == "catalog/rye.yaml:2:3: missing key 'name'; expected name: in every pattern\n"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EACCES, "Permission denied", "a\nb"), "a\\nb: Permission denied"),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        (shutil.Error("'a' and 'b' are the same file"), "'a' and 'b' are the same file"),
        (OSError(), "OSError"),
    ],
)
def test_what_the_system_refuses_is_told_as_far_as_it_says(
    error: OSError, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: object) -> int:
        raise error

    monkeypatch.setattr(cli, "_run", refuse)
    assert main([]) == 2
    assert capsys.readouterr().err == f"patternloom: {said}\n"
