"""The definitions of RabbitMQ are those of the code, and each wrong version is found before a broker reads it."""

from __future__ import annotations

import pytest

from examples.cases import catalog_cases, changed, told
from examples.messaging import TOPOLOGY, messaging_findings

CASE = next(case for case in catalog_cases() if case.id == "choreographed-saga-on-eks")
SERVICES, BROKER = "choreography/services.py", "choreography/broker.py"
WRONG = (
    ("another exchange", TOPOLOGY, '{"name": "shop.events"', '{"name": "shops.events"'),
    ("an exchange of another type", TOPOLOGY, '"type": "topic"', '"type": "direct"'),
    ("a queue lost", TOPOLOGY, '{"name": "stock.events"', '{"name": "store.events"'),
    ("a binding lost", TOPOLOGY, '"routing_key": "payment.declined"', '"routing_key": "payment.refused"'),
    ("a binding to another service", TOPOLOGY, '"destination": "delivery.events"', '"destination": "payment.events"'),
    ("every event for one queue", TOPOLOGY, '"routing_key": "payment.charged"', '"routing_key": "#"'),
    ("a queue of one node", TOPOLOGY, '"x-queue-type": "quorum", "x-delivery-limit"', '"x-queue-type": "classic", "x-delivery-limit"'),
    ("no limit of deliveries", TOPOLOGY, '"x-delivery-limit": 20, ', ""),
    ("no dead letters", TOPOLOGY, '"x-dead-letter-exchange": "shop.dead-letters", ', ""),
    ("dead letters that may get lost", TOPOLOGY, '"x-dead-letter-strategy": "at-least-once"', '"x-dead-letter-strategy": "at-most-once"'),
    ("dead letters to nowhere", TOPOLOGY, '{"source": "shop.dead-letters"', '{"source": "shop.events"'),
    ("gone after a restart", TOPOLOGY, '"durable": true', '"durable": false'),
    ("another virtual host", TOPOLOGY, '"vhosts": [{"name": "shop"', '"vhosts": [{"name": "store"'),
    ("may write everywhere", TOPOLOGY, '"write": "^shop[.]events$"', '"write": ".*"'),
    ("may read another's queue", TOPOLOGY, '"read": "^order[.]events$"', '"read": "[.]events$"'),
    ("may make queues", TOPOLOGY, '"configure": "^$"', '"configure": ".*"'),
    ("may tell for others", TOPOLOGY, '"write": "^stock[.]"', '"write": "."'),
    ("may not tell its own", TOPOLOGY, '"write": "^payment[.]"', '"write": "^payments[.]"'),
    ("an unknown user", TOPOLOGY, '{"user": "delivery", "vhost": "shop", "configure"', '{"user": "courier", "vhost": "shop", "configure"'),
    ("a misspelt key", TOPOLOGY, '"routing_key": "order.placed"', '"routingkey": "order.placed"'),
    ("a misspelt argument", TOPOLOGY, '"x-overflow"', '"x-overflows"'),
    ("a key twice", TOPOLOGY, '"type": "topic"', '"type": "topic", "type": "topic"'),
    ("no JSON", TOPOLOGY, '"exchanges": [', '"exchanges": ['.replace("[", "")),
    ("code publishes elsewhere", BROKER, '"shop.events"', '"shop.event"'),
    ("code reads another queue", BROKER, '{service}.events', '{service}.messages'),
    ("code connects elsewhere", BROKER, 'virtual_host="shop"', 'virtual_host="/"'),
    ("a reaction that nobody causes", SERVICES, '"stock.reserved": charge', '"stock.taken": charge'),
    ("an event that nobody receives", SERVICES, 'return "delivery.booked"', 'return "delivery.done"'),
    ("an event in another's name", SERVICES, 'return "stock.released"', 'return "order.released"'),
    ("a service that nobody starts", "k8s/participants.yaml", "consumer.py, payment]", "consumer.py, payments]"),
    ("a user without a password", "k8s/secrets.yaml", '{"name": "delivery", "password"', '{"name": "courier", "password"'),
)  # fmt: skip


def test_definitions_and_code_are_one() -> None:
    """The example has nothing wrong, and there is something to look at."""
    assert (told(messaging_findings(CASE)), TOPOLOGY in CASE.files) == ([], True)


@pytest.mark.parametrize(("name", "path", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_version_is_found(name: str, path: str, old: str, new: str) -> None:
    """In the definitions, in the code, or in the manifests that start it."""
    assert told(messaging_findings(changed(CASE, path, old, new))) != []
