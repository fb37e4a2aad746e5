"""Delivery by Git: the script that releases, on a real Git and a real Kustomize; CI's workflows; Flux's rights and alerts.

Flux and GitHub did not run. What a workflow may hold are the keys that GitHub's documentation of its syntax names, and
labels of Flux's metrics are those that its documentation of metrics names: both stand here as data.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from checked import files_of
from evidence_records import Judge
from projects import REPOSITORY

from live.programs import GIT, PROMTOOL
from live.promtool import refused
from patternloom.verify.tools.programs import KUBECTL, tool

EXAMPLE = "gitops-on-eks"
JUDGE = Judge("check-gitops", ("ci/*", "prometheus/flux-rules*.yaml"), frozenset({EXAMPLE}), (GIT, KUBECTL, PROMTOOL))
FILES = files_of(EXAMPLE)
ENVIRONMENT = "apps/order/production"
FIRST, SECOND = (f"sha256:{letter * 64}" for letter in "ab")


# --- releases and their way back --------------------------------------------------------------------------------------


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A program in the repository, with nobody's own settings of Git."""
    own = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_TERMINAL_PROMPT": "0"}
    names = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "t"), ("EMAIL", "t@example.com"))
    }
    found = [tool(command[0]), *command[1:]]
    return subprocess.run(found, cwd=folder, env={**os.environ, **own, **names}, capture_output=True, text=True, check=False, timeout=60)  # fmt: skip


def delivered(script: str) -> Generator[tuple[str, Any], None, None]:
    """What becomes of the repository `environments`, one after the other: releases, what is refused, the way back."""
    with tempfile.TemporaryDirectory(prefix="patternloom-gitops-") as name:
        folder = Path(name)
        for path, text in FILES.items():
            if path.startswith("k8s/"):
                (folder / path.removeprefix("k8s/")).parent.mkdir(parents=True, exist_ok=True)
                (folder / path.removeprefix("k8s/")).write_text(text, encoding="utf-8")
        (folder / "ci").mkdir()
        (folder / "ci" / "set-image.sh").write_text(script, encoding="utf-8")
        for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "begin")):
            assert run(folder, "git", *command).returncode == 0
        before = manifests(folder)
        for what, digest in {"first": FIRST, "second": SECOND, "the same again": SECOND, **REFUSED}.items():
            yield what, released(folder, digest)
        (folder / ENVIRONMENT / "kustomization.yaml").write_text(
            FILES["k8s/apps/order/base/kustomization.yaml"], "utf-8"
        )
        yield "no digest there", released(folder, FIRST)[0]
        run(folder, "git", "checkout", "-q", "--", ".")
        run(folder, "git", "revert", "--no-edit", "HEAD")
        yield "back by one", sorted(images(manifests(folder)))
        run(folder, "git", "revert", "--no-edit", "HEAD~2")
        yield "back to the start", manifests(folder) == before
        run(folder, "git", "switch", "-q", "-c", "proposal")
        released(folder, SECOND)
        run(folder, "git", "switch", "-q", "main")
        run(folder, "git", "merge", "-q", "--no-ff", "--no-edit", "proposal")
        plain, with_parent = (run(folder, "git", "revert", "--no-edit", *more, "HEAD") for more in ((), ("-m", "1")))
        yield "back over a merge", (plain.returncode, with_parent.returncode, manifests(folder) == before)


def released(folder: Path, digest: str) -> tuple[int, int, list[str], list[str], bool]:
    """The script's status, new commits, changed lines, the images that come of it, and whether all is committed."""
    count = int(run(folder, "git", "rev-list", "--count", "HEAD").stdout)
    status = run(folder, "sh", "ci/set-image.sh", ENVIRONMENT, digest, f"order: {digest[-4:]}").returncode
    new = int(run(folder, "git", "rev-list", "--count", "HEAD").stdout) - count
    changed = run(folder, "git", "diff", "--unified=0", f"HEAD~{new}", "HEAD").stdout if new else ""
    lines = [line.replace(" ", "") for line in changed.splitlines() if re.match(r"[+-] ", line)]
    clean = not run(folder, "git", "status", "--porcelain").stdout
    return status, new, lines, sorted(images(manifests(folder))), clean


def manifests(folder: Path) -> str:
    """What Flux would apply; nothing where Kustomize refuses."""
    return run(folder, "kubectl", "kustomize", ENVIRONMENT).stdout


def images(text: str) -> set[str]:
    """What stands behind the `@` of each image."""
    return {line.partition("@")[2] for line in text.splitlines() if line.strip().startswith("image:")}


