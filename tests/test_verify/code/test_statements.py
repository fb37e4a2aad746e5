"""The tables of both Sagas are those that their code uses, and each wrong version of them is found."""

from __future__ import annotations

import pytest
from checked import catalog_cases, changed, told

from patternloom.verify.code.statements import statement_findings

CASES = {case.id: case for case in catalog_cases()}
EVENTS, SAGA = "choreographed-saga-on-eks", "orchestrated-saga-on-eks"
SCHEMAS = {EVENTS: "choreography/schema.sql", SAGA: "temporal/schema.sql"}
WRONG = (
    (EVENTS, "another table", "EXISTS outbox", "EXISTS out_box"),
    (EVENTS, "another column", "  sent SMALLINT", "  done SMALLINT"),
    (EVENTS, "a column lost", "  event TEXT NOT NULL,\n", ""),
    (EVENTS, "an event twice in the outbox", "  id VARCHAR(64) NOT NULL UNIQUE,", "  id VARCHAR(64) NOT NULL,"),
    (EVENTS, "an event twice in the inbox", "inbox (id VARCHAR(64) PRIMARY KEY", "inbox (id VARCHAR(64)"),
    (EVENTS, "an order twice", "EXISTS orders (\n  id VARCHAR(64) PRIMARY KEY", "EXISTS orders (\n  id VARCHAR(64)"),
    (EVENTS, "stock below nothing", " CHECK (available >= 0)", ""),
    (EVENTS, "a balance below nothing", " CHECK (balance >= 0)", " CHECK (balance >= -100)"),
    (EVENTS, "states cut short", "state VARCHAR(16)", "state VARCHAR(7)"),
    (EVENTS, "a type of one database", "event TEXT", "event JSONB"),
    (EVENTS, "an index on nothing", "UNIQUE (sent, number)", "UNIQUE (status, number)"),
    (EVENTS, "no semicolon", "-- step 3\n);", "-- step 3\n)"),
    (EVENTS, "misspelt", "CREATE TABLE IF NOT EXISTS areas", "CREATE TABEL IF NOT EXISTS areas"),
    (EVENTS, "a table that nobody uses", "-- delivery\n", "-- delivery\nCREATE TABLE parcels (id VARCHAR(64) PRIMARY KEY);\n"),
    (SAGA, "done twice", "transaction_id VARCHAR(64) PRIMARY KEY, state VARCHAR(8)", "transaction_id VARCHAR(64), state VARCHAR(8)"),
    (SAGA, "state cut short", "state VARCHAR(8)", "state VARCHAR(4)"),
    (SAGA, "another key", "deliveries (transaction_id", "deliveries (order_id"),
    (SAGA, "stock below nothing", " CHECK (available >= 0)", ""),
    (SAGA, "a table lost", "CREATE TABLE IF NOT EXISTS areas (area VARCHAR(64) PRIMARY KEY);\n", ""),
    (SAGA, "a column of another name", "accounts (customer", "accounts (client"),
)  # fmt: skip


@pytest.mark.parametrize("id", SCHEMAS)
def test_tables_and_code_are_one(id: str) -> None:
    """The example has nothing wrong, and there is something to look at."""
    assert (told(statement_findings(CASES[id])), SCHEMAS[id] in CASES[id].files) == ([], True)


@pytest.mark.parametrize(
    ("id", "name", "old", "new"), WRONG, ids=[f"{one[0].split('-')[0]}: {one[1]}" for one in WRONG]
)
def test_a_wrong_version_is_found(id: str, name: str, old: str, new: str) -> None:
    """By SQLite, or by what the code builds on."""
    assert told(statement_findings(changed(CASES[id], SCHEMAS[id], old, new))) != []
