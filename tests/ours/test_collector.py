"""The OpenTelemetry Collector's configuration: its fields, and whether it fits what stands around it.

In: `otel/collector.yaml` of an example. No Collector runs here: the fields are those that the project publishes, as data
in `collector_fields.yaml`. Beyond them: what is defined is used and what is used is defined, ports and addresses are
those of the Kubernetes objects, limits fit the container's, and what is sent to AWS is signed for the service it goes to.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from checked import files_of
from evidence_records import Judge

EXAMPLE = "observability-on-eks"
CONFIGURATION = "otel/collector.yaml"
JUDGE = Judge("check-collector", (CONFIGURATION,), frozenset({EXAMPLE}))
FILES = files_of(EXAMPLE)
SECTIONS = ("receivers", "processors", "exporters", "extensions")
KNOWN: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("collector_fields.yaml").read_text("utf-8"))
FORMS = {
    "duration": r"(\d+(\.\d+)?(ns|us|ms|s|m|h))+",
    "address": r"(localhost|0\.0\.0\.0|\[::\]|\$\{env:[A-Z_]+\}|[\d.]+):\d{2,5}",
    "url": r"https?://\S+|\$\{env:[A-Z_]+\}",
    "text": r".+",
}
TYPES: dict[str, type | tuple[type, ...]] = {
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "map": dict,
    "list": list,
}
SIGNALS = {"traces", "metrics", "logs", "profiles"}
# What each may carry.
CARRIES = {"prometheusremotewrite": {"metrics"}}
# The part of an address of AWS that names the service, and how its signature names it.
SIGNED_FOR = {"xray": "xray", "aps-workspaces": "aps", "logs": "logs", "monitoring": "monitoring"}


def fields_findings(value: Any, expected: Any, place: str) -> Iterator[str]:
    """Unknown fields, and values of another kind."""
    if isinstance(expected, str) and expected.startswith("="):
        expected = KNOWN["tables"][expected[1:]]
    if isinstance(expected, list) and all(isinstance(one, str) and not one.startswith("=") for one in expected):
        if value not in expected:
            yield f"{place}: {value!r}, expected one of {expected}"
    elif isinstance(expected, list):
        parts = [KNOWN["tables"][one[1:]] if isinstance(one, str) else one for one in expected]
        yield from fields_findings(value, {key: one for part in parts for key, one in part.items()}, place)
    elif isinstance(expected, dict):
        if not isinstance(value, dict):
            yield f"{place}: {value!r}, expected a mapping"
            return
        for key, one in value.items():
            if key in expected:
                yield from fields_findings(one, expected[key], f"{place}.{key}")
            else:
                yield f"{place}: unknown field {key!r}"
    elif expected in TYPES:
        if not isinstance(value, TYPES[expected]) or (expected in ("integer", "number") and isinstance(value, bool)):
            yield f"{place}: {value!r}, expected {expected}"
    elif not isinstance(value, str) or not re.fullmatch(FORMS[expected], value):
        yield f"{place}: {value!r}, expected {expected}"


def use_findings(found: Mapping[str, Any]) -> Iterator[str]:
    """What the service names and what is defined are the same; each pipeline goes from somewhere to somewhere."""
    service, used = found["service"], {name: set() for name in SECTIONS}
    used["extensions"] |= {*service.get("extensions", ())}
    for name, pipeline in service["pipelines"].items():
        if name.partition("/")[0] not in SIGNALS:
            yield f"pipeline {name}: no such signal"
        for section in SECTIONS[:3]:
            used[section] |= {*pipeline.get(section, ())}
        for section in ("receivers", "exporters"):
            if not pipeline.get(section):
                yield f"pipeline {name}: no {section}"
        for one in pipeline.get("exporters", ()):
            if name.partition("/")[0] not in CARRIES.get(one.partition("/")[0], SIGNALS):
                yield f"pipeline {name}: {one} does not carry it"
        if not pipeline.get("processors") or pipeline["processors"][0].partition("/")[0] != "memory_limiter":
            yield f"pipeline {name}: memory_limiter is not first"
    for section in SECTIONS:
        defined = {*found.get(section, {})}
        yield from (f"{section}: {one} is named and not defined" for one in sorted(used[section] - defined))
        yield from (f"{section}: {one} is defined and not used" for one in sorted(defined - used[section]))


def sending_findings(found: Mapping[str, Any], environment: Mapping[str, str]) -> Iterator[str]:
    """Each exporter signs for the service and region of its address, waits longer than once, and fits the endpoint."""
    for name, exporter in found["exporters"].items():
        address = next(
            (str(exporter[key]) for key in ("endpoint", "traces_endpoint", "metrics_endpoint") if key in exporter), ""
        )
        address = re.sub(r"\$\{env:([A-Z_]+)\}", lambda one: environment.get(one[1], ""), address)
        parts = (urlsplit(address).hostname or "").split(".")
        if urlsplit(address).scheme != "https" or parts[2:] != ["amazonaws", "com"]:
            yield f"{name}: {address!r} is no address of AWS over TLS"
            continue
        signer = found.get("extensions", {}).get((exporter.get("auth") or {}).get("authenticator"))
        if signer is None:
            yield f"{name}: not signed by an extension that is there"
        elif (signer.get("service"), signer.get("region")) != (SIGNED_FOR[parts[0]], parts[1]):
            yield f"{name}: signed for {signer.get('service')} in {signer.get('region')}, sent to {parts[0]} in {parts[1]}"
        patience = seconds(exporter.get("retry_on_failure", {}).get("max_elapsed_time", "300s"))
        if not 60 <= patience <= 3600:
            yield f"{name}: tries for {patience} seconds"
        queue = exporter.get("sending_queue", {})
        batch = queue.get("batch")
        if parts[0] == "xray" and not (batch and 0 < batch.get("max_size", 0) <= 10_000):
            yield f"{name}: X-Ray takes 10,000 spans a request, and nothing bounds a batch"
        if batch and not batch.get("min_size", 8192) <= batch.get("max_size", 0) <= queue.get("queue_size", 1000):
            yield f"{name}: a batch of {batch} does not fit a queue of {queue.get('queue_size')}"


def seconds(text: str) -> float:
    """A duration of one unit."""
    number, unit = re.fullmatch(r"([\d.]+)(ms|s|m|h)", text).groups()  # type: ignore[union-attr]  # the fields were checked
    return float(number) * {"ms": 0.001, "s": 1, "m": 60, "h": 3600}[unit]


def around_findings(found: Mapping[str, Any], workload: Mapping[str, Any]) -> Iterator[str]:
    """Ports, memory, the environment's names, and where the Collector's own measures go."""
    pod = workload["Deployment"]["spec"]["template"]["spec"]["containers"][0]
    ports = {port["name"]: port["containerPort"] for port in pod["ports"]}
    served = {workload["Service"]["spec"]["ports"][0]["targetPort"]: workload["Service"]["spec"]["ports"][0]["port"]}
    heard = [
        (name, kind, str(one.get("endpoint")))
        for name, receiver in found["receivers"].items()
        for kind, one in receiver["protocols"].items()
    ]
    if [endpoint for _, kind, endpoint in heard if kind == "grpc" and endpoint.startswith("${env:POD_IP}")] != [
        f"${{env:POD_IP}}:{ports['otlp-grpc']}"
    ]:
        yield "the pods' port is not the one that is listened on"
    if served != {"otlp-grpc": 4317}:
        yield "the Service's port is another one"
    if str(found["extensions"]["health_check"]["endpoint"]) != f"${{env:POD_IP}}:{ports['health']}":
        yield "the probes ask another port"
    named = {*re.findall(r"\$\{env:([A-Z_]+)\}", yaml.safe_dump(found))}
    if missing := sorted(named - {one["name"] for one in pod["env"]}):
        yield f"no variable {', '.join(missing)}"
    limiter, limit = found["processors"]["memory_limiter"], int(pod["resources"]["limits"]["memory"].removesuffix("Mi"))
    if not limiter.get("spike_limit_mib", 0) < limiter.get("limit_mib", 0) <= 0.8 * limit:
        yield f"memory_limiter: {limiter} in a container of {limit} MiB"
    if pod["args"] != [f"--config={pod['volumeMounts'][0]['mountPath']}/collector.yaml"]:
        yield "another configuration is loaded"
    for reader in found["service"].get("telemetry", {}).get("metrics", {}).get("readers", ()):
        exporter = reader.get("periodic", {}).get("exporter", {}).get("otlp", {})
        target = str(exporter.get("endpoint", "")).removeprefix("http://")
        if exporter.get("protocol") != "grpc" or target not in [endpoint for _, _, endpoint in heard]:
            yield f"its own measures go to {target or 'nobody'}"
    if not found["service"].get("telemetry", {}).get("metrics", {}).get("readers"):
        yield "its own measures go to nobody"


def collector_findings(text: str) -> list[str]:
    """Everything that is wrong; the rest is looked at where the fields are right."""
    found = yaml.safe_load(text)
    wrong = [f"unknown section {one!r}" for one in found if one not in (*SECTIONS, "service", "connectors")]
    for section in SECTIONS:
        for name, value in (found.get(section) or {}).items():
            known = KNOWN["components"].get(f"{section}/{name.partition('/')[0]}")
            wrong += (
                [f"{section}: no component {name}"]
                if known is None
                else fields_findings(value, known, f"{section}.{name}")
            )
    wrong += fields_findings(found["service"], KNOWN["service"], "service")
    if wrong:
        return wrong
    objects = workload()
    pod = objects["Deployment"]["spec"]["template"]["spec"]["containers"][0]
    environment = {one["name"]: one["value"] for one in pod["env"] if "value" in one}
    return [*use_findings(found), *sending_findings(found, environment), *around_findings(found, objects)]


@functools.cache
def workload() -> dict[str, Any]:
    """The Collector's objects by their kind."""
    return {one["kind"]: one for one in yaml.safe_load_all(FILES["otel/workload.yaml"])}


