"""The catalog folder gives the files that should be read, in order, and a problem for each that should not."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from projects import Project

from patternloom.problems import limits
from patternloom.problems.findings import Findings
from patternloom.reading import folder as reading
from patternloom.reading.folder import read_attachments, read_catalog, walk


def refusals(root: Path) -> list[str]:
    """What is wrong in a folder."""
    return [str(problem) for problem in read_catalog(root, "catalog")[1]]


def test_files_are_read_in_the_order_of_their_paths(bare_project: Project) -> None:
    for file in ("b.yaml", "a/z.yaml", "a.yaml", "a-b/c.yaml", "a/b/c.yaml"):
        bare_project.write(file, "a: b\n")
    sources, problems = read_catalog(bare_project.catalog, "shown")
    assert [(source.file, source.path.as_posix()) for source in sources] == [
        ("shown/a/b/c.yaml", "a/b/c.yaml"),
        ("shown/a/z.yaml", "a/z.yaml"),
        ("shown/a-b/c.yaml", "a-b/c.yaml"),
        ("shown/a.yaml", "a.yaml"),
        ("shown/b.yaml", "b.yaml"),
    ]
    assert problems == ()


def test_what_editors_and_people_leave_beside_the_catalog_is_not_read(bare_project: Project) -> None:
    for file in (
        ".a.yaml.swp",
        ".hidden.yaml",
        "#a.yaml#",
        "a.yaml~",
        "notes.md",
        "schema/a.schema.json",
        "b.YAML.orig",
    ):
        bare_project.write(file, "[")
    assert read_catalog(bare_project.catalog, "catalog") == ((), ())


def test_a_byte_order_mark_and_windows_line_ends_change_no_place(bare_project: Project) -> None:
    bare_project.write("a.yaml", b"\xef\xbb\xbfa: b\r\nc: &d e\r\n")
    (source,), (problem,) = read_catalog(bare_project.catalog, "catalog")
    assert source.value == {"a": "b", "c": "e"}
    assert str(problem) == "catalog/a.yaml:2:4: anchor '&d', expected a plain value; put the text in quotes: \"&d e\""


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"a: \xff\n", "1:4"),
        (b"a: b\r\nc: \xe8\x92\xb8\xe6\xb0\xff\n", "2:5"),
        (b"\xef\xbb\xbfa: \xff\n", "1:4"),
        ("a: 蒸\n".encode("utf-16"), "1:1"),
        ("a: 蒸気\n".encode("shift-jis"), "1:4"),
    ],
)
def test_a_byte_that_is_not_utf_8_is_refused_at_its_place(bare_project: Project, raw: bytes, place: str) -> None:
    bare_project.write("a.yaml", raw)
    (line,) = refusals(bare_project.catalog)
    assert line.startswith(f"catalog/a.yaml:{place}: byte 0x")
    hint = "it is UTF-16: save it as UTF-8" if place == "1:1" else "save the file as UTF-8"
    assert line.endswith(f" is not UTF-8, expected UTF-8 text; {hint}")


def test_a_folder_of_a_name_that_no_system_takes_is_missing(tmp_path: Path) -> None:
    problems = Findings()
    assert list(walk(tmp_path / ("x" * 5000), "content", problems, "site", "pages")) == []
    assert [problem.message for problem in problems] == ["no such folder, expected the site's pages in it"]
    assert read_attachments(tmp_path / ("x" * 5000), "catalog") == ({}, ())


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    assert refusals(tmp_path / "nothing") == ["catalog:1:1: no such folder, expected the catalog's YAML files in it"]


def test_a_file_in_the_place_of_the_folder_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "catalog").write_text("a: b\n")
    assert refusals(tmp_path / "catalog") == [
        "catalog:1:1: a file, expected a folder with the catalog's YAML files in it"
    ]


def test_a_file_over_the_limit_is_refused_before_it_is_read(bare_project: Project) -> None:
    with (bare_project.catalog / "large.yaml").open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)  # a hole: takes no room on the disk
    assert refusals(bare_project.catalog) == [
        "catalog/large.yaml:1:1: file of 20,000,001 bytes, expected at most 20,000,000; split it"
    ]


def test_a_terabyte_is_refused_as_fast_as_any_other_file(bare_project: Project) -> None:
    with (bare_project.catalog / "large.yaml").open("wb") as file:
        file.truncate(10**12)
    assert refusals(bare_project.catalog) == [
        "catalog/large.yaml:1:1: file of 1,000,000,000,000 bytes, expected at most 20,000,000; split it"
    ]


def test_files_that_are_too_large_together_are_refused(bare_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CATALOG_CHARACTERS", 2_000)  # fifty million take twenty seconds to write and read
    for name in ("a", "b", "c"):
        bare_project.write(f"{name}.yaml", "a: b\n" + "#" * 995)
    sources, problems = read_catalog(bare_project.catalog, "catalog")
    assert [source.file for source in sources] == ["catalog/a.yaml", "catalog/b.yaml"]
    assert [str(problem) for problem in problems] == [
        "catalog/c.yaml:1:1: the catalog up to here is too large, expected at most 2,000 characters"
    ]


def test_values_that_are_too_many_together_are_refused(bare_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "VALUES_IN_CATALOG", 16)
    for name in ("a", "b", "c"):
        bare_project.write(f"{name}.yaml", "[a, b, c, d, e]\n")
    assert refusals(bare_project.catalog) == [
        "catalog/c.yaml:1:14: too many values, expected at most 1,000,000 in a file and 16 in all"
    ]


@pytest.mark.parametrize("target", ["../outside.yaml", "inside.yaml", "nowhere.yaml", "/etc/hostname", "link.yaml"])
def test_a_symbolic_link_is_refused_wherever_it_leads(bare_project: Project, target: str) -> None:
    (bare_project.root / "outside.yaml").write_text("a: b\n")
    bare_project.write("inside.yaml", "a: b\n")
    (bare_project.catalog / "link.yaml").symlink_to(target)
    assert refusals(bare_project.catalog) == [
        "catalog/link.yaml:1:1: symbolic link, expected a file or folder of the catalog itself"
    ]


@pytest.mark.parametrize("target", ["..", ".", "/"])
@pytest.mark.parametrize("name", ["areas", "files"])
def test_a_symbolic_link_to_a_folder_is_refused_and_not_followed(bare_project: Project, name: str, target: str) -> None:
    bare_project.write("in/side.yaml", "a: b\n")
    (bare_project.catalog / "in" / name).symlink_to(target, target_is_directory=True)
    assert refusals(bare_project.catalog) == [
        f"catalog/in/{name}:1:1: symbolic link, expected a file or folder of the catalog itself"
    ]


def test_a_pipe_is_refused_and_not_waited_for(bare_project: Project) -> None:
    os.mkfifo(bare_project.catalog / "pipe.yaml")
    assert refusals(bare_project.catalog) == ["catalog/pipe.yaml:1:1: not a regular file, expected YAML text"]


def test_a_folder_named_like_a_file_is_refused_and_still_looked_into(bare_project: Project) -> None:
    bare_project.write("a.yaml/b.yaml", "a: *b\n")
    assert refusals(bare_project.catalog) == [
        "catalog/a.yaml:1:1: a folder, expected a file, as its name ends in .yaml",
        "catalog/a.yaml/b.yaml:1:4: alias '*b', expected the value itself",
    ]


def test_the_ending_yml_is_refused(bare_project: Project) -> None:
    bare_project.write("a.yml", "a: b\n")
    assert refusals(bare_project.catalog) == ["catalog/a.yml:1:1: file name 'a.yml', expected the ending .yaml"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"a\xff.yaml", r"a\udcff.yaml"), (b"a\nb.yaml", r"a\nb.yaml"), (b"a\x1b[2J.yaml", r"a\x1b[2J.yaml")],
)
def test_a_name_that_cannot_be_shown_is_refused_on_one_line(bare_project: Project, name: bytes, shown: str) -> None:
    Path(os.fsdecode(os.fsencode(bare_project.catalog) + b"/" + name)).write_bytes(b"a: b\n")
    assert refusals(bare_project.catalog) == [
        f"catalog/{shown}:1:1: name with a character that cannot be shown, expected a plain name"
    ]


_AS_NOBODY = """
import os
from pathlib import Path
from patternloom.problems.reports import render_text
from patternloom.reading import folder as reading
from patternloom.reading.folder import read_catalog

