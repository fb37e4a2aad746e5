"""Roles that come too late: EKS gives one to a pod when the pod is created, and to no pod that runs already.

In: a case. Out: findings, at the association of a template that gives a role to an account of somebody else's, whose
pods run before the stack is made. A chart that is installed after it, or a restart, makes new ones. Pods of the files
themselves are applied after the stack; of an add-on that is given a role, EKS restarts the pods.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.verify.aws.cloudformation import resources
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.workloads import pod_spec
from patternloom.verify.identity.roles import ASSOCIATION, properties_of
from patternloom.verify.operation.shell import Command, ShellError, pipelines

RULE = "late-role"
DEPLOY = ("aws", "cloudformation", "deploy")
ANEW = (("kubectl", "rollout", "restart"), ("helm", "install"), ("helm", "upgrade"))
"""Each of these words stands in a command that makes new pods."""


def late_role_findings(case: Case) -> Iterator[Finding]:
    """Associations that reach nobody: no line after that of their stack makes the pods anew."""
    typed = list(_typed(case))
    for path, name, resource in resources(case):
        properties = properties_of(resource)
        space, account = str(properties.get("Namespace")), str(properties.get("ServiceAccount"))
        if resource.get("Type") != ASSOCIATION or _of_the_files(case, space, account):
            continue
        made = [number for number, one in enumerate(typed) if _deploys(one, path)]
        if made and not any(_makes_anew(one, space) for one in typed[made[0] + 1 :]):
            message = (
                f"the pods of {space}/{account} run before this and get no role, expected a line after it: "
                f"kubectl -n {space} rollout restart …"
            )
            yield Finding(f"{path}#{name}", RULE, message)


def _typed(case: Case) -> Iterator[Command]:
    """What is typed to apply the example, in order."""
    for step in case.design.commands.apply if case.design.commands else ():
        try:
            yield from (command for line in pipelines(step.run) for command in line)
        except ShellError:  # told where commands are read
            continue


def _of_the_files(case: Case, space: str, account: str) -> bool:
    """Whether the account or pods of it are made by the example itself."""
    pods = (pod_spec(one).get("serviceAccountName") == account and one.namespace == space for one in case.documents)
    return case.find("ServiceAccount", space, account) is not None or any(pods)


def _deploys(command: Command, path: str) -> bool:
    return tuple(command.words[:3]) == DEPLOY and any(
        word.removeprefix("--template-file=").removeprefix("file://") == path for word in command.words
    )


def _makes_anew(command: Command, space: str) -> bool:
    named = {word.rpartition("=")[2] for word in command.words}
    return space in named and any(set(words) <= set(command.words) for words in ANEW)
