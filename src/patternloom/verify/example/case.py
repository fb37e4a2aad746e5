"""A design example as the checks take it: its design, its files, and the Kubernetes objects that the files hold.

In: an entry of the catalog, and its files' texts. Out: a `Case`, and `Finding`s about it. Objects are shared between
cases: who changes one changes a copy. It judges nothing, and opens no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from patternloom.catalog.attachments import ExampleFiles
from patternloom.catalog.parse import Place
from patternloom.model.examples import Boundary, Component, DesignExample
from patternloom.verify.example.crds import Schemas
from patternloom.verify.example.manifests import Document, read_documents
from patternloom.verify.example.render import RenderError, rendered
from patternloom.verify.tools.programs import MissingTool, SlowError

Files = Mapping[str, str]
LATEST = "1.35"
"""The version of Kubernetes that an example is judged by where it names none."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong."""

    where: str
    """A file, a file and a line as `file:7`, a resource of a template as `file#Name`, an object as
    `Kind/namespace/name`, or what the example's own YAML calls by this name."""
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message} [{self.rule}]"


@dataclass(frozen=True)
class Known:
    """What the checks take from elsewhere than the example."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    """What the catalog's kinds of components and boundaries are in Kubernetes, by id."""
    schemas: Schemas = field(default_factory=dict)
    """Of custom resources, the project's own."""
    stands_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The kinds of boundary in which a kind of component or boundary may stand, by id; any where there are none."""
    others: Mapping[str, Files] = field(default_factory=dict)
    """The files of every example of the catalog, by id."""
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The examples that are about an entry, by its id."""


@dataclass(frozen=True)
class Case:
    """One example, read."""

    design: DesignExample
    place: Place
    """Where the catalog has it."""
    own: ExampleFiles
    """Its files as they lie there, and the names of their places."""
    known: Known
    files: Files
    """Text by path below `files/`."""
    documents: tuple[Document, ...] = ()
    """The Kubernetes objects, those of Kustomize and Helm as they come out."""
    unreadable: tuple[tuple[str, str], ...] = ()
    """(file, what is wrong) for what could not be read as Kubernetes objects."""
    missing: str | None = None
    """The program without which the objects could not be read."""

    @property
    def id(self) -> str:
        """The example's id."""
        return self.design.id

    def in_kubernetes(self, one: Component | Boundary) -> str | None:
        """What a component or boundary is in Kubernetes, as its kind says."""
        return self.known.kinds.get(one.kind)

    def waived(self, rule: str, object: str) -> bool:
        """Whether the catalog excepts this object from this rule, with a reason."""
        return any(waiver.rule == rule and waiver.object == object for waiver in self.design.waivers)

    def with_documents(self, change: Callable[[list[Document]], None]) -> Case:
        """A copy with another list of objects; the objects stay the same."""
        documents = list(self.documents)
        change(documents)
        return replace(self, documents=tuple(documents))

    def with_file(self, path: str, text: str) -> Case:
        """A copy with another text in one file; Kubernetes objects are read anew."""
        return with_objects(replace(self, files={**self.files, path: text}))

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


def kubernetes_version(design: DesignExample) -> str:
    """The Kubernetes version that the example names, as `1.35`."""
    versions = [version.version for version in design.versions if version.name == "Kubernetes"]
    return ".".join(versions[0].split(".")[:2]) if versions else LATEST


def with_objects(case: Case) -> Case:
    """The case with the objects of its files, read."""
    documents: list[Document] = []
    wrong: list[tuple[str, str]] = []
    missing = None
    texts: Files = {}
    taken: frozenset[str] = frozenset()
    try:
        texts, taken = rendered(case.files, kubernetes_version(case.design))
    except (RenderError, SlowError) as error:
        wrong.append(("k8s", str(error)))
    except MissingTool as error:
        missing = str(error)
    wrong += _lax(case.files, taken)
    kubernetes = {path: text for path, text in case.files_in("k8s", ".yaml", ".yml").items() if path not in taken}
    for path, text in {**kubernetes, **texts}.items():
        read, problems = read_documents(text, path)
        documents += read
        wrong += [(path, problem) for problem in problems]
    return replace(case, documents=tuple(documents), unreadable=tuple(wrong), missing=missing)


def _lax(files: Files, taken: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What Kustomize and Helm read laxly; a chart's templates are no YAML yet."""
    for path in sorted(taken):
        if path.endswith(".yaml") and "/templates/" not in path:
            for problem in read_documents(files[path], path)[1]:
                if "no object with a kind" not in problem:
                    yield path, problem
