"""Dockerfiles and lists of Python packages: pinned, without root, and made of files that are there.

In: a case with a `Dockerfile` or a `requirements.txt`. Out: findings. Of a Dockerfile it knows FROM, WORKDIR, COPY,
RUN, ENV and USER; another instruction is a finding. Nobody builds the image: what a command does there is not judged.
"""

from __future__ import annotations

import ast
import fnmatch
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.kubernetes.pods import IMAGE, VAGUE_TAGS

RULE = "container"
INSTRUCTIONS = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER"}
# Modules by another name than their package's; of several that fit, the longest tells.
MODULES = {
    "pymysql": "PyMySQL",
    "grpc": "grpcio",
    "grpc_health": "grpcio-health-checking",
    "google": "protobuf",
    "opentelemetry": "opentelemetry-api",
    "opentelemetry.sdk": "opentelemetry-sdk",
    "opentelemetry.exporter.otlp.proto.grpc": "opentelemetry-exporter-otlp-proto-grpc",
}
# Images that run without root by themselves, with the place that says so.
UNPRIVILEGED = {
    "quay.io/keycloak/keycloak": "https://github.com/keycloak/keycloak/blob/main/quarkus/container/Dockerfile",
}  # fmt: skip
PIN = re.compile(r"([A-Za-z0-9][\w.-]*)==(\d[\w.]*)(?: --hash=sha256:[0-9a-f]{64})*")
SECRET = re.compile(r"(?i)(password|passwd|secret|token|api_?key)\w*=")


def container_findings(case: Case) -> Iterator[Finding]:
    """What a review of an image would send back."""
    for path, text in case.files.items():
        name = PurePosixPath(path).name
        if name.startswith("Dockerfile") or name.endswith(".Dockerfile"):
            yield from (Finding(path, RULE, message) for message in _image(case, path, text))
        if name == "requirements.txt":
            yield from (Finding(path, RULE, message) for message in _packages(case, path, text))


@dataclass
class _Image:
    """A Dockerfile as far as it is read."""

    case: Case
    folder: str
    stages: dict[str, str] = field(default_factory=dict)
    """Its bases by the names of their stages; the nameless one is the last without."""
    base: str = ""
    user: str = ""
    place: str = ""
    copied: set[str] = field(default_factory=set)

    def line(self, line: str) -> Iterator[str]:
        """What is wrong with an instruction."""
        word, _, rest = line.partition(" ")
        if word not in INSTRUCTIONS or line.endswith("\\"):
            yield f"{word} is outside the subset"
        if word != "FROM" and not self.base:
            yield f"{word} before FROM"
        if word == "FROM":
            parts = rest.split()
            self.base, self.user = parts[0], ""
            yield from _base(self.base, self.stages)
            self.stages[parts[2] if len(parts) == 3 and parts[1].upper() == "AS" else ""] = self.base
        elif word == "WORKDIR":
            self.place = rest
            if not rest.startswith("/"):
                yield f"WORKDIR {rest}, expected a path from the root"
        elif word == "USER":
            self.user = rest
        elif word == "COPY":
            yield from self._copy(line, rest.split())
        elif word in ("RUN", "ENV"):
            yield from self._run(word, rest)

    def _copy(self, line: str, parts: list[str]) -> Iterator[str]:
        stage = next((one.removeprefix("--from=") for one in parts if one.startswith("--from=")), None)
        sources = [one for one in parts[:-1] if not one.startswith("--")]
        if stage is not None and stage not in self.stages:
            yield f"copies from {stage!r}, which no FROM names"
        if not sources:
            yield f"{line}: expected what to copy, and where"
        if not self.place and not parts[-1].startswith("/"):
            yield f"copies to {parts[-1]} without a WORKDIR"
        for source in sources if stage is None else ():
            found = [one for one in self.case.files if fnmatch.fnmatchcase(one, f"{self.folder}/{source}")]
            found += [one for one in self.case.files if one.startswith(f"{self.folder}/{source.rstrip('/')}/")]
            if source.startswith(("/", "..")) or not found:
                yield f"copies {source}, which is not there"
            self.copied |= {str(PurePosixPath(one).relative_to(self.folder)) for one in found}

    def _run(self, word: str, rest: str) -> Iterator[str]:
        if SECRET.search(rest):
            yield f"a secret in {word}, and so in the image"
        if "pip install" in rest and "--no-cache-dir" not in rest:
            yield "pip keeps its cache in the image"
        for listed in re.findall(r"-r (\S+)", rest):
            if listed not in self.copied:
                yield f"installs from {listed}, which is not copied before"
        if re.search(r"pip install(?! .*(?:-r|--require-hashes))", rest):
            yield "installs packages that no list pins"

    def end(self) -> Iterator[str]:
        """What is wrong with the image that comes out."""
        user = self.user.partition(":")[0]
        if not self.user and self.stages.get("", self.base).partition(":")[0] not in UNPRIVILEGED:
            yield "runs as root, expected a USER"
        if self.user and (not user.isdecimal() or user == "0"):
            yield f"USER {self.user}, expected a number above 0, as runAsNonRoot can judge no name"
        yield from _programs(self.case, self.folder, self.copied)


