"""nginx configurations in a real nginx on loopback.

In: a case with `nginx/*.conf`. Out: findings of `nginx -t` and gixy; and a running nginx for tests. Rewritten for it:
names of the cluster become the addresses of stand-ins, ports become free ones, `/tmp` a folder of its own. The nginx
is the system's; what it writes otherwise than the image that the files are for (`http2 on`) is rewritten too.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.servers.running import free_port, listens, process
from patternloom.verify.tools.programs import run

FOLDER = "nginx"
RULE = "nginx"
NAME = re.compile(r"([a-z0-9-]+(?:\.[a-z0-9-]+)?\.svc\.cluster\.local)(?::(\d+))?")


def nginx_findings(case: Case) -> Iterator[Finding]:
    """What nginx refuses, and what gixy calls weak; silent without configurations."""
    for path, text in case.files_in(FOLDER, ".conf").items():
        if message := refusal(text):
            yield Finding(path, RULE, message)
        yield from (Finding(path, RULE, message) for message in weaknesses(text))


def local(text: str, folder: Path, addresses: Mapping[str, int], ports: dict[int, int]) -> str:
    """The configuration for this machine; fills `ports` (written → real)."""

    def listen(found: re.Match[str]) -> str:
        port = ports.setdefault(int(found[2]), free_port())
        return f"{found[1]}127.0.0.1:{port}{found[3]}"

    upstreams = set(re.findall(r"upstream\s+([\w.-]+)", text))

    def address(found: re.Match[str]) -> str:
        name, port = found[1], found[2]
        if port is None and name in upstreams:
            return found[0]
        return f"127.0.0.1:{addresses.get(name, 1)}"

    text = re.sub(r"(\blisten\s+)(?:[\d.*]+:|\[::\]:)?(\d+)([^;]*;)", listen, text)
    if re.search(r"\bhttp2\s+on;", text):
        text = re.sub(r"\bhttp2\s+on;", "", text)
        text = re.sub(r"(\blisten\s+[^;]+);", r"\1 http2;", text)
    text = NAME.sub(address, text).replace("/tmp/", f"{folder}/").replace("/tmp;", f"{folder};")
    text = text.replace("/dev/stdout", f"{folder}/access.log").replace("/dev/stderr", f"{folder}/error.log")
    if not re.search(r"^\s*events\s*\{", text, re.M):
        temporary = "".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        text = f"pid {folder}/nginx.pid; events {{}} http {{ access_log off; {temporary}\n{text}\n}}"
    return text


@contextmanager
def nginx(text: str, services: Mapping[str, int]) -> Iterator[dict[int, int]]:
    """A running nginx; yields the ports (written → real)."""
    with tempfile.TemporaryDirectory(prefix="patternloom-nginx-") as name:
        folder = Path(name)
        ports: dict[int, int] = {}
        (folder / "nginx.conf").write_text(local(text, folder, services, ports), encoding="utf-8")
        folder.chmod(0o777)
        command = ["nginx", "-p", name, "-c", f"{name}/nginx.conf", "-e", f"{name}/start.log", "-g", "daemon off;"]
        with process(command, folder, lambda: all(listens(port) for port in ports.values())):
            yield ports


def refusal(text: str) -> str:
    """What `nginx -t` says; nothing where it takes the file."""
    with tempfile.TemporaryDirectory(prefix="patternloom-nginx-") as name:
        file = Path(name) / "nginx.conf"
        file.write_text(local(text, Path(name), {}, {}), encoding="utf-8")
        tested = run(["nginx", "-t", "-q", "-p", name, "-c", str(file), "-e", f"{name}/start.log"])
    told = " ".join(tested.stderr.replace(name, "").split())
    return told or f"nginx -t ends with {tested.returncode}" if tested.returncode or told else ""


def weaknesses(text: str) -> list[str]:
    """What gixy finds of medium severity or worse, in the file as it is."""
    with tempfile.TemporaryDirectory(prefix="patternloom-nginx-") as name:
        file = Path(name) / "nginx.conf"
        file.write_text(text, encoding="utf-8")
        found = run([sys.executable, "-m", "gixy", "--format", "json", "-ll", str(file)])
    return sorted(f"{one['plugin']}: {one['summary']}" for one in json.loads(found.stdout or "[]"))
