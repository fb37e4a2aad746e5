"""The Content-Security-Policy that the built site works under: no script but its own, those in its pages by their hash.

In: the folder of a whole built site. Out: the policy as a text, and files in that folder that a host takes it from:
`content-security-policy.txt`, the header's value alone, and `_headers`, unless the site brings one of its own. It sends
no header itself, and lets nothing in that no page of the site has.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

POLICY, HEADERS = "content-security-policy.txt", "_headers"
# A script in a page, but for data, which no browser runs. No text of the catalog brings one along.
_SCRIPT = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<script>.*?)</script>", re.DOTALL | re.IGNORECASE)
_NOT_RUN_HERE = re.compile(rb"\bsrc=|\btype=[\"']?(?:application|text)/(?!javascript|ecmascript)", re.IGNORECASE)
# Mermaid writes styles into its pictures.
_REST = (
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def policy(site: Path) -> str:
    """The header's value: pages at every depth are looked at, the 404 page too."""
    found = {script for page in site.rglob("*.html") for script in _scripts(page.read_bytes())}
    hashes = sorted(f" 'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in found)
    return f"default-src 'none'; script-src 'self'{''.join(hashes)}; {_REST}"


def _scripts(page: bytes) -> set[bytes]:
    return {
        match["script"]
        for match in _SCRIPT.finditer(page.replace(b"\r\n", b"\n"))
        if match["script"] and not _NOT_RUN_HERE.search(match["attributes"])
    }


def write_policy(site: Path) -> None:
    """Both files."""
    value = policy(site)
    (site / POLICY).write_text(f"{value}\n", "utf-8")
    if not (site / HEADERS).exists():
        lines = ["/*", f"  Content-Security-Policy: {value}", "  X-Content-Type-Options: nosniff"]
        (site / HEADERS).write_text("\n".join([*lines, ""]), "utf-8")
