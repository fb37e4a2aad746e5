"""A request and its ends say what is not told, and refuse what an evaluator does not know."""

from __future__ import annotations

import pytest

from patternloom.verify.example.manifests import Document
from patternloom.verify.mesh.requests import ANY, OutsideSubset, Peer, Request, only

POLICY = Document("a.yaml", 1, {"kind": "NetworkPolicy", "metadata": {"name": "a", "namespace": "b"}})


def test_what_is_not_told_may_be_chosen() -> None:
    """Of a request; a peer is a pod of the mesh with the namespace's own account."""
    request, peer = Request(80), Peer("a")
    assert (request.method, request.token, request.protocol, request.http) == (ANY, ANY, "TCP", True)
    assert (peer.account, peer.mesh, peer.address, peer.gateway) == ("default", "sidecar", None, None)


def test_a_field_that_is_not_known_is_an_error() -> None:
    """All of them, in order."""
    only({"a": 1}, {"a", "b"}, POLICY)
    with pytest.raises(OutsideSubset, match=r"^NetworkPolicy/b/a: c, d$"):
        only({"d": 1, "a": 1, "c": 1}, {"a", "b"}, POLICY)
