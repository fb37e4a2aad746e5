"""What needs no cluster is run, and nothing else is."""

from __future__ import annotations

import pytest
from checked import case_of

from patternloom.verify.operation.running import printed, requests_something, runs
from patternloom.verify.operation.shell import pipelines


@pytest.mark.parametrize(
    ("text", "run", "asks"),
    [
        ("kubectl kustomize k8s", True, False),
        ("kubectl kustomize k8s | grep -c x | sort", True, False),
        ("helm template a chart", True, False),
        ("kubectl kustomize k8s | kubectl apply -f -", False, False),
        ("kubectl kustomize k8s > all.yaml", False, False),
        ("kubectl apply -k k8s", False, False),
        ("curl https://a.example", False, True),
        ("rm -r k8s", False, False),
    ],
)
def test_only_what_renders_and_filters_is_run(text: str, run: bool, asks: bool) -> None:
    (line,) = pipelines(text)
    assert (runs(line), requests_something(line)) == (run, asks)


def test_each_line_prints() -> None:
    case = case_of("request-response-on-eks")
    assert printed(case, "kubectl kustomize nginx | grep -c '^kind:'\nkubectl kustomize nginx | grep '^kind:'") == (
        "1\nkind: ConfigMap\n",
        "",
    )


def test_the_first_line_that_fails_ends_it() -> None:
    out, failed = printed(case_of("request-response-on-eks"), "kubectl kustomize nowhere\nkubectl kustomize nginx")
    assert out == ""
    assert failed.startswith("kubectl kustomize nowhere: ")
