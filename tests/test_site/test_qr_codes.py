"""QR codes beside a page."""

from __future__ import annotations

from dataclasses import replace

from bakery_pages import OpenPage

from patternloom.pictures.qr import LONGEST
from patternloom.site.qr_codes import Codes


def test_a_code_is_a_file_beside_the_page(bakery_page: OpenPage) -> None:
    page = bakery_page(language="fr")
    page.plan = replace(page.plan, site_url="https://bakery.example/")
    codes = Codes(page)
    shown = codes.shown("heat")
    (file,) = codes.files()
    assert file.path.endswith("qr-heat.svg")
    assert file.language == "fr"
    assert file.text.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert 'src="qr-heat.svg"' in (shown or "")
    page.plan = replace(page.plan, folders=False)
    assert f'src="{page.beside}qr-heat.svg"' in (codes.shown("heat") or "")


def test_without_an_address_or_with_one_too_long_there_is_none(bakery_page: OpenPage) -> None:
    page = bakery_page()
    codes = Codes(page)
    assert codes.shown("heat") is None
    page.plan = replace(page.plan, site_url=f"https://bakery.example/{'a' * LONGEST}/")
    assert codes.shown("heat") is None
    assert list(codes.files()) == []
