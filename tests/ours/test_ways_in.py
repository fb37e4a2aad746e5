"""How teams run the checker in their own repositories: pre-commit's hook, GitHub's step, GitLab's job.

What they are given is what the page `/adr/` shows. pre-commit is the real one; of GitHub's and GitLab's, what they run is
run by the shell that they name. `tests/outputs/ways_in.py` holds their files against their makers' schemas.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from site_fixture import REPOSITORY, environment, once

PAGE = REPOSITORY / "content" / "adr.md"
BROKEN = (
    "---\nstatus: accepted\n---\n# A\n\n## Decision Outcome\n\nWe take [it](https://patternloom.example/p/sagga/).\n"
)
FINDING = "docs/adr/0001-a.md:8:14: https://patternloom.example/p/sagga/: unknown id 'sagga'; did you mean 'saga'?"


def shown(name: str) -> str:
    """The listing of that title on the page."""
    match = re.search(
        rf'^``` \w+ title="{re.escape(name)}"\n(.*?)^```$', PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert match, name
    return match[1]


def settings_of(folder: Path) -> dict[str, str]:
    """An environment in which pip takes libraries from here, and nothing from anywhere else."""
    return environment(
        HOME=str(folder),
        PRE_COMMIT_HOME=str(folder / "hooks"),
        PYTHONPATH=sysconfig.get_path("purelib"),
        PIP_NO_INDEX="1",
        PIP_NO_DEPS="1",
        PIP_NO_BUILD_ISOLATION="0",  # as pip reads it: no isolation
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        GIT_CONFIG_GLOBAL=str(folder / "gitconfig"),
        PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    )


def run(folder: Path, settings: dict[str, str], *command: str, fails: bool = False) -> str:
    """All that it says."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert (done.returncode != 0) == fails, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources as a repository of their own, with today's state committed under a tag."""
    return Path(once(tmp_path_factory, "package", _package))


def _package(folder: Path) -> str:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        check=True,
        stdout=subprocess.PIPE,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (REPOSITORY / name).is_file() and not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(REPOSITORY / name, folder / name)
    committed(folder, "v0.1.0")
    return str(folder)


def committed(folder: Path, tag: str = "") -> None:
    """A new repository with all that lies there."""
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "All"], *([["tag", tag]] if tag else [])):
        who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, stdout=subprocess.PIPE)


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A new repository of a team, with a record that cites what there is not."""
    folder = tmp_path / "team"
    (folder / "docs" / "adr").mkdir(parents=True)
    (folder / "docs" / "adr" / "0001-a.md").write_text(BROKEN, "utf-8")
    (tmp_path / "gitconfig").write_text("[user]\n  name = A\n  email = a@example.com\n", "utf-8")
    return folder


def test_pre_commit_refuses_a_commit_until_the_link_is_right(package: Path, team: Path, tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    hooks = yaml.safe_load(shown(".pre-commit-config.yaml"))
    hooks["repos"][0] |= {"repo": str(package), "rev": "v0.1.0"}
    (team / ".pre-commit-config.yaml").write_text(yaml.safe_dump(hooks), "utf-8")
    run(team, settings, "git", "init", "-q")
    run(team, settings, sys.executable, "-m", "pre_commit", "install")
    run(team, settings, "git", "add", "-A")
    assert FINDING in run(team, settings, "git", "commit", "-qm", "Decide", fails=True)
    record = team / "docs" / "adr" / "0001-a.md"
    record.write_text(BROKEN.replace("sagga", "saga"), "utf-8")
    run(team, settings, "git", "add", "-A")
    assert "Passed" in run(team, settings, "git", "commit", "-qm", "Decide")
    (team / "main.py").write_text("", "utf-8")
    run(team, settings, "git", "add", "-A")
    assert "Skipped" in run(team, settings, "git", "commit", "-qm", "Code alone")


def test_the_hook_is_one_that_pre_commit_takes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(REPOSITORY / ".pre-commit-hooks.yaml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def _filled(text: str, known: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: known[match[1]], text)


@dataclass(frozen=True)
class Runner:
    """What GitHub's runner does with the action: each step's script by bash, with its variables."""

    package: Path
    temporary: Path

    def step(self, number: int, folder: Path, inputs: dict[str, str], fails: bool = False) -> str:
        """What a step says in a folder."""
        action: dict[str, Any] = yaml.safe_load((self.package / "action.yml").read_text("utf-8"))
        assert len(action["runs"]["steps"]) == 2
        given = {name: str(one.get("default", "")) for name, one in action["inputs"].items()} | inputs
        known = {f"inputs.{name}": value for name, value in given.items()}
        known |= {"github.action_path": str(self.package), "runner.temp": str(self.temporary)}
        step = action["runs"]["steps"][number]
        assert (step["shell"], "${{" in step["run"]) == ("bash", False), "inputs come as variables"
        settings = settings_of(folder.parent) | {key: _filled(value, known) for key, value in step["env"].items()}
        # As GitHub runs `shell: bash`.
        command = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
        return run(folder, settings, *command, fails=fails)

    def check(self, folder: Path, inputs: dict[str, str], fails: bool = False) -> str:
        """What the last step says."""
        return self.step(-1, folder, inputs, fails)


@pytest.fixture(scope="module")
def runner(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner that has done the first step: it takes the Python that it is given, and nothing of the repository."""

    def install(folder: Path) -> str:
        (folder / "empty").mkdir()
        Runner(package, folder).step(0, folder / "empty", {"python": sys.executable})
        return str(folder)

    return Runner(package, Path(once(tmp_path_factory, "runner", install)))


def test_github_s_step_annotates_the_line(runner: Runner, team: Path) -> None:
    committed(team)
    said = runner.check(team, {}, fails=True)
    assert "::error " in said
    assert "file=docs/adr/0001-a.md,line=8,col=14" in said


def test_github_s_step_takes_paths_and_runs_none_of_what_they_say(runner: Runner, team: Path) -> None:
    committed(team)
    (team / "a b").mkdir()
    (team / "a b" / "c.md").write_text("# A\n", "utf-8")
    inputs = {"paths": "a b\n$(touch hacked)\n", "strict": "true"}
    said = runner.check(team, inputs, fails=True)
    assert "touch hacked" in said
    assert not (team / "hacked").exists()
    runner.check(team, {**inputs, "paths": "a b/c.md\n"})


def test_gitlab_s_job_leaves_a_report_that_its_merge_requests_show(package: Path, team: Path, tmp_path: Path) -> None:
    committed(team)
    jobs = yaml.safe_load(shown(".gitlab-ci.yml"))
    (job,) = jobs.values()
    assert job["artifacts"]["when"] == "always"
    settings = settings_of(tmp_path)
    run(team, settings, sys.executable, "-m", "venv", str(tmp_path / "runner"))
    settings["PATH"] = f"{tmp_path / 'runner' / 'bin'}{os.pathsep}{settings['PATH']}"
    install, *rest = job["script"]
    assert install == "pip install patternloom"
    run(team, settings, "pip", "install", "-q", str(package))
    run(team, settings, "sh", "-ec", "\n".join(rest), fails=True)
    report = ElementTree.parse(team / job["artifacts"]["reports"]["junit"]).getroot()
    assert [failure.get("message") for failure in report.iter("failure")] == [FINDING.partition(": ")[2]]
