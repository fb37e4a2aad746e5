"""Who answers 401 and who 403: the two filters of the example's Envoy, real, on loopback, with keys of the test.

What istiod makes of RequestAuthentication and AuthorizationPolicy was not run: the file says what that is.
"""

from __future__ import annotations

import base64
import json
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from checked import files_of
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from evidence_records import Judge

from live.programs import ENVOY
from patternloom.verify.servers.running import ask, free_port, listens, process

EXAMPLE = "oidc-authorization-code-on-eks"
JUDGE = Judge("check-oidc", ("envoy/*",), frozenset({EXAMPLE}), (ENVOY,))
TEXT = files_of(EXAMPLE)["envoy/envoy.yaml"]
ISSUER, AUDIENCE, HEADER = "https://id.example.com/realms/shop", "order", "x-forwarded-access-token"
KEY, STRANGER = (rsa.generate_private_key(65537, 2048) for _ in range(2))


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def key_set() -> str:
    """The public key as Keycloak would publish it."""
    numbers = KEY.public_key().public_numbers()
    one = {
        "kty": "RSA", "kid": "test", "alg": "RS256", "use": "sig",
        "n": _base64(numbers.n.to_bytes(256, "big")), "e": _base64(numbers.e.to_bytes(3, "big")),
    }  # fmt: skip
    return json.dumps({"keys": [one]})


def token(key: rsa.RSAPrivateKey = KEY, *, algorithm: str = "RS256", **claims: Any) -> str:
    """A token that is right but for these claims; None leaves one out."""
    now = int(time.time())
    body = {"iss": ISSUER, "aud": AUDIENCE, "sub": "user-1", "iat": now, "exp": now + 300} | claims
    body = {name: value for name, value in body.items() if value is not None}
    parts = [_base64(json.dumps(one).encode()) for one in ({"alg": algorithm, "kid": "test", "typ": "JWT"}, body)]
    signed = ".".join(parts).encode()
    signature = b"" if algorithm == "none" else key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
    return f"{signed.decode()}.{_base64(signature)}"


def headers(value: str | None) -> dict[str, str]:
    """The header that carries the token."""
    return {} if value is None else {HEADER: value}


BUYER = {"realm_access": {"roles": ["buyer"]}}
Question = tuple[str, str, dict[str, str]]


def questions() -> dict[str, Question]:
    """What is asked."""
    old = int(time.time()) - 3600
    return {
        "no token": ("GET", "/orders", headers(None)),
        "expired": ("GET", "/orders", headers(token(exp=old))),
        "not yet valid": ("GET", "/orders", headers(token(nbf=int(time.time()) + 3600))),
        "wrong issuer": ("GET", "/orders", headers(token(iss="https://id.example.com/realms/other"))),
        "wrong audience": ("GET", "/orders", headers(token(aud="catalog"))),
        "no audience": ("GET", "/orders", headers(token(aud=None))),
        "another key": ("GET", "/orders", headers(token(STRANGER))),
        "no signature": ("GET", "/orders", headers(token(algorithm="none"))),
        "no token at all": ("GET", "/orders", headers("good morning")),
        "good": ("GET", "/orders", headers(token())),
        "good among audiences": ("GET", "/api/orders/5", headers(token(aud=["account", AUDIENCE]))),
        "without a subject": ("GET", "/orders", headers(token(sub=None))),
        "empty subject": ("GET", "/orders", headers(token(sub=""))),
        "in another header": ("GET", "/orders", {"authorization": f"Bearer {token()}"}),
        "another path": ("GET", "/admin", headers(token(**BUYER))),
        "another path by dots": ("GET", "/api/orders/../../admin", headers(token(**BUYER))),
        "order without the role": ("POST", "/api/orders", headers(token())),
        "order with another role": ("POST", "/api/orders", headers(token(realm_access={"roles": ["seller"]}))),
        "order with the role": ("POST", "/api/orders", headers(token(**BUYER))),
        "delete": ("DELETE", "/api/orders/5", headers(token(**BUYER))),
    }


