"""Who reads which secret, and when, as `secrets` tells it, against what the files hand out.

In: a case. Out: findings: a secret that a container is given and is not told to read, or that its program does not
read; a reading without a secret; one at the start although the secret rotates, with nothing that starts the reader
anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.model.example_notes import SecretRead
from patternloom.verify.aws.cloudformation import read, resources, texts_of
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.identity.calls import account_of, has_pods_here
from patternloom.verify.identity.given import Given, given, program_of
from patternloom.verify.identity.roles import properties_of, roles, store_name
from patternloom.verify.mesh.drawn import components_workloads
from patternloom.verify.picture.story import COMMENT

RULE = "secret"
COMMENT_AT_THE_END = re.compile(r"\s(?:#|//|--)\s")


def secret_findings(case: Case) -> Iterator[Finding]:
    """Where secrets and their readers part."""
    handed = given(case)
    for one in handed:
        yield from _handed(case, one)
    for told in case.design.secrets:
        yield from _told(case, told, [one for one in handed if _reads(case, told, one)])
    yield from _stores(case)


def _reads(case: Case, told: SecretRead, one: Given) -> bool:
    reader = components_workloads(case).get(told.reader, told.reader)
    return (
        told.secret == one.secret and reader == one.workload.id and (told.container or one.container) == one.container
    )


def _handed(case: Case, one: Given) -> Iterator[Finding]:
    """What a container is given is read, key by key."""
    tellings = [told for told in case.design.secrets if _reads(case, told, one)]
    where, what = one.workload.id, f"container {one.container} is given {one.secret}"
    program = program_of(case, one)
    for variable in sorted(one.variables) if program else ():
        if not any(variable in text for text in program.values()):
            yield Finding(where, RULE, f"{what} as {variable}, which {', '.join(sorted(program))} never read")
    if not tellings:
        yield Finding(where, RULE, f"{what}, and `secrets:` does not say that it reads it")
        return
    keys = {key for told in tellings for key in told.keys}
    if any(told.keys for told in tellings) and one.keys is not None and (more := sorted(one.keys - keys)):
        yield Finding(where, RULE, f"{what} with {', '.join(more)}, and `secrets:` tells of {', '.join(sorted(keys))}")


def _told(case: Case, told: SecretRead, handed: list[Given]) -> Iterator[Finding]:
    """What is told to be read is given, and in a way that reaches the reader in time."""
    if told.secret.startswith("Secret/") and not handed:
        yield Finding(told.secret, RULE, f"{told.reader} is told to read it, and no container of it is given it")
    known = [one.keys for one in handed if one.keys is not None]
    for key in sorted(set(told.keys) - set().union(*known)) if known else ():
        yield Finding(told.secret, RULE, f"{told.reader} is told to read {key}, which it is not given")
    if told.when in ("connection", "interval") and any(not one.renewed for one in handed):
        how = "a variable or a single mounted file never changes in a running container"
        yield Finding(told.secret, RULE, f"{told.reader} is told to read it again ({told.when}), yet {how}")
    lines = [COMMENT_AT_THE_END.split(line)[0] for text in case.files.values() for line in text.splitlines()]
    if told.renewed_by and not any(told.renewed_by in line for line in lines if not COMMENT.match(line)):
        yield Finding(told.secret, RULE, f"renewed_by: {told.renewed_by!r} stands in no file")
    if told.when == "start" and not told.renewed_by and _rotates(case, told.secret):
        message = f"it rotates, and {told.reader} reads it at its start only: expected renewed_by: or a later reading"
        yield Finding(told.secret, RULE, message)


def _rotates(case: Case, secret: str) -> bool:
    """Whether the templates rotate it: what they name, or what an ExternalSecret makes it from."""
    all_ = {(path, name): resource for path, name, resource in resources(case)}
    rotating = set()
    for (path, name), resource in all_.items():
        properties = properties_of(resource)
        if resource.get("Type") == "AWS::SecretsManager::RotationSchedule":
            rotating.add(store_name(all_, path, properties.get("SecretId")))
        if str(properties.get("ManageMasterUserPassword")).lower() == "true":
            rotating.add(f"{path}#{name}")
    return bool(rotating & {secret, *_made_from(case, secret)})


def _made_from(case: Case, secret: str) -> set[str]:
    """The names in the store that a Secret of Kubernetes is made from."""
    found = set()
    for one in case.of_kind("ExternalSecret"):
        target = (one.spec.get("target") or {}).get("name") or one.name
        if secret == f"Secret/{one.namespace}/{target}":
            found |= {str((data.get("remoteRef") or {}).get("key")) for data in one.spec.get("data") or ()}
            found |= {str((data.get("extract") or {}).get("key")) for data in one.spec.get("dataFrom") or ()}
    return found


def _is(case: Case, secret: str, told: str) -> bool:
    """Whether a name that is told is a resource's, whose name may be put together by the template."""
    path, _, name = secret.partition("#")
    template = read(case.files.get(path, ""))
    own = properties_of((template.get("Resources") or {}).get(name, {})).get("Name") if name else None
    return secret == told or any(re.fullmatch(pattern, told) for pattern in texts_of(template, own))


def _stores(case: Case) -> Iterator[Finding]:
    """Who may read a secret of the store is told to read it."""
    for role in roles(case):
        addons = {one.id for one in case.design.components if one.provided_by == "addon"}
        addons = set() if has_pods_here(case, role) else addons
        told = [
            one.secret
            for one in case.design.secrets
            if one.reader in addons or account_of(case, one.reader) in role.accounts
        ]
        for secret in sorted(one for one in role.secrets if not any(_is(case, one, name) for name in told)):
            whose = ", ".join(f"{space}/{name}" for space, name in sorted(role.accounts))
            yield Finding(role.where, RULE, f"{whose} may read {secret}, and `secrets:` does not say that it does")
