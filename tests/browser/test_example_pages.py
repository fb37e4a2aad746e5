"""Design examples as a reader uses them: the gallery's filter, the picture and its steps, the files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from catalog_facts import LANGUAGES, PALETTES, Facts, turn
from conftest import OpenReader
from playwright.sync_api import expect
from reading import Reader
from test_every_page import judged, violations

from patternloom.model.examples import DesignExample

# The filter's form in the address, which others link to: a change here breaks their links.
FILTERS: Mapping[str, Callable[[Facts, DesignExample], set[str]]] = {
    "area": lambda facts, example: {
        id if facts.graph.kind(id) == "area" else str(facts.graph.home.get(id)) for id in example.about
    },
    "technology": lambda _, example: {part.technology for part in example.components if part.technology},
    "service": lambda _, example: {part.technology for part in example.components if part.technology and part.provider},
}


def gallery(facts: Facts, language: str) -> str:
    """The page that shows all examples."""
    return f"{facts.prefix(language)}examples/"


def examples(facts: Facts) -> list[DesignExample]:
    """Those of the catalog."""
    return list(facts.graph.of(DesignExample))


def matching(facts: Facts, **chosen: str) -> list[str]:
    """Ids of the examples that a filter leaves, in their order."""
    return [
        example.id
        for example in examples(facts)
        if all(value in FILTERS[name](facts, example) for name, value in chosen.items())
    ]


def shown(somebody: Reader) -> list[str]:
    """Ids of the examples that a reader sees."""
    links = somebody.page.locator(".pl-gallery > li:visible > b a").evaluate_all("(links) => links.map((a) => a.href)")
    return [urlsplit(link).path.rstrip("/").rpartition("/")[2] for link in links]


def choices(facts: Facts) -> Iterator[tuple[str, str]]:
    """Every value of every filter."""
    for name, values_of in FILTERS.items():
        for value in sorted({value for example in examples(facts) for value in values_of(facts, example)}):
            yield name, value


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gallery_shows_all_and_offers_what_the_examples_have(
    reader: OpenReader, facts: Facts, language: str
) -> None:
    somebody = reader()
    page = somebody.open(gallery(facts, language))
    assert shown(somebody) == [example.id for example in examples(facts)]
    offered = page.locator(".pl-filter option").evaluate_all(
        "(options) => options.map((one) => [one.parentElement.name, one.value])"
    )
    assert sorted((name, value) for name, value in offered if value) == sorted(choices(facts))


@pytest.mark.parametrize("language", turn(0))
def test_a_filter_in_the_address_shows_just_what_matches(reader: OpenReader, facts: Facts, language: str) -> None:
    """`?area=…`, `?technology=…` and `?service=…`, each value; what nobody knows filters nothing."""
    somebody = reader()
    wrong = {}
    loaded = set()
    for name, value in choices(facts):
        address = f"?{urlencode({name: value})}"
        if name in loaded:
            # As by the browser's own buttons, without loading the page again.
            go = "(address) => { history.replaceState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }"
            somebody.see(go, address)
        else:
            somebody.open(gallery(facts, language) + address)
        loaded.add(name)
        if shown(somebody) != matching(facts, **{name: value}):
            wrong[name, value] = shown(somebody)
    assert wrong == {}
    for unknown in ("?area=nowhere", "?colour=red", "?area=", "?technology=%3Cscript%3E"):
        somebody.open(gallery(facts, language) + unknown)
        assert len(shown(somebody)) == len(examples(facts)), unknown


@pytest.mark.parametrize("language", turn(1))
def test_choosing_filters_writes_the_address_and_back_undoes_it(
    reader: OpenReader, facts: Facts, language: str
) -> None:
    """With the keyboard alone; the number shown is told."""
    somebody = reader()
    page = somebody.open(gallery(facts, language))
    name, value = next(pair for pair in choices(facts) if 1 < len(matching(facts, **{pair[0]: pair[1]})) < 9)
    other, second = next(
        pair
        for pair in choices(facts)
        if pair[0] != name and 0 < len(matching(facts, **{name: value, pair[0]: pair[1]})) < 9
    )
    page.locator(f".pl-filter select[name={name}]").focus()
    page.locator(f".pl-filter select[name={name}]").select_option(value)
    assert shown(somebody) == matching(facts, **{name: value})
    assert urlsplit(page.url).query == urlencode({name: value})
    page.locator(f".pl-filter select[name={other}]").select_option(second)
    assert shown(somebody) == matching(facts, **{name: value, other: second})
    number = len(shown(somebody))
    assert page.locator(".pl-filter output").inner_text() == facts.words[language]["shown_count"].format(n=number)
    page.reload()
    assert shown(somebody) == matching(facts, **{name: value, other: second})
    for link in page.locator(".pl-languages a").all():
        assert urlsplit(link.get_attribute("href") or "").query == urlsplit(page.url).query, "the filter goes along"
    page.go_back()
    assert shown(somebody) == matching(facts, **{name: value})
    page.go_back()
    assert len(shown(somebody)) == len(examples(facts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_everything_is_there(reader: OpenReader, facts: Facts, language: str) -> None:
    """The whole list, whatever the address says; no form that does nothing; picture, steps and files on the page."""
    somebody = reader(script=False)
    page = somebody.open(f"{gallery(facts, language)}?area=nowhere", drawn=False)
    assert shown(somebody) == [example.id for example in examples(facts)]
    expect(page.locator(".pl-filter")).to_be_hidden()
    somebody.open(facts.example_pages(language)[0], drawn=False)
    expect(page.locator(".pl-picture")).to_be_visible()
    assert page.locator(".pl-menu").count() == 0
    expect(page.locator(".pl-step").first).to_be_visible()
    labels = page.locator(".tabbed-labels > label")
    labels.nth(1).click()
    expect(page.locator(".tabbed-block").nth(1)).to_be_visible()
    expect(page.locator(".tabbed-block").nth(0)).to_be_hidden()


# Whether a step's arrow starts where it can be seen.
START_IN_VIEW = """([selector, step]) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    const arrow = document.querySelector(`${selector} .flow.step-${step} > path`);
    const start = arrow.getPointAtLength(0).matrixTransform(arrow.getScreenCTM());
    return start.x > box.left && start.x < box.right;
}"""


def by_width(facts: Facts, language: str, most: int = 10_000) -> list[str]:
    """The pages of the examples, from the narrowest picture to the widest that needs no more pixels."""

    def width(page: str) -> int:
        found = re.search(r'class="pl-least" width="(\d+)"', (facts.root / page / "index.html").read_text("utf-8"))
        assert found
        return int(found[1])

    return sorted((page for page in facts.example_pages(language) if width(page) <= most), key=width)


@pytest.mark.parametrize("language", turn(0))
def test_a_picture_too_wide_for_a_phone_scrolls_in_its_frame_by_keyboard(
    reader: OpenReader, facts: Facts, language: str
) -> None:
    """From its first arrow on, then to a chosen step's; the frame is a stop with a name where it scrolls, and nowhere else."""
    path = by_width(facts, language, most=780)[-1]  # a wider one scrolls at a desk, too
    somebody = reader(width=360)
    page = somebody.open(path)
    frame = page.locator(".pl-picture-frame")
    assert somebody.see(START_IN_VIEW, [".pl-picture-frame", 1])
    assert frame.get_attribute("role") == "region"
    title = page.locator("h1").inner_text().removesuffix("¶").strip()
    assert frame.get_attribute("aria-label") == facts.words[language]["picture_of"].format(name=title)
    assert violations(somebody, code=False) == []
    page.locator(".pl-figure .pl-menu__button").focus()
    page.keyboard.press("Shift+Tab")
    assert frame.evaluate("(frame) => frame === document.activeElement")
    before = frame.evaluate("(frame) => frame.scrollLeft")
    page.keyboard.press("ArrowLeft" if before else "ArrowRight")
    page.wait_for_function("(before) => document.querySelector('.pl-picture-frame').scrollLeft !== before", arg=before)
    by_page = {facts.address(example.id, language): example for example in examples(facts)}
    for number, step in enumerate(by_page[path].steps, start=1):
        if step.flows:
            page.locator(f"#step-{number} .pl-step__number").click()
            page.wait_for_function(START_IN_VIEW, arg=[".pl-picture-frame", number])
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function("() => !document.querySelector('.pl-picture-frame').hasAttribute('tabindex')")
    assert frame.get_attribute("role") is None
    assert frame.evaluate("(frame) => frame.scrollWidth <= frame.clientWidth")


