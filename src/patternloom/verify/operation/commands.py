"""The blocks of commands of an example: read out of its YAML, run where no cluster is needed, held to the files else.

In: a case. Out: findings, at the number of the block's command (`apply 2`). A command that nothing runs says why; one
that something runs says nothing of that. What is sent to a server is answered in tests, by the example's own files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.model.example_operations import Command as Step
from patternloom.problems.findings import did_you_mean
from patternloom.text.prose import Code
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.operation.answers import fits
from patternloom.verify.operation.aws import aws_problems
from patternloom.verify.operation.descriptions import Asked, Description, UnknownWordError, descriptions, sorted_out
from patternloom.verify.operation.kubectl import kubectl_problems
from patternloom.verify.operation.late_roles import late_role_findings
from patternloom.verify.operation.paths import Paths
from patternloom.verify.operation.requests import request_of
from patternloom.verify.operation.running import printed, requests_something, runs
from patternloom.verify.operation.shell import Command, Pipeline, ShellError, pipelines

BLOCKS = ("apply", "see", "remove")


def steps_of(case: Case) -> Iterator[tuple[str, Step]]:
    """The commands of all blocks, each with its name."""
    for block in BLOCKS if case.design.commands else ():
        for number, step in enumerate(getattr(case.design.commands, block), start=1):
            yield f"{block} {number}", step


def command_findings(case: Case) -> Iterator[Finding]:
    """What is wrong with them."""
    paths = Paths(case)
    for name, step in steps_of(case):
        paths.variables |= _told(case, step, r"\$?\b([A-Z][A-Z0-9_]+)\b")
        paths.written |= _told(case, step, r"^([\w-]+\.[a-z]+)$")
        try:
            lines = pipelines(step.run)
        except ShellError as error:
            yield Finding(name, "shell", str(error))
            continue
        problems = [problem for line in lines for problem in line_problems(case, line, paths)]
        yield from (Finding(name, "command", problem) for problem in dict.fromkeys(problems))
        yield from _run(case, name, step, lines, sound=not problems)
    yield from late_role_findings(case)


def _told(case: Case, step: Step, what: str) -> set[str]:
    """What a sentence tells the reader to set or to write, in the note or before: `TOKEN`, `$TOKEN`, `smtp.json`."""
    proses = [step.note, *(case.design.commands.before if case.design.commands else ())]
    codes = (node.text for prose in proses if prose for node in prose.nodes() if isinstance(node, Code))
    return {name for code in codes for name in re.findall(what, code)}


def _run(case: Case, name: str, step: Step, lines: list[Pipeline], *, sound: bool) -> Iterator[Finding]:
    """Whether the command says rightly that it is run, and what running it gives."""
    runnable = bool(lines) and all(map(runs, lines))
    asking = bool(lines) and all(map(requests_something, lines))
    if step.not_run is None and not runnable and not asking:
        yield Finding(name, "not-run", "nothing runs this, expected 'not_run' with the reason, or lines that are run")
    if runnable and step.not_run is not None:
        yield Finding(name, "not-run", "this is run, expected no 'not_run'")
    if asking and step.not_run is None and step.answer is None:
        yield Finding(name, "answer", "a request without an answer, expected what comes back")
    if runnable and step.not_run is None and sound:
        out, failed = printed(case, step.run)
        if failed:
            yield Finding(name, "failed", failed)
        elif step.answer is not None and not fits(step.answer, out):
            yield Finding(name, "answer", f"printed {_short(out)}, expected {_short(step.answer)}")


def _short(text: str) -> str:
    lines = text.strip().split("\n")
    return repr("\n".join([*lines[:3], "…"] if len(lines) > 3 else lines))


def line_problems(case: Case, line: Pipeline, paths: Paths) -> Iterator[str]:
    """What is wrong with one line, after those that have made `paths` what it is."""
    for command in line:
        for name in command.uses:
            if name not in paths.variables | {"HOME", "PATH", "USER"}:
                yield f"the variable {name!r} is set nowhere before"
        yield from (problem for path in command.reads for problem in paths.problems(path))
        if command.words:
            yield from _command(case, command, paths)
        paths.written.update(command.writes)
        paths.variables.update(command.sets)


def _command(case: Case, command: Command, paths: Paths) -> Iterator[str]:
    if command.program == "aws":
        yield from aws_problems(command.words[1:], paths)
        return
    found = _described(command)
    if found is None:
        hint = did_you_mean(command.program, [*descriptions(), "aws"], list_up_to=0)
        yield f"nothing is known of the program {command.program!r}" + (f"; {hint}" if hint else "")
        return
    description, words = found
    try:
        asked = sorted_out(description, words)
    except UnknownWordError as error:
        yield str(error)
        return
    yield from _judged(case, description.program, command, asked, paths)


def _described(command: Command) -> tuple[Description, list[str]] | None:
    """The program's description, and its words; a plugin of kubectl is a program of several words."""
    for count in (3, 1):
        name = " ".join(command.words[:count])
        if name in descriptions():
            return descriptions()[name], command.words[count:]
    return None


