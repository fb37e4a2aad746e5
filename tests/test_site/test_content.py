"""The content folder is read once: a template a Markdown file, and nothing that leads out of the folder."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from patternloom.problems.findings import Findings
from patternloom.problems.reports import render_text
from patternloom.site.content import Content, Template, read_content
from patternloom.site.front_matter import JinjaText


def write(folder: Path, files: dict[str, str]) -> Path:
    """A content folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def read(folder: Path, languages: tuple[str, ...] = ("en", "ja")) -> tuple[Content, str]:
    """What it holds, and what is wrong with it."""
    problems = Findings()
    content = read_content(folder, "content", languages, problems)
    return content, render_text(sorted(problems))


def test_a_template_holds_all_that_its_file_and_its_name_say(tmp_path: Path) -> None:
    text = '---\ntitle: "{{ entry.id }}"\nshows: area\n---\nBody.\n'
    content, report = read(write(tmp_path, {"areas/[area].any.md": text}))
    assert report == "no problems"
    assert content == Content(
        (
            Template(
                file="content/areas/[area].any.md",
                source=PurePosixPath("areas/[area].any.md"),
                path=PurePosixPath("areas/[area].md"),
                language="any",
                kind="area",
                front={"title": JinjaText("\n{{ entry.id }}")},
                shows=("area",),
                body="\n\n\n\nBody.\n",
                plain=False,
                text=text,
            ),
        ),
        (),
        complete=True,
    )


def test_files_come_in_the_order_of_their_paths_and_others_by_name(tmp_path: Path) -> None:
    names = ["b.md", "b.ja.md", "a/x.any.md", "a.any.md", "img/b.png", "img/a.png"]
    content, report = read(write(tmp_path, dict.fromkeys(names, "x")))
    assert report == "no problems"
    assert [(template.file, template.language) for template in content.templates] == [
        ("content/a/x.any.md", "any"),
        ("content/a.any.md", "any"),
        ("content/b.ja.md", "ja"),
        ("content/b.md", "en"),
    ]
    assert content.others == (PurePosixPath("img/a.png"), PurePosixPath("img/b.png"))


def test_what_editors_and_version_control_leave_behind_is_not_there(tmp_path: Path) -> None:
    content, report = read(write(tmp_path, dict.fromkeys([".git/x.md", ".#a.md", "#a.md#", "a.md~", ".a.png"], "x")))
    assert (content, report) == (Content((), (), complete=True), "no problems")


def test_line_ends_and_a_byte_order_mark_of_other_systems_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.any.md").write_bytes(b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\nOne.\rTwo.\r\n")
    content, report = read(tmp_path)
    assert (content.templates[0].body, report) == ("\n\n\nOne.\nTwo.\n", "no problems")


def test_links_and_pipes_are_refused_and_neither_followed_nor_opened(tmp_path: Path) -> None:
    """A link may lead out of the project, and a pipe never ends."""
    folder = write(tmp_path / "content", {"a.any.md": "x"})
    (folder / "link.any.md").symlink_to(folder / "a.any.md")
    (folder / "all").symlink_to(tmp_path)
    (folder / "picture.png").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.any.md")
    os.mkfifo(folder / "pipe.png")
    # Names that we leave out and an engine does not.
    (folder / "left.md~").symlink_to("/etc/passwd")
    os.mkfifo(folder / "#pipe#")
    (folder / "kept~").touch()
    (folder / ".#lock").symlink_to("somebody@here")
    content, report = read(folder)
    assert report == (
        "content/#pipe#:1:1: neither a file nor a folder, expected one of the site itself\n"
        "content/all:1:1: symbolic link, expected a file or folder of the site itself\n"
        "content/left.md~:1:1: neither a file nor a folder, expected one of the site itself\n"
        "content/link.any.md:1:1: symbolic link, expected a file or folder of the site itself\n"
        "content/picture.png:1:1: symbolic link, expected a file or folder of the site itself\n"
        "content/pipe.any.md:1:1: not a regular file, expected UTF-8 text\n"
        "content/pipe.png:1:1: not a regular file, expected one that can be copied\n"
        "7 errors"
    )
    assert ([template.file for template in content.templates], content.others) == (["content/a.any.md"], ())
    assert not content.complete
    problems = Findings()
    read_content(folder, "content", ("en",), problems)
    assert {problem.rule for problem in problems} == {"file"}


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("[patern].any.md", "file name for unknown kind 'patern'; did you mean 'pattern'?"),
        ("x.jp.md", "file name with unknown language 'jp'; expected one of any, en, ja"),
        ("[a.md", "file name '[a.md', expected name.md, name.<language>.md or [kind].any.md"),
        ("a.b.md.md", "file name with unknown language 'md'; expected one of any, en, ja"),
        ("folder.markdown/x.png", ""),
        ("folder.md/x.png", ""),
    ],
)
def test_a_name_that_says_nothing_is_refused_and_hides_its_page(tmp_path: Path, file: str, expected: str) -> None:
    content, report = read(write(tmp_path, {file: "x"}))
    expected = expected or f"a folder, expected a file, as its name ends in {Path(file).parent.suffix}"
    assert report == f"content/{file.removesuffix('/x.png')}:1:1: {expected}\n1 error"
    assert content.templates == ()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["x.md"], "content/x.md:1:1: no version in 'ja'; expected content/x.ja.md beside it"),
        (["x.ja.md"], "content/x.ja.md:1:1: no version in 'en'; expected content/x.md beside it"),
        (
            ["x.any.md", "x.ja.md"],
            "content/x.any.md:1:1: a second template for 'x.md', expected either .any.md or one a language; "
            "beside it: content/x.ja.md",
        ),
        (
            ["x.en.md", "x.ja.md", "x.md"],
            "content/x.md:1:1: a second template for 'x.md' in 'en', expected one; the other is content/x.en.md",
        ),
    ],
)
def test_a_page_has_one_template_for_all_languages_or_one_for_each(
    tmp_path: Path, names: list[str], expected: str
) -> None:
    content, report = read(write(tmp_path, dict.fromkeys(names, "x")))
    assert report == f"{expected}\n1 error"
    assert len(content.templates) == len(names)


