"""Each Dockerfile and each list of packages is right, and each wrong version of them is found."""

from __future__ import annotations

import pytest
from checked import catalog_cases, changed, told

from patternloom.verify.packages.containers import container_findings

CASES = {case.id: case for case in catalog_cases()}
EVENTS, SAGA, OIDC = "choreographed-saga-on-eks", "orchestrated-saga-on-eks", "oidc-authorization-code-on-eks"
OBSERVED = "observability-on-eks"
IMAGE, OTHER, KEYCLOAK = "choreography/Dockerfile", "temporal/Dockerfile", "keycloak/Dockerfile"
LIST, OTHER_LIST = "choreography/requirements.txt", "temporal/requirements.txt"
WRONG = (
    (EVENTS, "tag latest", IMAGE, "python:3.14.7-slim-trixie", "python:latest"),
    (EVENTS, "no tag", IMAGE, "python:3.14.7-slim-trixie", "python"),
    (EVENTS, "a tag without a version", IMAGE, "python:3.14.7-slim-trixie", "python:slim"),
    (EVENTS, "root", IMAGE, "USER 10001\n", ""),
    (EVENTS, "root by number", IMAGE, "USER 10001", "USER 0"),
    (EVENTS, "a user by name", IMAGE, "USER 10001", "USER app"),
    (EVENTS, "a list that is not there", IMAGE, "COPY requirements.txt .", "COPY requirement.txt ."),
    (EVENTS, "a list that is not copied", IMAGE, "COPY requirements.txt .\n", ""),
    (EVENTS, "packages that no list pins", IMAGE, "-r requirements.txt", "pika PyMySQL"),
    (EVENTS, "pip's cache", IMAGE, "--no-cache-dir ", ""),
    (EVENTS, "code from elsewhere", IMAGE, "COPY *.py ./", "COPY ../*.py ./"),
    (EVENTS, "no code", IMAGE, "COPY *.py ./", "COPY api.py ./"),
    (EVENTS, "no place", IMAGE, "WORKDIR /app\n", ""),
    (EVENTS, "unknown instruction", IMAGE, "USER 10001", "USERS 10001"),
    (EVENTS, "a secret", IMAGE, "USER 10001", "ENV DB_PASSWORD=hunter2\nUSER 10001"),
    (SAGA, "a program not copied", OTHER, " client.py", ""),
    (SAGA, "a module not copied", OTHER, " web.py", ""),
    (SAGA, "a file that is not there", OTHER, "workflow.py", "workflows.py"),
    (OIDC, "an unknown stage", KEYCLOAK, "--from=build", "--from=builder"),
    (OIDC, "another image at the end", KEYCLOAK, "\nFROM quay.io/keycloak/keycloak:26.8.0\n", "\nFROM quay.io/keycloak/keycloak-x:26.8.0\n"),
    (OIDC, "no version", KEYCLOAK, "\nFROM quay.io/keycloak/keycloak:26.8.0\n", "\nFROM quay.io/keycloak/keycloak\n"),
    (EVENTS, "no version of a package", LIST, "pika==1.4.4", "pika"),
    (EVENTS, "at least a version", LIST, "pika==1.4.4", "pika>=1.4.4"),
    (EVENTS, "any version of a series", LIST, "pika==1.4.4", "pika==1.4.*"),
    (EVENTS, "misspelt", LIST, "PyMySQL==", "PySQL=="),
    (EVENTS, "a package lost", LIST, "pika==1.4.4\n", ""),
    (EVENTS, "a package twice", LIST, "pika==1.4.4\n", "pika==1.4.4\npika==1.4.2\n"),
    (EVENTS, "a package that nobody imports", LIST, "pika==1.4.4\n", "pika==1.4.4\nrequests==2.32.3\n"),
    (EVENTS, "another version than the page says", LIST, "pika==1.4.4", "pika==1.4.2"),
    (EVENTS, "from a repository", LIST, "pika==1.4.4", "git+https://github.com/pika/pika"),
    (SAGA, "another version of Temporal", OTHER_LIST, "temporalio==1.35.0", "temporalio==1.34.0"),
    (OBSERVED, "a part of a namespace lost", "shop/requirements.txt", "opentelemetry-sdk==1.45.2\n", ""),
    (OBSERVED, "its whole and not its part", "shop/requirements.txt", "opentelemetry-exporter-otlp-proto-grpc", "opentelemetry-exporter-otlp"),
    (SAGA, "a hash cut short", OTHER_LIST, "temporalio==1.35.0", "temporalio==1.35.0 --hash=sha256:abc"),
)  # fmt: skip


def test_images_and_lists_are_right() -> None:
    """The examples have nothing wrong, and there is something to look at."""
    assert {id: told(container_findings(case)) for id, case in CASES.items() if told(container_findings(case))} == {}
    names = ("/Dockerfile", "/requirements.txt")
    assert [id for id, case in CASES.items() if any(path.endswith(names) for path in case.files)] == [
        EVENTS,
        OBSERVED,
        OIDC,
        SAGA,
    ]


@pytest.mark.parametrize(("id", "name", "path", "old", "new"), WRONG, ids=[one[1] for one in WRONG])
def test_a_wrong_version_is_found(id: str, name: str, path: str, old: str, new: str) -> None:
    """In the image, or in the list of its packages."""
    assert told(container_findings(changed(CASES[id], path, old, new))) != []
