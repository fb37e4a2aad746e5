"""What a container is given of a secret, by variables and files, and what its program reads."""

from __future__ import annotations

import pytest
from checked import holding

from patternloom.verify.example.case import Case
from patternloom.verify.identity.given import Given, given, program_of

OBJECTS = """\
apiVersion: v1
kind: Secret
metadata: {name: made, namespace: shop}
data: {a: YQ==, b: Yg==}
---
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: shop}
spec:
  initContainers: [{name: first, env: [{name: PLAIN, value: x}, {name: A, valueFrom: {secretKeyRef: {name: made, key: a}}}]}]
  containers:
    - name: main
      command: [python, COMMAND]
      envFrom: [{secretRef: {name: made}, prefix: P_}, {configMapRef: {name: c}}, {secretRef: {name: unknown}}]
      volumeMounts: [{name: whole, mountPath: /a}, {name: one, mountPath: /b, subPath: x}, {name: mixed, mountPath: /c}, {name: gone, mountPath: /d}]
  volumes:
    - {name: whole, secret: {secretName: made}}
    - {name: one, secret: {secretName: made, items: [{key: b, path: x}]}}
    - {name: mixed, projected: {sources: [{secret: {name: made}}, {configMap: {name: c}}]}}
    - {name: unused, secret: {secretName: made}}
"""
MAIN = "import os, helper\nfrom beside import x\n\n    import late\nos.environ['P_a']\n"


def case(command: str = "main.py", **files: str) -> Case:
    """Our objects beside these files."""
    return holding(OBJECTS.replace("COMMAND", command), **files)


def shown(one: Given) -> tuple[object, ...]:
    """Without its workload."""
    keys = None if one.keys is None else "".join(sorted(one.keys))
    return one.container, one.secret.rpartition("/")[2], keys, one.renewed, ",".join(sorted(one.variables))


def test_each_way_of_giving_is_found() -> None:
    """A mounted file is renewed; a variable, or a file mounted by itself, is not."""
    assert [shown(one) for one in given(case())] == [
        ("main", "made", "ab", False, "P_a,P_b"),
        ("main", "unknown", None, False, ""),
        ("main", "made", "ab", True, ""),
        ("main", "made", "b", False, ""),
        ("main", "made", "ab", True, ""),
        ("first", "made", "a", False, "A"),
    ]


@pytest.mark.parametrize(
    ("command", "files", "program"),
    [
        ("main.py", {"app/main.py": MAIN, "app/helper.py": "", "app/late.py": "import main", "other/beside.py": ""}, ["app/helper.py", "app/late.py", "app/main.py"]),
        ("/srv/run.sh", {"app/run.sh": "x"}, ["app/run.sh"]),
        ("gone.py", {"app/main.py": ""}, []),
        ("main", {"app/main.py": ""}, []),
    ],
)  # fmt: skip
def test_a_program_is_what_a_command_names_and_what_that_imports(
    command: str, files: dict[str, str], program: list[str]
) -> None:
    """Of the files beside it."""
    one = case(command, **files)
    assert sorted(program_of(one, given(one)[0])) == program
