"""Two folders change places, in one step or not at all."""

from __future__ import annotations

import ctypes
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from patternloom.publish.placing import exchange as module
from patternloom.publish.placing.exchange import exchange

CAN = platform.system() in ("Linux", "Darwin")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """What the system can is looked up once; each test here changes it."""
    module._system_call.cache_clear()
    yield
    module._system_call.cache_clear()


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two, each with a file."""
    for name in ("é one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name, "utf-8")
    return tmp_path / "é one", tmp_path / "two"


def held(folders: tuple[Path, Path]) -> list[str]:
    return [(folder / "file").read_text("utf-8") for folder in folders]


def test_two_folders_change_places(folders: tuple[Path, Path]) -> None:
    assert exchange(*folders) == CAN
    assert held(folders) == (["two", "é one"] if CAN else ["é one", "two"])


def test_where_one_of_them_is_missing_nothing_happens(folders: tuple[Path, Path]) -> None:
    assert not exchange(folders[0], folders[1].with_name("nowhere"))
    assert held(folders) == ["é one", "two"]


@pytest.mark.skipif(
    platform.system() != "Linux" or platform.machine() not in ("x86_64", "aarch64"), reason="other systems' own numbers"
)
def test_a_c_library_without_a_function_for_it_is_passed_by(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name, real=ctypes.CDLL: SimpleNamespace(syscall=real(name).syscall))
    assert exchange(*folders)
    assert held(folders) == ["two", "é one"]


@pytest.mark.parametrize(
    ("system", "machine", "bits"),
    [("Windows", "AMD64", 64), ("Linux", "m68k", 64), ("Linux", "x86_64", 32), ("Darwin", "arm64", 64)],
)
def test_where_the_system_cannot_nothing_is_tried(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, system: str, machine: str, bits: int
) -> None:
    """On 32 bits, the number is another call's."""
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(sys, "maxsize", 2 ** (bits - 1) - 1)
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace())
    assert not exchange(*folders)
    assert held(folders) == ["é one", "two"]


def test_macos_has_a_function_of_its_own(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    library = SimpleNamespace(renamex_np=lambda one, other, flags: asked.append((one, other, flags.value)) or 0)
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    assert exchange(Path("a"), Path("b"))
    assert asked == [(b"a", b"b", 2)]