REFUSED = {
    "no digest": "latest",
    "without its algorithm": "a" * 64,
    "too short": "sha256:abc",
    "no hexadecimal number": f"sha256:{'g' * 64}",
    "more than a digest": f"{FIRST}\n    newTag: x",
    "nothing": "",
}
NOW = re.search(r"digest: (\S+)", FILES["k8s/apps/order/production/kustomization.yaml"])[1]  # type: ignore[index]  # it is there
DELIVERED = {
    "first": (0, 1, [f"-digest:{NOW}", f"+digest:{FIRST}"], [FIRST], True),
    "second": (0, 1, [f"-digest:{FIRST}", f"+digest:{SECOND}"], [SECOND], True),
    "the same again": (0, 0, [], [SECOND], True),
    **dict.fromkeys(REFUSED, (2, 0, [], [SECOND], True)),
    "no digest there": 2,
    "back by one": [FIRST],
    "back to the start": True,
    "back over a merge": (128, 0, True),
}


def test_a_release_is_a_line_and_a_revert_is_the_way_back() -> None:
    """One commit, one line; what is no digest is refused; after the revert the manifests are the same bytes."""
    assert dict(delivered(FILES["ci/set-image.sh"])) == DELIVERED


WRONG_SCRIPT = (
    ("any word is a digest", "  *) echo \"no digest: $digest\" >&2; exit 2 ;;\nesac\nhash", "  *) ;;\nesac\nhash"),
    ("any letters", "  *[!0-9a-f]*) echo", "  *[!0-9a-z]*) echo"),
    ("any length", "[ ${#hash} -eq 64 ] ||", "[ ${#hash} -gt 0 ] ||"),
    ("another place", "$folder/kustomization.yaml", "apps/order/base/kustomization.yaml"),
    ("whether it is there is not asked", "-eq 1 ] || {", "-ge 0 ] || {"),
    ("the digest cut", "/\\1$digest/", "/\\1sha256:/"),
    ("a tag beside it", "/\\1$digest/", "/\\1$digest\\n    newTag: new/"),
    ("nothing is committed", "commit --quiet", "status --porcelain"),
    ("the same again is a failure", 'if git diff --quiet -- "$file"; then', "if false; then"),
    ("what is not written", 'mv "$file.new" "$file"', 'cp "$file" "$file.old"'),
    ("leaves its draft", 'mv "$file.new" "$file"', 'cp "$file.new" "$file"'),
    ("refuses with success", "no digest: $digest\" >&2; exit 2; }", "no digest: $digest\" >&2; exit 0; }"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), WRONG_SCRIPT, ids=[one[0] for one in WRONG_SCRIPT])
def test_a_wrong_script_is_found(name: str, old: str, new: str) -> None:
    """It commits something else, or something that it should refuse."""
    text = FILES["ci/set-image.sh"]
    assert old in text
    with closing(delivered(text.replace(old, new, 1))) as told:
        assert any(value != DELIVERED[what] for what, value in told)


# --- the workflows ----------------------------------------------------------------------------------------------------

# The keys of GitHub's workflow syntax that may stand where.
KEYS = {
    "workflow": {"name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs"},
    "job": {"name", "permissions", "needs", "if", "runs-on", "environment", "concurrency", "outputs", "env", "defaults",
            "steps", "timeout-minutes", "strategy", "continue-on-error", "container", "services", "uses", "with", "secrets"},
    "step": {"id", "if", "name", "uses", "run", "working-directory", "shell", "with", "env", "continue-on-error", "timeout-minutes"},
    "permission": {"actions", "attestations", "checks", "contents", "deployments", "discussions", "id-token", "issues", "models",
                   "packages", "pages", "pull-requests", "security-events", "statuses"},
}  # fmt: skip
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
CLUSTER = re.compile(r"\b(kubectl|helm|eks|kubeconfig|flux)\b")
TOOLS = {"aws", "docker", "kubectl", "echo"}
"""What runs nothing of the repository, or in a container, which has no token."""
OF_STRANGERS = re.compile(r"\$\{\{\s*(github\.event\.(?!inputs)|github\.head_ref|inputs\.|secrets\.)")


class Loader(yaml.SafeLoader):
    """YAML as GitHub reads it: `on` is a word."""


