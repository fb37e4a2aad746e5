"""What a reader operates: permanent links, the language switch, the palette switch, the keyboard, print, less motion."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from catalog_facts import LANGUAGES, OTHERS, PALETTES, Facts, in_turn, turn
from conftest import OpenReader
from playwright.sync_api import expect
from reading import Reader
from test_diagrams import heading_at_the_anchor

SCHEMES = {"light": "default", "dark": "slate"}


def anchored(facts: Facts, language: str) -> list[str]:
    """Ids with a place of their own on a page about an area."""
    return [id for id, address in facts.plan.addresses.items() if address.anchor and address.path.startswith("areas/")]


@pytest.mark.parametrize("language", turn(1))
def test_copy_link_gives_the_permanent_address_and_that_leads_to_the_entry(
    reader: OpenReader, facts: Facts, language: str
) -> None:
    """The absolute address `/p/<id>/`, of every entry on a page; the first and the last are opened."""
    somebody = reader(permissions=["clipboard-read", "clipboard-write"])
    address = facts.area_pages(language)[0]
    page = somebody.open(address)
    copied = []
    for button in page.locator(".pl-copy").all():
        copied.append(somebody.copied_by(button.click))
    here = [id for id in facts.plan.addresses if facts.address(id, language).split("#")[0] == address]
    figures = {figure.id for figure in facts.graph.catalog.entries.values() if facts.graph.kind(figure.id) == "figure"}
    base = f"{somebody.host.url}{facts.prefix(language)}p/"
    assert sorted(copied) == sorted(f"{base}{id}/" for id in here if id not in figures)
    for link in (copied[0], copied[-1]):
        id = link.removeprefix(base).strip("/")
        page.goto(link)
        page.wait_for_url(f"**/{facts.address(id, language)}")
        somebody.wait_until_drawn()
        assert heading_at_the_anchor(somebody) == facts.names(language)[facts.address(id, language)]


@pytest.mark.parametrize(("language", "other"), OTHERS)
def test_the_language_switch_stays_at_the_entry(reader: OpenReader, facts: Facts, language: str, other: str) -> None:
    """The same page and anchor, whether the reader came with the anchor or went to it on the page."""
    somebody = reader()
    first, second = anchored(facts, language)[0], anchored(facts, language)[1]
    page = somebody.open(facts.address(first, language))
    switch = page.locator(f".pl-languages a[hreflang={other}]")
    switch.click()
    page.wait_for_url(f"**/{facts.address(first, other)}")
    assert page.locator("html").get_attribute("lang") == other
    assert heading_at_the_anchor(somebody) == facts.names(other)[facts.address(first, other)]
    page = somebody.open(facts.address(second, language).split("#")[0])
    somebody.see("(id) => { location.hash = id; }", second)
    switch.click()
    page.wait_for_url(f"**/{facts.address(second, other)}")


@pytest.mark.parametrize(("language", "other"), OTHERS)
def test_a_script_leaves_the_links_to_other_languages_as_they_are(
    reader: OpenReader, facts: Facts, language: str, other: str
) -> None:
    """One page of each kind; the addresses without a script stand in the files, where `test_site.py` looks at them."""
    somebody = reader()
    links, expected = {}, {}
    for page in set(facts.quick_pages(language)).intersection(facts.kinds_of_pages(language)):
        somebody.page.goto(somebody.host.url + page)
        links[page] = somebody.page.locator(f".pl-languages a[hreflang={other}]").evaluate("(link) => link.href")
        expected[page] = f"{somebody.host.url}{facts.prefix(other)}{page.removeprefix(facts.prefix(language))}"
    assert links == expected


@pytest.mark.parametrize("palette", PALETTES)
def test_nothing_is_stored_before_the_reader_chooses_a_palette(reader: OpenReader, facts: Facts, palette: str) -> None:
    """Each page then comes in the palette that the system prefers, and is painted in no other before."""
    somebody = reader(palette=palette)
    somebody.context.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.atFirst = document.body.dataset.mdColorScheme; });"
        # The theme's script stands at the end: what it has not run yet cannot have changed.
        "new MutationObserver((_, own) => {"
        "  if (document.querySelector('.md-container')) { window.early = document.body.dataset.mdColorScheme; own.disconnect(); }"
        "}).observe(document, { childList: true, subtree: true });"
    )
    stored = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
    for path in [*facts.quick_pages(LANGUAGES[0])[:2], *facts.quick_pages(LANGUAGES[-1])[:1]]:
        somebody.open(path)
        assert somebody.see("() => [early, atFirst]") == [SCHEMES[palette]] * 2
        assert somebody.see(stored) == []
    somebody.page.locator(".md-header__option label:visible").click()
    assert [name.rpartition(".")[2] for name in somebody.see(stored)] == ["__palette"]


@pytest.mark.parametrize(("language", "palette"), in_turn(PALETTES))
def test_the_palette_switch_works_and_is_remembered(
    reader: OpenReader, facts: Facts, language: str, palette: str
) -> None:
    """Over pages, a new visit and the other languages, without a cookie."""
    somebody = reader(palette=palette)
    first, second = facts.quick_pages(language)[:2]
    page = somebody.open(first)
    other = next(name for name in PALETTES if name != palette)

    def scheme() -> str | None:
        return page.locator("body").get_attribute("data-md-color-scheme")

    seen = [scheme()]
    page.locator(".md-header__option label:visible").click()
    seen.append(scheme())
    background = page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor")
    page.reload()
    seen.append(scheme())
    somebody.open(second)
    seen.append(scheme())
    for tag in facts.languages:
        somebody.open(facts.quick_pages(tag)[0])
        seen.append(scheme())
    assert seen == [SCHEMES[palette]] + [SCHEMES[other]] * (3 + len(facts.languages))
    assert page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor") == background


@pytest.mark.parametrize("palette", PALETTES)
def test_a_palette_follows_the_system_until_the_reader_chooses(reader: OpenReader, facts: Facts, palette: str) -> None:
    """What surrounds the page, a phone's bar and the scroll bars, takes its colours too."""
    page = reader(palette=palette).open(facts.quick_pages(LANGUAGES[0])[0])
    other = next(name for name in PALETTES if name != palette)
    body, beside = page.locator("body"), page.locator("meta[name=color-scheme]")
    around = page.locator("meta[name=theme-color]")
    header = "(header) => getComputedStyle(header).backgroundColor"
    for wanted in (other, palette):
        page.emulate_media(color_scheme=wanted)
        expect(body).to_have_attribute("data-md-color-scheme", SCHEMES[wanted])
        expect(beside).to_have_attribute("content", wanted)
        expect(around).to_have_attribute("content", page.locator(".md-header").evaluate(header))
    page.locator(".md-header__option label:visible").click()
    page.emulate_media(color_scheme=palette)
    expect(body).to_have_attribute("data-md-color-scheme", SCHEMES[other])
    page.locator(".md-option:checked").press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", SCHEMES[palette])
    expect(page.locator(".md-option:checked")).to_be_focused()


