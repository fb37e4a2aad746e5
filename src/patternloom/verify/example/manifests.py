"""Kubernetes YAML to objects: strict where Kubernetes' own reader is lax.

In: the text of a file. Out: its documents, and what is wrong with it: duplicate keys, plain `yes`, `no`, `on`, `off`
(true to a reader of YAML 1.1, text to others), aliases, fields without a value, a document that is no object. It judges
no field.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import yaml

from patternloom.problems import limits
from patternloom.reading.source import line_starts
from patternloom.reading.strict_yaml import no_yaml

_EVENTS: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
AMBIGUOUS = re.compile(r"^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$")
CLUSTER_SCOPED = {
    "ClusterIssuer", "ClusterPolicy", "ClusterRole", "ClusterRoleBinding", "ClusterSecretStore",
    "ClusterExternalSecret", "CustomResourceDefinition", "EC2NodeClass", "ENIConfig", "GatewayClass", "IngressClass",
    "MutatingWebhookConfiguration",
    "Namespace", "Node", "NodePool", "NodeClass", "PersistentVolume", "PriorityClass", "RuntimeClass", "StorageClass",
    "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration",
    "VolumeSnapshotClass", "VolumeAttributesClass", "CiliumClusterwideNetworkPolicy", "CiliumEnvoyConfig",
    "IngressClassParams", "CNINode",
}  # fmt: skip


@dataclass(frozen=True)
class Document:
    """One Kubernetes object."""

    file: str
    line: int
    value: dict[str, Any]

    @property
    def kind(self) -> str:
        """Its kind."""
        return str(self.value.get("kind", ""))

    @property
    def version(self) -> str:
        """The version of its kind, with its group: `apps/v1`."""
        return str(self.value.get("apiVersion", ""))

    @property
    def group(self) -> str:
        """Its API group; empty for the core."""
        return self.version.rpartition("/")[0]

    @property
    def metadata(self) -> dict[str, Any]:
        """Its metadata."""
        return _fields(self.value, "metadata")

    @property
    def spec(self) -> dict[str, Any]:
        """Its spec."""
        return _fields(self.value, "spec")

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.metadata.get("name", ""))

    @property
    def namespace(self) -> str:
        """Its namespace; empty where its kind has none."""
        return "" if self.kind in CLUSTER_SCOPED else str(self.metadata.get("namespace", ""))

    @property
    def labels(self) -> dict[str, str]:
        """Its labels."""
        return _fields(self.metadata, "labels")

    @property
    def annotations(self) -> dict[str, str]:
        """Its annotations."""
        return _fields(self.metadata, "annotations")

    @property
    def id(self) -> str:
        """As the catalog names objects: `Kind/namespace/name`."""
        return f"{self.kind}/{self.namespace}/{self.name}"


def _fields(holder: dict[str, Any], name: str) -> dict[str, Any]:
    """The fields below a name; none where something else stands there, as the schemas say."""
    value = holder.get(name)
    return value if isinstance(value, dict) else {}


class DatesAsText(yaml.SafeLoader):
    """Leaves dates as they are written, as Kubernetes and CloudFormation do, and refuses aliases.

    A few lines of aliases stand for more than any check can look at; by `<<`, they do so before one looks.
    What stands in the text is told by libyaml, where there is one: that takes a tenth of the time.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._events: Any = _EVENTS(text)

    def check_event(self, *choices: Any) -> bool:
        return bool(self._events.check_event(*choices))

    def peek_event(self) -> Any:
        return self._events.peek_event()

    def get_event(self) -> Any:
        return self._events.get_event()

    def dispose(self) -> None:
        self._events.dispose()
        super().dispose()

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            self.alias(f"line {self.peek_event().start_mark.line + 1}: an alias, expected the value itself")
        return super().compose_node(parent, index)

    def alias(self, told: str) -> None:
        """What to do where one stands."""
        raise yaml.YAMLError(told)


DatesAsText.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Loader(DatesAsText):
    problems: list[str]
    aliased = False
    level = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.level += 1
        if self.level > limits.MANIFEST_LEVELS:
            raise yaml.YAMLError(f"nested deeper than {limits.MANIFEST_LEVELS} levels, expected less")
        node = super().compose_node(parent, index)
        self.level -= 1
        return node

    def alias(self, told: str) -> None:
        self.problems.append(told)
        self.aliased = True

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):  # a value of Helm's, without quotes
                self.problems.append(f"line {line}: a key that is no text, expected quotes")
                continue
            if key.value in seen:
                self.problems.append(f"line {line}: duplicate key {key.value!r}")
            if key.tag != "tag:yaml.org,2002:str":
                self.problems.append(f"line {line}: the key {key.value!r} is no text, expected quotes")
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_scalar(self, node: Any) -> Any:
        if isinstance(node, yaml.ScalarNode) and not node.style:  # libyaml's word for plain is no letter
            line = node.start_mark.line + 1
            if AMBIGUOUS.match(node.value):
                self.problems.append(
                    f"line {line}: a plain {node.value!r} is text to some readers and a truth value to others"
                )
        return super().construct_scalar(node)


def _drop_empty(node: yaml.Node, problems: list[str], done: dict[int, bool]) -> None:
    """Takes away fields and items without a value, as the API server does, and says so: they are left by mistake."""
    if done.get(id(node)) is False:
        raise yaml.YAMLError(f"line {node.start_mark.line + 1}: an alias to what it stands in")
    if not isinstance(node, yaml.CollectionNode) or id(node) in done:
        return
    done[id(node)] = False
    parts: list[Any] = []
    for part in node.value:
        child = part[1] if isinstance(node, yaml.MappingNode) else part
        if child.tag == "tag:yaml.org,2002:null":
            problems.append(f"line {child.start_mark.line + 1}: no value, expected one, or no field")
        else:
            _drop_empty(child, problems, done)
            parts.append(part)
    node.value, done[id(node)] = parts, True


@functools.lru_cache(maxsize=1024)
def read_documents(text: str, file: str) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """The objects of a file, and what is wrong with it as YAML."""
    loader = _Loader(text)
    loader.problems = []
    documents: list[Document] = []
    try:
        while loader.check_node():
            node = loader.get_node()
            assert node is not None  # check_node said so
            line = node.start_mark.line + 1
            _drop_empty(node, loader.problems, {})
            if loader.aliased:
                continue
            value = loader.construct_document(node)
            if value is None:
                continue  # nothing between two `---`
            if not isinstance(value, dict) or not isinstance(value.get("kind"), str):
                loader.problems.append(f"line {line}: no object with a kind")
            elif value["kind"] == "List":
                loader.problems.append(f"line {line}: a List, expected its items as documents of their own")
            else:
                documents.append(Document(file, line, value))
    except (yaml.scanner.ScannerError, yaml.parser.ParserError) as error:
        why = no_yaml(text, line_starts(text), file, error)
        place = f"line {why.mark.line}, column {why.mark.column}"
        loader.problems.append(f"{place}: {why.message}{f'; {why.hint}' if why.hint else ''}")
    except (yaml.YAMLError, ValueError) as error:  # the latter for a number or date that there is none of
        loader.problems.append(f"no YAML: {' '.join(str(error).split())}")
    except RecursionError:
        loader.problems.append("no YAML: nested too deeply, expected less")
    finally:
        loader.dispose()
    if loader.aliased:
        documents.clear()
    count = Counter(document.id for document in documents)
    loader.problems += [f"{id} stands here twice" for id in sorted(count) if count[id] > 1]
    return tuple(documents), tuple(loader.problems)
