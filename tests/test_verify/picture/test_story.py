"""Switches, steps and repeated files are where the picture says."""

from __future__ import annotations

import dataclasses

import pytest
from checked import case_of, told

from patternloom.verify.picture.story import picture_findings
from patternloom.verify.wrong.making import altered, make_files

SHOP = case_of("shop")
PATH = "k8s/namespace.yaml"
SWITCH = "istio-injection: enabled"


@pytest.mark.parametrize(
    ("old", "new", "told_of"),
    [
        (SWITCH, "istio-injection: disabled", f"{SWITCH!r} does not stand there"),
        (SHOP.files[PATH], f"# {SWITCH}\n", f"{SWITCH!r} stands in a comment only"),
    ],
)
def test_a_switch_turns_something_on(old: str, new: str, told_of: str) -> None:
    """Of every component that it is the switch of."""
    wrong = make_files(SHOP, PATH, SHOP.files[PATH].replace(old, new))
    said = [one for one in told(picture_findings(wrong)) if "[switch]" in one]
    assert said == [f"{PATH}: {name!r}: {told_of} [switch]" for name in ("istiod", "proxy")]


def test_a_switch_says_enough() -> None:
    """Two letters stand in many places."""
    components = tuple(
        altered(one, switch=altered(one.switch, text="is")) if one.switch and one.switch.file == PATH else one
        for one in SHOP.design.components
    )
    case = dataclasses.replace(SHOP, design=altered(SHOP.design, components=components))
    assert told(picture_findings(case)) == [
        f"{PATH}: {name!r}: 'is' says too little [switch]" for name in ("istiod", "proxy")
    ]


def test_every_step_of_ours_is_realised_by_a_line() -> None:
    """A mark stands beside what realises it; prose realises nothing."""
    files = {path: text.replace("# step", "# as") for path, text in SHOP.files.items()}
    files |= {PATH: f"{files[PATH]}# step 3\n", "README.md": "told in # step 4\n"}
    said = [one for one in told(picture_findings(dataclasses.replace(SHOP, files=files))) if "[step]" in one]
    expected = "expected '# step {}' (or after // or --) at the end of the one that does"
    assert said == [
        f"{PATH}: the mark of step 3 stands on a line of its own, expected beside what realises it [step]",
        f"step 1: no line realises it in the files of ingress, {expected.format(1)} [step]",
        f"step 2: no line realises it in the files of ingress, web, {expected.format(2)} [step]",
        f"step 4: no line realises it in the files of orders, {expected.format(4)} [step]",
        f"step 6: no line realises it in the files of orders, {expected.format(6)} [step]",
    ]


def test_a_repeated_file_is_the_same() -> None:
    """Byte for byte."""
    wrong = make_files(SHOP, "nginx/web.conf", "other")
    said = [one for one in told(picture_findings(wrong)) if "[embedded]" in one]
    assert said == ["ConfigMap/shop/web-nginx: web.conf differs from nginx/web.conf [embedded]"]