def test_the_configuration_is_right() -> None:
    """In itself, and beside the objects that run it."""
    assert collector_findings(FILES[CONFIGURATION]) == []


WRONG = (
    ("a field misspelt", "max_connection_age:", "max_conection_age:"),
    ("a component that nobody has", "  otlp_http/traces:", "  otlp_https/traces:"),
    ("a section misspelt", "\nexporters:", "\nexporter:"),
    ("a duration without a unit", "check_interval: 1s", "check_interval: 1"),
    ("another kind of value", "queue_size: 20000", "queue_size: many"),
    ("a pipeline to nowhere", "exporters: [otlp_http/traces]", "exporters: [otlp_http/spans]"),
    ("a receiver that nobody uses", "receivers: [otlp, otlp/own]", "receivers: [otlp]"),
    ("no limit of memory", "      processors: [memory_limiter]\n      exporters: [prometheusremotewrite]", "      exporters: [prometheusremotewrite]"),
    ("more memory than the container has", "limit_mib: 400", "limit_mib: 600"),
    ("the extension not started", "extensions: [health_check, sigv4auth/metrics, sigv4auth/traces]", "extensions: [health_check, sigv4auth/traces]"),
    ("signed for another service", "    service: xray", "    service: aps"),
    ("signed for another region", "    region: ap-northeast-1\n    service: aps", "    region: us-east-1\n    service: aps"),
    ("not signed", "    auth:\n      authenticator: sigv4auth/traces\n", ""),
    ("in plain text", "traces_endpoint: https://", "traces_endpoint: http://"),
    ("more spans than X-Ray takes", "max_size: 2000", "max_size: 12000"),
    ("a batch larger than the queue", "queue_size: 20000", "queue_size: 1500"),
    ("gives up at once", "    retry_on_failure:\n      max_elapsed_time: 300s\n  otlp_http", "    retry_on_failure:\n      max_elapsed_time: 5s\n  otlp_http"),
    ("another port than the pod's", "${env:POD_IP}:4317", "${env:POD_IP}:4318"),
    ("every address, and another one for health", "${env:POD_IP}:13133", "${env:POD_IP}:8888"),
    ("a variable that nobody sets", "${env:REMOTE_WRITE_URL}", "${env:REMOTE_WRITE}"),
    ("its own measures go elsewhere", "endpoint: http://localhost:4317", "endpoint: http://localhost:4318"),
    ("spans to Prometheus", "exporters: [otlp_http/traces]", "exporters: [otlp_http/traces, prometheusremotewrite]"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_configuration_is_found(name: str, old: str, new: str) -> None:
    """Whatever is wrong with it."""
    text = FILES[CONFIGURATION]
    assert old in text
    assert collector_findings(text.replace(old, new, 1)) != []


RIGHT = (
    ("a share of the memory", "limit_mib: 400\n    spike_limit_mib: 100", "limit_mib: 300\n    spike_limit_mib: 60"),
    ("longer", "max_elapsed_time: 300s\n\nextensions", "max_elapsed_time: 10m\n\nextensions"),
    ("larger batches", "max_size: 2000", "max_size: 5000"),
    ("more to tell", "level: normal", "level: detailed"),
)


@pytest.mark.parametrize(("name", "old", "new"), RIGHT, ids=[one[0] for one in RIGHT])
def test_another_right_configuration_passes(name: str, old: str, new: str) -> None:
    """A check that refuses what is right is none."""
    text = FILES[CONFIGURATION]
    assert old in text
    assert collector_findings(text.replace(old, new, 1)) == []
