"""Roles for pods that run already: found where nothing makes the pods anew, and let pass where something does."""

from __future__ import annotations

import pytest
from checked import case_of, changed, told

from patternloom.verify.example.case import Case
from patternloom.verify.operation.commands import command_findings
from patternloom.verify.operation.late_roles import late_role_findings
from test_verify.operation.designs import copied, saying

SAGA = "orchestrated-saga-on-eks"
TEMPLATE = "aws/saga-log.yaml"
RESTART = "kubectl -n external-secrets rollout restart deployment/external-secrets"
DEPLOY = "aws cloudformation deploy --stack-name saga-log --template-file aws/saga-log.yaml"
LATE = (
    "aws/saga-log.yaml#SecretsReaderOfPods: the pods of external-secrets/external-secrets run before this and get no "
    "role, expected a line after it: kubectl -n external-secrets rollout restart … [late-role]"
)
# What is wrong, what stands in a command, and what instead.
WRONG = (
    ("no restart", RESTART, "kubectl -n external-secrets get deployment external-secrets"),
    ("a wait alone", RESTART, "kubectl -n external-secrets rollout status deployment/external-secrets"),
    ("a restart elsewhere", RESTART, "kubectl -n temporal rollout restart deployment/external-secrets"),
    ("a restart in the default namespace", RESTART, "kubectl rollout restart deployment/external"),
    ("a look at the pods", RESTART, "kubectl -n external-secrets get pods"),
    ("a chart elsewhere", RESTART, "helm upgrade --install saga chart --namespace temporal"),
    ("a chart that is only rendered", RESTART, "helm template external-secrets chart --namespace external-secrets"),
    ("a pause", RESTART, "kubectl -n external-secrets rollout pause deployment/external-secrets"),
    ("a line that is no simple command", RESTART, "if true; then kubectl apply -f k8s; fi"),
    ("a change of the number", RESTART, "kubectl -n external-secrets scale deployment/external-secrets --replicas=2"),
)
RIGHT = (
    ("the long flag", RESTART, "kubectl rollout restart deployment/external-secrets --namespace=external-secrets"),
    ("every Deployment", RESTART, "kubectl rollout restart deployment --namespace external-secrets"),
    ("a chart that comes after", RESTART, "helm install external-secrets chart --namespace external-secrets"),
    ("a new release of it", RESTART, "helm upgrade external-secrets chart -n external-secrets"),
    ("another template", "--template-file aws/saga-log.yaml", "--template-file aws/other.yaml"),
    ("a stack that is made otherwise", "cloudformation deploy", "cloudformation create-stack"),
)


ASSOCIATION = """
  SecretsReaderOfPods:
    Type: AWS::EKS::PodIdentityAssociation
    Properties:
      ClusterName: !Ref ClusterName
      Namespace: external-secrets
      ServiceAccount: external-secrets
      RoleArn: !GetAtt OrderRole.Arn
"""
FIRST = "mysql --defaults-extra-file=services.cnf < sql/users.sql"


@pytest.fixture(scope="module")
def case() -> Case:
    """An example that gives a role to an operator, which runs before and is started anew."""
    case = changed(case_of(SAGA), TEMPLATE, "\n  OrderRoleOfPods:", f"{ASSOCIATION}  OrderRoleOfPods:")
    return saying(case, "commands", FIRST, f"{RESTART}\n{FIRST}")


def without_restart(case: Case) -> Case:
    """As it is where nothing makes the operator's pods anew."""
    return saying(case, "commands", WRONG[0][1], WRONG[0][2])


def test_the_example_is_right(case: Case) -> None:
    assert told(late_role_findings(case)) == []


@pytest.mark.parametrize(("name", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_version_is_found(case: Case, name: str, old: str, new: str) -> None:
    assert told(late_role_findings(saying(case, "commands", old, new))) == [LATE]


def test_a_restart_before_the_stack_comes_too_early(case: Case) -> None:
    wrong = saying(without_restart(case), "commands", DEPLOY, f"{RESTART}\n{DEPLOY}")
    assert told(late_role_findings(wrong)) == [LATE]


@pytest.mark.parametrize(("name", "old", "new"), RIGHT, ids=[one[0] for one in RIGHT])
def test_a_right_version_is_let_pass(case: Case, name: str, old: str, new: str) -> None:
    assert told(late_role_findings(saying(case, "commands", old, new))) == []


def test_the_check_of_commands_tells_it(case: Case) -> None:
    assert LATE in told(command_findings(without_restart(case)))


def test_pods_of_the_files_start_after_the_stack(case: Case) -> None:
    wrong = changed(without_restart(case), TEMPLATE, "Namespace: external-secrets", "Namespace: orders")
    wrong = changed(wrong, TEMPLATE, "ServiceAccount: external-secrets", "ServiceAccount: order-worker")
    assert told(late_role_findings(wrong)) == []


def test_pods_of_the_files_whose_account_is_made_elsewhere(case: Case) -> None:
    """The account is no object of the files; pods that name it are."""
    wrong = changed(without_restart(case), TEMPLATE, "Namespace: external-secrets", "Namespace: temporal")
    wrong = changed(wrong, TEMPLATE, "ServiceAccount: external-secrets", "ServiceAccount: server")
    assert "temporal/server" in " ".join(told(late_role_findings(wrong)))
    wrong = changed(wrong, "k8s/temporal.yaml", "serviceAccountName: temporal", "serviceAccountName: server")
    assert told(late_role_findings(wrong)) == []


def test_an_example_without_commands_tells_nothing(case: Case) -> None:
    silent = copied(case, design=copied(case.design, commands=None))
    assert told(late_role_findings(silent)) == []