STROKE = """(svg) => [...svg.querySelectorAll(".flow:has(> path)")].map((flow) => {
    const { stroke, strokeWidth } = getComputedStyle(flow.querySelector(":scope > path"));
    return [flow.getAttribute("class"), stroke, parseFloat(strokeWidth)];
})"""
ACCENT = """() => {
    const probe = document.createElement("i");
    probe.style.color = "var(--pl-accent)";
    document.querySelector(".pl-example").append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
}"""


def lit(somebody: Reader) -> set[str]:
    """The steps whose arrows stand out: in the accent's colour, and twice as wide as any other."""
    accent = somebody.see(ACCENT)
    arrows: list[tuple[str, str, float]] = somebody.page.locator(".pl-figure .pl-picture").evaluate(STROKE)
    plain = max((width for _, colour, width in arrows if colour != accent), default=0)
    return {
        name.removeprefix("step-")
        for classes, colour, width in arrows
        if colour == accent and width >= 2 * plain
        for name in classes.split()
        if name.startswith("step-")
    }


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_selecting_a_step_lights_its_arrows(reader: OpenReader, facts: Facts, palette: str, script: bool) -> None:
    """Under the pointer, with the focus on its number, and after following it; never another step's."""
    somebody = reader(palette=palette, script=True)
    if not script:
        somebody.context.route("**/*.js", lambda route: route.abort())
    page = somebody.page
    page.goto(somebody.host.url + facts.example_pages(LANGUAGES[0])[0])
    assert lit(somebody) == set()
    picture = page.locator(".pl-figure .pl-picture")
    plain = {colour for _, colour, _ in picture.evaluate(STROKE)}
    page.locator("#step-2").hover()
    assert lit(somebody) == {"2"}
    assert not plain & {colour for _, colour, _ in picture.evaluate(STROKE)}, "the other arrows step back"
    fills = "(elements) => elements.map((element) => getComputedStyle(element).fill)"
    assert set(picture.locator("marker > *").evaluate_all(fills)) == {"context-stroke"}
    assert set(picture.locator("text.step-2").evaluate_all(fills)) == {somebody.see(ACCENT)}
    page.mouse.move(0, 0)
    page.locator("#step-1 .pl-step__number").focus()
    assert lit(somebody) == {"1"}
    page.keyboard.press("Enter")
    page.locator("h1").click()
    assert urlsplit(page.url).fragment == "step-1"
    assert lit(somebody) == {"1"}
    if not script:
        somebody.complaints.clear()  # what was aborted on purpose