Loader.yaml_implicit_resolvers = {
    letter: [(tag, how) for tag, how in found if tag != "tag:yaml.org,2002:bool"]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def workflow_findings(files: Mapping[str, str], path: str) -> Iterator[str]:
    """What a review would send back."""
    text = files[path]
    found = yaml.load(text, Loader)
    yield from (f"unknown key {one}" for one in set(found) - KEYS["workflow"])
    if found.get("permissions") != {}:
        yield "every job has rights that it does not ask for"
    if {"pull_request_target", "pull_request", "workflow_run"} & set(found.get("on", {})):
        yield "code of strangers runs with rights"
    if path == "ci/build.yaml" and found.get("on") != {"push": {"branches": ["main"]}}:
        yield "it builds what is not on main"
    yield from (f"{line.strip()}: not pinned" for line in re.findall(r"uses: (.*)", text) if not PINNED.fullmatch(line))
    for name, job in found["jobs"].items():
        yield from (f"{name}: {one}" for one in job_findings(job, files))
    if path == "ci/build.yaml" and CLUSTER.search(re.sub(r"#.*", "", text)):
        yield "it speaks of a cluster"
    if path == "ci/push-deploy.yaml" and any(job.get("environment") != "production" for job in found["jobs"].values()):
        yield "nobody is asked"


def job_findings(job: Mapping[str, Any], files: Mapping[str, str]) -> Iterator[str]:
    """One job: its keys, its rights, and what it is given."""
    yield from (f"unknown key {one}" for one in set(job) - KEYS["job"])
    rights = job.get("permissions")
    if (
        not isinstance(rights, dict)
        or set(rights) - KEYS["permission"]
        or set(rights.values()) - {"read", "write", "none"}
    ):
        yield f"permissions {rights}"
        return
    if {name for name, value in rights.items() if value == "write"} - {"id-token"}:
        yield "it may change its own repository"
    if int(job.get("timeout-minutes", "360")) > 30 or job.get("runs-on") != "ubuntu-24.04":
        yield "it may run for hours, or anywhere"
    steps = job["steps"]
    yield from (f"unknown key {one}" for step in steps for one in set(step) - KEYS["step"])
    yield from ("a step with both or neither" for step in steps if ("run" in step) == ("uses" in step))
    yield from (f"a text becomes code: {step['run']!r}" for step in steps if OF_STRANGERS.search(step.get("run", "")))
    asks = [step["with"] for step in steps if "configure-aws-credentials" in step.get("uses", "")]
    if bool(asks) != (rights.get("id-token") == "write"):
        yield "a token that nobody uses, or none for who needs it"
    for ask in asks:
        yield from trust_findings(ask, files)
    if rights.get("id-token") == "write":
        lines = [line for step in steps for line in step.get("run", "").splitlines()]
        yield from (f"code that may get a token: {line!r}" for line in lines if line.split()[0] not in TOOLS)
    names = {step.get("id") for step in steps}
    yield from (f"no step {one}" for one in re.findall(r"steps\.(\w+)\.", str(job)) if one not in names)
    for step in steps:
        if (
            "actions/checkout" in step.get("uses", "")
            and "token" not in step.get("with", {})
            and step.get("with", {}).get("persist-credentials") != "false"
        ):
            yield "the token stays where every later step can read it"


def trust_findings(ask: Mapping[str, str], files: Mapping[str, str]) -> Iterator[str]:
    """The role is one of the templates, in the image's account and Region."""
    name = re.fullmatch(r"arn:aws:iam::(\d{12}):role/([\w-]+)", ask.get("role-to-assume", ""))
    roles = {
        one for path, text in files.items() if path.startswith("aws/") for one in re.findall(r"RoleName: (\S+)", text)
    }
    account, region = re.search(
        r"newName: (\d+)\.dkr\.ecr\.([\w-]+)\.", files["k8s/apps/order/production/kustomization.yaml"]
    ).groups()  # type: ignore[union-attr]  # it is there
    if not name or name[1] != account or name[2] not in roles:
        yield f"no role {ask.get('role-to-assume')}"
    if ask.get("aws-region") != region:
        yield f"another Region than {region}"


WORKFLOWS = ("ci/build.yaml", "ci/push-deploy.yaml")


@pytest.mark.parametrize("path", WORKFLOWS)
def test_a_workflow_is_right(path: str) -> None:
    """Its keys, its rights, and the roles that it asks for."""
    assert list(workflow_findings(FILES, path)) == []


def test_ci_and_the_environment_name_the_same_image() -> None:
    """What is pushed is what is released, and only `main` of this repository, or its production, gets a role."""
    build, production = (FILES[path] for path in ("ci/build.yaml", "k8s/apps/order/production/kustomization.yaml"))
    assert re.search(r"IMAGE: (\S+)", build)[1] == re.search(r"newName: (\S+)", production)[1]  # type: ignore[index]  # both are there
    subjects = [
        re.findall(r':sub: !Sub "(\S+)"', FILES[path]) for path in ("aws/delivery.yaml", "aws/push-deploy.yaml")
    ]
    assert subjects == [
        ["repo:${Repository}:ref:refs/heads/main"],
        ["repo:${Repository}:environment:production"],
    ]
    assert "eks:" not in FILES["aws/delivery.yaml"].lower().replace("aws::eks::podidentityassociation", "")


def test_the_page_says_how_a_merge_commit_is_reverted() -> None:
    """GitHub merges by one unless told otherwise, and the plain command refuses it."""
    page = (REPOSITORY / "catalog" / "examples" / EXAMPLE / "example.yaml").read_text("utf-8")
    assert page.count("run: git revert --no-edit HEAD") == 1
    assert page.count("`-m 1`") == 2  # once in each language


def test_an_attempt_after_one_that_pushed_and_proposed_goes_through() -> None:
    """The registry refuses a tag that it has, and GitHub a second proposal from one branch."""
    build = FILES["ci/build.yaml"]
    assert "ImageTagMutability: IMMUTABLE" in FILES["aws/delivery.yaml"]
    assert "TAG: ${{ github.sha }}-${{ github.run_attempt }}" in build
    assert '--tag "$IMAGE:$TAG"' in build
    assert re.search(r'\[ "\$\(gh pr list --head .*\)" -gt 0 \] \|\|\n +gh pr create', build)


BUILD, PUSH = WORKFLOWS
WRONG_WORKFLOWS = (
    (BUILD, "a key misspelt", "timeout-minutes: 20", "timeout-minuts: 20"),
    (BUILD, "rights for all jobs", "permissions: {}\nconcurrency", "permissions: write-all\nconcurrency"),
    (BUILD, "no word of rights", "permissions: {}\nconcurrency", "concurrency"),
    (BUILD, "code of strangers", "on:\n  push:\n    branches: [main]", "on:\n  pull_request_target:\n    branches: [main]"),
    (BUILD, "every branch", "    branches: [main]", "    branches: ['**']"),
    (BUILD, "an action by its tag", "@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3", "@v6"),
    (BUILD, "it may write", "contents: read", "contents: write"),
    (BUILD, "no token for AWS", "      id-token: write # the token that AWS exchanges for credentials of an hour\n", ""),
    (BUILD, "a token for the proposal", "    permissions: {}\n    steps:", "    permissions: {id-token: write}\n    steps:"),
    (BUILD, "tests beside the token", "      - id: push # step 2\n", "      - run: make test\n      - id: push # step 2\n"),
    (BUILD, "a role that nobody has", "role/order-image-push", "role/order-push"),
    (BUILD, "another Region", "aws-region: ap-northeast-1", "aws-region: us-east-1"),
    (BUILD, "a secret as code", "gh pr create --base main --fill", "gh pr create --base main --title ${{ secrets.PROPOSER_PRIVATE_KEY }}"),
    (BUILD, "the token stays", "        with: {persist-credentials: false}\n", ""),
    (BUILD, "it deploys, too", "gh pr create --base main --fill", "kubectl apply -k ."),
    (BUILD, "no such step", "steps.push.outputs", "steps.build.outputs"),
    (BUILD, "hours", "    timeout-minutes: 5\n", ""),
    (PUSH, "nobody is asked", "    environment: production # asks a reviewer first\n", ""),
    (PUSH, "an input as code", 'order@$DIGEST"', 'order@${{ inputs.digest }}"'),
)  # fmt: skip


@pytest.mark.parametrize(("path", "name", "old", "new"), WRONG_WORKFLOWS, ids=[one[1] for one in WRONG_WORKFLOWS])
def test_a_wrong_workflow_is_found(path: str, name: str, old: str, new: str) -> None:
    """By what it asks for, or by what it would run."""
    assert old in FILES[path]
    assert list(workflow_findings({**FILES, path: FILES[path].replace(old, new, 1)}, path)) != []


# --- the rights of Flux -----------------------------------------------------------------------------------------------

NEEDED = {"get", "list", "watch", "create", "patch", "delete"}
PLURALS = {"NetworkPolicy": "networkpolicies"}


def test_the_deployer_may_do_what_is_applied_and_no_more() -> None:
    """Every kind of the manifests, in this namespace; no secrets, no roles, nothing by a star."""
    sync = [*yaml.safe_load_all(FILES["k8s/clusters/production/shop.yaml"])]
    role = next(one for one in sync if one["kind"] == "Role")
    allowed = {
        (group, name): set(rule["verbs"])
        for rule in role["rules"]
        for group in rule["apiGroups"]
        for name in rule["resources"]
    }
    text = manifests_of_files()
    applied = {
        (one["apiVersion"].rpartition("/")[0], PLURALS.get(one["kind"], one["kind"].lower() + "s"))
        for one in yaml.safe_load_all(text)
    }
    assert {one for one in applied if not allowed.get(one, set()) >= NEEDED} == set()
    assert {one for one, verbs in allowed.items() if verbs & {"create", "patch", "delete"}} == applied
    assert not {"*", "secrets", "roles", "rolebindings"} & {word for pair in allowed for word in pair}
    assert {one["metadata"]["namespace"] for one in yaml.safe_load_all(text)} == {"shop"}


def manifests_of_files() -> str:
    """What `kubectl kustomize` makes of production."""
    with tempfile.TemporaryDirectory(prefix="patternloom-gitops-") as name:
        for path, text in FILES.items():
            if path.startswith("k8s/apps/"):
                place = Path(name, path.removeprefix("k8s/"))
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, encoding="utf-8")
        return manifests(Path(name))


