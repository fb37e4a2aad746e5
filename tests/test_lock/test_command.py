"""Options of `patternloom lock` become orders, and what makes no sense is told."""

from __future__ import annotations

import argparse
import datetime as dt

import pytest

from patternloom.lock.command import UsageError, add_options, orders_of
from patternloom.lock.orders import Orders

DAY = dt.date(2026, 2, 1)


def orders(*arguments: str) -> Orders:
    """What they order in a catalog of two languages."""
    parser = argparse.ArgumentParser()
    add_options(parser)
    return orders_of(parser.parse_args(arguments), ("en", "ja"), DAY)


def test_options_become_orders() -> None:
    assert orders() == Orders(DAY)
    made = orders(
        *(
            "rye",
            "--reason",
            "ja=理由",
            "--reason",
            "en=why  not",
            "--editorial",
            "rye:summary",
            "--editorial",
            "rye:name",
        ),
        *("--revision", "wheat:name", "--confirm", "rye", "--confirm", "rye:summary", "--confirm", "wheat:benefits.b2"),
    )
    assert made == Orders(
        DAY,
        only=frozenset({"rye"}),
        reason={"en": "why not", "ja": "理由"},
        editorial={"rye": frozenset({"summary", "name"})},
        revision={"wheat": frozenset({"name"})},
        confirm={"rye": None, "wheat": frozenset({"benefits.b2"})},
    )
    assert list(made.reason) == ["en", "ja"]
    assert orders("--release", "0.1.0").release == "0.1.0"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--release", "1"], "release '1', expected a version such as 0.1.0"),
        (["rye", "--release", "0.1.0"], "--release takes all entries along, expected no id beside it"),
        (["--reason", "why"], "reason 'why', expected one of en=…, ja=…"),
        (["--reason", "jaa=why"], "reason 'jaa=why', expected one of en=…, ja=…; did you mean 'ja'?"),
        (["--reason", "en=a", "--reason", "en=b"], "two reasons in 'en', expected one"),
        (["--reason", "en= "], "empty text, expected a reason in 'en'"),
        (["--reason", "en=a\nb"], "line break in 'a\nb', expected a reason in 'en' in one line"),
        (["--reason", "en=a"], 'a reason in en alone, expected --reason ja="…" as well'),
        (["--editorial", "rye"], "found 'rye', expected an id and a field, such as saga:summary"),
        (["--editorial", "rye:"], "found 'rye:', expected an id and a field, such as saga:summary"),
        (["--confirm", ":name"], "found ':name', expected an id, or an id and a field, such as saga:summary"),
    ],
)
def test_what_makes_no_sense_is_told(arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        orders(*arguments)
    assert str(caught.value) == message


def test_a_change_is_of_one_sort() -> None:
    with pytest.raises(UsageError) as caught:
        orders("--editorial", "a:summary", "--revision", "a:summary")
    assert str(caught.value) == "--editorial and --revision of 'a:summary', expected one of the two"
    assert orders("--editorial", "a:summary", "--revision", "a:name").revision == {"a": frozenset({"name"})}