def _image(case: Case, path: str, text: str) -> Iterator[str]:
    image = _Image(case, str(PurePosixPath(path).parent))
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield from image.line(line)
    yield from image.end()


def _base(image: str, stages: dict[str, str]) -> Iterator[str]:
    found = IMAGE.fullmatch(image)
    tag = found["tag"] if found else None
    pinned = found is not None and (found["digest"] or (tag and tag not in VAGUE_TAGS and re.search(r"\d+\.\d+", tag)))
    if image not in stages and not pinned:
        yield f"FROM {image}, expected a version"


def _programs(case: Case, folder: str, copied: set[str]) -> Iterator[str]:
    """What the pods start, and the modules that this imports, are in the image."""
    if not any(one.endswith(".py") for one in case.files_in(folder)):
        return
    started = {
        name for text in case.files_in("k8s").values() for name in re.findall(r"command: \[python, (\w+\.py)", text)
    }
    for name in sorted(started - copied):
        yield f"a pod starts {name}, which is not copied"
    for name in sorted(one for one in copied if one.endswith(".py")):
        for module in sorted({one.partition(".")[0] for one in _imported(case.files[f"{folder}/{name}"])}):
            if f"{folder}/{module}.py" in case.files and f"{module}.py" not in copied:
                yield f"{name} imports {module}, which is not copied"


def _imported(text: str) -> set[str]:
    """With their dots."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def _packages(case: Case, path: str, text: str) -> Iterator[str]:
    folder = str(PurePosixPath(path).parent)
    pins: dict[str, str] = {}
    for line in (line for line in text.splitlines() if line.strip() and not line.startswith("#")):
        found = PIN.fullmatch(line.strip())
        if not found:
            yield f"{line!r}, expected name==version"
            continue
        if _plain(found[1]) in pins:
            yield f"{found[1]} stands there twice"
        pins[_plain(found[1])] = found[2]
    own = {PurePosixPath(one).stem for one in case.files_in(folder, ".py")}
    used = set().union(*(_imported(one) for one in case.files_in(folder, ".py").values()))
    foreign = {name for name in used if name.partition(".")[0] not in own | sys.stdlib_module_names}
    wanted = {_plain(_package(name)): name.partition(".")[0] for name in foreign}
    for name in sorted(set(wanted) - set(pins)):
        yield f"the code imports {wanted[name]}, which is not listed"
    for name in sorted(set(pins) - set(wanted)):
        yield f"nobody imports {name}"
    # The versions that the example's page names.
    for version in case.design.versions:
        told = _plain(version.name.removesuffix(" Python SDK").replace("Temporal", "temporalio"))
        if told in pins and pins[told] != version.version:
            yield f"{told} {pins[told]}, and the page says {version.version}"


def _package(module: str) -> str:
    """Which package a module is of."""
    parts = module.split(".")
    starts = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((MODULES[start] for start in starts if start in MODULES), parts[0])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
