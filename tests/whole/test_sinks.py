"""Every text of one list, through every writer of something that no page is, and back by a reader of that.

Pages are tried in `test_payloads.py`. What writes texts for another place is named here with what reads it: the text
comes back whole, as one value, and nothing beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hostile_texts import PAYLOADS, PIECES
from markdown_it import MarkdownIt
from payloads import shown
from projects import REPOSITORY
from yaml import safe_load

from patternloom.problems.findings import Mark, Problem, printable
from patternloom.problems.reports import RENDERINGS
from patternloom.publish.machine_files.twins import Twin, overview
from patternloom.search.documents import Document
from patternloom.search.shards import NAMES, scripts
from patternloom.site.links import Strings
from patternloom.site.picture_texts import ShownPicture, picture_texts
from patternloom.wire.read import read_index
from patternloom.wire.types import Record, RecordIndex
from patternloom.wire.write import index_json

TEXTS = sorted({*PAYLOADS, *PIECES, "\x1b[31m\x00\ud800", "a\u2028b\u2029c\x85d", "{}".join(PIECES)})
WORDS = Strings(safe_load((REPOSITORY / "src/patternloom/defaults/strings/en.yaml").read_text("utf-8")))


def problem(text: str) -> Problem:
    return Problem(Mark(text), text, text, rule="yaml")


def report(form: str) -> Callable[[str], str]:
    return lambda text: RENDERINGS[form]([problem(text)])


def of_github(written: str) -> str:
    """As a runner takes a command apart: one line, whose properties end at `::`."""
    command, count = written.split("\n")
    match = re.fullmatch(r"::error file=([^,:\r\n]*),line=1,col=1::([^\r\n]*)", command)
    assert match
    assert count == "1 error"
    unescaped = [part.replace("%3A", ":").replace("%2C", ",").replace("%25", "%") for part in match.groups()]
    assert unescaped[1] == problem_of(unescaped[0])
    return unescaped[0]


def problem_of(text: str) -> str:
    return f"{text}; {text}"


def of_junit(written: str) -> str:
    (case,) = ElementTree.fromstring(written.partition("\n")[2])
    assert [child.tag for child in case] == ["failure"]
    assert case[0].get("message") == problem_of(str(case.get("classname")))
    return str(case.get("file"))


def whole_sarif(text: str) -> str:
    return problem_of(printable(text))


def of_text(written: str) -> str:
    """A line, which no terminal and no log of a CI service obeys."""
    line, count = written.split("\n")
    assert (line.isprintable(), count) == (True, "1 error")
    assert not re.search(r"##\w*\[|^\s*::[\w-]+(?: .*?)?::", line)
    return line


def whole_text(text: str) -> str:
    return str(problem(text))


def twin(text: str) -> Twin:
    return Twin("a/", text, text, text, "")


def of_overview(written: str) -> str:
    """As a reader of Markdown has it: a heading, a list of one link, and what is said behind it."""
    tokens = MarkdownIt().parse(written)
    said = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "text_special", "link_open", "link_close"}
    assert [token.type for token in tokens if token.type.endswith("_open")] == OVERVIEW
    name, summary, _, section, item, *_ = (" ".join(one.split()) for one in said)
    assert (summary, section, item) == (name, name, f"{name}: {name}" if name else "")
    return name


OVERVIEW = ["heading_open", "blockquote_open", "paragraph_open", "paragraph_open", "heading_open", "bullet_list_open",
            "list_item_open", "paragraph_open", "heading_open"]  # fmt: skip


def script(written: str, name: str) -> list[object]:
    """The arguments of the one call that a script is."""
    calls = [line for line in written.split(";\n") if line.startswith(name)]
    return list(json.loads(f"[{calls[-1].removeprefix(name)[1:-1]}]"))


def names_script(text: str) -> str:
    return scripts([Document("a/", text)], [])[NAMES]


def pictures_script(text: str) -> str:
    (file,) = picture_texts("a.md", "en", lambda key: text, [ShownPicture("diagram-a", "D2", text, "", {"a": text})])
    return file.text


def one_line(text: str) -> str:
    return " ".join(
        shown(re.sub("[\x7f-\x9f\x00-\x1f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+", " ", text)).split()
    )


SINKS: dict[str, tuple[Callable[[str], str], Callable[[str], object], Callable[[str], object]]] = {
    "a report as text": (report("text"), of_text, whole_text),
    "a report as JSON": (report("json"), lambda written: json.loads(written)[0]["message"], printable),
    "a report as annotations": (report("github"), of_github, printable),
    "a report as SARIF": (report("sarif"), lambda written: json.loads(written)["runs"][0]["results"][0]["message"]["text"],
                          whole_sarif),
    "a report as JUnit": (report("junit"), of_junit, printable),
    "llms.txt": (lambda text: overview(text, text, [twin(text)], {}, WORDS, "https://x.example/"), of_overview, one_line),
    # YAML takes one sign for a blank that JSON, in whose form it stands there, does not; no title of MkDocs holds it.
    "the head of a twin": (lambda text: twin(text).written(""),
                           lambda written: safe_load(written.split("\n---\n")[0][4:])["title"],
                           lambda text: text.replace("\x85", " ")),
    "the search's names": (names_script, lambda written: script(written, "patternloomSearch.take")[1][1], lambda text: [text]),
    "pictures as text": (pictures_script, lambda written: script(written, "patternloomPictures")[0]["diagram-a"]["text"], str),
    "an index of records": (
        lambda text: index_json(RecordIndex(version="v1", records=(Record(path=text, title=text, decides=()),))),
        lambda written: read_index(written, "x.json").records[0].path,
        lambda text: re.sub("[\ud800-\udfff]", "\ufffd", text),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SINKS)
def test_each_text_comes_back_as_it_was(name: str) -> None:
    write, read, said = SINKS[name]
    # Names of files and texts of records may hold half a character; the model and the readers of YAML let none in.
    texts = TEXTS if name.startswith(("a report", "an index")) else [text for text in TEXTS if "\ud800" not in text]
    assert [text for text in texts if text.strip() and read(write(text)) != said(text)] == []
