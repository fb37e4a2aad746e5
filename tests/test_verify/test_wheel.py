"""`patternloom verify` from a wheel, outside the checkout, on another field's catalog.

The wheel is installed by pip into an environment of its own (`package_fixture.py`).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from package_fixture import installed_from
from projects import CASES

EXAMPLES = ("stone-oven-at-home", "order-desk")
RAN = """stone-oven-at-home: pictures, places, prerequisites, operators
order-desk: kubernetes, cross-references, pictures, policies, places, identity, prerequisites, security, operators
"""
NOT_RUN = (
    "catalog/examples/order-desk/example.yaml:9:5: warning: the check 'custom-resources' did not run on order-desk, "
    "as it needs {needs}; get it by: patternloom verify --setup\n"
)
SYSTEM = "/usr/sbin:/usr/bin:/sbin:/bin"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel."""
    return installed_from(tmp_path_factory, "checkout").programs


@contextmanager
def bakery(folder: Path) -> Iterator[Path]:
    """The bakery with an order desk in a cluster."""
    for name in ("bakery", "bakehouse"):
        shutil.copytree(CASES / name, folder, dirs_exist_ok=True)
    yield folder


def verify(programs: Path, folder: Path, *arguments: str) -> tuple[int, str]:
    """Status and output."""
    command = [str(programs / "patternloom"), "verify", *arguments]
    path = f"{programs}:{SYSTEM}"
    done = subprocess.run(
        command, cwd=folder, env={"PATH": path}, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    lines = (done.stdout + done.stderr).splitlines(keepends=True)
    return done.returncode, "".join(line for line in lines if not line.startswith("newest that the schemas know: "))


def test_the_package_is_that_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    """What is not in it cannot be there by luck."""
    code = "import patternloom.verify as v; print(v.__path__[0])"
    done = subprocess.run(
        [installed / "python", "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert Path(done.stdout.strip()).is_relative_to(installed.parent)
    held = sorted(path.name for path in Path(done.stdout.strip(), "node").iterdir())
    assert held == [".npmrc", "judge.mjs", "package-lock.json", "package.json"]


def test_a_check_without_its_tool_is_named_and_the_status_says_so(installed: Path, tmp_path: Path) -> None:
    """Whatever the others find; the command that gets the tool stands beside it."""
    node = "" if shutil.which("node", path=SYSTEM) else "Node.js and "
    needs = f"{node}kubernetes-models and schemas of newer releases"
    with bakery(tmp_path) as folder:
        assert verify(installed, folder, *EXAMPLES) == (3, f"{RAN}{NOT_RUN.format(needs=needs)}1 warning\n")


def test_what_is_wrong_is_told_with_its_place(installed: Path, tmp_path: Path) -> None:
    """In every format of reports."""
    with bakery(tmp_path) as folder:
        shop = folder / "catalog/examples/order-desk/files/k8s/shop.yaml"
        shop.write_text(shop.read_text("utf-8").replace("targetPort: http", "targetPort: htpp"), "utf-8")
        status, said = verify(installed, folder, "order-desk", "--format", "json")
    errors = [one for one in json.loads(said) if one["severity"] == "error"]
    assert (status, errors) == (
        1,
        [
            {
                "file": "catalog/examples/order-desk/files/k8s/shop.yaml",
                "line": 93,
                "column": 1,
                "severity": "error",
                "rule": "verify-cross-references",
                "message": "Service/bakehouse/desk: targetPort 'htpp' (TCP) is no port of Deployment/bakehouse/desk",
                "hint": "",
            }
        ],
    )


def test_an_unknown_example_is_wrong_use(installed: Path, tmp_path: Path) -> None:
    """With the nearest that there is."""
    with bakery(tmp_path) as folder:
        told = "patternloom verify: unknown example 'ordr-desk'; did you mean 'order-desk'?\n"
        assert verify(installed, folder, "ordr-desk") == (2, told)


def test_without_the_extra_the_command_that_gets_it_is_named(installed: Path, tmp_path: Path) -> None:
    """The checks that need none of it run; the others do not, and the status says so."""
    code = """import sys
from importlib.machinery import PathFinder
class Without:
    def find_spec(self, name, path=None, target=None):
        if name.partition('.')[0] in ('kubernetes_validate', 'cfnlint', 'gixy', 'jsonschema', 'regopy'):
            raise ModuleNotFoundError(name=name)
sys.meta_path.insert(0, Without())
from patternloom.cli import main
sys.exit(main(['verify', 'order-desk']))
"""
    with bakery(tmp_path) as folder:
        done = subprocess.run(
            [installed / "python", "-c", code], cwd=folder, capture_output=True, encoding="utf-8", check=False
        )
    said = [line for line in done.stdout.splitlines() if "'kubernetes'" in line]
    assert (done.returncode, said) == (
        3,
        [
            "catalog/examples/order-desk/example.yaml:9:5: warning: the check 'kubernetes' did not run on order-desk, "
            "as it needs kubernetes-validate; get it by: pip install 'patternloom[verify]'"
        ],
    )


def test_the_other_verbs_load_none_of_it(installed: Path, tmp_path: Path) -> None:
    """They start as quickly as before."""
    code = "import sys; from patternloom.cli import main; main(['check']); print([m for m in sys.modules if 'verify' in m])"
    with bakery(tmp_path) as folder:
        done = subprocess.run(
            [installed / "python", "-c", code], cwd=folder, capture_output=True, encoding="utf-8", check=True
        )
    assert done.stdout.splitlines()[-1] == "[]"
