"""A template that Jinja cannot read, in the words of somebody who writes pages.

In: what Jinja says, and the template's lines. Out: a problem at the tag that is wrong: the one that is not closed,
where Jinja only finds the end. What can be read is judged by `template_walk`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import jinja2

from patternloom.problems.findings import Mark, Problem, did_you_mean, shown
from patternloom.site.template_lines import Lines, at_quoted

_CLOSED = ("if", "for", "macro", "call", "filter", "block", "with", "set", "autoescape", "raw")
_TAGS = (*_CLOSED, "elif", "else", "include", "import", "from", "extends", "do", *(f"end{name}" for name in _CLOSED))
_TAG = re.compile(r"\{%[-+]?\s*(\w+)([^%\n]*)")
_ENDS_EARLY = {
    "=": "compare by '=='",
    "if": "write '{% elif … %}'",
    ":": "what a filter takes stands in parentheses: default(…)",
}
"""What stands in place of a tag's end, and the way out."""
_SAID = {
    "invalid syntax for function call expression": (
        "a value without a name after one with a name, expected it before",
        "move it to the front, or name it",
    ),
    "non-default argument follows default argument": (
        "a parameter without a value of its own after one with it, expected it before",
        "move it to the front",
    ),
}
"""What Jinja says, as message and hint."""
_Told = tuple[Mark | None, str, str]
"""A place, where it is another than Jinja's; message and hint."""


def syntax_problem(error: jinja2.TemplateSyntaxError, lines: Lines, hint: str = "") -> Problem:
    """What Jinja cannot read, at the word that it stumbled over where it says which; with a hint of the caller's."""
    said = str(error.message)
    got = re.match(r"expected token '.+', got ('.+')$", said)
    mark = at_quoted(lines, error.lineno, got[1] if got else said)
    if mark.column == 1:
        mark = lines.tag(error.lineno)
    for look in (_unclosed, _misplaced, _letter, _token):
        if told := look(said, lines, mark):
            place, message, way_out = told
            both = f"{way_out}{'' if way_out.endswith('?') else ';'} {hint}"
            return Problem(place or mark, message, both if way_out and hint else way_out or hint, rule="template")
    # What listings of Helm and Go hold is read as ours.
    way_out = "put what is no template between {% raw %} and {% endraw %}" if said == "unexpected '.'" else ""
    return Problem(mark, f"template syntax: {said}", hint or way_out, rule="template")


def _open(lines: Lines) -> Iterator[tuple[str, Mark]]:
    """The tags that are not closed, in their order."""
    stack: list[tuple[str, Mark]] = []
    for number, line in enumerate(lines.lines, 1):
        for tag in _TAG.finditer(line):
            name = tag[1]
            if name.startswith("end") and stack and stack[-1][0] == name[3:]:
                stack.pop()
            elif name in _CLOSED and not (name == "set" and "=" in tag[2]):
                stack.append((name, Mark(lines.file, number, tag.start() + 1)))
    yield from stack


def _unclosed(said: str, lines: Lines, mark: Mark) -> _Told | None:
    """A tag, a print or a comment without its end."""
    if said.startswith("Unexpected end of template"):
        innermost = re.search(r"needs to be closed is '(\w+)'", said)
        found = [one for one in _open(lines) if innermost and one[0] == innermost[1]]
        if found:
            name, place = found[-1]
            message = f"'{{% {name} %}}' without its '{{% end{name} %}}', expected that"
            return place, message, f"write '{{% end{name} %}}' where it ends"
    for of, begins, ends in (("comment tag", "{##", "##}"), ("raw directive", "{% raw %}", "{% endraw %}")):
        if said == f"Missing end of {of}":
            return None, f"'{begins}' without its '{ends}', expected that", ""
    return None


def _misplaced(said: str, lines: Lines, mark: Mark) -> _Told | None:
    """A tag that there is none of, or that closes what is not open."""
    match = re.match(r"Encountered unknown tag '(\w+)'", said)
    if not match:
        return None
    name = match[1]
    if name in ("page", "entry", "t"):
        return None, f"unknown tag {shown(name)}, expected one of Jinja's", "to print a value, write '{{ … }}'"
    if name not in ("elif", "else") and name not in (f"end{closed}" for closed in _CLOSED):
        written = "".join(re.findall(r"\w+", lines.tag_at(mark))) if name == "end" else name
        meant = did_you_mean(written, _TAGS, list_up_to=0)
        return None, f"unknown tag {shown(name)}, expected one of Jinja's", meant
    inner = re.search(r"needs to be closed is '(\w+)'", said)
    if inner:
        return None, f"'{{% {name} %}}' inside '{{% {inner[1]} %}}', expected '{{% end{inner[1]} %}}' before it", ""
    begins = "if" if name in ("elif", "else") else name.removeprefix("end")
    return None, f"'{{% {name} %}}' without its '{{% {begins} … %}}', expected that before it", "or delete it"


