"""An example's files as a page shows and offers them."""

from __future__ import annotations

import io
import zipfile

import pytest
from pydantic import TypeAdapter

from patternloom.model.examples import ExampleFile
from patternloom.model.refs import Context
from patternloom.site.example_files import archive, published, shown_file

FILE = TypeAdapter(ExampleFile)


def file(path: str, language: str | None = None) -> ExampleFile:
    """A file's entry as the loader makes it."""
    value = {"path": path, "role": "r", **({"language": language} if language else {})}
    return FILE.validate_python(value, context=Context(("en",), {}))


def shown(path: str, text: str, language: str | None = None) -> tuple[str, tuple[int, ...]]:
    """Language and marked lines of a file."""
    found = shown_file(file(path, language), text.encode())
    return found.language, found.marked


@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [
        ("k8s/a.yaml", None, "yaml"),
        ("a.yml", None, "yaml"),
        ("Dockerfile", "docker", "docker"),
        ("Dockerfile", None, "text"),
        ("a.rego", None, "rego"),
        ("nginx.conf", "nginx", "nginx"),
        ("a.b}c &d", None, "text"),
        ("a.txt", "mermaid", "text"),
        ("a.MERMAID", None, "text"),
        ("a.dot", None, "text"),
        ("a.py", "c++", "c++"),
        ("a.py", "c#", "text"),
        ("a.~", None, "text"),
    ],
)
def test_the_language_is_told_by_the_catalog_or_by_the_ending(path: str, language: str | None, expected: str) -> None:
    assert shown(path, "", language)[0] == expected


@pytest.mark.parametrize(
    "line", ["x # step 1", "x  // steps 2, 3", "x -- step 1", "<x/> <!-- step 1 -->", "x #  steps 1,2 ", "# step 4"]
)
def test_a_line_that_ends_in_a_step_is_marked(line: str) -> None:
    assert shown("a.conf", f"one\n{line}\nthree\n")[1] == (2,)


@pytest.mark.parametrize("line", ["# step", "step 1", "# step 1 is next", "# steps a", "# stepping 1"])
def test_other_lines_are_not(line: str) -> None:
    assert shown("a.conf", line)[1] == ()


@pytest.mark.parametrize("end", ["\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_line_ends_where_any_program_ends_it(end: str) -> None:
    """The listing has it so, too."""
    assert shown("a.conf", f"one{end}two # step 1{end}three\n")[1] == (2,)


def test_bytes_that_are_no_text_are_shown_as_such() -> None:
    assert shown_file(file("a"), b"\xff").text == "�"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("k8s/a.yaml", "files/k8s/a.yaml"),
        ("README.md", "files/README.md.txt"),
        ("a.HTML", "files/a.HTML.txt"),
        ("icon.svg", "files/icon.svg.txt"),
        ("app.js", "files/app.js.txt"),
        ("md", "files/md.txt"),
        ("a.txt", "files/a.txt"),
        ("A.YML", "files/A.YML"),
        ("a.shtml", "files/a.shtml.txt"),
        ("a.svgz", "files/a.svgz.txt"),
        ("a.php", "files/a.php.txt"),
        (".htaccess", "files/dot.htaccess.txt"),
        ("a.yaml.", "files/a.yaml..txt"),
        ("a.yaml/x", "files/a.yaml/x.txt"),
    ],
)
def test_what_is_not_known_to_be_shown_as_it_is_is_published_as_plain_text(path: str, expected: str) -> None:
    assert published(path) == expected


def test_an_address_is_quoted_and_the_name_is_the_file_s_own() -> None:
    found = shown_file(file("a b/c&d#e%'.md"), b"")
    assert (str(found.address), found.name) == ("files/a%20b/c%26d%23e%25%27.md.txt", "c&d#e%'.md")


FILES = {"b.md": b"\x00\xff", "a/c.yaml": "日本\n".encode()}


def test_the_archive_holds_the_files_byte_for_byte_and_nothing_else() -> None:
    with zipfile.ZipFile(io.BytesIO(archive("one", FILES))) as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == {
            "one/a/c.yaml": FILES["a/c.yaml"],
            "one/b.md": FILES["b.md"],
        }


def test_the_archive_has_the_same_bytes_each_time() -> None:
    assert archive("one", FILES) == archive("one", dict(reversed(FILES.items())))
