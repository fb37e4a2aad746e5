"""The definitions of RabbitMQ are those of the code, and each wrong version is found before a broker reads it."""

from __future__ import annotations

import pytest
from checked import case_of, changed, told
from evidence_records import Judge

from ours.told_messages import told_findings
from patternloom.verify.messaging.topology import TOPOLOGY

CASE = case_of("choreographed-saga-on-eks")
JUDGE = Judge("check-messaging", ("rabbitmq/topology.json",), frozenset({CASE.id}))
SERVICES, BROKER = "choreography/services.py", "choreography/broker.py"
WRONG = (
    ("an exchange of another type", TOPOLOGY, '"type": "topic"', '"type": "direct"'),
    ("a binding lost", TOPOLOGY, '"routing_key": "payment.declined"', '"routing_key": "payment.refused"'),
    ("a binding to another service", TOPOLOGY, '"destination": "delivery.events"', '"destination": "payment.events"'),
    ("every event for one queue", TOPOLOGY, '"routing_key": "payment.charged"', '"routing_key": "#"'),
    ("may write everywhere", TOPOLOGY, '"write": "^shop[.]events$"', '"write": ".*"'),
    ("may read another's queue", TOPOLOGY, '"read": "^order[.]events$"', '"read": "[.]events$"'),
    ("may make queues", TOPOLOGY, '"configure": "^$"', '"configure": ".*"'),
    ("may tell for others", TOPOLOGY, '"write": "^stock[.]"', '"write": "."'),
    ("may not tell its own", TOPOLOGY, '"write": "^payment[.]"', '"write": "^payments[.]"'),
    ("an unknown user", TOPOLOGY, '{"user": "delivery", "vhost": "shop", "configure"', '{"user": "courier", "vhost": "shop", "configure"'),
    ("code publishes elsewhere", BROKER, '"shop.events"', '"shop.event"'),
    ("code reads another queue", BROKER, '{service}.events', '{service}.messages'),
    ("code connects elsewhere", BROKER, 'virtual_host="shop"', 'virtual_host="/"'),
    ("a reaction that nobody causes", SERVICES, '"stock.reserved": charge', '"stock.taken": charge'),
    ("an event that nobody receives", SERVICES, 'return "delivery.booked"', 'return "delivery.done"'),
    ("an event in another's name", SERVICES, 'return "stock.released"', 'return "order.released"'),
    ("a service that nobody starts", "k8s/participants.yaml", "consumer.py, payment]", "consumer.py, payments]"),
    ("a user without a password", "k8s/rabbitmq.yaml", '{"name": "delivery", "password"', '{"name": "courier", "password"'),
)  # fmt: skip


def test_definitions_and_code_are_one() -> None:
    """The example has nothing wrong, and there is something to look at."""
    assert (told(told_findings(CASE)), TOPOLOGY in CASE.files) == ([], True)


@pytest.mark.parametrize(("name", "path", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_version_is_found(name: str, path: str, old: str, new: str) -> None:
    """In the definitions, in the code, or in the manifests that start it."""
    assert told(told_findings(changed(CASE, path, old, new))) != []