@pytest.mark.parametrize("language", turn(1))
def test_every_step_with_an_arrow_can_be_lit(reader: OpenReader, facts: Facts, language: str) -> None:
    """The style sheet knows as many steps as the longest example has."""
    somebody = reader()
    by_page = {facts.address(example.id, language): example for example in examples(facts)}
    longest = max(by_page, key=lambda page: len(by_page[page].steps))
    somebody.open(longest)
    for number, step in enumerate(by_page[longest].steps, start=1):
        somebody.page.goto(f"{somebody.host.url}{longest}#step-{number}")
        assert lit(somebody) == ({str(number)} if step.flows else set()), number


def files(somebody: Reader) -> list[dict[str, Any]]:
    """Each tab's name, the code that it shows, and what its link offers."""
    found: list[dict[str, Any]] = somebody.see(
        """async () => Promise.all([...document.querySelectorAll(".tabbed-labels > label")].map(async (label, number) => {
            const block = document.querySelectorAll(".tabbed-block")[number];
            const link = block.querySelector("a[download]");
            const answer = await fetch(link.href);
            return {
                name: label.textContent, shown: block.querySelector("code:not(p code)").textContent,
                offered: await answer.text(), saved: link.download,
            };
        }))"""
    )
    return found


def test_every_file_is_shown_and_offered_as_it_is_in_the_catalog(reader: OpenReader, facts: Facts) -> None:
    """On every example's page: a tab for each, its text letter by letter, and the same bytes to save.

    In one language: the listings are the same in all.
    """
    somebody = reader()
    wrong = []
    for example in examples(facts):
        somebody.open(facts.address(example.id, LANGUAGES[0]))
        own = facts.graph.catalog.files[example.id].files
        found = files(somebody)
        assert [file["name"] for file in found] == [file.path for file in example.files]
        for file in found:
            text = own[file["name"]].decode("utf-8")
            if file["offered"] != text or file["shown"].rstrip("\n") != text.rstrip("\n").expandtabs(4):
                wrong.append((example.id, file["name"]))
            assert file["saved"] == file["name"].rpartition("/")[2]
    assert wrong == []


