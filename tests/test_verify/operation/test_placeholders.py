"""Values to replace: each that stands in the files is listed, whatever its form, and none that does not."""

from __future__ import annotations

import dataclasses

import pytest
from checked import case_of, told

from patternloom.verify.example.case import Case
from patternloom.verify.operation.placeholders import placeholder_findings
from test_verify.operation.designs import copied, saying, with_files

ORDERS = "request-response-on-eks"
SERVICES, NGINX, POLICIES = "k8s/services.yaml", "k8s/nginx.yaml", "k8s/network-policies.yaml"
DIGEST = "sha256:" + "0123456789abcdef" * 4
# What is wrong, the file, what stands there, what instead, and the value that is told.
WRONG = (
    ("another account", SERVICES, "111122223333", "444455556666", "account id '444455556666'"),
    ("another Region", SERVICES, "ap-northeast-1", "eu-central-1", "Region 'eu-central-1'"),
    ("a zone", SERVICES, "# The order service", "# eu-west-1a: the order service", "Region 'eu-west-1'"),
    ("another domain", NGINX, "grpc.shop.example.com", "grpc.shop.example.org", "'grpc.shop.example.org'"),
    ("another address block", POLICIES, "10.0.0.0/22", "10.1.0.0/22", "address block '10.1.0.0/22'"),
    ("a wider address block", POLICIES, "10.0.0.0/22", "10.0.0.0/20", "address block '10.0.0.0/20'"),
    ("a digest", SERVICES, "shop/order:2.3.1", f"shop/order@{DIGEST}", f"digest '{DIGEST}'"),
    ("a subnet", NGINX, "scheme: internal", "subnets: subnet-0a1b2c3d4e5f60718", "'subnet-0a1b2c3d4e5f60718'"),
    ("a security group", NGINX, "scheme: internal", "security-groups: sg-0a1b2c3d4e5f60718", "'sg-0a1b2c3d4e5f60718'"),
    ("a cluster's endpoint", SERVICES, "# The order service", "# shop.cluster-c1a2b3c4d5e6.rds", "'cluster-c1a2b3c4d5e6'"),
    ("a certificate", NGINX, "scheme: internal", "certificate-arn: certificate/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f", "'0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f'"),
    ("a word", SERVICES, "shop/order:2.3.1", "REPLACE_ME/order:2.3.1", "word to replace 'REPLACE_ME'"),
    ("a word in brackets", SERVICES, "shop/order:2.3.1", "<REGISTRY>/order:2.3.1", "word to replace '<REGISTRY>'"),
    ("a hosted zone", NGINX, "# Two Ingresses", "# Z0123456789ABCDEFGHIJ: two Ingresses", "'Z0123456789ABCDEFGHIJ'"),
)  # fmt: skip
# What is right, and a line of it.
RIGHT = (
    ("a name below the domain", "host: rpc.example.com"),
    ("a block inside the block", "cidr: 10.0.2.0/24"),
    ("a single address", "cidr: 10.9.2.7/32"),
    ("everywhere", "cidr: 0.0.0.0/0"),
    ("the pods' own way to credentials", "cidr: 169.254.170.23/32"),
    ("a long number", "id: 1111222233334"),
    ("a word that holds one", "name: changemen"),
    ("another domain", "host: istio.io"),
)


@pytest.fixture(scope="module")
def case() -> Case:
    """The example that has the fields for the others to follow."""
    return case_of(ORDERS)


def found(case: Case) -> list[str]:
    """What the check says."""
    return told(placeholder_findings(case))


def test_the_example_is_right(case: Case) -> None:
    assert found(case) == []


@pytest.mark.parametrize(("name", "path", "old", "new", "value"), WRONG, ids=[one[0] for one in WRONG])
def test_a_value_that_is_not_listed_is_found(case: Case, name: str, path: str, old: str, new: str, value: str) -> None:
    assert old in case.files[path]
    said = found(with_files(case, {path: case.files[path].replace(old, new, 1)}))
    assert [line.partition(":")[0] for line in said if value in line and "is not listed to be replaced" in line] == [
        path
    ]


@pytest.mark.parametrize(("name", "line"), RIGHT, ids=[one[0] for one in RIGHT])
def test_what_is_listed_or_none_is_let_pass(case: Case, name: str, line: str) -> None:
    assert found(with_files(case, {SERVICES: f"{case.files[SERVICES]}{line}\n"})) == []


def test_a_listed_value_stands_in_the_files(case: Case) -> None:
    said = found(saying(case, "placeholders", "ap-northeast-1", "ap-northeast-3"))
    assert "ap-northeast-3: it is in no file, expected a value that has to be replaced [placeholder]" in said


def test_a_value_is_listed_once(case: Case) -> None:
    twice = copied(case.design, placeholders=(*case.design.placeholders, case.design.placeholders[0]))
    assert found(dataclasses.replace(case, design=twice)) == ["111122223333: it is listed twice [placeholder]"]


def test_what_machines_write_is_not_searched(case: Case) -> None:
    assert found(with_files(case, {"iptables/dump.rules": "-d 10.9.0.0/16 -j ACCEPT"})) == []
