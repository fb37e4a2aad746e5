"""What the broker is told is right, and each wrong version of it is found."""

from __future__ import annotations

import pytest
from checked import case_of, changed, told

from patternloom.verify.messaging.settings import BROKER, broker_findings

CASE = case_of("choreographed-saga-on-eks")
WRONG = (
    ("misspelt setting", BROKER, "queue_leader_locator", "queue_leader_location"),
    ("unknown value", BROKER, "= balanced", "= random"),
    ("five members", BROKER, "target_cluster_size_hint = 3", "target_cluster_size_hint = 5"),
    ("copies on one member", BROKER, "target_group_size = 3", "target_group_size = 1"),
    ("copies never made up", BROKER, "reconciliation.enabled = true", "reconciliation.enabled = false"),
    ("a setting of Mnesia's", BROKER, "log.console = true", "log.console = true\ncluster_partition_handling = ignore"),
    ("more memory than the limit", BROKER, "value = 2GB", "value = 4GB"),
    ("memory without a unit", BROKER, "value = 2GB", "value = 2G"),
    ("no disk kept free", BROKER, "absolute = 2GB", "absolute = 50MB"),
    ("definitions elsewhere", BROKER, "/etc/rabbitmq/definitions", "/etc/rabbitmq/definition"),
    ("a setting twice", BROKER, "log.console = true", "log.console = true\nlog.console = false"),
    ("a setting lost", BROKER, "log.console = true\n", ""),
    ("no equals sign", BROKER, "log.console = true", "log.console true"),
    ("the old format", BROKER, "log.console = true", "[{rabbit, [{log, [{console, true}]}]}]."),
    ("a smaller container", "k8s/rabbitmq.yaml", "limits: {memory: 2Gi}", "limits: {memory: 1Gi}"),
)  # fmt: skip


def test_right_settings_are_silent() -> None:
    """The example has nothing wrong, and there is something to look at."""
    assert (told(broker_findings(CASE)), BROKER in CASE.files) == ([], True)


@pytest.mark.parametrize(("name", "path", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_version_is_found(name: str, path: str, old: str, new: str) -> None:
    """In the settings, or beside the objects."""
    assert told(broker_findings(changed(CASE, path, old, new))) != []
