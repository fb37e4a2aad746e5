"""Valid YAML whose text is not what it looks like is told, and what only looks so is left alone."""

from __future__ import annotations

import pytest

from patternloom.problems.findings import PatternloomError, Problem
from patternloom.reading.strict_yaml import read_yaml


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('a: "b”\n', '” closes none: write "'),
        ('a: "b\nc: d\n', "a text that only begins with a quote goes in the other kind of quotes"),
        ("a: {rye, oat-bread}\n", "write [ and ] around a list, in place of { and }"),
    ],
)
def test_the_way_out_of_a_quote_and_of_braces(text: str, hint: str) -> None:
    with pytest.raises(PatternloomError) as error:
        read_yaml(text, "x")
    assert hint in error.value.problems[0].hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: !foo bar\n', ['1:4: tag \'!foo\', expected a plain value; put the text in quotes: "!foo bar"']),
        ('title: {{ x }}\n', ['1:8: a list or mapping as a key, expected a plain word; put the text in quotes: "{{ x }}"']),
        ('a: {en: a, b, de: c}\n', ['1:12: no value for key \'b\', expected one; put the text in quotes: "a, b"']),
        ('a:\n  - {en: x, y z, w, de: c}\n', ['2:13: no value for key \'y z\', expected one; put the text in quotes: "x, y z, w"']),
        ('a: {en:x, de: c}\n', ["1:5: no value for key 'en:x', expected one; did you mean 'en: x'?"]),
        ('a:\n  en: A job #1 asks\n  de: b\n', ['2:13: text \'A job\' ends where \'#1 asks\' begins, as YAML takes \' #\' for a comment, expected comments on lines of their own; put the text in quotes: "A job #1 asks"']),
        ('a: #1 job\nb: c\n', ['1:3: no value for key \'a\', expected one; put the text in quotes: "#1 job"']),
        ('a:\n  - foo # bar\n  - #1\n', ['2:9: text \'foo\' ends where \'# bar\' begins, as YAML takes \' #\' for a comment, expected comments on lines of their own; put the text in quotes: "foo # bar"', '3:4: no value, expected one; put the text in quotes: "#1"']),
        ('a: "b" # c\nd: [x] # y\ne: # z\n  f: g\n', []),
        ('a: |\n  x # y\nb: >-\n  x # y\n', []),
        ('a: "x\nb: y"\nc: d\n', ['1:4: the quote " that opens here is not closed, expected " at the end of the text; a text that only begins with a quote goes in the other kind of quotes']),
        ('a: >-\n  We have:\n  - one\n  - two\n', ["3:3: a list inside a text (a line that begins with '-'), expected sentences; make a sentence of it, or an item of a field that is a list; lines of a text run together"]),
        ('a: We have\n  - one\n  - two\n', ["2:3: a list inside a text (a line that begins with '-'), expected sentences; make a sentence of it, or an item of a field that is a list; lines of a text run together"]),
        ('p:\n  - id: a\n    name: b\n    id: c\n    name: d\n', ["4:5: duplicate key 'id', expected each key once; first on line 2; begin an item of its own with '- '"]),
        ('p: [{id: a}]\np: [{id: b}]\n', ["2:1: duplicate key 'p', expected each key once; first on line 1"]),
        ('a: {en: b, # c\n  de: d}\n', []),
        ('a: [b, c # d\n  , e]\n', ['1:10: text \'c\' ends where \'# d\' begins, as YAML takes \' #\' for a comment, expected comments on lines of their own; put the text in quotes: "c # d"']),
        ('a: &co x\n', ['1:4: anchor \'&co\', expected a plain value; put the text in quotes: "&co x"']),
        ('a: C# code\nb: x#y\n', []),
        ('a: "x\n  y: z\n  w"\n', ['1:4: the quote " that opens here is not closed, expected " at the end of the text; a text that only begins with a quote goes in the other kind of quotes']),
        ("a: 'x\n  y'\n", []),
        ('a: >-\n  x\n  ## y\n', ['3:3: a heading inside a text, expected sentences; a blank line starts a paragraph; it has no heading']),
        ('a: >-\n  | x | y |\n  z\n', ['2:3: a table inside a text, expected sentences; tell it in sentences']),
        ('a: >-\n  x\n\n  1. y\n  2. z\n', ["4:3: a list inside a text (a line that begins with '1.'), expected sentences; make a sentence of it, or an item of a field that is a list; lines of a text run together"]),
        ('a: >-\n  since\n  2019. It\n  - as it were\n', ["4:3: a list inside a text (a line that begins with '-'), expected sentences; make a sentence of it, or an item of a field that is a list; lines of a text run together"]),
        ('a: {b, c: d}\n', ["1:5: no value for key 'b', expected one; put the text in quotes if it holds ': ', ', ' or ' #', or begins with a quote or bracket"]),
        ('a: {b: [c], d, e: f}\n', ["1:13: no value for key 'd', expected one; put the text in quotes if it holds ': ', ', ' or ' #', or begins with a quote or bracket"]),
        ('a: |\n  x\n  - y\n', []),
        ("a: 'x\nb: y'\n", ["1:4: the quote ' that opens here is not closed, expected ' at the end of the text; a text that only begins with a quote goes in the other kind of quotes"]),
        ('a: [b, c #1]\n  , d]\n', ['1:10: text \'c\' ends where \'#1]\' begins, as YAML takes \' #\' for a comment, expected comments on lines of their own; put the text in quotes: "c #1"']),
        ('a: {en: A #X}\n  , de: b}\n', ['1:11: text \'A\' ends where \'#X}\' begins, as YAML takes \' #\' for a comment, expected comments on lines of their own; put the text in quotes: "A #X"']),
        ('a: x # 1234567890123456789  \n', ['1:6: text \'x\' ends where \'# 12345678901234567…\' begins, as YAML takes \' #\' for a comment, expected comments on lines of their own; put the text in quotes: "x # 1234567890123456789"']),
        ('a: {b c d}\n', ["1:5: no value for key 'b c d', expected one; did you mean 'b: c d'?"]),
        ('a: {b c}\n', ["1:5: no value for key 'b c', expected one; did you mean 'b: c'?"]),
        ('a: {en: A #1, de: b}\n  , fr: c}\n', ['1:11: text \'A\' ends where \'#1, de: b}\' begins, as YAML takes \' #\' for a comment, expected comments on lines of their own; put the text in quotes: "A #1"']),
        ('a: x\t# y\n', ['1:6: text \'x\' ends where \'# y\' begins, as YAML takes \' #\' for a comment, expected comments on lines of their own; put the text in quotes: "x # y"']),
    ],
)  # fmt: skip
def test_a_text_that_is_cut_swallowed_or_run_together_is_told(text: str, expected: list[str]) -> None:
    problems: list[Problem] = []
    read_yaml(text, "a.yaml", problems=problems)
    assert [str(problem).removeprefix("a.yaml:") for problem in problems] == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: A #1\n", "comment"),
        ("a: >-\n  x\n  - y\n", "prose"),
        ('a: "x\nb: y"\n', "yaml"),
        ("a: {b c}\n", "empty-text"),
    ],
)
def test_each_has_its_rule(text: str, rule: str) -> None:
    problems: list[Problem] = []
    read_yaml(text, "a.yaml", problems=problems)
    assert [problem.rule for problem in problems] == [rule]