def test_while_languages_are_not_known_nothing_is_said_of_them(tmp_path: Path) -> None:
    content, report = read(write(tmp_path, {"x.md": "x", "y.jp.md": "y"}), languages=())
    assert report == "no problems"
    assert [template.language for template in content.templates] == ["", "jp"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    content, report = read(tmp_path / "none")
    assert report == "content:1:1: no such folder, expected the site's pages in it\n1 error"
    assert content == Content((), (), complete=False)


@pytest.mark.parametrize("language", ["es-419", "zh-Hant-TW", "de-1996"])
def test_a_language_may_be_any_that_a_catalog_may_have(tmp_path: Path, language: str) -> None:
    content, report = read(write(tmp_path, {"a.md": "x", f"a.{language}.md": "x"}), ("en", language))
    assert report == "no problems"
    assert sorted((str(one.path), one.language) for one in content.templates) == sorted(
        [("a.md", "en"), ("a.md", language)]
    )


@pytest.mark.parametrize(
    ("file", "path", "language"),
    [
        ("old.markdown", "old.markdown", "en"),
        ("old.ja.mkd", "old.mkd", "ja"),
        ("release-1.2.any.md", "release-1.2.md", "any"),
        ("v1.0.2.ja.md", "v1.0.2.md", "ja"),
        ("v1.rc-1.md", "v1.rc-1.md", "en"),
        ("a/README.any.md", "a/README.md", "any"),
        ("a b/c#d%20é.any.md", "a b/c#d%20é.md", "any"),
    ],
)
def test_a_page_may_have_any_name_that_mkdocs_takes(tmp_path: Path, file: str, path: str, language: str) -> None:
    problems = Findings()
    content = read_content(write(tmp_path, {file: "x"}), "content", ("en", "ja"), problems)
    made = content.templates[0]
    assert (str(made.source), str(made.path), made.language, made.plain) == (file, path, language, True)
    assert {problem.rule for problem in problems} <= {"missing-translation"}


@pytest.mark.parametrize(
    ("text", "plugins", "plain", "body"),
    [
        ("Text.", (), True, ""),
        ("{{ t.home }}", (), False, "{{ t.home }}"),
        ("{% include-markdown 'x.md' %}", (), True, ""),
        (
            "{{ t.a }} {% include-markdown 'x.md' %}",
            (),
            False,
            "{{ t.a }} {% raw %}{% include-markdown 'x.md' %}{% endraw %}",
        ),
        ("{% include 'x.md' %}", (), False, "{% include 'x.md' %}"),
        ("{% include 'x.md' %}", ("include-markdown",), True, ""),
        ("{{ own_word }}", (), False, "{{ own_word }}"),
        ("{{ own_word }} {{ page.title }}", ("macros",), True, ""),
        ("{{ page.link('x') }}", ("macros",), False, "{{ page.link('x') }}"),
        ('{% from "x.jinja" import x %}', ("macros",), False, '{% from "x.jinja" import x %}'),
    ],
)
def test_tags_of_other_plugins_in_a_page_by_hand_are_left_to_them(
    tmp_path: Path, text: str, plugins: tuple[str, ...], plain: bool, body: str
) -> None:
    """A page in which nothing is ours is the file as it is."""
    folder = write(tmp_path, {"a.md": text})
    made = read_content(folder, "content", ("en",), Findings(), plugins=plugins).templates[0]
    assert (made.plain, made.body) == (plain, body)


def test_what_is_left_out_is_not_looked_at(tmp_path: Path) -> None:
    folder = write(tmp_path, dict.fromkeys(["a.any.md", "out/[x].y.md", "out/b.png"], "x"))
    problems = Findings()
    content = read_content(folder, "content", ("en",), problems, lambda name: name.startswith("out/"))
    assert ([template.file for template in content.templates], content.others) == (["content/a.any.md"], ())
    assert list(problems) == []


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("a.md", "a_de.md"), ["a_de.md'"]),
        (("a.md", "a-DE.md"), ["a-DE.md'"]),
        (("a.md", "a.de.markdown"), ["a.de.markdown'"]),
        (("a.md", "a.de.md", "a_de.md"), []),
        (("a.md", "a_xx.md"), []),
        (("a.any.md", "a_de.any.md"), []),
        (("b_de.md",), []),
    ],
)
def test_a_version_that_is_named_nearly_as_one_is_told(tmp_path: Path, names: tuple[str, ...], told: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text("x", "utf-8")
    read_content(tmp_path, "content", ("en", "de"), problems := Findings())
    nearly = [problem.message for problem in problems if "for the version in 'de'" in problem.message]
    assert [message.removeprefix("file name '").partition(",")[0] for message in nearly] == told