def _judged(case: Case, program: str, command: Command, asked: Asked, paths: Paths) -> Iterator[str]:
    match program:
        case "kubectl":
            if asked.verb == "port-forward":
                paths.ports.update(pair.partition(":")[0] for pair in asked.rest[1:])
            yield from kubectl_problems(case, asked, paths)
        case "helm":
            yield from _helm(asked, paths)
        case "curl" | "grpcurl":
            yield from _request(case, command, asked, paths)
        case "cd":
            # Back from a folder is right; out of the example is not.
            left = [path for path in asked.rest if path != ".." or not paths.folder]
            yield from (problem for path in left for problem in paths.problems(path))
            paths.folder = asked.rest[-1] if asked.rest and asked.rest[-1] != ".." else ""
        case "export":
            paths.variables.update(word.partition("=")[0] for word in asked.rest)
        case "istioctl" | "docker" | "sops" | "opa" | "promtool" | "mysql" | "psql":
            for path in asked.values("-f", "--filename", "--file", "--config"):
                yield from paths.problems(path)
            if asked.verb in ("build", "buildx build", "test", "check rules"):
                yield from (problem for path in asked.rest for problem in paths.problems(path))
            if program == "istioctl" and asked.verb.startswith("install"):
                paths.namespaces.add("istio-system")


def _helm(asked: Asked, paths: Paths) -> Iterator[str]:
    for path in asked.values("-f", "--values"):
        yield from paths.problems(path)
    paths.namespaces.update(asked.values("-n", "--namespace"))
    if asked.verb in ("install", "upgrade", "template", "lint"):
        for chart in asked.rest[-1:]:
            remote = chart.startswith(("oci://", "https://")) or (chart.count("/") == 1 and not chart.startswith("."))
            if list(paths.problems(chart)) and not remote:
                yield from paths.problems(chart)
            elif list(paths.problems(chart)) and not asked.values("--version"):
                yield f"the chart {chart!r} comes from elsewhere, expected its '--version'"


def _service(case: Case, host: str) -> bool:
    """Whether it is the name of a Service in the cluster."""
    name, _, rest = host.removesuffix(".svc.cluster.local").removesuffix(".svc").partition(".")
    return any(one.name == name and rest in ("", one.namespace) for one in case.of_kind("Service"))


def _request(case: Case, command: Command, asked: Asked, paths: Paths) -> Iterator[str]:
    request = request_of(command)
    if request is None or not request.url:
        yield f"{command.program} without an address"
        return
    texts = "\n".join(case.files.values())
    if request.host in ("localhost", "127.0.0.1"):
        port = request.url.partition("://")[2].partition("/")[0].rpartition(":")[2] or request.url.rpartition(":")[2]
        if port not in paths.ports:
            yield f"no command before leads the port {port!r} of this machine into the cluster"
    elif request.host and "$" not in request.host and request.host not in texts and not _service(case, request.host):
        yield f"the host {request.host!r} is in no file"
    if request.grpc:
        folder = (asked.values("-import-path") or [""])[-1]
        for path in asked.values("-proto"):
            yield from paths.problems(f"{folder}/{path}" if folder else path)
        service, _, method = request.method.rpartition("/")
        if f"rpc {method}(" not in texts or service.rpartition(".")[2] not in texts:
            yield f"the method {request.method!r} is in no contract"