@pytest.mark.parametrize("language", turn(1))
def test_a_tab_is_chosen_with_the_keyboard_and_its_code_is_copied(
    reader: OpenReader, facts: Facts, language: str
) -> None:
    somebody = reader(permissions=["clipboard-read", "clipboard-write"])
    page = somebody.open(facts.example_pages(language)[0])
    page.locator(".tabbed-set > input").first.focus()
    page.keyboard.press("ArrowRight")
    block = page.locator(".tabbed-block").nth(1)
    expect(block).to_be_visible()
    block.hover()
    button = block.locator("[data-clipboard-target], .md-code__button[data-md-type=copy]").first
    copied = somebody.copied_by(button.click)
    assert copied.strip() == str(block.locator("code").last.text_content()).strip()


# Words of Latin letters that go on in another line, and each column's share of the table of failures.
TABLES = """() => {
    const broken = [];
    for (const cell of document.querySelectorAll(":is(.pl-components, .pl-failures) :is(th, td)")) {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            if (texts.currentNode.parentElement.closest("code")) continue;
            for (const { index, 0: word } of texts.currentNode.data.matchAll(/[A-Za-z]+/g)) {
                const range = document.createRange();
                range.setStart(texts.currentNode, index);
                range.setEnd(texts.currentNode, index + word.length);
                if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word);
            }
        }
    }
    const table = document.querySelector(".pl-failures");
    const columns = [...table.querySelectorAll("thead th")].map((head) => head.offsetWidth / table.offsetWidth);
    return { broken, columns };
}"""


ASTRAY = """() => {
    const boxes = (selector) => [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
    const [figure] = boxes(".pl-figure--example");
    const found = [];
    for (const { left, right } of boxes(".pl-steps")) {
        if (Math.abs(left - figure.left) > 1 || Math.abs(right - figure.right) > 1) found.push("steps");
    }
    for (const { left, right } of boxes(".tabbed-labels > label")) {
        if (left < figure.left - 1 || right > figure.right + 1) found.push("tab");
    }
    for (const line of document.querySelectorAll(".highlight .hll")) {
        const text = document.createRange();
        text.selectNodeContents(line);
        if (line.offsetWidth && text.getBoundingClientRect().right > line.getBoundingClientRect().right) found.push("mark");
    }
    return found;
}"""


@pytest.mark.parametrize(("width", "columns"), [(360, 1), (768, 2), (1440, 4)])
def test_the_gallery_has_columns_in_pairs(reader: OpenReader, facts: Facts, width: int, columns: int) -> None:
    """So that of an even number of cards none stands alone; and no empty column beside them."""
    somebody = reader(width=width)
    page = somebody.open(gallery(facts, LANGUAGES[0]))
    lefts = page.locator(".pl-gallery > li").evaluate_all("(cards) => cards.map((card) => card.offsetLeft)")
    assert len(set(lefts)) == columns
    expect(page.locator(".md-sidebar--secondary")).to_be_hidden()


UNREADABLE = """(smallest) => {
    const box = (element) => element.getBoundingClientRect();
    const picture = document.querySelector(".pl-figure .pl-picture");
    const words = picture.querySelectorAll(".flow-labels text, .boundary-names text");
    const labels = [...words].map((text) => [text.textContent, box(text)]);
    const over = (a, b) => Math.min(
        Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
    );
    const found = labels.flatMap(([one, a], number) => labels.slice(number + 1)
        .filter(([, b]) => over(a, b) > 1).map(([other]) => `${one} / ${other}`));
    const steps = [...document.querySelectorAll(".pl-step")].filter((step) => step.querySelector(".pl-arrows"));
    const numbers = new Set([...picture.querySelectorAll(".flow-labels text")].map((text) => parseInt(text.textContent)));
    if (numbers.size !== steps.length) found.push(`${numbers.size} numbers on arrows, ${steps.length} steps with arrows`);
    for (const component of picture.querySelectorAll(".component")) {
        const shape = box(component.querySelector("rect, path, polygon, ellipse"));
        const text = box(component.querySelector("text"));
        if (text.left < shape.left || text.right > shape.right) found.push(`wider than its box: ${component.textContent}`);
    }
    const letters = parseFloat(getComputedStyle(picture.querySelector(".component text")).fontSize);
    const size = letters * picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
    if (size < smallest) found.push(`letters of ${size} px`);
    return found;
}"""


