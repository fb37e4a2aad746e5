"""CloudFormation templates: read with their short tags, and judged by `cfn-lint`.

In: a case's `aws/*.yaml` (templates are told by `AWSTemplateFormatVersion`). Out: resources, or findings. `cfn-lint`
knows AWS's own schemas; what AWS does with a valid template is not judged.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

import yaml

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import DatesAsText

if TYPE_CHECKING:
    from cfnlint.runner import Runner

ARN = re.compile(r"arn:(aws[a-z-]*):([a-z0-9-]*):([a-z0-9-]*):([0-9a-zA-Z]*):([^\s\"'`,;)\]}]+)")
REGION = re.compile(r"(?<![\w-])(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov)?-(?:[a-z]{4,9})-\d(?![\w-])")
USUAL_REGION = "us-east-1"
"""Where an example names no Region: the one that `cfn-lint` takes."""


class _Loader(DatesAsText):
    """Reads `!Sub x` as {"Fn::Sub": x}."""


def _short(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = str(value).split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    return {name: value}


_Loader.add_multi_constructor("!", _short)


def templates(case: Case) -> dict[str, str]:
    """The templates by path."""
    return {
        path: text
        for path, text in case.files_in("aws", ".yaml", ".yml", ".json").items()
        if "AWSTemplateFormatVersion" in text or "\nResources:" in text
    }


@functools.lru_cache(maxsize=512)
def read(text: str) -> Mapping[str, Any]:
    """A template's values; empty where it is no YAML (`cfn-lint` says so)."""
    try:
        value = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError:
        return {}
    return value if isinstance(value, dict) else {}


def resources(case: Case) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """(file, logical name, resource) of every template."""
    for path, text in templates(case).items():
        found = read(text).get("Resources")
        for name, resource in found.items() if isinstance(found, dict) else ():
            if isinstance(resource, dict):
                yield path, name, resource


def texts_of(template: Mapping[str, Any], value: Any) -> Iterator[str]:
    """The texts that a value may become, as patterns: a parameter is any value allowed, or any word."""
    text = value.get("Fn::Sub") if isinstance(value, Mapping) else value
    if not isinstance(text, str):
        return
    parts = re.split(r"\$\{([^}]+)\}", text)
    parameters = template.get("Parameters") or {}
    choices = [_values(parameters.get(part)) if number % 2 else [re.escape(part)] for number, part in enumerate(parts)]
    yield from ("".join(one) for one in product(*choices))


def _values(parameter: Any) -> list[str]:
    allowed = parameter.get("AllowedValues") if isinstance(parameter, Mapping) else None
    return [re.escape(str(one)) for one in allowed] if isinstance(allowed, list) else [r"[\w.-]+"]


def region_of(case: Case) -> str | None:
    """The Region that an example's files name most often; None where they name none."""
    return _most(one for text in case.files.values() for one in REGION.findall(text))


def account_of(case: Case) -> str | None:
    """The account that an example's ARNs name most often; None where they name none."""
    return _most(one[3] for text in case.files.values() for one in ARN.findall(text) if one[3].isdecimal())


def _most(names: Iterable[str]) -> str | None:
    counted = Counter(names)
    return max(sorted(counted), key=counted.__getitem__, default=None)


def cloudformation_findings(case: Case) -> Iterator[Finding]:
    """What `cfn-lint` finds, warnings too."""
    region = region_of(case) or USUAL_REGION
    for path, text in templates(case).items():
        for line, rule, message in _lint(text, region):
            yield Finding(f"{path}:{line}", rule, message)


@functools.cache
def _runner(region: str) -> Runner:
    """One for all templates: loading the rules takes half of a template's time."""
    from cfnlint.config import ConfigMixIn, ManualArgs
    from cfnlint.runner import Runner

    return Runner(ConfigMixIn(**ManualArgs(regions=[region], include_checks=["W"])))


@functools.lru_cache(maxsize=512)
def _lint(text: str, region: str) -> tuple[tuple[int, str, str], ...]:
    from cfnlint.decode import decode_str

    template, found = decode_str(text)
    if not found and template is not None:
        found = list(_runner(region).validate_template(template))
    return tuple((match.linenumber, match.rule.id, match.message) for match in found)
