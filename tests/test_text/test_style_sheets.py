"""Style sheets made smaller, and still the same to the pages that they are for."""

from __future__ import annotations

import re

import pytest

from patternloom.text.style_sheets import about, read, without_unmatched, without_unused_pictures, written


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("/* why */ a , b > c { color : red ; margin: 0 auto }", "a,b > c{color:red;margin:0 auto}"),
        (
            '@charset "UTF-8";\n.a::after { content: "a , {b}; /* c */" }',
            '@charset "UTF-8";.a::after{content:"a , {b}; /* c */"}',
        ),
        ("@media print { .a { b: c; } }", "@media print{.a{b:c}}"),
        (".a { b: c; > .d { e: f } g: h }", ".a{b:c;> .d{e:f}g:h}"),
        (
            ".a { --icon: url(data:image/svg+xml;charset=utf-8,x) }",
            ".a{--icon:url(data:image/svg+xml;charset=utf-8,x)}",
        ),
        (".a { width: calc(1px + 2px) ;; }", ".a{width:calc(1px + 2px)}"),
        (r".a\{b { c: d }", r".a\{b{c:d}"),
        (
            "@page { margin: 1mm; @bottom-center { content: counter(page) } }",
            "@page{margin:1mm;@bottom-center{content:counter(page)}}",
        ),
        ("a { b: 'c  d' } }", "a{b:'c  d'}"),
        ("a { b: c", "a{}"),
        ("", ""),
    ],
)
def test_what_means_nothing_is_left_out(css: str, small: str) -> None:
    assert written(read(css)) == small


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".known{a:b}.other{a:b}", ".known{a:b}"),
        (".known,.other,p{a:b}", ".known,p{a:b}"),
        (".known .other{a:b}", ""),
        ("@media print{.other{a:b}}", ""),
        ("@supports (a:b){.known{a:b}.other{a:b}}", "@supports (a:b){.known{a:b}}"),
        ("@keyframes other{from{a:b}}", "@keyframes other{from{a:b}}"),
        (".known:not(.other){a:b}", ".known:not(.other){a:b}"),
        (":is(.other,.known:not(.more)) p{a:b}", ":is(.other,.known:not(.more)) p{a:b}"),
        ('[class~=".other"]{a:b}', '[class~=".other"]{a:b}'),
        (".begun--with{a:b}.be-gone{a:b}", ".begun--with{a:b}"),
        ("[data-a=known]{a:b}[data-a=other]{a:b}", "[data-a=known]{a:b}"),
        ('[data-a="other"] p{a:b}', ""),
        ("p:not(:has([data-a=other])){a:b}[data-a]{a:b}", "p:not(:has([data-a=other])){a:b}[data-a]{a:b}"),
        (r".w\:1{a:b}", r".w\:1{a:b}"),
        (".known{.other{a:b}}", ".known{.other{a:b}}"),
        ('@charset "UTF-8";', '@charset "UTF-8"'),
    ],
)
def test_a_rule_for_a_class_that_is_nowhere_is_left_out(css: str, kept: str) -> None:
    words = {"known", "begun--", "be-", "w:1"}
    assert written(without_unmatched(read(css), words)) == kept


def test_a_picture_that_nobody_asks_for_is_left_out() -> None:
    css = (
        ":root{--a:url(data:a);--b:url(data:b);--c:url(data:c);--d:url(data:d);--e:red}"
        ":root{--f:url(data:f)}"
        ".x{background:var( --a)}"
    )
    left = written(without_unused_pictures(read(css), {"--b"}, elsewhere="p{mask:var(--c)}"))
    assert left == ":root{--a:url(data:a);--b:url(data:b);--c:url(data:c);--e:red}.x{background:var( --a)}"


def test_the_rules_about_a_part_of_the_page_are_taken_without_their_neighbors() -> None:
    css = ".a,.win b{x:y}@media print{.b{x:y}.win:hover{x:z}}@media screen{.b{x:y}}@font-face{font-family:win}p{x:y}"
    assert written(about(read(css), re.compile(r"\.win"))) == ".win b{x:y}@media print{.win:hover{x:z}}"