# A wrong audience is refused by the JWT filter as 403, everything else that is wrong with a token as 401.
ANSWERS = {
    "no token": 403, "expired": 401, "not yet valid": 401, "wrong issuer": 401, "wrong audience": 403,
    "no audience": 403, "another key": 401, "no signature": 401, "no token at all": 401, "good": 200,
    "good among audiences": 200, "without a subject": 403, "empty subject": 403, "in another header": 403, "another path": 403,
    "another path by dots": 403, "order without the role": 403, "order with another role": 403,
    "order with the role": 200, "delete": 403,
}  # fmt: skip


@contextmanager
def envoy(text: str) -> Iterator[int]:
    """A running Envoy with this configuration; its port."""
    with tempfile.TemporaryDirectory(prefix="patternloom-envoy-") as name:
        folder, port = Path(name), free_port()
        (folder / "jwks.json").write_text(key_set())
        here = re.sub(r"port_value: 15006", f"port_value: {port}", text.replace("/etc/envoy/", f"{folder}/"))
        (folder / "envoy.yaml").write_text(here, encoding="utf-8")
        options = ("--disable-hot-restart", "--concurrency", "1", "--log-level", "warn")
        with process(["envoy", "-c", f"{folder}/envoy.yaml", *options], folder, lambda: listens(port)):
            yield port


def answers(text: str) -> dict[str, int]:
    """What it answers to each question."""
    with envoy(text) as port:
        return {name: ask(port, path, method, sent).status for name, (method, path, sent) in questions().items()}


def test_each_token_gets_its_answer() -> None:
    """401 for a token that does not hold, 403 for none, for another's audience, or for what it does not allow."""
    assert answers(TEXT) == ANSWERS


def test_the_answers_say_who_refused() -> None:
    """The JWT filter's reason and the authorization filter's are told apart by their bodies."""
    asked = questions()
    with envoy(TEXT) as port:
        said = {
            name: ask(port, asked[name][1], asked[name][0], asked[name][2]).body
            for name in ("no token", "expired", "wrong audience")
        }
    assert said == {
        "no token": "RBAC: access denied",
        "expired": "Jwt is expired",
        "wrong audience": "Audiences in Jwt are not allowed",
    }


def test_without_allow_missing_no_token_is_401() -> None:
    """The way to 401 for no token: the JWT filter itself asks for one."""
    strict, count = re.subn(r"requires_any:\n.*\n.*\n.*allow_missing.*", "provider_name: origins-0", TEXT)
    assert count == 1
    assert answers(strict) == {**ANSWERS, "no token": 401, "in another header": 401}


WRONG = (
    ("another issuer", "issuer: https://id.example.com/realms/shop", "issuer: https://id.example.com/realms/other"),
    ("another audience", "audiences: [order]", "audiences: [catalog]"),
    ("any audience", "audiences: [order]", "audiences: []"),
    ("every token let through", "allow_missing: {}", "allow_missing_or_failed: {}"),
    ("another header", "- name: x-forwarded-access-token", "- name: x-access-token"),
    ("claims not handed on", "payload_in_metadata: payload", "payload_in_metadata: claims"),
    ("DENY for ALLOW", "action: ALLOW", "action: DENY"),
    ("any method", "- header: {name: \":method\", string_match: {exact: GET}}", "- any: true"),
    ("any path below", "path: {exact: /orders}", "path: {prefix: /}"),
    ("paths not normalized", "normalize_path: true", "normalize_path: false"),
    ("another role", "string_match: {exact: buyer}", "string_match: {exact: seller}"),
    ("any role", "list_match: {one_of: {string_match: {exact: buyer}}}", "list_match: {one_of: {string_match: {safe_regex: {regex: .*}}}}"),
    ("no subject needed", "safe_regex: {regex: .+}", "safe_regex: {regex: .*}"),
    ("misspelt field", "requires_any:", "require_any:"),
    ("only below a path", "match: {prefix: /}\n                          requires", "match: {prefix: /api}\n                          requires"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_configuration_is_found(name: str, old: str, new: str) -> None:
    """It answers otherwise, or Envoy refuses it."""
    assert old in TEXT
    try:
        found = answers(TEXT.replace(old, new))
    except RuntimeError:
        return
    assert found != ANSWERS
