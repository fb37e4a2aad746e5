"""What alerts see before a series exists: a counter with labels is not there until it has counted once."""

from __future__ import annotations

import pytest
from checked import files_of

from live.promtool import refused

RULES = files_of("oidc-authorization-code-on-eks")["prometheus/alerts.yaml"]
FIRING = "{exp_labels: {severity: page}, exp_annotations: {summary: Far more logins fail than succeed.}}"
LOGINS = 'keycloak_user_events_total{{realm="shop", event="login", error="{}"}}'


@pytest.mark.parametrize(("right", "alerts"), [("", FIRING), ("0+600x40", "")], ids=["none succeeds", "half of them"])
def test_failed_logins_are_seen_before_the_first_that_succeeds(right: str, alerts: str) -> None:
    """A Keycloak that has just started, and a stranger who tries passwords."""
    series = [(LOGINS.format("invalid_user_credentials"), "0+600x40"), *([(LOGINS.format(""), right)] if right else [])]
    given = "".join(f"      - {{series: '{name}', values: {values}}}\n" for name, values in series)
    test = (
        "rule_files: [alerts.yaml]\ntests:\n  - interval: 1m\n    input_series:\n"
        f"{given}    alert_rule_test:\n      - {{eval_time: 30m, alertname: LoginsFail, exp_alerts: [{alerts}]}}\n"
    )
    assert refused({"alerts.yaml": RULES, "alerts.test.yaml": test}) == ""
