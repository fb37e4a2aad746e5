"""Loads kube-proxy's rules in the network namespace that it runs in, and counts where connections arrive.

    unshare -n sh -c 'ip link set lo up && exec "$@"' sh \
        python iptables_driver.py <rules> <connections a service> <iptables-restore> <ip> <listening endpoints>

In: an `iptables-save` text; JSON list of `address:port` that listen. Out: JSON, `cluster address:port` → endpoint → how
many connections; `refused` at the first that nobody answered. A rule that the kernel refuses ends it, with its words.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path


def main(rules: str, connections: int, restore: str, ip: str, endpoints: list[str]) -> None:
    """Load, listen, connect, count."""
    text = Path(rules).read_text("utf-8")
    subprocess.run([ip, "route", "add", "default", "dev", "lo"], check=True)
    loaded = subprocess.run([restore, "--wait", "5"], input=text, capture_output=True, encoding="utf-8", check=False)
    if loaded.returncode:
        sys.exit(f"the kernel or iptables refuses a rule: {loaded.stderr.strip()}")
    for address in sorted({one.partition(":")[0] for one in endpoints}):
        subprocess.run([ip, "address", "add", f"{address}/32", "dev", "lo"], check=True)
    selector = selectors.DefaultSelector()
    for one in endpoints:
        address, _, port = one.partition(":")
        listener = socket.create_server((address, int(port)), backlog=512)
        selector.register(listener, selectors.EVENT_READ, one)

    def serve() -> None:
        while True:
            for key, _ in selector.select():
                connection, _ = key.fileobj.accept()  # type: ignore[union-attr]  # the listeners registered above
                connection.sendall(key.data.encode())
                connection.close()

    threading.Thread(target=serve, daemon=True).start()
    services = re.findall(r"^-A KUBE-SERVICES .*?-d ([\d.]+)(?:/32)? .*?--dport (\d+) .*-j KUBE-SVC", text, re.M)
    print(json.dumps({f"{address}:{port}": ask(address, int(port), connections) for address, port in services}))


def ask(address: str, port: int, connections: int) -> Counter[str]:
    """Who answers how often."""
    found: Counter[str] = Counter()
    for _ in range(connections):
        try:
            with socket.create_connection((address, port), timeout=1) as connection:
                found[connection.recv(64).decode()] += 1
        except OSError:
            found["refused"] += 1
            break
    return found


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], json.loads(sys.argv[5]))
