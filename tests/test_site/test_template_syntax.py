"""What Jinja cannot read is told in our words, at the tag that is wrong."""

from __future__ import annotations

import jinja2
import pytest

from patternloom.site.template_lines import lines_of
from patternloom.site.template_syntax import syntax_problem
from patternloom.site.templates import Macros, environment

NO_MACROS = Macros("macros", {}, complete=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n a {% fro %}", "2:7: unknown tag 'fro', expected one of Jinja's; did you mean 'from'?"),
        ("{% page.x %}", "1:4: unknown tag 'page', expected one of Jinja's; to print a value, write '{{ … }}'"),
        ("{% for a in b %}{% enfor %}", "1:20: unknown tag 'enfor', expected one of Jinja's; did you mean 'endfor'?"),
        ("{% for a in b %}{% endfr %}", "1:20: unknown tag 'endfr', expected one of Jinja's; did you mean 'endfor'?"),
        ("{% for a in b %}{% end for %}", "1:20: unknown tag 'end', expected one of Jinja's; did you mean 'endfor'?"),
        ("{{ {a }}", "1:7: '}' in a tag, expected ':'"),
        ("x {{{ a }}}", "1:9: '}' in a tag, expected ':'; write two braces, not three"),
        ("{{ a(b)) }}", "1:8: ')' closes nothing, expected as many as were opened; delete it"),
        ("{% if a && b %}", "1:9: '&' in a template's tag, expected letters, signs and texts in quotes; write 'and', 'or' or 'not'"),
        ("{% if a %}{% else if b %}{% endif %}", "1:19: 'if' in a tag, expected its end: '%}'; write '{% elif … %}'"),
        ("{{ a | default: b }}", "1:15: ':' in a tag, expected its end: '}}'; what a filter takes stands in parentheses: default(…)"),
        ("{% from 'a' import b c %}", "1:22: 'c' in a tag, expected its end: '%}'; write a ',' between the names"),
        ("{% import a, b from 'c' %}", "1:12: ',' in a tag, expected 'as'; write {% from \"file.jinja\" import name %}"),
        ("{% macro a-b() %}{% endmacro %}", "1:11: '-' in a tag, expected '('; a name has '_' in place of '-'"),
        ("{{ a(b=1, c) }}", "1:1: a value without a name after one with a name, expected it before; move it to the front, or name it"),
        ("{% macro a(b=1, c) %}{% endmacro %}", "1:1: a parameter without a value of its own after one with it, expected it before; move it to the front"),
        ("{% zzz %}", "1:4: unknown tag 'zzz', expected one of Jinja's"),
        ("{% endzzz %}", "1:4: unknown tag 'endzzz', expected one of Jinja's"),
        ("a {{ }}", "1:3: no value before '}}', expected one"),
        ("{% if %}", "1:1: no value before '%}', expected one"),
        ("{{ [ }}", "1:6: '}' in a tag, expected ']' before it"),
        ("{{ .Values.x }}", "1:4: template syntax: unexpected '.'; put what is no template between {% raw %} and {% endraw %}"),
        ("{{ '", "1:1: ''' in a template's tag, expected letters, signs and texts in quotes; close the quote that opens there"),
        ("{{ “a” }}", "1:4: '“' in a template's tag, expected letters, signs and texts in quotes; write straight quotes: \" or '"),
        ("{{ a ? b }}", "1:6: '?' in a template's tag, expected letters, signs and texts in quotes"),
        ("a\n{% if b %}\n{% if c %}{% endif %}\nd", "2:1: '{% if %}' without its '{% endif %}', expected that; write '{% endif %}' where it ends"),
        ("{% set a = 1 %}\n{% set b %}\nd", "2:1: '{% set %}' without its '{% endset %}', expected that; write '{% endset %}' where it ends"),
        ("{% endif %}", "1:4: '{% endif %}' without its '{% if … %}', expected that before it; or delete it"),
        ("{% else %}", "1:4: '{% else %}' without its '{% if … %}', expected that before it; or delete it"),
        ("{% for a in b %}{% endif %}", "1:20: '{% endif %}' inside '{% for %}', expected '{% endfor %}' before it"),
        ("a {## b", "1:1: '{##' without its '##}', expected that"),
        ("{% raw %} b", "1:1: '{% raw %}' without its '{% endraw %}', expected that"),
        ("{{ a }", "1:6: '{{' without its '}}', expected that; write '}}' where it ends"),
        ("{{ a \n{% if b %}{% endif %}", "1:1: '{{' without its '}}', expected that; write '}}' where it ends"),
        ("{{ a b }}", "1:6: 'b' in a tag, expected its end: '}}'"),
        ("{{ a }}{{ b c }}", "1:13: 'c' in a tag, expected its end: '}}'"),
        ("{% if a = b %}{% endif %}", "1:9: '=' in a tag, expected its end: '%}'; compare by '=='"),
        ("{% macro %}{% endmacro %}", "1:1: the tag ends at '%}', expected a name before it"),
        ("{{ [a for b in c] }}", "1:7: 'for' in a tag, expected ','"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "1:10: template syntax: block 'a' defined twice"),
    ],
)  # fmt: skip
def test_a_mistake_of_syntax_is_told_at_its_word_or_tag(text: str, expected: str) -> None:
    with pytest.raises(jinja2.TemplateSyntaxError) as caught:
        environment(NO_MACROS).compile(text)
    found = syntax_problem(caught.value, lines_of("x", text))
    assert (str(found), found.rule) == (f"x:{expected}", "template")


def test_who_needs_the_template_is_told_too() -> None:
    for text, hint in (("{{ .x }}", "needed by y"), ("{% fro %}", "did you mean 'from'? needed by y")):
        with pytest.raises(jinja2.TemplateSyntaxError) as caught:
            environment(NO_MACROS).parse(text)
        assert syntax_problem(caught.value, lines_of("x", text), "needed by y").hint == hint
