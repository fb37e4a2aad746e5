"""What our catalog says of the tools that take a pattern over holds together."""

from __future__ import annotations

from patternloom.catalog.load import Catalog
from patternloom.model.patterns import Pattern
from patternloom.model.technologies import Technology


def test_a_tool_named_for_a_category_belongs_to_it(real_catalog: Catalog) -> None:
    """Else its reader looks for it in a category whose page does not list it."""
    wrong = [
        (pattern.id, correlation.target, id)
        for pattern in real_catalog.entries.values()
        if isinstance(pattern, Pattern)
        for correlation in pattern.correlations or ()
        for id in correlation.technologies
        if isinstance(tool := real_catalog.entries[id], Technology) and correlation.target not in tool.categories
    ]
    assert wrong == []


WAYPOINT_TOLD_ELSEWHERE = {
    "sidecar-service-mesh": "it is the mode with sidecars",
    "mesh-certificates": "certificates and mutual TLS are ztunnel's",
    "mutual-tls": "mutual TLS is ztunnel's",
    "external-api-service": "routes and TLS to outside hosts are the mesh's in both modes; the page has no room for more",
    "centralized-gateway": "the gateway at the edge is the same in both modes",
    "mesh-equivalent-package": "it names what a mesh as such does, and the mesh has both modes as patterns",
    "layered-architecture": "its group says what takes the sidecar's place",
    "hexagonal-architecture": "its group says what takes the sidecar's place",
    "onion-architecture": "its group says what takes the sidecar's place",
    "clean-architecture": "its group says what takes the sidecar's place",
}
"""Patterns that Istio takes over without a word on waypoints, each with its reason."""


def test_what_istio_takes_over_says_what_its_ambient_mode_needs_for_it(real_catalog: Catalog) -> None:
    """Istio recommends that mode to new users; without a waypoint, nothing there looks into a request."""
    silent = {
        pattern.id
        for pattern in real_catalog.entries.values()
        if isinstance(pattern, Pattern)
        for correlation in pattern.correlations or ()
        if "istio" in correlation.technologies and "waypoint" not in str(correlation.caveat)
    }
    assert silent == set(WAYPOINT_TOLD_ELSEWHERE)
