"""Helm charts and the secrets that go into them: every value has a use, and every use a value.

In: a case with a `Chart.yaml`, or with `sops/`. Out: findings, those of `sops` too. What a chart renders to the
other checks judge; here stands what rendering hides: a value that nobody reads, one that is nowhere and renders to
nothing, a secret in the clear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.packages.sops import fields_of, sops_problems

RULE = "chart"
VERSION = re.compile(r"\d+\.\d+\.\d+(?:-[\w.]+)?(?:\+[\w.]+)?")
CHART_KEYS = {"apiVersion", "name", "description", "type", "version", "appVersion", "kubeVersion", "dependencies"}
USE = re.compile(r"\.Values\.(\w+)")
GUARDED = re.compile(r"\{\{-? *(?:with|if) [$]?\.Values\.(\w+)")


def chart_findings(case: Case) -> Iterator[Finding]:
    """What is wrong with charts and with the secrets that go into them."""
    for path in case.files:
        if PurePosixPath(path).name == "Chart.yaml":
            yield from _chart(case, str(PurePosixPath(path).parent))
    yield from (Finding(path, RULE, message) for path, message in sops_problems(case))


def _chart(case: Case, folder: str) -> Iterator[Finding]:
    path = f"{folder}/Chart.yaml"
    chart, values = fields_of(case.files[path]), fields_of(case.files.get(f"{folder}/values.yaml", ""))
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
        body = fields_of(content)
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
            own = fields_of(content)
            for key in sorted(set(own) - used):
                yield Finding(one, RULE, f"no template reads {key}")
            for key in sorted(set(own) & secrets):
                yield Finding(one, RULE, f"{key} stands here in the clear")
            if one != f"{folder}/values.yaml":
                for key in sorted(key for key in own if own[key] == values.get(key)):
                    yield Finding(one, RULE, f"{key} is the same as in values.yaml")
                for key in sorted(key for key in own if key in values and type(own[key]) is not type(values[key])):
                    yield Finding(one, RULE, f"{key} is of another type than in values.yaml")