b"a".decode("utf-8-sig")  # while its module may still be loaded
if os.getuid() == 0:  # root may read everything
    os.setgid(65534)
    os.setuid(65534)
print(render_text(read_catalog(Path("catalog"), "catalog")[1]))
"""


def test_what_editors_leave_among_attached_files_is_not_read(tmp_path: Path) -> None:
    """Another name with a dot is an example's own."""
    left = (".nginx.conf.swp", "nginx.conf~", "#nginx.conf#", ".#nginx.conf", ".DS_Store")
    own = ("nginx.conf", ".dockerignore", "a.swp")
    (tmp_path / "x" / "files").mkdir(parents=True)
    for name in (*left, *own):
        (tmp_path / "x" / "files" / name).write_bytes(b"x")
    found, problems = read_attachments(tmp_path, "catalog")
    assert (sorted(found), problems) == (sorted(f"x/files/{name}" for name in own), ())


def test_attached_files_are_those_of_examples_and_evidence(bare_project: Project) -> None:
    for file in ("x/files/a/b.conf", "x/files/a.conf", "evidence.json", "x/y.yaml", "other/a.conf"):
        bare_project.write(file, file)
    found, problems = read_attachments(bare_project.catalog, "catalog")
    assert (list(found), problems) == (["evidence.json", "x/files/a.conf", "x/files/a/b.conf"], ())
    assert found["x/files/a.conf"] == b"x/files/a.conf"