# --- the alerts -------------------------------------------------------------------------------------------------------

RULES, TESTS = FILES["prometheus/flux-rules.yaml"], FILES["prometheus/flux-rules.test.yaml"]
# What the documentation of metrics of Flux, and that of kube-state-metrics, says of them.
LABELS = {
    "gotk_resource_info": {
        "customresource_group",
        "customresource_kind",
        "customresource_version",
        "exported_namespace",
        "name",
        "ready",
        "suspended",
    },
    "kube_deployment_status_replicas_available": {"namespace", "deployment"},
    "kube_pod_container_status_waiting_reason": {"namespace", "pod", "container", "uid", "reason"},
}


def promtool(rules: str) -> str:
    """What is wrong with the rules; nothing where they are right and their tests pass."""
    return refused({"flux-rules.yaml": rules, "flux-rules.test.yaml": TESTS})


def test_the_rules_are_right_and_ask_for_what_is_exported() -> None:
    """By the real promtool, and by Flux's own list."""
    assert promtool(RULES) == ""
    for group in yaml.safe_load(RULES)["groups"]:
        for rule in group["rules"]:
            (name,) = {*re.findall(r"([a-z_]+)\{", rule["expr"])}
            asked = {*re.findall(r"([a-z_]+)=~?", rule["expr"])} | {
                one for inner in re.findall(r"by \(([^)]*)\)", rule["expr"]) for one in inner.split(", ")
            }
            assert asked <= LABELS[name]


