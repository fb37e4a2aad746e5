"""What a template prints is written for its place, or refused where no writer can help."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from patternloom.site import autoescape
from patternloom.site.templates import Macros, environment
from patternloom.text.escape import RefusedError, Written

SIGNS = "- `a`*b*\n<i onclick=\"x\"> '&amp;'"
LINE = "&#45; &#96;a&#96;&#42;b&#42; &lt;i onclick&#61;&#34;x&#34;&gt; &#39;&amp;amp;&#39;"
INSIDE = LINE.replace("&#45;", "-")
VALUE = "- &#96;a&#96;*b*&#10;&lt;i onclick=&#34;x&#34;&gt; &#39;&amp;amp;&#39;"


def made(template: str, macros: dict[str, str] | None = None, **values: Any) -> str:
    """The template's text."""
    env = environment(Macros("macros", macros or {}, complete=True))
    return env.from_string(template).render(x=SIGNS, b=Written("<b>*</b>"), **values)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ x }}", LINE),
        ("a {{ x }}", f"a {INSIDE}"),
        ("a\n{{ x }}", f"a\n{LINE}"),
        ("{{ '' }}{{ x }}", LINE),
        ("<p>{{ x }}</p>", f"<p>{INSIDE}</p>"),
        ("| {{ x }} |", f"| {INSIDE} |"),
        ("[{{ x }}](y)", f"[{INSIDE}](y)"),
        ('<p title="{{ x }}">{{ b }}', f'<p title="{VALUE}"><b>*</b>'),
        ("<p data-x='{{ x }}'>", f"<p data-x='{VALUE}'>"),
        ('<p title="{{ b }}">', '<p title="*">'),
        ('<a href="{{ "a b`" }}#{{ 5 }}">', '<a href="a%20b%60#5">'),
        ("[a]({{ 'a b`' }}) {{ x }}", f"[a](a%20b%60) {INSIDE}"),
        ('<p class="a-{{ "b" }} c">{{ 1.5 }}', '<p class="a-b c">1.5'),
        ("# a {: #{{ 'b-c' }} }", "# a {: #b-c }"),
        ('<p{% if x %} title="{{ x }}"{% endif %}>', f'<p title="{VALUE}">'),
        ('<p title="{% if x %}{{ x }}{% else %}a{% endif %}">', f'<p title="{VALUE}">'),
        ("{% for y in [x, 'a'] %}{{ y }}\n{% endfor %}", f"{LINE}\na\n"),
        ('<p {{- "" }} id="a">', '<p id="a">'),
    ],
)
def test_the_place_chooses_the_writer(template: str, expected: str) -> None:
    assert made(template) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ b ~ x }}", f"<b>*</b>{LINE}"),
        ("{{ x ~ 1 ~ b }}", f"{LINE}1<b>*</b>"),
        ("{{ x ~ 'a' }}", f"{LINE}a"),
        ("{{ b + x }}{{ x + b }}", f"<b>*</b>{LINE}{LINE}<b>*</b>"),
        ("{{ [b, x] | join('*') }}", f"<b>*</b>&#42;{LINE}"),
        ("{{ [x, 1] | join('*') }}", f"{LINE}&#42;1"),
        ("{{ [b] | join(x) }}{{ [] | join(x) }}", "<b>*</b>"),
        ("{{ [{'y': x}] | join(attribute='y') }}", LINE),
        ("{% set y %}<i>{{ x }}</i>{% endset %}{{ y }}", f"<i>{INSIDE}</i>"),
        ("{% set y | upper %}<i>a</i>{% endset %}{{ y }}", "<I>A</I>"),
        ("{% set y | striptags %}{{ x }}{% endset %}{{ y }}", "- `a`*b* '&'"),
        ("{% filter striptags %}{{ x }}{% endfilter %}", None),
        ("{% filter trim %} <i>{{ x }}</i> {% endfilter %}", f"<i>{INSIDE}</i>"),
        ("{% set n = namespace() %}{% set n.y %}<i>{{ x }}{% endset %}{{ n.y }}", f"<i>{INSIDE}"),
        ("{% macro m() %}<i>{{ x }}</i>{% endmacro %}{{ m() }}{{ m() ~ x }}", f"<i>{INSIDE}</i><i>{INSIDE}</i>{LINE}"),
        ("{% macro m() %}<i>{{ x }}</i>{% endmacro %}<p title='{{ m() }}'>", None),
        ("{% macro m() %}<i>{{ caller() }}{% endmacro %}{% call m() %}{{ x }}{% endcall %}", f"<i>{LINE}"),
        ("{% from 'm' import m %}{{ m(x) }}", f"<i>{INSIDE}</i>"),
        ("{% include 'i' %}", LINE),
        ("{% block a %}<i>{{ x }}{% endblock %}{{ self.a() }}", f"<i>{INSIDE}<i>{INSIDE}"),
        ("{{ b | replace('*', x) }}", f"<b>{LINE}</b>"),
        ("{{ b.format(x) }}{{ '{}'.format(x) }}", f"<b>*</b>{LINE}"),
    ],
)
def test_what_is_put_together_is_written_whole(template: str, expected: str | None) -> None:
    """Nothing of it is escaped for HTML alone; where another way is as safe, no markup of x's is left."""
    text = made(template, {"m": "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}", "i": "{{ x }}"})
    if expected is not None and "striptags" not in template:
        assert text == expected
    assert "<i onclick" not in text
    assert "`" not in text


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("`{{ x }}`", "a value in a code span, expected it between <code> and </code>"),
        ("``` {{ x }}\n```", "a value in a fence, expected the filter 'listing', which makes one"),
        ("~~~ {{ x }}\n~~~", "a value in a fence, expected the filter 'listing', which makes one"),
        ("<p {{ x }}>", "a value inside a tag, expected it in a quoted attribute"),
        ("<{{ x }}>", "a value inside a tag, expected it in a quoted attribute"),
        ("</{{ x }}>", "a value inside a tag, expected it in a quoted attribute"),
        ("<p{{ x }}>", "a value inside a tag, expected it in a quoted attribute"),
        ("<p title={{ x }}>", "a value in an attribute without quotes, expected quotes around it"),
        ("<!-- {{ x }} -->", "a value in a comment of HTML, expected it elsewhere"),
        ("<script>{{ x }}</script>", "a value where HTML reads no text, expected it elsewhere"),
        ("<style>{{ x }}</style>", "a value where HTML reads no text, expected it elsewhere"),
        ('<p onclick="{{ x }}">', "a value in the attribute 'onclick', expected it elsewhere"),
        ('<img srcset="{{ x }}">', "a value in the attribute 'srcset', expected it elsewhere"),
        (
            '<a href="{{ x }}:{{ x }}"></a>',
            "a value before a colon in an address, expected both in one value",
        ),
        ('<iframe src="{{ x }}"></iframe>', "a value in an attribute of <iframe>, expected it elsewhere"),
        ('<script src="{{ x }}"></script>', "a value in an attribute of <script>, expected it elsewhere"),
        (
            '<p{% if x %} title="a{% endif %}">',
            "branches that end in different places, expected all to end where one does",
        ),
        (
            "{% for y in x %}<p{% endfor %}>",
            "branches that end in different places, expected all to end where one does",
        ),
        (
            "{% macro m() %}<p{% endmacro %}",
            "ends in a tag, comment or code span, expected it to end where it began",
        ),
        ("{% set y %}<p{% endset %}", "ends in a tag, comment or code span, expected it to end where it began"),
        (
            '<p title="{% block a %}{{ x }}{% endblock %}">',
            "a part of a page in the attribute 'title', expected it elsewhere",
        ),
        ("<p {% include 'a' %}>", "a part of a page inside a tag, expected it in a quoted attribute"),
        (
            '<p title="{% filter upper %}a{% endfilter %}">',
            "a part of a page in the attribute 'title', expected it elsewhere",
        ),
        ("{% autoescape false %}{% endautoescape %}", "escaping turned off or on, expected it to be left alone"),
        ("{{ x | safe }}", "No filter named 'safe'."),
        ("{{ x | forceescape }}", "No filter named 'forceescape'."),
    ],
)
def test_where_no_writer_can_help_nothing_is_printed(template: str, message: str) -> None:
    with pytest.raises(jinja2.TemplateSyntaxError) as caught:
        made(f"\n{template}")
    assert (caught.value.message, caught.value.lineno) == (message, 2)


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ y }}", "markup that no writer of ours wrote, '<i>', expected a text"),
        ("{{ y ~ 'a' }}", "markup that no writer of ours wrote, '<i>', expected a text"),
        ("{{ [y] | join }}", "markup that no writer of ours wrote, '<i>', expected a text"),
        ("{{ none }}", "NoneType, expected a text"),
        ("{{ [1] }}", "list, expected a text"),
        ('<a href="{{ "javascript:x" }}">', None),
        ('<p id="{{ "a b" }}">', None),
        ("# a {: #{{ 'a .b' }} }", None),
        ("# a { {{ 'a=b' }} }", None),
    ],
)
def test_a_value_that_has_no_form_for_its_place_is_refused(template: str, message: str | None) -> None:
    with pytest.raises(RefusedError) as caught:
        made(template, y=Markup("<i>"))
    assert message in (None, str(caught.value))


def test_every_place_of_a_template_is_told_once_in_order() -> None:
    tree = environment(Macros("macros", {}, complete=True)).parse("`{{ x }}{{ x }}`\n<p {{ x }}>\n{{ x }}")
    assert [tuple(refusal) for refusal in autoescape.write(tree)] == [
        (1, "a value in a code span, expected it between <code> and </code>"),
        (2, "a value inside a tag, expected it in a quoted attribute"),
    ]


def test_a_page_s_title_is_html_that_no_markdown_is_read_in() -> None:
    env = environment(Macros("macros", {}, complete=True), front=True)
    assert env.from_string("{{ x }} {{ b }}").render(x="a_b <i>", b=Written("<b>*</b>")) == "a_b &lt;i&gt; *"
