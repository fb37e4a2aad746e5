"""A team that cites our patterns: what they do with the installed package alone, in a repository that holds no more."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from package_fixture import installed_from


def test_a_team_in_an_empty_repository_begins_checks_accepts_and_mends(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """With the catalog that came in the wheel; then with one whose meaning has changed."""
    installed = installed_from(tmp_path_factory, "checkout")
    subprocess.run(["git", "init", "-q"], check=True, cwd=tmp_path)

    def adr(*arguments: str) -> tuple[int, str]:
        done = installed.run(tmp_path, "patternloom", "adr", *arguments)
        return done.returncode, done.stdout

    record = "docs/adr/0001-keep-orders-consistent.md"
    assert adr("new", "Keep orders consistent", "--about", "saga") == (0, f"{record}\n")
    assert adr("check") == (0, "no problems\n")
    with zipfile.ZipFile(installed.wheel) as wheel:
        catalog = json.loads(wheel.read("patternloom/data/catalog.json"))
    (saga,) = (entry for entry in catalog["entries"] if entry["id"] == "saga")
    before, saga["revision"] = saga["revision"], saga["revision"] + 1
    changed = {"number": before + 1, "date": "2027-01-02", "changed": ["liabilities"], "reason": {"en": "Isolation"}}
    saga["revisions"].append(changed)
    (tmp_path / "catalog.json").write_text(json.dumps(catalog), "utf-8")
    (tmp_path / ".patternloom.toml").write_text('catalog = "catalog.json"\n', "utf-8")
    status, told = adr("check")
    assert status == 1
    assert f"liabilities changed since r{before}; it is r{before + 1} now" in told
    assert adr("accept", record, f"saga@r{before + 1}") == (0, f"{record}: saga is pinned to r{before + 1} now\n")
    assert adr("check") == (0, "no problems\n")
    text = (tmp_path / record).read_text("utf-8")
    page = f"{catalog['site']}{saga['address']['en']}"
    broken = text.replace("## More Information\n", f"## More Information\n\n[Saga]({page})\n", 1)
    (tmp_path / record).write_text(broken, "utf-8")
    status, told = adr("check")
    assert status == 1
    assert page in told
    assert adr("check", "--fix")[0] == 0
    assert page not in (tmp_path / record).read_text("utf-8")
