"""The orchestrated Saga on Temporal's own test server, which skips the time that nobody needs."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from examples.cases import files_of
from examples.tools import tool

EXAMPLE = "orchestrated-saga-on-eks"
HERE = Path(__file__).parent
HISTORY = HERE / "histories" / f"{EXAMPLE}.json"
FILES = {path: text for path, text in files_of(EXAMPLE).items() if path.startswith("temporal/")}

FORWARD = ["accept_order", "reserve_stock", "charge_payment", "book_delivery"]
BACK = {
    "accept_order": "reject_order", "reserve_stock": "release_stock",
    "charge_payment": "refund_payment", "book_delivery": "cancel_delivery",
}  # fmt: skip


def completed(calls: list[str]) -> dict[str, Any]:
    """What stands in the four databases after an order of two pieces at 30."""
    return {"state": "completed", "calls": calls, "order": "CONFIRMED", "stock": 3, "balance": 70, "delivery": "here"}


def compensated(begun: list[str], **otherwise: Any) -> dict[str, Any]:
    """Everything as before but for the order's record; compensations in reverse order, the failed step's first."""
    calls = [*begun, *(BACK[name] for name in reversed(begun))]
    found = {"state": "compensated", "calls": calls, "order": "REJECTED", "stock": 5, "balance": 100, "delivery": None}
    return {**found, **otherwise}


def twice(names: list[str]) -> list[str]:
    """Each name doubled."""
    return [name for one in names for name in (one, one)]


def expected() -> dict[str, Any]:
    """Every scenario's outcome."""
    found: dict[str, Any] = {
        "success": completed([*FORWARD, "confirm_order"]),
        "worker dies": completed([*FORWARD, "confirm_order"]),
        "every answer lost": completed(twice([*FORWARD, "confirm_order"])),
        "down: charge_payment": completed([*FORWARD[:2], *["charge_payment"] * 3, "book_delivery", "confirm_order"]),
        "out of stock": compensated(FORWARD[:2], stock=1),
        "too little money": compensated(FORWARD[:3], balance=29),
        "no delivery there": compensated(FORWARD),
        "cancelled": compensated(FORWARD[:3]),
        "a day passed": True,
        "replay": True,
        "replay of a compensation": True,
        "replay of the stored": True,
    }
    calls = [*twice(FORWARD[:3]), FORWARD[3], *twice([BACK[name] for name in reversed(FORWARD)])]
    found["compensation's answer lost"] = compensated(FORWARD, calls=calls)
    for number, name in enumerate(FORWARD):
        found[f"answer lost: {name}"] = completed([*FORWARD[:number], name, *FORWARD[number:], "confirm_order"])
        found[f"refused: {name}"] = compensated(FORWARD[: number + 1], **({} if number else {"order": None}))
    return found


def outcome(files: Mapping[str, str], *options: str) -> Any:
    """What becomes of every scenario with these files; the last lines of its error where it ends with one."""
    with tempfile.TemporaryDirectory(prefix="patternloom-saga-") as name:
        for path, text in files.items():
            (Path(name) / path.removeprefix("temporal/")).write_text(text, encoding="utf-8")
        command = [sys.executable, str(HERE / "saga_driver.py"), name, tool("temporal-test-server"), str(HISTORY)]
        try:
            done = subprocess.run(
                [*command, *options], capture_output=True, encoding="utf-8", timeout=40 if options else 120, check=False
            )
        except subprocess.TimeoutExpired:
            return "did not end"
    if done.returncode:
        return done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_every_scenario_ends_as_told() -> None:
    """Success; a failure at every step, undone in reverse; lost answers, a cancelled order, a worker that dies, replay."""
    assert outcome(FILES) == expected()


WRONG = (
    ("compensations forwards", "workflow.py", "in reversed(begun):", "in begun:"),
    ("no compensation", "workflow.py", "            await self._compensate(order, begun, error)\n", "            self._progress.state = 'compensated'\n"),
    ("failed step not undone", "workflow.py", "        begun.append(step)  # before", "        # before"),
    ("a compensation swapped", "workflow.py", '"charge_payment", "refund_payment"', '"charge_payment", "charge_payment"'),
    ("steps in another order", "workflow.py", 'Step("stock", "reserve_stock", "release_stock"),\n    Step("payment", "charge_payment", "refund_payment"),', 'Step("payment", "charge_payment", "refund_payment"),\n    Step("stock", "reserve_stock", "release_stock"),'),
    ("a day of an hour", "workflow.py", "timedelta(days=1)", "timedelta(hours=1)"),
    ("cancelling ignored", "workflow.py", "        self._cancelled = True", "        self._cancelled = False"),
    ("payment charged twice", "activities.py", "            if row:\n                return", "            if row:\n                work(execute)\n                return"),
    ("refund twice", "activities.py", "AND state = 'done'", "AND state <> ''"),
    ("stock below nothing", "activities.py", "AND available >= ?", "AND ? > 0"),
    ("undo without effect", "activities.py", "            if changed:\n                work(execute)\n", "            if changed:\n"),
    ("order never confirmed", "activities.py", "state = 'CONFIRMED'", "state = 'PENDING'"),
    ("refusal repeated", "activities.py", "non_retryable=True", "non_retryable=False"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "file", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_saga_is_found(name: str, file: str, old: str, new: str) -> None:
    """Some scenario ends otherwise."""
    files = FILES
    assert old in files[f"temporal/{file}"]
    changed = {**files, f"temporal/{file}": files[f"temporal/{file}"].replace(old, new, 1)}
    assert outcome(changed, "--no-sandbox") != expected()
