"""The policy of a built site lets in the scripts that stand in its pages, by their hash, and nothing else."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from patternloom.mkdocs.policy import policy, write_policy

REST = (
    "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def hash_of(script: str) -> str:
    """As a policy names it."""
    return f" 'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def page(folder: Path, name: str, text: str) -> None:
    """A page of the site."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text.encode())


def test_each_script_that_runs_in_a_page_is_named_once_in_order(tmp_path: Path) -> None:
    page(
        tmp_path, "index.html", '<script>a()</script><SCRIPT type=module>b("</p>")\r\n</SCRIPT><script src=x></script>'
    )
    page(tmp_path, "404.html", "<script>a()</script><script type='text/javascript'>c()</script><script></script>")
    page(tmp_path, "a/b/c/index.html", '<script>d\n()</script><script id=x type="application/json">{}</script>')
    page(tmp_path, "a/x.txt", "<script>e()</script>")
    hashes = sorted(map(hash_of, ("a()", 'b("</p>")\n', "c()", "d\n()")))
    assert policy(tmp_path) == f"default-src 'none'; script-src 'self'{''.join(hashes)}{REST}"


def test_a_site_without_scripts_in_its_pages_needs_no_hash(tmp_path: Path) -> None:
    assert policy(tmp_path) == f"default-src 'none'; script-src 'self'{REST}"


def test_the_policy_lies_in_the_site_for_hosts_of_both_sorts(tmp_path: Path) -> None:
    write_policy(tmp_path)
    assert (tmp_path / "content-security-policy.txt").read_text("utf-8") == f"{policy(tmp_path)}\n"
    assert (tmp_path / "_headers").read_text("utf-8") == (
        f"/*\n  Content-Security-Policy: {policy(tmp_path)}\n  X-Content-Type-Options: nosniff\n"
    )


def test_headers_that_the_site_brings_along_stay(tmp_path: Path) -> None:
    (tmp_path / "_headers").write_text("mine", "utf-8")
    write_policy(tmp_path)
    assert (tmp_path / "_headers").read_text("utf-8") == "mine"
    assert (tmp_path / "content-security-policy.txt").is_file()
