"""The SOPS files of an example: every rule has its keys, every file its rule, and no value stands in the clear.

In: a case with `sops/`. Out: findings. SOPS itself is not run: nobody here has its keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from patternloom.verify.aws.cloudformation import read, resources, texts_of
from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import DatesAsText

# What SOPS writes for a value: cipher, data, nonce, tag and type.
ENCRYPTED = re.compile(
    r"ENC\[AES256_GCM,data:[\w+/=]+,iv:[\w+/]{43}=,tag:[\w+/]{22}==,type:(str|int|float|bool|bytes)\]"
)
SOPS_RULE_KEYS = {"path_regex", "key_groups", "kms", "age", "encrypted_regex", "unencrypted_suffix"}
AGE = re.compile(r"age1[02-9ac-hj-np-z]{58}")
KMS = re.compile(r"arn:aws:kms:[a-z0-9-]+:\d{12}:(?:key/[0-9a-f-]{36}|alias/[\w/-]+)")


def sops_problems(case: Case) -> Iterator[tuple[str, str]]:
    """(file of the rules, what is wrong) by those rules."""
    for path, text in case.files_in("sops", ".yaml").items():
        rules = fields_of(text).get("creation_rules")
        if rules is not None:
            yield from ((path, message) for message in _rules(case, path, rules))


def fields_of(text: str) -> dict[str, Any]:
    """A file's values; none where it is no YAML, or has aliases."""
    try:
        value = yaml.load(text, Loader=DatesAsText)
    except yaml.YAMLError:
        return {}
    return value if isinstance(value, dict) else {}


def _keys_of_kms(rule: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(ARN, encryption context) of each key of KMS, in either of the ways to name one."""
    if rule.get("kms"):
        yield str(rule["kms"]), {}
    for group in rule.get("key_groups") or ():
        yield from ((str(key.get("arn")), key.get("context") or {}) for key in group.get("kms") or ())


def _key_of_kms(case: Case, arn: str, context: dict[str, Any]) -> Iterator[str]:
    if not KMS.fullmatch(arn):
        yield f"{arn!r} is no key of KMS"
    elif "alias/" in arn and not any(re.fullmatch(one, arn.rpartition(":")[2]) for one in _aliases(case)):
        yield f"{arn}: no template makes this alias"
    for name in context:
        if not any(f"kms:EncryptionContext:{name}" in text for text in case.files_in("aws").values()):
            yield f"{arn}: no policy asks for {name} of the context"


def _aliases(case: Case) -> Iterator[str]:
    """The aliases that templates make, as patterns."""
    for path, _, resource in resources(case):
        if resource.get("Type") == "AWS::KMS::Alias" and isinstance(properties := resource.get("Properties"), dict):
            yield from texts_of(read(case.files[path]), properties.get("AliasName"))


def _rules(case: Case, path: str, rules: list[dict[str, Any]]) -> Iterator[str]:
    for rule in rules:
        for key in sorted(set(rule) - SOPS_RULE_KEYS):
            yield f"unknown field {key}"
        keys = list(_keys_of_kms(rule))
        if not keys and not rule.get("age"):
            yield f"{rule.get('path_regex')}: no key"
        if rule.get("age") and not AGE.fullmatch(rule["age"]):
            yield f"{rule['age']!r} is no public key of age"
        for arn, context in keys:
            yield from _key_of_kms(case, arn, context)
        if not str(rule.get("path_regex", "")).endswith("$"):
            yield f"{rule.get('path_regex')!r}, expected an end"
    named = " ".join(text for other, text in case.files.items() if other != path)
    named += " ".join(line for line in case.files[path].splitlines() if line.startswith("#"))
    for rule in rules:  # a rule for a file that is not committed here is told somewhere
        wanted = str(rule.get("path_regex", "")).replace("\\", "").rstrip("$")
        if wanted not in named and not any(other.endswith(wanted) for other in case.files):
            yield f"no text speaks of {wanted}"
    for other, text in case.files_in("sops", ".yaml").items():
        if other == path:
            continue
        body = fields_of(text)
        own = next((one for one in rules if re.search(str(one.get("path_regex", "")), other)), None)
        if own is None:
            yield f"{other}: no rule is for it"
            continue
        used = body.get("sops") or {}
        if not used.get("mac") or not ENCRYPTED.fullmatch(str(used.get("mac"))):
            yield f"{other}: without the code that shows changes"
        recipients = {one.get("recipient") for one in used.get("age") or ()}
        if recipients != ({own["age"]} if own.get("age") else set()):
            yield f"{other} is for {', '.join(map(str, recipients))}, and its rule says {own.get('age')}"
        for key in sorted(set(body) - {"sops"}):
            if not ENCRYPTED.fullmatch(str(body[key])):
                yield f"{other}: {key} stands there in the clear"
