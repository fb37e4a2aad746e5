"""Gets what runs the design examples: nginx, MariaDB, RabbitMQ, Prometheus and iptables, from Debian or Ubuntu.

    .venv/bin/python scripts/setup_servers.py

In: the programs that are on this system. Out: what is missing is installed by apt-get; nothing of it is started. It
refuses to go on without one of them. Everything else that checks examples `patternloom verify --setup` gets.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Binary → Debian package. The `-core` packages bring the programs without a service.
SERVERS = {
    "nginx": "nginx",
    "mariadbd": "mariadb-server-core",
    "mariadb-install-db": "mariadb-server-core",
    "mariadb": "mariadb-client-core",
    "rabbitmq-server": "rabbitmq-server",
    "iptables-restore": "iptables",
    "prometheus": "prometheus",
    "promtool": "prometheus",
    "ip": "iproute2",
    "unshare": "util-linux",
}
SYSTEM_PATHS = ("/usr/sbin", "/sbin", "/usr/lib/rabbitmq/bin")
POLICY = Path("/usr/sbin/policy-rc.d")


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


def run(command: list[str]) -> None:
    """Run it, without input; end with what it said if it fails."""
    done = subprocess.run(
        command,
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
    servers()
