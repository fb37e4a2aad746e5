"""kubectl's commands against the objects of an example; more of them are wrong versions of whole blocks."""

from __future__ import annotations

import pytest
from checked import case_of

from patternloom.verify.operation.commands import line_problems
from patternloom.verify.operation.paths import Paths
from patternloom.verify.operation.shell import pipelines


def problems(text: str) -> list[str]:
    """What is wrong with lines, one after the other."""
    case = case_of("request-response-on-eks")
    paths = Paths(case)
    return [problem for line in pipelines(text) for problem in line_problems(case, line, paths)]


@pytest.mark.parametrize(
    "text",
    [
        "kubectl -n shop get pods -l app=order",
        "kubectl -n shop logs deployment/order -c order",
        "kubectl -n bff exec deploy/nginx -c nginx -- nginx -t",
        "kubectl -n shop port-forward svc/order 8080:8080",
        "kubectl -n shop port-forward deployment/order 8080:8080\ncurl http://localhost:8080/healthz/ready",
        "kubectl get namespace shop bff",
        "kubectl -n istio-system get deployment istiod",
        "kubectl create namespace extra\nkubectl -n extra get pods",
        "kubectl get networkpolicies -A",
        "kubectl -n shop wait deployment/order --for=condition=Available",
        "kubectl -n shop annotate deployment order note=a",
        "kubectl -n monitoring get pods",
        "kubectl -n shop delete pod order-1",
        "kubectl -n kube-system get configmap amazon-vpc-cni",
        "kubectl apply -f k8s",
        "kubectl kustomize k8s",
        "kubectl -n shop get secrets",
        "kubectl -n kube-system get service kube-dns",
        "kubectl -n shop cp order-1:/tmp/a /dev/null",
        "kubectl -n shop logs order-1",
        "POD=pod/order-1\nkubectl -n shop delete $POD",
    ],
)
def test_what_is_there_is_let_pass(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kubectl -n shop get pods -l app=stock", "nothing in the files has the labels 'app=stock'"),
        ("kubectl -n shop logs deployment/order -c web", "Deployment/shop/order has no container 'web'"),
        ("kubectl -n shop port-forward svc/order 8080:80", "Service/shop/order has no port 80"),
        ("curl http://localhost:8080/", "no command before leads the port '8080' of this machine into the cluster"),
        ("kubectl -n web get pods", "namespace 'web' is in no file"),
        ("kubectl apply -f overlays", "'overlays' is no file or folder of the example"),
        ("kubectl kustomize overlays", "'overlays' is no file or folder of the example"),
        ("kubectl get namespace stock", "namespace 'stock' is in no file"),
        ("kubectl get deployment order", "deployment 'order' is in shop, not in the namespace 'default'"),
        ("kubectl -n shop get virtualservices", "no virtualservices is in the files of the namespace 'shop'"),
        ("kubectl -n shop rollout restart deployment/stock", "deployment 'stock' is in no file"),
        ("helm install shop charts/shop", "the chart 'charts/shop' comes from elsewhere, expected its '--version'"),
        ("helm template shop chart -f values.yaml", "'values.yaml' is no file or folder of the example"),
    ],
)
def test_what_is_not_there_is_told(text: str, message: str) -> None:
    told = problems(text)
    assert told[0].startswith(message)
