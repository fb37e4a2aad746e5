"""What sentences tell an operator to use."""

from __future__ import annotations

import dataclasses

import pytest
from checked import case_of, told
from validating import read

from patternloom.model.texts import Prose
from patternloom.verify.example.case import Case
from patternloom.verify.operation.told import told_findings
from test_verify.operation.designs import copied

ORDERS = "request-response-on-eks"


def saying(text: str) -> Case:
    """The example with one more sentence before production."""
    case = case_of(ORDERS)
    prose = read(Prose, {"en": text, "ja": text})
    return dataclasses.replace(case, design=copied(case.design, before_production=(prose,)))


@pytest.mark.parametrize(
    "text",
    [
        "Watch `istio_requests_total` and `kube_pod_info`.",
        "Run `kubectl -n shop get pods`.",
        "Run `kubectl -n shop logs <pod>`.",
        "NGINX listens on port 9090, and DNS on port 53.",
        "The list `a_b` is no metric.",
        "Call `aws sts get-caller-identity`.",
    ],
)
def test_what_is_there_may_be_told(text: str) -> None:
    assert told(told_findings(saying(text))) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Watch `istio_request_total_count`.", "nothing exports 'istio_request_total_count' [metric]"),
        ("Watch `kube_deployment_replicas`.", "nothing exports 'kube_deployment_replicas' [metric]"),
        ("Watch `envoy_cluster_lost`.", "nothing exports 'envoy_cluster_lost' [metric]"),
        ("Run `kubectl -n shop gets pods`.", "'kubectl -n shop gets pods': kubectl has no verb 'gets'; did you mean 'get'? [command]"),
        ("Run `kubectl -n depot get pods`.", "'kubectl -n depot get pods': namespace 'depot' is in no file [command]"),
        ("Run `kubectl -n shop get deploy stock`.", "'kubectl -n shop get deploy stock': deployment 'stock' is in no file"),
        ("Run `helm upgrade shop charts`.", "'helm upgrade shop charts': 'charts' is no file or folder of the example [command]"),
        ("Run `aws elbv2 describe`.", "'aws elbv2 describe': aws elbv2 has no 'describe'"),
        ("It listens on port 9999.", "the port 9999 is in no file [port]"),
        ("ポート9999で待ち受けます。", "the port 9999 is in no file [port]"),
    ],
)  # fmt: skip
def test_what_is_not_there_may_not(text: str, message: str) -> None:
    found = told(told_findings(saying(text)))
    assert [one.startswith(f"before_production 1: {message.removesuffix(']')}"[:60]) for one in found] == [True]