def attached_refusals(project: Project) -> list[str]:
    """What is wrong in the files of the one example."""
    return [
        str(problem).removeprefix("catalog/x/files/") for problem in read_attachments(project.catalog, "catalog")[1]
    ]


def test_attached_files_that_are_none_of_an_example_itself_are_refused(
    bare_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ATTACHED_BYTES", 3)
    folder = bare_project.write("x/files/large", "1234").parent
    bare_project.write("x/files/fits", "123")
    (folder / "link").symlink_to("fits")
    os.mkfifo(folder / "pipe")
    (folder / "b\x07").write_bytes(b"")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff")).write_bytes(b"")
    regular = "not a regular file, expected a file of the example itself"
    assert sorted(attached_refusals(bare_project)) == [
        r"\udcff:1:1: a name that is not UTF-8, expected one",
        r"b\x07:1:1: name with a character that cannot be shown, expected a plain name",
        "large:1:1: file of 4 bytes, expected at most 3",
        f"link:1:1: {regular}",
        f"pipe:1:1: {regular}",
    ]


@pytest.mark.parametrize(("limit", "most"), [("ATTACHED_FILES", 2), ("ATTACHED_BYTES_IN_ALL", 4)])
def test_attached_files_that_are_too_many_together_are_refused(
    bare_project: Project, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(limits, limit, most)
    for name in "abcd":
        bare_project.write(f"x/files/{name}", "12")
    (refusal,) = attached_refusals(bare_project)
    assert refusal.startswith("c:1:1: too many attached files up to here, expected at most ")


def test_a_pipe_that_a_site_engine_would_follow_is_refused_though_it_is_left_out(bare_project: Project) -> None:
    for name in ("a~", "#b", ".c"):
        os.mkfifo(bare_project.catalog / name)
    assert sorted(refusals(bare_project.catalog)) == [
        f"catalog/{name}:1:1: neither a file nor a folder, expected one of the catalog itself" for name in ("#b", "a~")
    ]


def test_a_folder_that_cannot_be_looked_into_is_refused_by_its_name(
    bare_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare_project.write("a/closed/files/b.conf", "x")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    message = "catalog/a/closed:1:1: unreadable folder (Permission denied), expected"
    assert refusals(bare_project.catalog) == [f"{message} YAML files in it"]
    assert [str(one) for one in read_attachments(bare_project.catalog, "catalog")[1]] == [
        f"{message} files of the example in it"
    ]


def test_files_and_folders_that_may_not_be_read_are_refused(bare_project: Project) -> None:
    bare_project.write("open.yaml", "a: b\n")
    bare_project.write("secret.yaml", "a: b\n").chmod(0)
    locked = bare_project.write("locked/a.yaml", "a: b\n").parent
    locked.chmod(0)
    for folder in (bare_project.root, bare_project.catalog):
        folder.chmod(0o755)
    # Coverage of this process could not be written either.
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    try:
        # Relative to the folder it starts in, as the folders above may be closed to others.
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY],
            cwd=bare_project.root,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        locked.chmod(0o755)
    assert (done.stdout, done.stderr) == (
        "catalog/locked:1:1: unreadable folder (Permission denied), expected YAML files in it\n"
        "catalog/secret.yaml:1:1: unreadable file (Permission denied), expected YAML text\n"
        "2 errors\n",
        "",
    )


def test_the_lock_and_files_of_examples_are_no_yaml_of_the_catalog(bare_project: Project) -> None:
    for file in ("lock/pattern/a.yaml", "x/files/deploy.yaml"):
        bare_project.write(file, "[")
    bare_project.write("x/y.yaml", "a: b\n")
    (source,), problems = read_catalog(bare_project.catalog, "catalog")
    assert (source.file, source.path, problems) == ("catalog/x/y.yaml", Path("x/y.yaml"), ())


def test_a_hidden_folder_is_not_walked(bare_project: Project) -> None:
    """Version control and editors keep their own files there."""
    bare_project.write(".git/a.yaml", "patterns: [\n")
    bare_project.write("a.yaml", "patterns: []\n")
    assert [source.file for source in read_catalog(bare_project.catalog, "catalog")[0]] == ["catalog/a.yaml"]


def test_what_goes_while_its_folder_is_read_is_not_there(
    bare_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor's backup lives for a moment, and a preview may look just then."""
    bare_project.write("a.yaml", "a: b\n")
    found = [(str(bare_project.catalog), ["files"], ["a.yaml", "a.yaml~"])]
    found.append((str(bare_project.catalog / "files"), [], ["values.txt"]))
    monkeypatch.setattr(os, "walk", lambda *_, **__: iter(found))
    assert refusals(bare_project.catalog) == []
    assert read_attachments(bare_project.catalog, "catalog") == ({}, ())
    form = reading._form
    monkeypatch.setattr(reading, "_form", lambda path: stat.S_IFREG if path.endswith("values.txt") else form(path))
    (problem,) = read_attachments(bare_project.catalog, "catalog")[1]
    assert str(problem) == (
        "catalog/files/values.txt:1:1: unreadable file (No such file or directory), expected a readable one"
    )


def test_a_folder_that_is_named_alike_is_told_where_none_is_there(tmp_path: Path) -> None:
    (tmp_path / "katalog").mkdir()
    none = "catalog:1:1: no such folder, expected the catalog's YAML files in it"
    assert refusals(tmp_path / "catalog") == [f"{none}; did you mean 'katalog'?"]
    assert refusals(tmp_path / "nowhere" / "catalog") == [none]


def test_what_is_nearly_the_ending_is_told(tmp_path: Path) -> None:
    for name in ("a.YAML", "b.yml", "c.yaml.txt", "d.txt", "e.yaml.orig"):
        tmp_path.joinpath("catalog").mkdir(exist_ok=True)
        (tmp_path / "catalog" / name).write_text("a: b\n")
    assert sorted(refusals(tmp_path / "catalog")) == [
        f"catalog/{name}:1:1: file name '{name}', expected the ending .yaml"
        for name in ("a.YAML", "b.yml", "c.yaml.txt")
    ]
