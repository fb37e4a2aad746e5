"""What Kustomize and Helm make of an example's files, by the real `kubectl kustomize` and `helm template`.

In: the files, and the version of Kubernetes that a chart is told, as `1.35`. Out: a text of Kubernetes objects a
kustomization or chart, and the paths that it took in. An example without either runs nothing. A chart is rendered into
the namespace of its own name, with its own values and, one text each, with every `values-<x>.yaml` beside them.
"""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from patternloom.verify.example.manifests import DatesAsText
from patternloom.verify.tools.programs import run


class RenderError(ValueError):
    """Kustomize or Helm refused."""


def rendered(files: Mapping[str, str], kubernetes: str) -> tuple[dict[str, str], frozenset[str]]:
    """Texts by a name of their own, and the paths that went into them."""
    folders = {path: str(PurePosixPath(path).parent) for path in files}
    kustomizations = {folders[path] for path in files if PurePosixPath(path).name == "kustomization.yaml"}
    charts = {folders[path] for path in files if PurePosixPath(path).name == "Chart.yaml"}
    if not kustomizations and not charts:
        return {}, frozenset()
    taken = {path for path in files for folder in kustomizations | charts if path.startswith(f"{folder}/")}
    # Only what they may read: another file's wrong version renders nothing anew.
    texts = tuple(sorted((path, files[path]) for path in taken))
    made = _made(texts, tuple(sorted(kustomizations)), tuple(sorted(charts)), kubernetes)
    return dict(made), frozenset(taken)


@functools.lru_cache(maxsize=256)
def _made(
    files: tuple[tuple[str, str], ...], kustomizations: tuple[str, ...], charts: tuple[str, ...], kubernetes: str
) -> tuple[tuple[str, str], ...]:
    texts = []
    by_path = dict(files)
    with tempfile.TemporaryDirectory(prefix="patternloom-render-") as folder:
        root = Path(folder)
        for path, text in files:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        used = _used(by_path, kustomizations)
        roots = [one for one in kustomizations if one not in used]
        if len(roots) > 1:
            raise RenderError(f"no kustomization takes in {' and '.join(roots[1:])}, nor does that {roots[0]}")
        for kustomization in kustomizations:
            if kustomization not in used:
                done = run(["kubectl", "kustomize", kustomization], cwd=root)
                if done.returncode:
                    raise RenderError(f"{kustomization}: {done.stderr.strip()}")
                texts.append((f"{kustomization} (kubectl kustomize)", done.stdout))
        for chart in charts:
            name = _read(by_path, f"{chart}/Chart.yaml").get("name")
            if not isinstance(name, str):
                raise RenderError(f"{chart}/Chart.yaml has no name")
            for values in [None, *sorted(p for p in by_path if p.startswith(f"{chart}/values-"))]:
                command = ["helm", "template", name, chart, "--namespace", name, "--kube-version", f"{kubernetes}.0"]
                done = run([*command, *(["--values", values] if values else [])], cwd=root, env={"HOME": folder})
                if done.returncode:
                    raise RenderError(f"{chart}: {done.stderr.strip()}")
                texts.append((f"{chart} (helm template{f' {values}' if values else ''})", done.stdout))
    return tuple(texts)


def _used(files: Mapping[str, str], kustomizations: tuple[str, ...]) -> set[str]:
    """Kustomizations that another one takes in."""
    used = set()
    for folder in kustomizations:
        body = _read(files, f"{folder}/kustomization.yaml")
        for name in (*(body.get("resources") or ()), *(body.get("components") or ())):
            way: list[str] = []
            for part in PurePosixPath(folder, str(name)).parts:
                if part != "..":
                    way.append(part)
                elif way:
                    way.pop()
                else:
                    raise RenderError(f"{folder}: {name} leads out of the files")
            used.add("/".join(way))
    return used


def _read(files: Mapping[str, str], path: str) -> dict[str, Any]:
    try:
        body = yaml.load(files[path], Loader=DatesAsText)
    except yaml.YAMLError as error:
        raise RenderError(f"{path}: {error}") from error
    if not isinstance(body, dict):
        raise RenderError(f"{path}: expected fields")
    return body
