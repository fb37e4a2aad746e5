"""Lines of a shell → the commands in them, as words; nothing is run.

In: the text of a block. Out: pipelines in order, those inside `$(…)` before the line that uses them. It reads what a
page should show a reader, simple commands with pipes, variables, redirections and `for` over words, and refuses
conditions, functions and here-documents: nobody can type those and see at each line what happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

ASSIGNED = re.compile(r"([A-Za-z_]\w*)=(.*)", re.S)
VARIABLE = re.compile(r"\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))")
_REFUSED = {
    "while", "until", "if", "then", "fi", "case", "function", "{", "}", "(", ")", "select", "eval",
}  # fmt: skip
_OPERATORS = ("&&", "||", "|", ";", "&", "\n")


class ShellError(ValueError):
    """The lines are more than simple commands."""


@dataclass
class Command:
    """One program with its words."""

    words: list[str] = field(default_factory=list)
    """The program and its arguments, without quotes; what `$(…)` gives is `$(…)`."""
    reads: list[str] = field(default_factory=list)
    """Files after `<`."""
    writes: list[str] = field(default_factory=list)
    """Files after `>` and `>>`."""
    sets: list[str] = field(default_factory=list)
    """Variables that stand before the program, or alone."""
    uses: list[str] = field(default_factory=list)
    """Variables that its words name."""

    @property
    def program(self) -> str:
        """Its first word; empty where variables alone are set."""
        return self.words[0] if self.words else ""


Pipeline = tuple[Command, ...]


def pipelines(text: str) -> list[Pipeline]:
    """Every pipeline of the text.

    Raises:
        ShellError: it holds more than simple commands, or a quote without its end.
    """
    found: list[Pipeline] = []
    line: list[Command] = []
    command, target, closed = Command(), "", False
    for kind, word, plain in _tokens(text, found):
        if kind == "operator":
            if target:
                raise ShellError(f"nothing follows {target!r}")
            if command.words[:1] == ["for"]:
                command = Command(sets=command.words[1:2], uses=command.uses)
            if command.words or command.sets:
                line.append(command)
            elif word not in ("\n", ";") and not closed:
                raise ShellError(f"nothing stands before {word!r}")
            command, closed = Command(), False
            if word != "|" and line:
                found.append(tuple(line))
                line = []
        elif kind == "redirect":
            target = word
        elif target:
            (command.reads if target == "<" else command.writes).append(word)
            target = ""
        elif not command.words and plain and (match := ASSIGNED.fullmatch(word)):
            command.sets.append(match[1])
            command.uses += _used(word)
        else:
            if not command.words and word in ("do", "done"):
                closed = word == "done"
                continue
            if not command.words and word in _REFUSED:
                raise ShellError(f"{word!r} makes more of it than commands one after the other")
            command.words.append(word)
            command.uses += _used(word) if plain else []
    return found


def _used(word: str) -> list[str]:
    return [one or other for one, other in VARIABLE.findall(word)]


def _tokens(text: str, inner: list[Pipeline]) -> Iterator[tuple[str, str, bool]]:
    """(kind, text, whether variables in it are filled) of each token; a line's end closes the text."""
    at = 0
    text = text.replace("\\\n", " ") + "\n"
    while at < len(text):
        letter = text[at]
        if letter in " \t":
            at += 1
        elif letter == "#":
            at = text.index("\n", at)
        elif match := re.compile(r"\d?>>?(?:&\d)?|<<?").match(text, at):
            if match[0] == "<<":
                raise ShellError("a here-document is no line that somebody types, put it into a file")
            at = match.end()
            if "&" not in match[0]:
                yield "redirect", "<" if match[0] == "<" else ">", True
        elif operator := next((one for one in _OPERATORS if text.startswith(one, at)), ""):
            at += len(operator)
            yield "operator", operator, True
        else:
            word, plain, at = _word(text, at, inner)
            yield "word", word, plain


def _word(text: str, at: int, inner: list[Pipeline]) -> tuple[str, bool, int]:
    """A word, whether no part of it that names a variable is in single quotes, and where it ends."""
    parts: list[str] = []
    plain = True
    while at < len(text) and text[at] not in " \t\n|&;<>":
        letter = text[at]
        if letter == "'":
            end = _end(text, at + 1, "'")
            parts.append(text[at + 1 : end])
            plain = plain and "$" not in text[at + 1 : end]
            at = end + 1
        elif letter == '"':
            part, at = _quoted(text, at + 1, inner)
            parts.append(part)
        elif text.startswith("$(", at):
            at = _substituted(text, at, inner)
            parts.append("$(…)")
        elif letter in "`()":
            raise ShellError(f"{letter!r} makes more of it than commands one after the other")
        else:
            at += letter == "\\"
            parts.append(text[at])
            at += 1
    return "".join(parts), plain, at


def _quoted(text: str, at: int, inner: list[Pipeline]) -> tuple[str, int]:
    parts = []
    while text[at : at + 1] != '"':
        if at >= len(text):
            raise ShellError("a quote has no end")
        if text.startswith("$(", at):
            at = _substituted(text, at, inner)
            parts.append("$(…)")
            continue
        at += text[at] == "\\" and text[at + 1 : at + 2] in ('"', "\\", "$", "`")
        parts.append(text[at : at + 1])
        at += 1
    return "".join(parts), at + 1


def _substituted(text: str, at: int, inner: list[Pipeline]) -> int:
    """Reads what stands in `$(…)`; where it ends."""
    depth, end, quote = 0, at + 1, ""
    while end < len(text):
        letter = text[end]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if not depth:
                inner += pipelines(text[at + 2 : end])
                return end + 1
        end += 1
    raise ShellError("'$(' has no end")


def _end(text: str, at: int, quote: str) -> int:
    end = text.find(quote, at)
    if end < 0:
        raise ShellError("a quote has no end")
    return end