WRONG_RULES = (
    ("misspelt", "absent(", "abscent("),
    ("the ready ones", '"False|Unknown"', '"True"'),
    ("another way to write it", '"False|Unknown"', '"false|unknown"'),
    ("blind at each new attempt", 'ready=~"False|Unknown"', 'ready="False"'),
    ("at once", "for: 10m\n        labels: {severity: page}\n        annotations:\n          summary: '{{", "for: 0m\n        labels: {severity: page}\n        annotations:\n          summary: '{{"),
    ("not suspended", 'suspended="true"', 'suspended="false"'),
    ("after a day", "for: 4h", "for: 24h"),
    ("at once suspended", "for: 4h", "for: 4m"),
    ("nobody knows which", "max by (exported_namespace, customresource_kind, name) (gotk_resource_info{ready", "max(gotk_resource_info{ready"),
    ("another object", 'name="order"})', 'name="payment"})'),
    ("any object", '{customresource_kind="Kustomization", exported_namespace="shop", name="order"}', ""),
    ("a ticket for a page", "for: 10m\n        labels: {severity: page}\n        annotations:\n          summary: Nobody", "for: 10m\n        labels: {severity: ticket}\n        annotations:\n          summary: Nobody"),
    ("pods that there are", "< 1", "> 1"),
    ("only Flux's controllers' names", "flux-system|external-secrets", "flux|external-secrets"),
    ("another reason to wait", "ImagePullBackOff|ErrImagePull", "ContainerCreating"),
    ("a label that is not there", "{{ $labels.customresource_kind }}", "{{ $labels.kind }}"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), WRONG_RULES, ids=[one[0] for one in WRONG_RULES])
def test_a_wrong_rule_is_found(name: str, old: str, new: str) -> None:
    """promtool refuses it, or one of its tests fails."""
    assert old in RULES
    assert promtool(RULES.replace(old, new, 1)) != ""
