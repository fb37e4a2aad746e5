"""What one example by itself cannot show: whether they stand side by side in one account, and keep the same promises."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from checked import case_of
from projects import REPOSITORY

from patternloom.verify.aws.cloudformation import resources
from patternloom.verify.example.case import Case
from patternloom.verify.operation.alerts import rule_files

EXAMPLES = REPOSITORY / "catalog" / "examples"
CASES = [case_of(path.parent.name) for path in sorted(EXAMPLES.glob("*/example.yaml"))]
PHYSICAL = re.compile(
    r"^ +(DBClusterIdentifier|DBInstanceIdentifier|BucketName|FileSystemName|RepositoryName|RoleName): ([\w-]+)(?: #.*)?$",
    re.M,
)
SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


def seconds(duration: str) -> float:
    """`1500ms` → 1.5."""
    return sum(float(number) * SECONDS[unit] for number, unit in re.findall(r"([\d.]+)(ms|s|m|h)", duration))


def test_a_stack_s_name_stands_for_one_template() -> None:
    """Deploying another under the same name would take away what the first has made."""
    templates: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for case in CASES:
        commands = case.design.commands
        assert commands
        for step in (*commands.apply, *commands.see, *commands.remove):
            for name, template in re.findall(r"--stack-name (\S+) --template-file (\S+)", step.run):
                templates[name].add((case.id, template))
    assert len(templates) > 10
    assert {name: made for name, made in templates.items() if len(made) > 1} == {}


def test_a_name_that_an_account_has_once_is_made_by_one_example() -> None:
    made: dict[tuple[str, str], set[str]] = defaultdict(set)
    for case in CASES:
        for path, text in case.files.items():
            for property, name in PHYSICAL.findall(text) if path.startswith("aws/") else ():
                made[property, name].add(case.id)
    assert made
    assert {name: examples for name, examples in made.items() if len(examples) > 1} == {}


def timeouts(case: Case) -> Iterator[tuple[str, float]]:
    """Host → how long a call of it may take, by the mesh."""
    for route in case.of_kind("VirtualService"):
        for http in route.spec.get("http", ()):
            for target in http.get("route", ()) if "timeout" in http else ():
                yield target["destination"]["host"].partition(".")[0], seconds(http["timeout"])
    for route in case.of_kind("HTTPRoute"):
        for rule in route.spec.get("rules", ()):
            for target in rule.get("backendRefs", ()) if "request" in rule.get("timeouts", {}) else ():
                yield target["name"], seconds(rule["timeouts"]["request"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_connection_is_given_up_within_the_time_of_a_call(case: Case) -> None:
    """Istio waits ten seconds for one: a pod whose node is gone would take the whole time, and no other be tried."""
    connect = {
        rule.spec["host"].partition(".")[0]: seconds(tcp["connectTimeout"])
        for rule in case.of_kind("DestinationRule")
        if "connectTimeout" in (tcp := rule.spec.get("trafficPolicy", {}).get("connectionPool", {}).get("tcp", {}))
    }
    assert {host: time for host, time in timeouts(case) if connect.get(host, 10.0) >= time} == {}


def rules(case: Case) -> Iterator[dict[str, Any]]:
    """The alerts of an example."""
    for groups in rule_files(case).values():
        for group in groups:
            yield from (rule for rule in group["rules"] if "alert" in rule)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_one_event_alone_wakes_nobody_who_waits_for_more(case: Case) -> None:
    """A rate stays above nothing for as long as its range: a shorter `for` sorts nothing out."""
    late = {
        str(rule["alert"]): rule["expr"]
        for rule in rules(case)
        for span in re.findall(r"(?:rate|increase)\([^()]*\[(\w+)\]\)+ > 0(?![.\d])", str(rule["expr"]))
        if rule["labels"]["severity"] == "page" and "for" in rule and seconds(str(rule["for"])) < seconds(span)
    }
    assert late == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_samples_of_cloudwatch_are_asked_for_where_they_are(case: Case) -> None:
    """The exporter gives them the time that CloudWatch gives them, ten minutes back: now there is never one."""
    exporters = {
        signal.tells for failure in case.design.failures for signal in failure.signals
        if signal.exporter == "cloudwatch-exporter"
    }  # fmt: skip
    asked = [str(rule["expr"]) for rule in rules(case) if any(name in str(rule["expr"]) for name in exporters)]
    assert [expr for expr in asked if " offset " not in expr] == []


def waits(made: Mapping[str, Mapping[str, Any]], name: str) -> set[str]:
    """What a resource of a template is made after, as far as the template says."""
    told = made[name].get("DependsOn", [])
    first = [told] if isinstance(told, str) else told
    return {*first}.union(*(waits(made, one) for one in first))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_an_add_on_and_the_nodes_of_a_template_come_one_after_the_other(case: Case) -> None:
    """Nodes without their network do not get ready, and nor does what has no node to run on: the stack would fail."""
    made: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for path, name, resource in resources(case):
        made[path][name] = resource
    at_once = [
        f"{path}#{addon}"
        for path, all_ in made.items()
        for addon in all_
        for nodes in all_
        if all_[addon]["Type"] == "AWS::EKS::Addon"
        and all_[nodes]["Type"] == "AWS::EKS::Nodegroup"
        and nodes not in waits(all_, addon)
        and addon not in waits(all_, nodes)
    ]
    assert at_once == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_who_calls_by_urllib_knows_answers_that_are_no_http(case: Case) -> None:
    """A server that ends in mid-answer raises what is neither an OSError nor one of urllib's."""
    for path, text in case.files.items():
        tree = ast.parse(text) if path.endswith(".py") else ast.Module([], [])
        for attempt in (node for node in ast.walk(tree) if isinstance(node, ast.Try)):
            if "urllib.request.urlopen(" in "".join(map(ast.unparse, attempt.body)):
                caught = " ".join(ast.unparse(one.type) for one in attempt.handlers if one.type)
                assert "HTTPException" in caught, f"{path}:{attempt.lineno}: {caught}"


