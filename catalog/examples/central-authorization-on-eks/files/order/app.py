"""The order service's way in: it asks OPA and enforces the answer itself.

The sidecar has verified the token and written its claims into `x-user-claims`, which a caller cannot forge.
"""

import base64
import http.client
import json
import os
import signal
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DECISION_URL = os.environ.get("DECISION_URL", "http://opa.authz.svc.cluster.local:8181/v1/data/shop/authz/allow")
SECONDS = 0.5
ORDERS = {"1": {"id": "1", "owner": "u1", "region": "kanto"}}  # instead of the service's own database


class Undecided(Exception):
    """OPA did not answer, or answered something else."""


def allowed(user: dict, action: str, resource: dict) -> bool:
    """What the central policy says."""
    question = json.dumps({"input": {"user": user, "action": action, "resource": resource}}).encode()
    request = urllib.request.Request(DECISION_URL, question, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # step 2
            result = json.load(answer).get("result")
    except (OSError, http.client.HTTPException, ValueError, AttributeError, RecursionError) as error:
        raise Undecided(error) from error
    if not isinstance(result, bool):  # no such rule: the policy is not there
        raise Undecided(result)
    return result  # step 4


class Orders(BaseHTTPRequestHandler):
    """GET /orders/<id>."""

    timeout = 10  # seconds that a client may be silent for

    def do_GET(self) -> None:
        if self.path == "/healthz":
            return self.answer(200, {})
        user = self.user()
        if user is None:
            return self.answer(401, {"error": "no verified user"})
        order = ORDERS.get(self.path.removeprefix("/orders/"))
        if order is None:
            return self.answer(404, {"error": "no such order"})
        try:
            if not allowed(user, "order:read", {"owner": order["owner"], "region": order["region"]}):
                return self.answer(403, {"error": "not allowed"})  # step 6
        except Undecided:
            return self.answer(503, {"error": "no decision"})  # step 11
        return self.answer(200, order)  # step 5

    def user(self) -> dict | None:
        """The user as the verified token describes him, with what policies may know and no more."""
        header = self.headers.get("x-user-claims")
        if not header:
            return None
        try:
            claims = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
            roles = claims.get("realm_access", {}).get("roles", [])
            known = {"id": claims["sub"], "roles": roles, "region": claims.get("region")}
        except (ValueError, KeyError, AttributeError, RecursionError):  # no claims of a user
            return None
        return {key: value for key, value in known.items() if value is not None}

    def answer(self, status: int, body: dict) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Server(ThreadingHTTPServer):
    """A thread a request."""

    daemon_threads = False  # requests under way are waited for
    request_queue_size = 128  # connections that wait to be accepted; Python's own limit is 5


if __name__ == "__main__":
    http_server = Server(("", int(os.environ.get("PORT", "8080"))), Orders)
    # The first process of a container ignores this signal unless it asks for it.
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=http_server.shutdown).start())
    http_server.serve_forever()
    http_server.server_close()
