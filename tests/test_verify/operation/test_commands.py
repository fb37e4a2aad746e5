"""Blocks of commands: what a hasty reviewer lets pass is found, what is right otherwise is let pass."""

from __future__ import annotations

import pytest
from checked import case_of, told

from patternloom.verify.example.case import Case
from patternloom.verify.operation.commands import command_findings
from test_verify.operation.designs import saying, with_step

ORDERS = "request-response-on-eks"
# What is wrong, what stands in a command, what instead, and what tells.
WRONG = (
    ("another folder", "kubectl apply -k k8s", "kubectl apply -k kustomize", "apply 2: 'kustomize' is no file or folder of the example [command]"),
    ("a file for the folder", "kubectl apply -k k8s", "kubectl apply -f k8s/mesh.yml", "apply 2: 'k8s/mesh.yml' is no file or folder of the example; did you mean 'k8s/mesh.yaml'? [command]"),
    ("another namespace", "-n bff rollout status deployment/nginx", "-n web rollout status deployment/nginx", "apply 2: namespace 'web' is in no file [command]"),
    ("the other namespace", "-n bff rollout status deployment/nginx", "-n shop rollout status deployment/nginx", "apply 2: deployment 'nginx' is in bff, not in the namespace 'shop' [command]"),
    ("another name", "deployment/order ", "deployment/orders ", "apply 2: deployment 'orders' is in no file; did you mean 'order'? [command]"),
    ("another kind", "status deployment/inventory", "status statefulset/inventory", "apply 2: statefulset 'inventory' is in no file [command]"),
    ("an unknown verb", "kubectl apply -k k8s", "kubectl aply -k k8s", "apply 2: kubectl has no verb 'aply'; did you mean 'apply'? [command]"),
    ("an unknown flag", "--ignore-not-found", "--ignore-missing", "remove 1: kubectl get has no flag '--ignore-missing' [command]"),
    ("fewer objects", "grep -c '^kind:'", "grep -c '^kind: Deployment'", "apply 1: printed '3', expected '34' [answer]"),
    ("a kustomization that is not there", "kubectl kustomize k8s", "kubectl kustomize overlays", "apply 1: 'overlays' is no file or folder of the example [command]"),
    ("another host", "https://shop.example.com/api", "https://shop.example.org/api", "see 1: the host 'shop.example.org' is in no file [command]"),
    ("another contract", "shop/inventory/v1/inventory.proto", "shop/inventory/v2/inventory.proto", "see 2: 'proto/shop/inventory/v2/inventory.proto' is no file or folder of the example; did you mean 'proto/shop/inventory/v1/inventory.proto'? [command]"),
    ("another method", "InventoryService/GetStock", "InventoryService/Stock", "see 2: the method 'shop.inventory.v1.InventoryService/Stock' is in no contract [command]"),
    ("an unknown Ingress", "get ingress rest grpc", "get ingress rest web", "apply 3: ingress 'web' is in no file; expected one of grpc, rest [command]"),
    ("an unknown operation of AWS", "describe-load-balancers", "list-load-balancers", "remove 2: aws elbv2 has no 'list-load-balancers' [command]"),
    ("an unknown service of AWS", "aws elbv2", "aws elbv3", "remove 2: aws has no service 'elbv3'; did you mean 'elbv2'? [command]"),
    ("a variable from nowhere", "kubectl apply -k k8s", "kubectl apply -k $FOLDER", "apply 2: the variable 'FOLDER' is set nowhere before [command]"),
    ("a program from nowhere", "kubectl apply -k k8s", "kustomize build k8s", "apply 2: nothing is known of the program 'kustomize' [command]"),
    ("a here-document", "kubectl apply -k k8s", "kubectl apply -f - <<END", "apply 2: a here-document is no line that somebody types, put it into a file [shell]"),
    ("a folder to go into that is not there", "kubectl apply -k k8s", "cd kustomize", "apply 2: 'kustomize' is no file or folder of the example [command]"),
    ("a folder out of the example", "kubectl apply -k k8s", "cd ..", "apply 2: '..' is no file or folder of the example [command]"),
    ("a chart from elsewhere without its version", "kubectl apply -k k8s", "helm install shop charts/shop", "apply 2: the chart 'charts/shop' comes from elsewhere, expected its '--version' [command]"),
    ("a chart that is not there", "kubectl apply -k k8s", "helm template shop ./chart", "apply 2: './chart' is no file or folder of the example [command]"),
    ("values that are not there", "kubectl apply -k k8s", "helm template shop k8s -f values.yaml", "apply 2: 'values.yaml' is no file or folder of the example [command]"),
    ("an image's folder that is not there", "kubectl apply -k k8s", "docker build -t shop:1 image", "apply 2: 'image' is no file or folder of the example [command]"),
    ("a port that leads nowhere", "kubectl apply -k k8s", "curl http://localhost:8080/", "apply 2: no command before leads the port '8080' of this machine into the cluster [command]"),
    ("a request to nowhere", "kubectl apply -k k8s", "curl -s", "apply 2: curl without an address [command]"),
)  # fmt: skip
RIGHT = (
    ("a file in place of the folder", "kubectl apply -k k8s", "kubectl apply -f k8s/mesh.yaml"),
    ("the long names of flags", "kubectl -n bff get ingress rest grpc", "kubectl get ingress/rest ingress/grpc --namespace=bff"),
    ("a short name of a kind", "status deployment/order", "status deploy/order"),
    ("a variable that is set", "kubectl apply -k k8s", "FOLDER=k8s\nkubectl apply -k $FOLDER"),
    ("server-side", "kubectl apply -k k8s", "kubectl apply --server-side -k k8s"),
    ("a loop over words", "kubectl apply -k k8s", "for folder in k8s; do kubectl apply -k $folder; done"),
    ("a folder to go into and back", "kubectl apply -k k8s", "cd k8s\nkubectl apply -k .\ncd .."),
    ("a variable for what follows", "kubectl apply -k k8s", "export FOLDER=k8s\nkubectl apply -k $FOLDER"),
    ("a chart of a registry", "kubectl apply -k k8s", "helm install shop oci://ghcr.io/shop/shop --version 1.0.0"),
    ("a port that leads into the cluster", "kubectl apply -k k8s", "kubectl -n shop port-forward svc/order 8080:8080\ncurl http://localhost:8080/"),
    ("a mesh with its namespace", "kubectl apply -k k8s", "istioctl install -y -f k8s/mesh.yaml\nkubectl -n istio-system get deployment istiod"),
)  # fmt: skip


