"""What teams put into their repositories to run the checker, held against their makers' schemas: GitHub's step and the
workflow that names it, GitLab's job. The schemas are those that check-jsonschema carries. What they run,
`tests/ours/test_ways_in.py` runs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from inventories import ENVIRONMENT
from site_fixture import REPOSITORY

ACTION = REPOSITORY / "action.yml"
CHECKS = {
    "action.yml": ("vendor.github-actions", ()),
    ".github/workflows/records.yml": ("vendor.github-workflows", ()),
    ".gitlab-ci.yml": ("vendor.gitlab-ci", ("--data-transform", "gitlab-ci")),
}


def text_of(name: str, page: str) -> str:
    """The file of that name: ours, or the listing on the page."""
    if name == ACTION.name:
        return ACTION.read_text("utf-8")
    said = (REPOSITORY / "content" / page).read_text("utf-8")
    match = re.search(rf'^``` \w+ title="{re.escape(name)}"\n(.*?)^```$', said, re.DOTALL | re.MULTILINE)
    assert match, name
    return match[1]


def judged(name: str, text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What check-jsonschema says of it."""
    schema, options = CHECKS[name]
    file = folder / Path(name).name
    file.write_text(text, "utf-8")
    command = [str(ENVIRONMENT / "check-jsonschema"), "--builtin-schema", schema, *options, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("page", ["adr.md", "adr.ja.md"])
@pytest.mark.parametrize("name", CHECKS)
def test_a_way_in_is_of_its_maker_s_form(name: str, page: str, tmp_path: Path) -> None:
    done = judged(name, text_of(name, page), tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("action.yml", "using: composite", "using: composed"),
        (".github/workflows/records.yml", "runs-on:", "run-on:"),
        (".gitlab-ci.yml", "script:", "scripts: 1\n  script:"),
    ],
)
def test_what_is_wrong_is_found(name: str, right: str, wrong: str, tmp_path: Path) -> None:
    """The check is one that fails."""
    text = text_of(name, "adr.md")
    assert right in text
    assert judged(name, text.replace(right, wrong, 1), tmp_path).returncode == 1