def test_the_first_act_leaves_the_page_styled_as_it_is(reader: OpenReader, facts: Facts, tmp_path: Path) -> None:
    """What the theme's script changes then is a few elements: to style all of them anew took a third of a second."""
    somebody = reader()
    page = somebody.page
    page.goto(somebody.host.url + max(facts.pages(LANGUAGES[0]), key=lambda page: len(facts.html(page))))
    every = page.locator("*").count()
    trace = tmp_path / "trace.json"
    browser = page.context.browser
    assert browser is not None
    browser.start_tracing(page=page, path=trace, categories=["devtools.timeline"])
    somebody.arrive()
    page.evaluate("() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    browser.stop_tracing()
    events = json.loads(trace.read_text("utf-8"))["traceEvents"]
    styled = [one["args"]["elementCount"] for one in events if one["name"] == "UpdateLayoutTree" and one.get("args")]
    assert styled
    assert max(styled) < every / 2


FOCUS = """() => {
    // What fades in has come when a reader looks.
    for (const fading of document.getAnimations()) if (fading.constructor.name === "CSSTransition") fading.finish();
    const element = document.activeElement;
    // The palette's radio buttons have no size; the label after one shows its focus.
    const seen = element.matches(".md-option") ? element.nextElementSibling : element;
    const style = getComputedStyle(seen);
    const { width, height, left, right } = seen.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {
        name: `${element.tagName.toLowerCase()}.${element.getAttribute("class")}: ${
            (element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40)}`,
        seen: width > 0 && height > 0 && right > 0 && left < innerWidth && seen.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
        ring: ring || (element.closest(".pl-diagram") !== null),
        kind: element.matches(".md-search__input") ? "search" : element.tagName.toLowerCase(),
    };
}"""


def stop(somebody: Reader) -> dict[str, Any]:
    """Where the keyboard stands; what a script opens on focus, such as the search, has a moment to come."""
    for _ in range(20):
        found = somebody.see(FOCUS)
        if found["seen"]:
            break
        somebody.page.wait_for_timeout(50)
    return found


@pytest.mark.parametrize(("language", "width"), in_turn([320, 1440]))
def test_a_keyboard_alone_gets_through_the_page(reader: OpenReader, facts: Facts, language: str, width: int) -> None:
    """The skip link first; then every stop is visible and wears a ring, the search and the buttons among them."""
    somebody = reader(width=width)
    page = somebody.open(facts.area_pages(language)[0])
    stops = []
    for _ in range(300):
        page.keyboard.press("Tab")
        if somebody.see("() => document.activeElement === document.body"):
            break
        stops.append(stop(somebody))
    assert stops[0]["name"].startswith("a.md-skip")
    assert [stop["name"] for stop in stops if not (stop["seen"] and stop["ring"])] == []
    kinds = {stop["kind"] for stop in stops}
    assert kinds >= {"a", "button", "search"}
    assert len(stops) > 30


@pytest.mark.parametrize("language", turn(0))
def test_a_keyboard_opens_the_navigation_of_a_narrow_window(reader: OpenReader, facts: Facts, language: str) -> None:
    """Enter or the space bar on the menu's sign; then every stop in the open drawer is visible, and one of them is the home page."""
    somebody = reader(width=320)
    page = somebody.open(facts.quick_pages(language)[0])
    menu = page.locator(".md-header__button[for=__drawer] > [role=button]")
    assert menu.get_attribute("aria-expanded") == "false"
    menu.focus()
    for key, state in (("Enter", "true"), (" ", "false"), ("Enter", "true")):
        page.keyboard.press(key)
        assert menu.get_attribute("aria-expanded") == state
    page.wait_for_function("() => document.querySelector('.md-sidebar--primary').getBoundingClientRect().left === 0")
    stops = []
    while "md-path" not in (stops or [{"name": ""}])[-1]["name"] and len(stops) < 60:
        page.keyboard.press("Tab")
        stops.append(stop(somebody))
    inside = [stop for stop in stops if "md-nav" in stop["name"]]
    assert [stop["name"] for stop in inside if not (stop["seen"] and stop["ring"])] == []
    assert len(inside) > 3


@pytest.mark.parametrize("language", turn(1))
def test_in_a_wide_window_a_section_s_title_is_no_button(reader: OpenReader, facts: Facts, language: str) -> None:
    """It opens nothing there; made narrow, the window has buttons that say whether they are open."""
    somebody = reader(width=1440)
    page = somebody.open(facts.area_pages(language)[0])
    titles = page.locator(".md-nav--primary .md-nav__item--section > label[for]:not(:has(a)) > .md-ellipsis")
    roles = "(signs) => signs.map((sign) => [sign.getAttribute('role'), sign.getAttribute('aria-expanded')])"
    assert titles.count() > 2
    assert titles.evaluate_all(roles) == [[None, None]] * titles.count()
    page.set_viewport_size({"width": 360, "height": 800})
    page.wait_for_function("() => document.querySelector('.md-nav--primary .md-nav__item--section > label > [role]')")
    assert {(role, state in ("true", "false")) for role, state in titles.evaluate_all(roles)} == {("button", True)}
    page.set_viewport_size({"width": 1440, "height": 800})
    page.wait_for_function("() => !document.querySelector('.md-nav--primary .md-nav__item--section > label > [role]')")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_skip_link_leads_past_the_navigation(reader: OpenReader, facts: Facts, language: str) -> None:
    """Enter on it, and the next stop lies in the article."""
    somebody = reader()
    page = somebody.open(facts.area_pages(language)[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.length > 1")
    page.keyboard.press("Tab")
    assert somebody.see("() => document.activeElement.closest('article') !== null")


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_opens_and_leads_on_by_keyboard(reader: OpenReader, facts: Facts, language: str) -> None:
    """`/` opens it, arrow and Enter lead to a hit; there again, Escape closes it."""
    somebody = reader()
    page = somebody.open(facts.prefix(language))
    entry = anchored(facts, language)[0]
    page.keyboard.press("/")
    query = page.locator(".md-search__input")
    assert query.evaluate("(input) => input === document.activeElement")
    page.keyboard.insert_text(facts.names(language)[facts.address(entry, language)])
    page.keyboard.press("End")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/areas/**")
    somebody.wait_until_drawn()
    page.keyboard.press("/")
    page.locator(".md-search__output").wait_for()
    page.keyboard.press("Escape")
    page.locator(".md-search__output").wait_for(state="hidden")


PRINTED = """() => {
    const luminance = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
            const value = part / 255;
            return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const texts = [...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, p, li, th, td, dt, dd, .nodeLabel)")]
        .filter((element) => element.checkVisibility() && element.getClientRects().length && element.innerText.trim());
    return {
        number: texts.length,
        // A browser prints no backgrounds: every text must stand out from white paper.
        pale: texts.filter((element) => 1.05 / (luminance(getComputedStyle(element).color) + 0.05) < 4.5)
            .map((element) => element.innerText.slice(0, 40)),
        // Of the header and the sidebars, a booklet has the title and the contents.
        frame: [...document.querySelectorAll(
            ".md-header :is(button, input, label, ul), .md-sidebar--primary, .md-footer, .md-path, .pl-button, .headerlink",
        )]
            .filter((element) => element.checkVisibility() && element.getClientRects().length)
            .map((element) => element.className),
    };
}"""


@pytest.mark.parametrize(("language", "palette"), in_turn(PALETTES))
def test_print_shows_the_text_dark_on_white_and_no_navigation(
    reader: OpenReader, facts: Facts, language: str, palette: str
) -> None:
    """In either palette, diagrams too."""
    somebody = reader(palette=palette, width=800)
    page = somebody.open(facts.area_pages(language)[0])
    page.emulate_media(media="print", color_scheme=palette)
    printed = somebody.see(PRINTED)
    assert (printed["pale"], printed["frame"]) == ([], [])
    assert printed["number"] > 50
    expect(page.locator(".pl-diagram").first).to_be_visible()


@pytest.mark.parametrize("language", turn(0))
def test_less_motion_is_no_trouble(reader: OpenReader, facts: Facts, language: str) -> None:
    """With `prefers-reduced-motion`, diagrams are drawn, anchors and the way back to the top lead there at once."""
    somebody = reader(reduced_motion="reduce")
    entry = anchored(facts, language)[-1]
    somebody.open(facts.address(entry, language))
    assert heading_at_the_anchor(somebody) == facts.names(language)[facts.address(entry, language)]
    moving = "() => document.getAnimations().filter((animation) => animation.playState === 'running'"
    moving += " && animation.effect.getComputedTiming().iterations === Infinity).length"
    assert somebody.see(moving) == 0


TO_TOP = """() => {
    const { top, bottom, left, right } = document.querySelector(".md-top").getBoundingClientRect();
    return { under: innerHeight - bottom, beside: document.documentElement.clientWidth - right,
             size: [right - left, bottom - top] };
}"""


@pytest.mark.parametrize("width", [360, 1024, 1440])
def test_the_way_back_to_the_top_stands_in_the_corner_below(reader: OpenReader, facts: Facts, width: int) -> None:
    """Small, but large enough for a thumb, and with its name; it leads to the top."""
    somebody = reader(width=width)
    page = somebody.open(facts.area_pages(LANGUAGES[0])[0])
    button = page.locator(".md-top")
    page.evaluate("() => window.scrollTo({ top: 3000, behavior: 'instant' })")
    # Of two scrolls in one frame, the theme hears the last one alone, and takes it for one downwards.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.evaluate("() => window.scrollTo({ top: 2600, behavior: 'instant' })")
    expect(button).to_be_visible()
    place = somebody.see(TO_TOP)
    assert 0 <= place["under"] < 24
    assert 0 <= place["beside"] < 24
    assert all(24 <= size <= 48 for size in place["size"])
    assert str(button.text_content()).strip()
    button.click()
    page.wait_for_function("() => scrollY === 0")
