"""The fixtures every test may take; what a project is, `projects.py` says."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import settings
from projects import REPOSITORY, SMALL, Project
from recording import Remembering
from remembered import REMEMBERED

from patternloom import processes
from patternloom.catalog.load import Catalog, load

pytest_plugins = ["site_fixture", "bakery_pages", "evidence_hooks", "sharing_out"]
"""The builds and the pages of the bakery that tests share; what notes which tests passed, and shares them out."""


# In the process of the tests, everything is made where a mistake, and who counts what is run, is seen; what tests start
# forks as it does for a user.
os.environ[processes.BUILDS] = "1000"
HASH_SEED = os.environ.get("PYTHONHASHSEED", "random")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the small valid catalog."""
    made = Project(tmp_path)
    shutil.copytree(SMALL, made.catalog)
    return made


@pytest.fixture
def bare_project(tmp_path: Path) -> Project:
    """A project with an empty catalog folder."""
    made = Project(tmp_path)
    made.catalog.mkdir()
    return made


@pytest.fixture
def remembering(bare_project: Project) -> Remembering:
    """A project with a small catalog that has a past, and nothing left to record."""
    shutil.copytree(REMEMBERED / "catalog", bare_project.catalog, dirs_exist_ok=True)
    return Remembering(bare_project)


@pytest.fixture
def spare_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A processor that nobody uses, whatever runs here."""
    if sys.platform != "linux":
        pytest.skip("elsewhere no process is forked")
    monkeypatch.setattr(processes, "processors", lambda: 2)
    # The threads of what runs the tests hold nothing that a forked process would wait for.
    monkeypatch.setattr(threading, "enumerate", lambda: [threading.main_thread()])
    monkeypatch.delenv(processes.BUILDS, raising=False)


@pytest.fixture(scope="session")
def real_catalog() -> Catalog:
    """The repository's own catalog, loaded once."""
    return load(REPOSITORY / "catalog", "catalog")[0]


# A machine under load is slow: no promise here is about time. `make test` takes the same examples each run, so that a
# failure is a change's doing and never luck's; `make fuzz` takes new and more ones, and prints how to see a failure again.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, print_blob=True, max_examples=10_000)
settings.load_profile("same")


def pytest_unconfigure() -> None:
    """What tests call says how a process of its own is to end, and this one has libraries that look at how it does."""
    atexit.unregister(gc.freeze)


def pytest_report_header() -> str:
    """What is needed to run the same again."""
    return f"to repeat: PYTHONHASHSEED={HASH_SEED}"


def pytest_xdist_auto_num_workers() -> int:
    """A worker more than processors: browsers and servers are often waited for."""
    return (os.cpu_count() or 1) + 1


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--write-expected`: what the code says now becomes what it should say; read the difference before a commit.

    `--write-evidence`: for `make evidence`; where all tests of the design examples pass, the records say so.
    """
    parser.addoption("--write-expected", action="store_true", help="write what is expected in tests/cases/ anew")
    parser.addoption(
        "--slow-browser", action="store_true", help="a third of the processor, and all comes late: who waits?"
    )
    parser.addoption("--write-evidence", action="store_true", help="write the evidence of the design examples anew")