SMALLEST = {1440: 11, 768: 11, 360: 13}
"""Width of the window → how small a component's letters may be."""

PAGE_OF_PAPER = 979
"""The height of a page of Letter with margins of a centimetre: 25.9 cm."""


def out_of_shape(somebody: Reader, width: int) -> list[str]:
    """What looks wrong on an example's page at a width: pictures, lists, tabs, marks and, at a desk, tables."""
    somebody.page.set_viewport_size({"width": width, "height": 1000})
    found = [*somebody.see(UNREADABLE, SMALLEST[width]), *somebody.see(ASTRAY)]
    if width > 400:
        tables = somebody.see(TABLES)
        texts = tables["columns"][1:]
        found += [f"broken: {word}" for word in tables["broken"]]
        apart, least = (0.06, 0.24) if len(texts) == 3 else (0.13, 0.15)  # with a column for what tells of it
        if max(texts) - min(texts) > apart or min(texts) < least:
            found.append(f"columns of failures: {tables['columns']}")
    return [f"{width} px: {what}" for what in found]


def out_of_shape_on_paper(somebody: Reader) -> list[str]:
    """What does not fit a page, or asks to be clicked."""
    page = somebody.page
    page.set_viewport_size({"width": 718, "height": PAGE_OF_PAPER})  # as pictures take their height from a page's
    page.emulate_media(media="print")
    found = []
    pieces = page.locator(".pl-figure--example:not(:has(.pl-piece)), .pl-piece")
    heights = pieces.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().height)")
    if not heights or max(heights) >= PAGE_OF_PAPER:
        found.append("paper: the picture is higher than a page")
    if page.locator(".md-code__nav:visible, .pl-button:visible").count():
        found.append("paper: something to click")
    if page.locator(".pl-picture-frame").evaluate("(frame) => frame.scrollWidth > frame.clientWidth"):
        found.append("paper: the picture is cut")
    page.emulate_media(media="screen")
    return found


DASHES = """() => Object.fromEntries([...document.querySelectorAll(".pl-key > li")].map((sample) => [
    sample.textContent.trim(), getComputedStyle(sample.querySelector("path")).strokeDasharray]))"""


def kinds_of_arrows(example: DesignExample) -> set[str]:
    """Those that are not plain: the key tells each of them."""
    drawn = {"response" if flow.response else step.case for step in example.steps for flow in step.flows}
    return drawn - {"normal"}


@pytest.mark.matrix
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_in_shape_on_a_phone_a_tablet_a_desk_and_paper(
    reader: OpenReader, facts: Facts, language: str
) -> None:
    """Pictures: no label on another or on a boundary's name, every name within its box, letters of a size to read.

    Lists and tabs keep to the column, a mark covers its whole line; tables break no word and give each text its room.
    The key has a word for each kind of arrow, and each its own dashes.
    """
    somebody = reader()
    found, keys, dashes = {}, {}, {}
    for example in examples(facts):
        somebody.open(facts.address(example.id, language))
        found[example.id] = [what for width in SMALLEST for what in out_of_shape(somebody, width)]
        found[example.id] += out_of_shape_on_paper(somebody)
        keys[example.id] = somebody.see(DASHES)
        dashes |= keys[example.id]
    assert {id: lines for id, lines in found.items() if lines} == {}
    words = facts.words[language]
    assert {id: set(key) for id, key in keys.items()} == {
        example.id: {words[f"case_{kind}"] for kind in kinds_of_arrows(example)} for example in examples(facts)
    }
    assert len(set(dashes.values())) == len(dashes) > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_listing_is_scrolled_by_keys_before_anybody_has_seen_it(
    reader: OpenReader, facts: Facts, language: str
) -> None:
    """The theme's script looks at those alone that come into the window, and not all readers have it."""
    somebody = reader()
    for path in facts.example_pages(language)[:: max(1, len(facts.example_pages(language)) // 3)]:
        page = somebody.open(path)
        page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true")
        rule = {"runOnly": {"type": "rule", "values": ["scrollable-region-focusable"]}}
        assert judged(somebody, {"include": [[".highlight"]]}, rule) == []