@pytest.fixture(scope="module")
def case() -> Case:
    """The example that has the fields for the others to follow."""
    return case_of(ORDERS)


def found(case: Case) -> list[str]:
    """What the check says."""
    return told(command_findings(case))


def test_the_example_is_right(case: Case) -> None:
    assert found(case) == []


@pytest.mark.parametrize(("name", "old", "new", "message"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_version_is_found(case: Case, name: str, old: str, new: str, message: str) -> None:
    said = found(saying(case, "commands", old, new))
    assert any(one.startswith(message.removesuffix(" [command]")) for one in said), said


@pytest.mark.parametrize(("name", "old", "new"), RIGHT, ids=[one[0] for one in RIGHT])
def test_a_right_version_is_let_pass(case: Case, name: str, old: str, new: str) -> None:
    assert found(saying(case, "commands", old, new)) == []


def test_a_file_that_the_reader_writes_is_told_by_its_name() -> None:
    """In the note or before; what no sentence names is taken for a file of the example."""
    told_of = case_of("gitops-on-eks")
    assert found(told_of) == []
    assert found(saying(told_of, "commands", "file://github.json", "file://git.json")) == [
        "apply 3: 'file://git.json' is no file or folder of the example [command]"
    ]


def test_what_nothing_runs_says_so(case: Case) -> None:
    message = "nothing runs this, expected 'not_run' with the reason, or lines that are run [not-run]"
    assert found(with_step(case, "apply", 2, not_run=None)) == [f"apply 2: {message}"]


def test_what_is_run_does_not_say_that_it_is_not(case: Case) -> None:
    changed = with_step(case, "apply", 1, not_run={"en": "needs a cluster"})
    assert found(changed) == ["apply 1: this is run, expected no 'not_run' [not-run]"]


def test_a_request_has_an_answer(case: Case) -> None:
    changed = with_step(case, "see", 1, answer=None)
    assert found(changed) == ["see 1: a request without an answer, expected what comes back [answer]"]


def test_what_fails_is_told(case: Case) -> None:
    changed = with_step(case, "apply", 1, run="kubectl kustomize nginx | grep kind", answer=None)
    assert found(changed) == []
    (failed,) = found(with_step(case, "apply", 1, run="kubectl kustomize proto"))
    assert failed.startswith("apply 1: kubectl kustomize proto: ")
