"""What an example provides for others, by its files: secrets with their keys, schemas, users, exports, objects.

In: the files of an example. Out: names, each with its sort, as `takes` writes them. A part of a name that a parameter
of the template gives is any of the values allowed, and any word where none is said.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from patternloom.verify.aws.cloudformation import read, texts_of
from patternloom.verify.example.case import Files
from patternloom.verify.example.manifests import read_documents
from patternloom.verify.identity.roles import names_in, properties_of

SCHEMA = re.compile(r"(?im)^\s*CREATE\s+(?:SCHEMA|DATABASE)\s+(?:IF\s+NOT\s+EXISTS\s+)?[`\"]?(\w+)")
USER = re.compile(r"(?im)^\s*CREATE\s+USER\s+(?:IF\s+NOT\s+EXISTS\s+)?['`\"]?(\w+)")
ATTACHED = ("engine", "host", "port", "username", "password", "dbname", "dbClusterIdentifier", "dbInstanceIdentifier")
"""The keys that an attachment writes into a secret: Secrets Manager's structure of a database secret."""


def provides(files: Files, name: str) -> bool:
    """Whether the files have this name."""
    return any(re.fullmatch(pattern, name) for pattern in _provided(tuple(sorted(files.items()))))


@functools.lru_cache(maxsize=64)
def _provided(files: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Patterns of everything that files provide."""
    found: dict[str, None] = {}
    for path, text in files:
        found[re.escape(f"file {path}")] = None
        if path.endswith(".sql"):
            found |= dict.fromkeys(re.escape(f"schema {one}") for one in SCHEMA.findall(text))
            found |= dict.fromkeys(re.escape(f"user {one}") for one in USER.findall(text))
        if path.startswith("aws/"):
            found |= dict.fromkeys(_of_template(read(text)))
        if path.startswith("k8s/"):
            found |= dict.fromkeys(_of_objects(path, text))
    return tuple(found)


def _of_template(template: Mapping[str, Any]) -> Iterator[str]:
    resources = {name: one for name, one in (template.get("Resources") or {}).items() if isinstance(one, Mapping)}
    for name, resource in resources.items():
        if resource.get("Type") == "AWS::SecretsManager::Secret":
            for secret in texts_of(template, properties_of(resource).get("Name")):
                yield f"secret {secret}"
                yield from (f"secret {secret}#{key}" for key in _keys(resources, name))
    outputs = template.get("Outputs")
    for output in outputs.values() if isinstance(outputs, Mapping) else ():
        for export in texts_of(template, ((output or {}).get("Export") or {}).get("Name")):
            yield f"export {export}"


def imports(files: Files, export: str) -> bool:
    """Whether a template of the files imports a value of this name."""
    templates = [read(text) for path, text in files.items() if path.startswith("aws/")]
    return any(
        re.fullmatch(pattern, export)
        for template in templates
        for value in _imported(template)
        for pattern in texts_of(template, value)
    )


def _imported(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        yield from (one for key, one in value.items() if key == "Fn::ImportValue")
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from _imported(one)


def _keys(resources: Mapping[str, Mapping[str, Any]], name: str) -> Iterator[str]:
    """Patterns of the keys of a secret: of its template or its text, what is generated, what an attachment adds."""
    properties = properties_of(resources[name])
    generated = properties.get("GenerateSecretString") or {}
    for text in (generated.get("SecretStringTemplate"), properties.get("SecretString")):
        plain = text.get("Fn::Sub", "") if isinstance(text, Mapping) else text
        try:
            value = json.loads(plain) if isinstance(plain, str) else None
        except ValueError:
            value = None
        yield from map(re.escape, value if isinstance(value, dict) else ())
    if "GenerateStringKey" in generated:
        yield re.escape(str(generated["GenerateStringKey"]))
    if not generated and "SecretString" not in properties:
        yield ".+"  # somebody writes it by hand
    for resource in resources.values():
        attached = resource.get("Type") == "AWS::SecretsManager::SecretTargetAttachment"
        if attached and name in names_in(properties_of(resource).get("SecretId")):
            yield from ATTACHED


def _of_objects(path: str, text: str) -> Iterator[str]:
    try:
        documents = read_documents(text, path)[0]
    except yaml.YAMLError:  # a template of Helm: the check of objects reads what comes out
        return
    for one in documents:
        yield re.escape(one.id)
        for part in ("data", "stringData"):
            yield from (re.escape(f"{one.id}#{key}") for key in one.value.get(part) or ())
        if one.kind == "ExternalSecret":
            target = (one.spec.get("target") or {}).get("name") or one.name
            yield re.escape(f"Secret/{one.namespace}/{target}")
            keys = [str(data.get("secretKey")) for data in one.spec.get("data") or ()]
            yield from (re.escape(f"Secret/{one.namespace}/{target}#{key}") for key in keys)
