"""Lines of a shell: what a reader types, and nothing that he could not follow line by line."""

from __future__ import annotations

import pytest

from patternloom.verify.operation.shell import ShellError, pipelines


def words(text: str) -> list[list[list[str]]]:
    """The words of every command of every pipeline."""
    return [[command.words for command in pipeline] for pipeline in pipelines(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b\nc", [[["a", "b"]], [["c"]]]),
        ("a 'b  c' \"d e\" f\\ g", [[["a", "b  c", "d e", "f g"]]]),
        ("a | b | c && d; e", [[["a"], ["b"], ["c"]], [["d"]], [["e"]]]),
        ("a \\\n  --b # c\n# d\n", [[["a", "--b"]]]),
        ('a -d \'{"b": "c"}\'', [[["a", "-d", '{"b": "c"}']]]),
        ("a $(b c) d", [[["b", "c"]], [["a", "$(…)", "d"]]]),
        ('a "b $(c "d") e"', [[["c", "d"]], [["a", "b $(…) e"]]]),
        ("a 2>&1 | b", [[["a"], ["b"]]]),
        ("a &\nb", [[["a"]], [["b"]]]),
        ("a 'b\nc'", [[["a", "b\nc"]]]),
        ("for x in a b; do\n  c $x\ndone | d", [[[]], [["c", "$x"]], [["d"]]]),
        ("", []),
    ],
)
def test_commands_are_told_apart(text: str, expected: list[list[list[str]]]) -> None:
    assert words(text) == expected


def test_variables_and_files_are_told() -> None:
    ((setting,), (command,)) = pipelines("ID=$1\ncat < in.txt \"$ID\" '$NONE' ${OTHER} > out.txt")
    assert (setting.words, setting.sets) == ([], ["ID"])
    assert (command.reads, command.writes, command.uses) == (["in.txt"], ["out.txt"], ["ID", "OTHER"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("while a; do b; done", "'while' makes more of it"),
        ("if a; then b; fi", "'if' makes more of it"),
        ("cat <<EOF\na\nEOF", "a here-document"),
        ("a 'b", "a quote has no end"),
        ('a "b', "a quote has no end"),
        ("a $(b", "'$(' has no end"),
        ("(a)", "'(' makes more of it"),
        ("a `b`", "'`' makes more of it"),
        ("| a", "nothing stands before '|'"),
        ("a >", "nothing follows '>'"),
    ],
)
def test_what_nobody_types_line_by_line_is_refused(text: str, message: str) -> None:
    with pytest.raises(ShellError, match="^" + message.replace("(", r"\(").replace("$", r"\$").replace("|", r"\|")):
        pipelines(text)
