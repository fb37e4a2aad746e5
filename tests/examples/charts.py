"""Helm charts and the SOPS files that go into them: every value has a use, every use a value, every secret its key.

In: a case with a `Chart.yaml`, or with `sops/`. Out: findings. What a chart renders to the other checks judge; here
stands what rendering hides: a value that nobody reads, one that is nowhere and renders to nothing, a secret in the
clear. SOPS itself is not run: nobody here has its keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import yaml

from examples.cases import Case, Finding

RULE = "chart"
VERSION = re.compile(r"\d+\.\d+\.\d+(?:-[\w.]+)?(?:\+[\w.]+)?")
CHART_KEYS = {"apiVersion", "name", "description", "type", "version", "appVersion", "kubeVersion", "dependencies"}
USE = re.compile(r"\.Values\.(\w+)")
GUARDED = re.compile(r"\{\{-? *(?:with|if) [$]?\.Values\.(\w+)")
# What SOPS writes for a value: cipher, data, nonce, tag and type.
ENCRYPTED = re.compile(
    r"ENC\[AES256_GCM,data:[\w+/=]+,iv:[\w+/]{43}=,tag:[\w+/]{22}==,type:(str|int|float|bool|bytes)\]"
)
SOPS_RULE_KEYS = {"path_regex", "kms", "age", "encrypted_regex", "unencrypted_suffix"}
AGE = re.compile(r"age1[02-9ac-hj-np-z]{58}")
KMS = re.compile(r"arn:aws:kms:[a-z0-9-]+:\d{12}:(?:key/[0-9a-f-]{36}|alias/[\w/-]+)")


def chart_findings(case: Case) -> Iterator[Finding]:
    """What is wrong with charts and with the secrets that go into them."""
    for path in case.files:
        if PurePosixPath(path).name == "Chart.yaml":
            yield from _chart(case, str(PurePosixPath(path).parent))
    for path, text in case.files_in("sops", ".yaml").items():
        rules = _read(text).get("creation_rules")
        if rules is not None:
            yield from (Finding(path, RULE, message) for message in _rules(case, path, rules))


def _read(text: str) -> dict[str, Any]:
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError:
        return {}
    return value if isinstance(value, dict) else {}


def _chart(case: Case, folder: str) -> Iterator[Finding]:
    path = f"{folder}/Chart.yaml"
    chart, values = _read(case.files[path]), _read(case.files.get(f"{folder}/values.yaml", ""))
    for key in sorted(set(chart) - CHART_KEYS):
        yield Finding(path, RULE, f"unknown field {key}")
    if chart.get("apiVersion") != "v2":
        yield Finding(path, RULE, f"apiVersion {chart.get('apiVersion')}, expected v2")
    for key in ("version", "appVersion"):
        if not VERSION.fullmatch(str(chart.get(key, ""))):
            yield Finding(path, RULE, f"{key} {chart.get(key)!r}, expected a version such as 1.2.3")
    if str(values.get("image", "")).rpartition(":")[2] != str(chart.get("appVersion")):
        yield Finding(path, RULE, f"appVersion {chart.get('appVersion')}, and the image is {values.get('image')}")
    text = "\n".join(case.files_in(f"{folder}/templates").values())
    used, guarded = set(USE.findall(text)), set(GUARDED.findall(text))
    secrets: set[str] = set()
    for one, content in case.files_in("sops", ".yaml").items():
        body = _read(content)
        if "sops" in body:
            secrets |= set(body) - {"sops"}
            for key in sorted(set(body) - {"sops"} - used):
                yield Finding(one, RULE, f"no template reads {key}")
    for name in sorted(used - set(values) - guarded):
        yield Finding(f"{folder}/values.yaml", RULE, f"no {name}, which a template reads")
    for name in sorted(guarded - set(values) - secrets):
        yield Finding(folder, RULE, f"nothing sets {name}, so that what depends on it is never there")
    for one, content in case.files_in(folder, ".yaml").items():
        if PurePosixPath(one).name.startswith("values"):
            own = _read(content)
            for key in sorted(set(own) - used):
                yield Finding(one, RULE, f"no template reads {key}")
            for key in sorted(set(own) & secrets):
                yield Finding(one, RULE, f"{key} stands here in the clear")
            if one != f"{folder}/values.yaml":
                for key in sorted(key for key in own if own[key] == values.get(key)):
                    yield Finding(one, RULE, f"{key} is the same as in values.yaml")
                for key in sorted(key for key in own if key in values and type(own[key]) is not type(values[key])):
                    yield Finding(one, RULE, f"{key} is of another type than in values.yaml")


def _rules(case: Case, path: str, rules: list[dict[str, Any]]) -> Iterator[str]:
    aliases = set(re.findall(r"AliasName: (alias/[\w/-]+)", "\n".join(case.files_in("aws").values())))
    for rule in rules:
        for key in sorted(set(rule) - SOPS_RULE_KEYS):
            yield f"unknown field {key}"
        if not rule.get("kms") and not rule.get("age"):
            yield f"{rule.get('path_regex')}: no key"
        if rule.get("age") and not AGE.fullmatch(rule["age"]):
            yield f"{rule['age']!r} is no public key of age"
        if rule.get("kms"):
            if not KMS.fullmatch(rule["kms"]):
                yield f"{rule['kms']!r} is no key of KMS"
            elif "alias/" in rule["kms"] and rule["kms"].rpartition(":")[2] not in aliases:
                yield f"{rule['kms']}: no template makes this alias"
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
        body = _read(text)
        rule = next((one for one in rules if re.search(str(one.get("path_regex", "")), other)), None)
        if rule is None:
            yield f"{other}: no rule is for it"
            continue
        used = body.get("sops") or {}
        if not used.get("mac") or not ENCRYPTED.fullmatch(str(used.get("mac"))):
            yield f"{other}: without the code that shows changes"
        recipients = {one.get("recipient") for one in used.get("age") or ()}
        if recipients != ({rule["age"]} if rule.get("age") else set()):
            yield f"{other} is for {', '.join(map(str, recipients))}, and its rule says {rule.get('age')}"
        for key in sorted(set(body) - {"sops"}):
            if not ENCRYPTED.fullmatch(str(body[key])):
                yield f"{other}: {key} stands there in the clear"
