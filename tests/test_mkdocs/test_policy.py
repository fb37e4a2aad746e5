"""The policy of a built site lets in the scripts that stand in its pages, by their hash, and nothing else."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from patternloom.mkdocs.policy import Policy, loose_pages_told, policy_of, write_policy

IMAGES = (
    "; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
REST = f"; style-src 'self'{IMAGES}; require-trusted-types-for 'script'"


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
    assert policy_of(tmp_path).strict == f"default-src 'none'; script-src 'self'{''.join(hashes)}{REST}"


def test_a_site_without_scripts_in_its_pages_needs_no_hash(tmp_path: Path) -> None:
    assert policy_of(tmp_path).strict == f"default-src 'none'; script-src 'self'{REST}"


def test_the_policy_lies_in_the_site_for_hosts_of_each_sort(tmp_path: Path) -> None:
    policy = write_policy(tmp_path)
    assert {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()} == {
        "content-security-policy.txt": f"{policy.strict}\n",
        "_headers": f"/*\n  Content-Security-Policy: {policy.strict}\n  X-Content-Type-Options: nosniff\n",
        "content-security-policy.nginx.conf": f'set $patternloom_policy "{policy.strict}";\n'
        "add_header Content-Security-Policy $patternloom_policy always;\n"
        "add_header X-Content-Type-Options nosniff always;\n",
        "content-security-policy.apache.conf": f'Header always set Content-Security-Policy "{policy.strict}"\n'
        'Header always set X-Content-Type-Options "nosniff"\n',
    }
    assert loose_pages_told(policy) == ""


def test_only_a_page_of_a_folder_has_the_folder_s_address(tmp_path: Path) -> None:
    names = "index.html", "a/index.html", "card-index.html", "a/card-index.html"
    for name in names:
        page(tmp_path, name, "<p style=x>")
    assert {*policy_of(tmp_path).loose_pages} == {"/", "/a/", "/card-index.html", "/a/card-index.html"}


def test_a_page_with_styles_of_its_own_has_a_looser_policy_for_its_path_alone(tmp_path: Path) -> None:
    """A style attribute or element, or a fence that mermaid draws; never what a script or a text merely names."""
    page(tmp_path, "index.html", '<p title="x" style="color: red">x</p>')
    page(tmp_path, "a/index.html", '<div class="mermaid">graph</div>')
    page(tmp_path, "a/b.html", "<style>p { color: red }</style>")
    page(
        tmp_path, "c/index.html", "<script>\"<p style=''>\"</script><p class='x'>style=&quot;&lt;style&gt; mermaid</p>"
    )
    policy = write_policy(tmp_path, "/docs/")
    assert policy.loose_pages == ("/docs/a/b.html", "/docs/a/", "/docs/")
    assert policy.loose == policy.strict.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
        "; require-trusted-types-for 'script'", ""
    )
    assert (tmp_path / "_headers").read_text("utf-8").splitlines()[3:6] == [
        "/docs/a/b.html",
        "  ! Content-Security-Policy",
        f"  Content-Security-Policy: {policy.loose}",
    ]
    nginx = (tmp_path / "content-security-policy.nginx.conf").read_text("utf-8").splitlines()
    patterns = ["^/docs/a/b\\.html$", "^/docs/a/(index\\.html)?$", "^/docs/(index\\.html)?$"]
    assert nginx[1:4] == [
        f'if ($uri ~ "{pattern}") {{ set $patternloom_policy "{policy.loose}"; }}' for pattern in patterns
    ]
    apache = (tmp_path / "content-security-policy.apache.conf").read_text("utf-8").splitlines()
    assert apache[1:10:3] == [f'<If "%{{REQUEST_URI}} =~ m#{pattern}#">' for pattern in patterns]
    assert loose_pages_told(policy) == (
        "pages with styles of their own, for which the policy allows inline styles: "
        "'/docs/a/b.html', '/docs/a/', '/docs/'"
    )


def test_no_text_of_a_page_loosens_its_policy(tmp_path: Path) -> None:
    """In an element, in the value of an attribute, in data that the page holds for programs."""
    said = "a style=b class=mermaid navigation.instant"
    data = '{"name":"navigation.instant","description":"<p style=x>"}'
    head = f'<meta name="description" content="{said}"><script type="application/ld+json">{data}</script>'
    page(tmp_path, "index.html", f"{head}<p title='{said}' class='mermaids'>{said} &quot;navigation.instant&quot;</p>")
    policy = policy_of(tmp_path)
    assert (policy.loose_pages, policy.strict) == ((), "default-src 'none'; script-src 'self'" + REST)


def test_many_such_pages_are_counted(tmp_path: Path) -> None:
    policy = Policy("", "", tuple(f"/{number}/" for number in range(7)))
    assert loose_pages_told(policy).endswith("'/3/', '/4/' and 2 more")


def test_instant_navigation_parses_pages_and_is_let(tmp_path: Path) -> None:
    page(tmp_path, "index.html", '<script id="__config" type="application/json">["navigation.instant"]</script>')
    assert policy_of(tmp_path).strict == f"default-src 'none'; script-src 'self'; style-src 'self'{IMAGES}"


def test_headers_that_the_site_brings_along_stay(tmp_path: Path) -> None:
    (tmp_path / "_headers").write_text("mine", "utf-8")
    write_policy(tmp_path)
    assert (tmp_path / "_headers").read_text("utf-8") == "mine"
    assert (tmp_path / "content-security-policy.txt").is_file()
