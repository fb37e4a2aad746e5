"""Run this repository's tests with another catalog, as in a fork that keeps them: none of those kept may know ours.

In: the checkout. Out: pytest's report and status. A copy is made in a temporary folder; its catalog, its pages written
by hand and its configuration are those that `patternloom init` writes in German and French, and what `DROPPED` names is
gone. Only test modules that look at the repository's own files are run: for the others nothing has changed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent
DROPPED = (
    "tests/browser/test_search.py",
    "tests/facts.json",
    "tests/live",
    "tests/ours",
    "tests/pairs.yaml",
    "tests/verdicts",
    "tests/whole/test_coverage.py",
    "tests/whole/test_pairs.py",
    "tests/whole/test_verdicts.py",
)
"""What is about our catalog alone; CONTRIBUTING lists the same."""
_LOOKS = re.compile(r"\breal_catalog\b|\bREPOSITORY\b|\bcopy_project\b|\breal_languages\b|\bsite: Site\b")
# It costs much time, and looks at the repository's macros alone; browsers are another matter.
_LEFT_OUT = ("tests/test_verify", "tests/browser", "tests/whole/test_mutated.py", "tests/whole/test_preview.py")


def copy(target: Path) -> None:
    """The files under version control, but for those that are dropped."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, check=True, stdout=subprocess.PIPE).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (CHECKOUT / name).is_file() and not any(name == one or name.startswith(f"{one}/") for one in DROPPED):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(CHECKOUT / name, target / name)


def exchange(project: Path, other: Path) -> None:
    """Let the other project's catalog, pages and configuration stand in place of ours; our templates stay."""
    shutil.rmtree(project / "catalog")
    ours = [path for path in (project / "content").rglob("*") if path.is_file() and not path.name.endswith(".any.md")]
    for path in (*ours, *project.glob("mkdocs*.yml")):
        path.unlink()
    shutil.copytree(other / "catalog", project / "catalog")
    shutil.copytree(other / "content", project / "content", dirs_exist_ok=True)
    for path in other.glob("mkdocs*.yml"):
        shutil.copyfile(path, project / path.name)
    settings = (project / "mkdocs.yml").read_text("utf-8")
    more = ("terms", "errata", "source", "examples/index")
    for old, new in (
        ("  name: material\n", "  name: material\n  custom_dir: site_overrides\n"),
        ("      - references.md\n", "      - references.md\n" + "".join(f"      - {page}.md\n" for page in more)),
    ):
        if settings.count(old) != 1:
            sys.exit(f"mkdocs.yml of `patternloom init` no longer has the line {old!r}")
        settings = settings.replace(old, new)
    (project / "mkdocs.yml").write_text(settings, "utf-8")


def main() -> int:
    """The status of pytest."""
    with tempfile.TemporaryDirectory(prefix="patternloom-other-") as folder:
        project, other = Path(folder, "project"), Path(folder, "other")
        copy(project)
        # The copy's own code, before that which is installed.
        environment = {**os.environ, "PYTHONPATH": str(project / "src")}
        init = [sys.executable, "-m", "patternloom", "init", str(other), "--languages", "de,fr"]
        subprocess.run(init, check=True, env=environment, cwd=folder, stdout=subprocess.DEVNULL)
        exchange(project, other)
        subprocess.run(["git", "init", "-q"], cwd=project, check=True)
        subprocess.run(["git", "add", "-A"], cwd=project, check=True)
        modules = [
            name
            for path in sorted((project / "tests").rglob("test_*.py"))
            if not (name := path.relative_to(project).as_posix()).startswith(_LEFT_OUT)
            and _LOOKS.search(path.read_text("utf-8"))
        ]
        pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *sys.argv[1:], *modules]
        return subprocess.run(pytest, cwd=project, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
