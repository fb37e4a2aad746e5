"""A design example as the checks take it: its design, its files, and the Kubernetes objects that the files hold.

In: the catalog's examples, and `cases/` with two of our own: `shop`, with sidecars, and `depot`, in ambient mode. Out:
`Case`s. Objects are shared between cases: who changes one changes a copy.
A check is a function `(Case) -> Iterator[Finding]` that reads nothing else; what needs a tool says so in its module.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from examples.manifests import Document, read_documents
from examples.render import RenderError, rendered
from patternloom.catalog.parse import parse
from patternloom.model.examples import DesignExample
from patternloom.reading.folder import read_attachments, read_catalog

REPOSITORY = Path(__file__).parents[2]
OWN = Path(__file__).parent / "cases"

Files = Mapping[str, str]


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong."""

    where: str
    """A file, or an object as `Kind/namespace/name`."""
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message} [{self.rule}]"


@dataclass(frozen=True)
class Case:
    """One example, read."""

    design: DesignExample
    files: Files
    """Text by path below `files/`."""
    documents: tuple[Document, ...]
    """The Kubernetes objects, those of Kustomize and Helm as they come out."""
    unreadable: tuple[tuple[str, str], ...] = ()
    """(file, what is wrong) for what could not be read as Kubernetes objects."""

    @property
    def id(self) -> str:
        """The example's id."""
        return self.design.id

    def waived(self, rule: str, object: str) -> bool:
        """Whether the catalog excepts this object from this rule, with a reason."""
        return any(waiver.rule == rule and waiver.object == object for waiver in self.design.waivers)

    def with_documents(self, change: Callable[[list[Document]], None]) -> Case:
        """A copy with another list of objects; the objects stay the same."""
        documents = list(self.documents)
        change(documents)
        return replace(self, documents=tuple(documents))

    def with_file(self, path: str, text: str) -> Case:
        """A copy with another text in one file; Kubernetes objects are read anew if they came from it directly."""
        return make(self.design, {**self.files, path: text})

    def of_kind(self, *kinds: str) -> Iterator[Document]:
        """The objects of these kinds."""
        return (document for document in self.documents if document.kind in kinds)

    def find(self, kind: str, namespace: str, name: str) -> Document | None:
        """One object."""
        wanted = f"{kind}/{namespace}/{name}"
        return next((document for document in self.documents if document.id == wanted), None)

    def files_in(self, folder: str, *suffixes: str) -> dict[str, str]:
        """The files below a folder with these endings."""
        return {
            path: text
            for path, text in self.files.items()
            if path.startswith(f"{folder}/") and path.endswith(suffixes or ("",))
        }


Check = Callable[[Case], Iterator[Finding]]


def kubernetes_version(design: DesignExample) -> str:
    """The Kubernetes version that the example names, as `1.35`."""
    versions = [version.version for version in design.versions if version.name == "Kubernetes"]
    return ".".join(versions[0].split(".")[:2]) if versions else "1.35"


def make(design: DesignExample, files: Files) -> Case:
    """The case of these files."""
    documents: list[Document] = []
    wrong: list[tuple[str, str]] = []
    try:
        texts, taken = rendered(files, kubernetes_version(design))
    except RenderError as error:
        texts, taken = {}, frozenset()
        wrong.append(("k8s", str(error)))
    kubernetes = {
        path: text
        for path, text in files.items()
        if path.startswith("k8s/") and path.endswith((".yaml", ".yml")) and path not in taken
    }
    for path in sorted(taken):
        # Kustomize and Helm read laxly; a chart's templates are no YAML yet.
        if path.endswith(".yaml") and "/templates/" not in path:
            wrong += [
                (path, problem)
                for problem in read_documents(files[path], path)[1]
                if "no object with a kind" not in problem
            ]
    for path, text in {**kubernetes, **texts}.items():
        read, problems = read_documents(text, path)
        documents += read
        wrong += [(path, problem) for problem in problems]
    return Case(design, files, tuple(documents), tuple(wrong))


def cases_of(root: Path) -> tuple[Case, ...]:
    """The examples of a catalog folder."""
    # Not `load`: one example's mistake would hide all others. A test of its own sees to it that none is missing.
    sources, _ = read_catalog(root, root.name)
    attachments, _ = read_attachments(root, root.name)
    found = []
    for located in parse(sources, root.name).entries:
        if isinstance(located.entry, DesignExample):
            folder = f"{located.place.source.path.parent.as_posix()}/files/"
            files = {
                path.removeprefix(folder): data.decode(
                    "utf-8", "replace"
                )  # a picture is no reason to read nothing else
                for path, data in attachments.items()
                if path.startswith(folder)
            }
            found.append(make(located.entry, files))
    return tuple(found)


@functools.cache
def own_cases() -> tuple[Case, ...]:
    """The cases of `cases/`."""
    return cases_of(OWN)


@functools.cache
def catalog_cases() -> tuple[Case, ...]:
    """The examples of the catalog."""
    return cases_of(REPOSITORY / "catalog")


def all_cases() -> tuple[Case, ...]:
    """Both."""
    return (*own_cases(), *catalog_cases())


def files_of(id: str) -> dict[str, str]:
    """The files of a catalog example, for a test that is about this one."""
    root = REPOSITORY / "catalog" / "examples" / id / "files"
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*")) if path.is_file()
    }


def changed(case: Case, path: str, old: str, new: str) -> Case:
    """A copy with the first such place of a file written otherwise; an error where there is none."""
    assert old in case.files[path], f"{case.id}: no {old!r} in {path}"
    return case.with_file(path, case.files[path].replace(old, new, 1))


def told(findings: Iterable[Finding]) -> list[str]:
    """Findings as lines in order, as a test shows them."""
    return sorted({str(finding) for finding in findings})