def attempts_at_json(text: str) -> Iterator[tuple[int, str]]:
    """Each `try` that reads JSON of somebody else and knows that it may be none: its line, and what it catches."""
    for attempt in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Try) and node.handlers):
        if re.search(r"json\.loads?\(|\.json\(\)", "".join(map(ast.unparse, attempt.body))):
            yield attempt.lineno, " ".join(ast.unparse(one.type) for one in attempt.handlers if one.type)


def servers_of_few(text: str) -> Iterator[int]:
    """Where a server of Python's own is made, or gets a class, with no longer queue than the library's five."""
    for node in ast.walk(ast.parse(text)):
        names = [ast.unparse(node.func)] if isinstance(node, ast.Call) else []
        names = [ast.unparse(base) for base in node.bases] if isinstance(node, ast.ClassDef) else names
        if any(name.endswith("HTTPServer") for name in names) and "request_queue_size = 1" not in ast.unparse(node):
            yield getattr(node, "lineno", 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_json_may_be_nested_too_deeply(case: Case) -> None:
    """It is valid, and raises what no other mistake of a text does: where a bad text is an answer, so is this."""
    for path, text in case.files.items():
        for line, caught in attempts_at_json(text) if path.endswith(".py") else ():
            assert re.search(r"\b(?:RecursionError|Exception)\b", caught), f"{path}:{line}: {caught}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_burst_of_connections_is_waited_for(case: Case) -> None:
    """Beyond the queue the kernel drops the caller's first packet, and the caller tries again after a whole second."""
    for path, text in case.files.items():
        assert not path.endswith(".py") or [*servers_of_few(text)] == [], path


def test_the_two_would_be_found() -> None:
    wrong = "try:\n    json.loads(body)\nexcept (ValueError, KeyError):\n    pass\n"
    assert [*attempts_at_json(wrong)] == [(1, "(ValueError, KeyError)")]
    assert [*servers_of_few('ThreadingHTTPServer(("", 80), Request)')] == [1]
    assert [*servers_of_few("class Server(ThreadingHTTPServer):\n    daemon_threads = False")] == [1]
    assert [*servers_of_few("class Server(HTTPServer):\n    request_queue_size = 128\nServer()")] == []