def _letter(said: str, lines: Lines, mark: Mark) -> _Told | None:
    """A letter that means nothing in a tag."""
    match = re.match(r"unexpected char '(.+)' at \d+$", said) or re.match(r'unexpected char "(.+)" at \d+$', said)
    if not match:
        return None
    message = f"{shown(match[1])} in a template's tag, expected letters, signs and texts in quotes"
    if match[1] in "“”„‟«»‘’‚‛":
        return None, message, "write straight quotes: \" or '"
    if match[1] in "&|!":
        return None, message, "write 'and', 'or' or 'not'"
    return None, message, "close the quote that opens there" if match[1] in "\"'" else ""


def _token(said: str, lines: Lines, mark: Mark) -> _Told | None:
    """Something else than the end of a tag, or a value that is missing."""
    got = re.match(r"expected token '(.+)', got '(.+)'$", said)
    ends = {"end of print statement": "}}", "end of statement block": "%}"}
    if got and got[1] == "end of print statement" and (before := _print_before(lines, mark)):
        return before, "'{{' without its '}}', expected that", "write '}}' where it ends"
    if got and got[1] in ends:
        if got[2] == "if" and (found := re.search(r"else +(?=if)", lines.lines[mark.line - 1])):
            mark = replace(mark, column=found.end() + 1)
        hint = _ENDS_EARLY.get(got[2], "")
        if re.match(r"\{%-?\s*from\s", lines.tag_at(mark)):
            hint = "write a ',' between the names"
        return mark, f"{shown(got[2])} in a tag, expected its end: '{ends[got[1]]}'", hint
    if got and got[2] in ends:
        return None, f"the tag ends at '{ends[got[2]]}', expected {_in_words(got[1])} before it", ""
    if got:
        return None, f"{shown(got[2])} in a tag, expected {_in_words(got[1])}", _hint_in_tag(got[2], lines.tag_at(mark))
    if match := re.match(r"unexpected '([)\]])'$", said):
        text = lines.lines[mark.line - 1]
        last = text.rfind(match[1], 0, text.find("}}", mark.column) + 1 or len(text))
        message = f"{shown(match[1])} closes nothing, expected as many as were opened"
        return replace(mark, column=last + 1), message, "delete it"
    if said in _SAID:
        return None, *_SAID[said]
    if said == "unexpected '}'":
        return None, "'{{' without its '}}', expected that", "write '}}' where it ends"
    if other := re.match(r"unexpected '(.)', expected '(.)'$", said):
        return None, f"{shown(other[1])} in a tag, expected {shown(other[2])} before it", ""
    nothing = re.match(r"Expected an expression, got '(.+)'$", said)
    if nothing and nothing[1] in ends:
        return None, f"no value before '{ends[nothing[1]]}', expected one", ""
    return None


def _print_before(lines: Lines, mark: Mark) -> Mark | None:
    """Where a print begins that a line above leaves open, or that another one follows."""
    for number in range(mark.line, 0, -1):
        text = lines.lines[number - 1]
        text = text[: mark.column - 1] if number == mark.line else text
        opened, closed = text.rfind("{{"), text.rfind("}}")
        if opened > closed and (number < mark.line or "{" in lines.lines[mark.line - 1][mark.column - 1 :][:1]):
            return Mark(lines.file, number, opened + 1)
        if max(opened, closed) >= 0:
            return None
    return None


def _hint_in_tag(got: str, tag: str) -> str:
    """The way out for what stands where something else belongs."""
    if "{{{" in tag:
        return "write two braces, not three"
    if re.match(r"\{%-?\s*import\b.*\bfrom\b", tag):
        return 'write {% from "file.jinja" import name %}'
    return "a name has '_' in place of '-'" if got == "-" else ""


def _in_words(token: str) -> str:
    return "a name" if token == "name" else shown(token)
