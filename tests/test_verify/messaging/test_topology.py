"""RabbitMQ's definitions are right by themselves, and each wrong version is found before a broker reads it."""

from __future__ import annotations

import pytest
from checked import case_of, changed, told

from patternloom.verify.messaging.topology import TOPOLOGY, messaging_findings

CASE = case_of("choreographed-saga-on-eks")
WRONG = (
    ("another exchange", TOPOLOGY, '{"name": "shop.events"', '{"name": "shops.events"'),
    ("a queue lost", TOPOLOGY, '{"name": "stock.events"', '{"name": "store.events"'),
    ("a queue of one node", TOPOLOGY, '"x-queue-type": "quorum", "x-delivery-limit"', '"x-queue-type": "classic", "x-delivery-limit"'),
    ("no limit of deliveries", TOPOLOGY, '"x-delivery-limit": 20, ', ""),
    ("no dead letters", TOPOLOGY, '"x-dead-letter-exchange": "shop.dead-letters", ', ""),
    ("dead letters that may get lost", TOPOLOGY, '"x-dead-letter-strategy": "at-least-once"', '"x-dead-letter-strategy": "at-most-once"'),
    ("dead letters to nowhere", TOPOLOGY, '{"source": "shop.dead-letters"', '{"source": "shop.events"'),
    ("gone after a restart", TOPOLOGY, '"durable": true', '"durable": false'),
    ("another virtual host", TOPOLOGY, '"vhosts": [{"name": "shop"', '"vhosts": [{"name": "store"'),
    ("a misspelt key", TOPOLOGY, '"routing_key": "order.placed"', '"routingkey": "order.placed"'),
    ("a misspelt argument", TOPOLOGY, '"x-overflow"', '"x-overflows"'),
    ("a key twice", TOPOLOGY, '"type": "topic"', '"type": "topic", "type": "topic"'),
    ("no JSON", TOPOLOGY, '"exchanges": [', '"exchanges": ['.replace("[", "")),
)  # fmt: skip


def test_right_definitions_are_silent() -> None:
    """The example has nothing wrong, and there is something to look at."""
    assert (told(messaging_findings(CASE)), TOPOLOGY in CASE.files) == ([], True)


@pytest.mark.parametrize(("name", "path", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_version_is_found(name: str, path: str, old: str, new: str) -> None:
    """Whatever code may use them."""
    assert told(messaging_findings(changed(CASE, path, old, new))) != []
