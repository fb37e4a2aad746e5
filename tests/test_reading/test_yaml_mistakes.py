"""What is no YAML is told where its cause stands, in words that say what to write."""

from __future__ import annotations

import pytest
import yaml

from patternloom.problems.findings import PatternloomError
from patternloom.reading import strict_yaml
from patternloom.reading.source import line_starts
from patternloom.reading.strict_yaml import read_yaml


def told(text: str) -> list[str]:
    """What is said of a text, without the file's name."""
    with pytest.raises(PatternloomError) as caught:
        read_yaml(text, "a.yaml")
    return [str(problem).removeprefix("a.yaml:") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a:\n  en: A job: it asks\n  de: x\n', '2:7: \'A job: it asks\' holds \': \', expected one key and one text; put the text in quotes: "A job: it asks"'),
        ('a:\n  en: "Foo" bar\n  de: x\n', '2:7: more follows the text in quotes "Foo", expected its end; put the text in quotes: \'"Foo" bar\''),
        ('a: {en: "Foo" bar, de: x}\n', '1:9: more follows the text in quotes "Foo", expected its end; put the text in quotes: \'"Foo" bar\''),
        ('a: some text\n  en: x\n', '2:3: key \'en\' is indented below a text (\'a: some text\'), expected a text or keys, not both; indent it as the key that it belongs beside, or put the text in quotes: "some text en: x"'),
        ('- id: x\n   name: y\n', '2:4: key \'name\' is indented below a text (\'- id: x\'), expected a text or keys, not both; indent it as the key that it belongs beside, or put the text in quotes: "x name: y"'),
        ("a: 'x\nb: y\n", "1:4: the quote ' that opens here is not closed, expected ' at the end of the text; a text that only begins with a quote goes in the other kind of quotes"),
        ('a: "x\nb: "y"\nc: z\n', '1:4: the quote " that opens here is not closed, expected " at the end of the text; a text that only begins with a quote goes in the other kind of quotes'),
        ('- {en: "foo, de: bar}\n- {en: "x", de: y}\n', '1:8: the quote " that opens here is not closed, expected " at the end of the text; a text that only begins with a quote goes in the other kind of quotes'),
        ("a: 'The job's lock'\nb: c\n", "1:4: more follows the text in quotes 'The job', expected its end; an apostrophe inside single quotes is written twice: ''"),
        ('- id: x\n  name Foo\n  s: y\n', "2:3: no ': ' in 'name Foo', expected a key and its value; write 'name: Foo', or indent a text that goes on further than its key"),
        ('- id: x\n  name:Foo\n  s: y\n', "2:3: no ': ' in 'name:Foo', expected a key and its value; did you mean 'name: Foo'?"),
        ('- id: x\n  name\n    en: y\n    de: z\n', "2:3: no ': ' in 'name', expected a key and its value; write 'name:', or indent a text that goes on further than its key"),
        ('- id: x\n  name Foo\n', "2:3: no ': ' in 'name Foo', expected a key and its value; write 'name: Foo', or indent a text that goes on further than its key"),
        ('a:\n    b: 1\n   c: 2\n', "3:4: 'c: 2' at column 4 fits no line above it, expected column 5, where a line above it begins"),
        ('p:\n  - id: a\n  name: b\n', "3:3: 'name: b' at column 3 fits no line above it, expected '- ' at column 3, or a key of the item above it at column 5; indent the keys of an item alike"),
        ('l: [en, ja\nname: x\n', "1:4: the [ that opens here is not closed, expected ] at its end; or a ',' before 'name: x'"),
        ('- name: {en: a, ja: b\n  s: y\n', "1:9: the { that opens here is not closed, expected } at its end; or a ',' before 's: y'"),
        ('a: {en: a: b, de: c}\n', '1:9: \'a: b\' holds \': \', expected one key and one text; put the text in quotes: "a: b"'),
        ('a: @foo bar\n', '1:4: \'@foo bar\' begins with \'@\', which YAML takes for something else, expected a text; put the text in quotes: "@foo bar"'),
        ('a: `foo` bar\n', '1:4: \'`foo` bar\' begins with \'`\', which YAML takes for something else, expected a text; put the text in quotes: "`foo` bar"'),
        ('a: %foo bar\n', '1:4: \'%foo bar\' begins with \'%\', which YAML takes for something else, expected a text; put the text in quotes: "%foo bar"'),
        ('a: *foo* bar\n', '1:4: \'*foo* bar\' begins with \'*\', which YAML takes for something else, expected a text; put the text in quotes: "*foo* bar"'),
        ('a: **foo** bar\n', '1:4: \'**foo** bar\' begins with \'*\', which YAML takes for something else, expected a text; put the text in quotes: "**foo** bar"'),
        ('a: & co\n', '1:4: \'& co\' begins with \'&\', which YAML takes for something else, expected a text; put the text in quotes: "& co"'),
        ('a: !x!y bar\n', '1:4: \'!x!y bar\' begins with \'!\', which YAML takes for something else, expected a text; put the text in quotes: "!x!y bar"'),
        ('a: [the primer](https://x.org) says\nb: c\n', '1:4: \'[the primer](https://x.org) says\' begins with a bracket, which YAML takes for something else, expected a text; put the text in quotes: "[the primer](https://x.org) says"'),
        ('a: [[saga]] is\nb: c\n', '1:4: \'[[saga]] is\' begins with a bracket, which YAML takes for something else, expected a text; put the text in quotes: "[[saga]] is"'),
        ('a: {en: [[saga]] is, de: b}\n', '1:9: \'[[saga]] is\' begins with a bracket, which YAML takes for something else, expected a text; put the text in quotes: "[[saga]] is"'),
        ('a: > text\nb: c\n', '1:4: \'> text\' begins with \'>\', which YAML takes for something else, expected a text; put the text in quotes: "> text"'),
        ('a: |x| y\nb: c\n', '1:4: \'|x| y\' begins with \'|\', which YAML takes for something else, expected a text; put the text in quotes: "|x| y"'),
        ('a: - foo\nb: c\n', '1:4: \'- foo\' begins with \'-\', which YAML takes for something else, expected a text; put the text in quotes: "- foo"; an item of a list goes on a line of its own'),
        ('a: ? what\nb: c\n', '1:4: \'? what\' begins with \'?\', which YAML takes for something else, expected a text; put the text in quotes: "? what"'),
        ('a: "C:\\dir"\n', "1:7: '\\d' in a text in double quotes means nothing, expected '\\\\' for a backslash; or put the text in single quotes"),
        ('a:\n\tb: c\n', '2:1: a tab, expected spaces; indent with spaces'),
        ('a:\n  b: c\n\td: e\n', '3:1: a tab, expected spaces; indent with spaces'),
        ('a: [b, , c]\n', "1:8: nothing before ',', expected a value; delete a comma"),
        ('a: [b]]\nc: d\n', '1:7: a ] that closes nothing, expected as many as were opened; delete it'),
        ('a: A job\n  number #1 asks\n  more\n', '2:10: text \'A job number\' ends where \'#1 asks\' begins, as YAML takes \' #\' for a comment, expected comments on lines of their own; put the text in quotes: "A job number #1 asks"'),
        ('a: {en: A job #1, de: b}\nc: d\n', '1:15: text \'A job\' ends where \'#1, de: b}\' begins, as YAML takes \' #\' for a comment, expected comments on lines of their own; put the text in quotes: "A job #1"'),
        ('a:\n  en: This is long\n  and goes on\n  de: x\n', "3:3: no ': ' in 'and goes on', expected a key and its value; write 'and: goes on', or indent a text that goes on further than its key"),
        ('a:\n  en: >-\n    text\n  more\n  de: x\n', "4:3: no ': ' in 'more', expected a key and its value; write 'more:', or indent a text that goes on further than its key"),
        ('hello\na: b\n', "1:1: no ': ' in 'hello', expected a key and its value; write 'hello:', or indent a text that goes on further than its key"),
        ('a: {en: x\n  de: y}\n', "1:4: the { that opens here is not closed, expected } at its end; or a ',' before 'de: y}'"),
        ('a: {en: x de: y}\n', '1:9: \'x de: y\' holds \': \', expected one key and one text; put the text in quotes: "x de: y", or a \',\' before \'de\''),
        ('title: {{ x }} more\n', '1:8: \'{{ x }} more\' begins with a brace, which YAML takes for something else, expected a text; put the text in quotes: "{{ x }} more"'),
        ('title: {% x %}\n', '1:8: \'{% x %}\' begins with a brace, which YAML takes for something else, expected a text; put the text in quotes: "{% x %}"'),
        ('"a: b\nc: d\n', '1:1: the quote " that opens here is not closed, expected " at the end of the text; a text that only begins with a quote goes in the other kind of quotes'),
        ('a: {foo} bar\n', '1:4: \'{foo} bar\' begins with a brace, which YAML takes for something else, expected a text; put the text in quotes: "{foo} bar"'),
        ('a: [b, c\n', '1:4: the [ that opens here is not closed, expected ] at its end'),
        ('a:\n  - text: x\n   - text: y\n', "3:4: '- text: y' at column 4 fits no line above it, expected column 3, where a line above it begins"),
        ('patterns\n  - id: a\n', "1:1: no ': ' in 'patterns', expected a key and its value; write 'patterns:', or indent a text that goes on further than its key"),
        ('a: b:\nc: d\n', '1:4: \'b:\' holds \': \', expected one key and one text; put the text in quotes: "b:"'),
        ('- foo: bar: baz\n', '1:8: \'bar: baz\' holds \': \', expected one key and one text; put the text in quotes: "bar: baz"'),
        ('a: {en: See [[b]]., de: c}\n', '1:9: \'See [[b]].\' holds \'[\', which ends a text inside brackets, expected none without quotes; put the text in quotes: "See [[b]]."'),
        ('a:\n  en:any team\n  de: x\n', "2:3: no ': ' in 'en:any team', expected a key and its value; did you mean 'en: any team'?"),
        ('a: [x}y, z]\n', '1:5: \'x}y, z\' holds \'}\', which ends a text inside brackets, expected none without quotes; put the text in quotes: "x}y, z"'),
        ('%a b\n---\nc: d\n', "1:3: YAML syntax: found unknown directive name while scanning a directive, expected valid YAML; put the text in quotes if it holds ': ', ', ' or ' #', or begins with a quote or bracket"),
        ('a: "\\q"\n', "1:5: '\\q' in a text in double quotes means nothing, expected '\\\\' for a backslash; or put the text in single quotes"),
        ('a: "x\n--- b\n', '1:4: the quote " that opens here is not closed, expected " at the end of the text; a text that only begins with a quote goes in the other kind of quotes'),
        ('a: !<x y\n', '1:4: \'!<x y\' begins with \'!\', which YAML takes for something else, expected a text; put the text in quotes: "!<x y"'),
        ('a: [\n', '1:4: the [ that opens here is not closed, expected ] at its end'),
        ('a: [', '1:4: the [ that opens here is not closed, expected ] at its end'),
        ('a:\n  - {b: c', '2:5: the { that opens here is not closed, expected } at its end'),
        ('a:\n  - b: c\n\u3000\u3000d: e\n    f: g\n', "3:1: a blank U+3000, which YAML takes for a letter, expected spaces; indent with spaces"),
        ('a:\n  b：c\n  d: e\n', "2:3: no ': ' in 'b：c', expected a key and its value; did you mean 'b: c'?"),
        ('a: "one" or "two"\n', '1:4: more follows the text in quotes "one", expected its end; put the text in quotes: \'"one" or "two"\''),
        ('a: "The "best" one"\n', '1:4: more follows the text in quotes "The ", expected its end; put the text in quotes: \'The "best" one\''),
        ('-id: x\n -name: y\n  s: z\n', "1:1: no blank after '-' in '-id: x', expected '- '; write '- id: x'"),
        ('p:\n  -id: a\n   name: b\n', "2:3: no blank after '-' in '-id: a', expected '- '; write '- id: a'"),
        ('a: {b: c}}\nd: e\n', '1:10: a } that closes nothing, expected as many as were opened; delete it'),
        ('a: [{b: c, d: e\nf: g\n', "1:5: the { that opens here is not closed, expected } at its end; or a ',' before 'f: g'"),
        ('a: [b, {c: d}\ne: f\n', "1:4: the [ that opens here is not closed, expected ] at its end; or a ',' before 'e: f'"),
        ('l: [en, ja\nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn: x\n', "1:4: the [ that opens here is not closed, expected ] at its end; or a ',' before 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnn…'"),
        ('a: "x"y\'z\n', '1:4: more follows the text in quotes "x", expected its end; put the text in quotes: \'"x"y\'\'z\''),
        ('a: {x y: z w: v}\n', '1:10: \'z w: v\' holds \': \', expected one key and one text; put the text in quotes: "z w: v", or a \',\' before \'w\''),
        ("k: {a: [b}\n", "1:10: '}' ends what '[' began at 1:8, expected ']'; write ']'"),
        ('x: -a b\n  c: d\n', '2:3: key \'c\' is indented below a text (\'x: -a b\'), expected a text or keys, not both; indent it as the key that it belongs beside, or put the text in quotes: "-a b c: d"'),
        ('- name Foo\n  c: d\n', "1:3: no ': ' in 'name Foo', expected a key and its value; write 'name: Foo', or indent a text that goes on further than its key"),
        ('name:\n  en Foo\n  ja: d\n', "2:3: no ': ' in 'en Foo', expected a key and its value; write 'en: Foo', or indent a text that goes on further than its key"),
        ('"a": "b",\nc: d\n', "1:9: ',' after a text, expected the end of the line; delete it"),
        ('a: [b\x07]\n', '1:6: character U+0007 is not allowed in YAML, expected text'),
        ('a: b\x00\n', '1:5: character U+0000 is not allowed in YAML, expected text'),
        (': a: b\n', "1:1: ': a: b' at column 1 fits no line above it, expected the column of the line that it belongs beside"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_syntax_is_told_by_its_cause(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_what_stands_before_a_mistake_is_told_too_and_nothing_after_it() -> None:
    assert told("a: A #1\nb: &x c\nd: [e\nf: A #1\ng: h\n") == [
        "1:6: text 'A' ends where '#1' begins, as YAML takes ' #' for a comment, expected comments on lines of their"
        ' own; put the text in quotes: "A #1"',
        "2:4: anchor '&x', expected a plain value; put the text in quotes: \"&x c\"",
        "3:4: the [ that opens here is not closed, expected ] at its end; or a ',' before 'f: A #1'",
    ]


@pytest.mark.parametrize("text", ["a: b: c\n", 'a: "b" c\n', "a: 'b\n", "a:\n\tb: c\n", "a: @b\n"])
def test_the_slow_parser_without_the_c_library_says_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = told(text)
    monkeypatch.setattr(strict_yaml, "_Parser", yaml.SafeLoader)
    assert told(text) == fast


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> other\n", "1:1"),
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> other\n", "2:1"),
        ("a:\n  - b: c\n<<<<<<< HEAD\n  - d: e\n", "3:1"),
    ],
)
def test_a_conflict_that_git_left_is_told_where_it_begins(text: str, place: str) -> None:
    assert told(text) == [
        f"{place}: '<<<<<<< HEAD' begins a conflict that git left here, expected one of its two versions; keep one, and "
        "delete the lines of <<<<<<<, ======= and >>>>>>>"
    ]


def test_what_goes_wrong_before_a_conflict_is_told_first() -> None:
    assert told("a: @b\n<<<<<<< HEAD\n")[0].startswith("1:4: '@b' begins with '@'")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: *b c\n", "1:4: alias '*b c' of nothing, expected an anchor before it; put the text in quotes: \"*b c\""),
        ("a: b\n---\nc: d\n", "2:1: a second document, expected one document a file; delete the '---' line or make it a file of its own"),
    ],
)  # fmt: skip
def test_what_only_another_reader_of_yaml_meets_is_told_as_well(text: str, said: str) -> None:
    with pytest.raises(yaml.YAMLError) as caught:
        yaml.compose(text, yaml.CSafeLoader)
    assert str(strict_yaml.no_yaml(text, line_starts(text), "a.yaml", caught.value)) == f"a.yaml:{said}"
