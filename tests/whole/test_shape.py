"""The shape of the code: what imports what, what the docs name, and what the code may not know."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from types import ModuleType

import pytest
from projects import REPOSITORY
from shape_words import OURS

import patternloom
from patternloom.catalog.load import Catalog
from patternloom.cli import parser
from patternloom.model.technologies import Provider, Technology

SRC = REPOSITORY / "src" / "patternloom"
MACROS = sorted((REPOSITORY / "macros").rglob("*.jinja"))
OVERRIDES = REPOSITORY / "site_overrides"


def listed(package: ModuleType) -> list[str]:
    """The modules that a package's docstring lists: four spaces, a name, what it does. The last list is that of modules."""
    text = (package.__doc__ or "").rpartition("each imports only from those above it.\n")[2]
    return re.findall(r"^    ([a-z0-9_.]+)  +\S", text, re.MULTILINE)


def all_of(name: str) -> list[str]:
    """A module; or, of a large folder whose own docstring lists them, its modules."""
    if not (SRC / name / "__init__.py").is_file():
        return [name]
    return [f"{name}.{part}" for part in listed(importlib.import_module(f"patternloom.{name}"))]


# The order that the docstrings tell.
ORDER = [module for name in listed(patternloom) for module in all_of(name)]


def module_name(path: Path) -> str:
    """`publish/feed.py` → `publish.feed`."""
    return ".".join(path.relative_to(SRC).with_suffix("").parts)


MODULES = {module_name(path): path for path in sorted(SRC.rglob("*.py")) if path.stem not in ("__init__", "__main__")}


def imported(path: Path) -> set[str]:
    """The modules of ours that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: a relative import hides where it leads"
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        ours = (name.removeprefix("patternloom.") for name in names if name.startswith("patternloom."))
        found |= {name for name in ours if name in MODULES}
    return found


def test_the_package_s_docstring_lists_every_module() -> None:
    assert sorted(ORDER) == sorted(MODULES)


def test_contributing_lists_the_folders_in_the_same_order() -> None:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    table = text.partition("| Folder | What comes in, what goes out |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z_.]+)` \|", table, re.MULTILINE) == list(
        dict.fromkeys(name.partition(".")[0] for name in ORDER)
    )


def test_a_module_imports_only_from_those_above_it() -> None:
    below = {name: imported(MODULES[name]) - set(ORDER[:number]) for number, name in enumerate(ORDER)}
    assert {name: found for name, found in below.items() if found} == {}


PACKAGES = {
    path.relative_to(SRC).as_posix(): path for path in sorted(SRC.rglob("*")) if (path / "__init__.py").is_file()
}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_folder_opens_with_what_comes_in_and_what_goes_out(name: str) -> None:
    docstring = ast.get_docstring(ast.parse((PACKAGES[name] / "__init__.py").read_text("utf-8"))) or ""
    told = docstring.partition("\n\n")[2].splitlines()
    assert len(told) >= 2
    assert "In: " in docstring
    assert "Out: " in docstring


@pytest.mark.parametrize("name", PACKAGES)
def test_a_folder_holds_more_than_one_module(name: str) -> None:
    assert len([path for path in PACKAGES[name].iterdir() if path.suffix == ".py" or path.is_dir()]) > 2


def test_a_module_holds_at_most_250_lines() -> None:
    """Nor does what opens a folder hold more."""
    lengths = {str(path.relative_to(SRC)): path.read_text("utf-8").count("\n") for path in SRC.rglob("*.py")}
    assert len(lengths) > 300
    assert {name: length for name, length in lengths.items() if length > 250} == {}


def test_a_function_holds_at_most_40_lines() -> None:
    """From `def` to its last line, what stands inside it too; decorators do not count."""
    lengths = {
        f"{name}.{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for name, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(lengths) > 1_000
    assert {function: length for function, length in lengths.items() if length > 40} == {}


def test_a_folder_s_modules_stand_together() -> None:
    """The folders have an order too: nothing of one stands between modules of another."""
    folders = [name.rpartition(".")[0] for name in ORDER if "." in name]
    assert [name for name, _ in groupby(folders)] == list(dict.fromkeys(folders))


def test_no_folder_of_tests_takes_the_name_of_a_package() -> None:
    """With `tests/` on the path, `tests/site/` would stand before the real one."""
    names = {path.name for path in (REPOSITORY / "tests").iterdir() if path.is_dir()} - {"__pycache__"}
    assert sorted(name for name in names if find_spec(name) and not is_ours(name)) == []


def is_ours(name: str) -> bool:
    """Whether what Python finds under a name is the folder of tests itself."""
    spec = find_spec(name)
    return spec is not None and all(
        Path(place).is_relative_to(REPOSITORY / "tests") for place in (spec.submodule_search_locations or [spec.origin])
    )


def test_test_modules_have_names_of_their_own() -> None:
    """Pytest imports those outside packages by their bare name: of two alike it would run one."""
    tests = REPOSITORY / "tests"
    bare = [path.name for path in tests.rglob("*.py") if not (path.parent / "__init__.py").exists()]
    assert sorted({name for name in bare if name != "conftest.py" and bare.count(name) > 1}) == []


def test_what_a_browser_shows_is_waited_for() -> None:
    """Playwright's `expect` waits; `is_visible()` is asked once, and on a busy machine too early."""
    once = re.compile(r"assert .*\.is_(?:visible|hidden)\(\)|click\(\)\n.*readText")
    paths = (path for folder in ("browser", "outputs") for path in (REPOSITORY / "tests" / folder).rglob("*.py"))
    assert [path.name for path in paths if once.search(path.read_text("utf-8"))] == []


def own_test(name: str) -> str:
    """`site.pages` → `test_site/test_pages.py`; a folder further down keeps its name: `test_a/b/test_c.py`."""
    *folders, module = name.split(".")
    return "/".join([*(f"test_{folder}" for folder in folders[:1]), *folders[1:], f"test_{module}.py"])


# What checks the design examples is tested by wrong versions of their files, below `tests/examples/`.
TESTED_ELSEWHERE = ("verify",)


def test_a_module_has_a_test_file_of_its_own() -> None:
    own = [own_test(name) for name in MODULES if name.partition(".")[0] not in TESTED_ELSEWHERE]
    assert [f"write tests/{test}" for test in own if not (REPOSITORY / "tests" / test).is_file()] == []


def test_only_the_plugin_s_folder_imports_mkdocs() -> None:
    users = {
        name for name, path in MODULES.items() if re.search(r"^\s*(from|import) mkdocs", path.read_text("utf-8"), re.M)
    }
    assert {name.partition(".")[0] for name in users} == {"mkdocs"}


# What asks the file system, or another program, for something.
TOUCHES = re.compile(
    r"\.(read_text|read_bytes|write_text|write_bytes|mkdir|rename|replace\(file|unlink|r?glob|l?stat|is_file|is_dir)\("
    r"|\bos\.walk|\bos\.path\.is|\bshutil\.|\bsubprocess\.|\bcompose\("
)
EDGES = {
    "model.schema": "writes the schemas",
    "reading.whole_file": "writes files in one step",
    "reading.folder": "walks folders, and reads a file's text",
    "reading.marked_settings": "reads mkdocs.yml",
    "reading.wrong_settings": "looks whether what mkdocs.yml names is there",
    "reading.defaults": "reads the words that come with us",
    "adr.new_record.numbering": "writes a new record",
    "adr.new_record.habits": "looks at the records that are there",
    "adr.new_record.record_words": "reads the words of new records",
    "adr.verbs.run_new": "looks which folder of records is meant",
    "publish.decision_records": "reads indexes and folders of records",
    "lock.run": "reads the files that get keys",
    "lock.write": "makes and clears the lock's folders",
    "starter.localized": "reads the project to start from",
    "starter.create": "writes it",
    "pictures.draw": "starts D2",
    "site.content": "reads the content folder",
    "publish.fingerprint": "looks whether files are as they were",
    "publish.build_cache": "keeps what a build has made for the next one",
    "publish.placing.filling": "fills a site in place",
    "publish.placing.place": "swaps the site",
    "publish.cached_checks": "looks which settings there are",
    "publish.placing.scratch": "makes a build's own folder, and clears those of dead builds",
    "publish.configured": "looks for the configuration of each language",
    "publish.sources": "looks for words in mkdocs.yml",
    "publish.tree": "writes the tree",
    "publish.portable": "writes it as a project of its own",
    "reading.raw_settings": "reads mkdocs.yml, to be written again",
    "mkdocs.held_back": "shares listings between builds",
    "mkdocs.builds": "starts builds",
    "mkdocs.bundles": "makes one file of style sheets and one of scripts, in the built site",
    "mkdocs.first_look": "puts one page into the site that a preview shows",
    "mkdocs.searching": "makes MkDocs' search index into ours",
    "mkdocs.beside": "writes twins and `llms.txt` into the built site",
    "mkdocs.policy": "looks at the built pages, and leaves the policy beside them",
    "mkdocs.unchanged_language": "looks which settings there are",
    "mkdocs.language": "reads which configuration another one inherits",
    "mkdocs.plugin": "looks for the configurations to watch",
    "reading.own_files": "looks whether a folder stands beside an example",
    "verify.tools.programs": "looks for programs, and runs them",
    "verify.tools.npm": "installs npm's packages",
    "verify.tools.setup": "takes Node.js, schemas, kubectl and Helm out of packages",
    "verify.example.crds": "reads definitions of custom resources",
    "verify.kubernetes.releases": "reads the schemas of newer releases",
    "verify.example.render": "gives Kustomize and Helm their files",
    "verify.operation.descriptions": "reads what tools say of their verbs and flags",
    "verify.operation.metrics": "reads the lists of exporters' metrics",
    "verify.operation.running": "gives commands their files, and runs them",
    "verify.operation.varieties": "reads what a variety of the platform takes over",
    "verify.servers.running": "starts and ends servers",
    "verify.servers.nginx": "gives nginx and gixy their files",
    "verify.servers.iptables": "gives the driver its rules",
    "verify.servers.iptables_driver": "loads rules",
    "adr.language.words": "reads the table of words",
    "adr.formats.files": "finds and reads records",
    "adr.inputs.settings": "reads what a project says of its records",
    "adr.checking.gather": "looks for a record that another one links",
    "adr.inputs.sources": "reads a catalog, and keeps a site's",
    "adr.inputs.since": "asks git",
    "adr.verbs.context": "looks for the usual folders of records",
    "adr.checking.explain": "reads what there is to say of rules",
    "adr.verbs.run_check": "looks at the files around a record, and mends records",
    "verbs": "looks for mkdocs.yml and for the folder to export to",
}


def test_only_the_edges_touch_files_and_programs() -> None:
    """Between reading and writing, steps are functions of values."""
    touching = [name for name, path in MODULES.items() if TOUCHES.search(path.read_text("utf-8"))]
    assert sorted(touching) == sorted(EDGES)


def test_a_module_opens_with_what_comes_in_and_what_goes_out() -> None:
    """And with what it refuses to do."""
    short = []
    for name, path in MODULES.items():
        docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        opening, _, rest = docstring.partition("\n")
        if not (opening.endswith((".", ",", ":")) or rest) or len(docstring.splitlines()) < 3:
            short.append(name)
    assert short == []


@pytest.mark.parametrize("path", MACROS, ids=lambda path: path.name)
def test_a_macro_file_opens_with_what_it_is_for(path: Path) -> None:
    assert path.read_text("utf-8").startswith("{## ")


def _told_above(lines: list[str], name: str, parameters: str) -> bool:
    """Whether the comment that ends on the last line begins with the macro's call: its parameters, or an example."""
    comment = "\n".join(lines).rpartition("{## ")[2]
    call = re.match(rf"{name}\(([^)]*)\) → ", comment)
    if not call or comment.count("##}") != 1 or not comment.endswith("##}"):
        return False
    return '"' in call[1] or call[1] == re.sub(r"=[^,]*", "", parameters)


@pytest.mark.parametrize("path", MACROS, ids=lambda path: path.name)
def test_every_table_has_a_class(path: Path) -> None:
    """The theme draws those without one in its own way, and by a script."""
    assert re.findall(r"<table(?![^>]*\bclass=)[^>]*>", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", MACROS, ids=lambda path: path.name)
def test_a_macro_has_its_call_and_result_right_above_it(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    bare = []
    for number, line in enumerate(lines):
        match = re.match(r"{%-? macro (\w+)\(([^)]*)\)", line)
        if match and not _told_above(lines[:number], match[1], match[2]):
            bare.append(match[1])
    assert bare == []


# Told by its path: a file of the same name in another folder is another file.
LOOKS = {
    path.relative_to(REPOSITORY).as_posix(): path
    for path in (*MACROS, *sorted(OVERRIDES.rglob("*")))
    if path.suffix in (".css", ".html", ".jinja", ".js", ".xml")
}


@pytest.mark.parametrize("name", LOOKS)
def test_no_line_of_macros_style_sheets_scripts_and_templates_is_over_120(name: str) -> None:
    lines = LOOKS[name].read_text("utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > 120] == []


@pytest.mark.parametrize("name", [name for name in LOOKS if name.endswith(".js")])
def test_no_script_reads_a_text_as_a_pattern_of_what_to_put_in_its_place(name: str) -> None:
    """A name with `$&` in it, put into a word by `replace`, would bring along what it stands for."""
    words_filled = re.findall(
        r"\.replace(?:All)?\((?:\"\{\w+\}\"|`\{\w+\}`),(?! *\()[^\n]*", LOOKS[name].read_text("utf-8")
    )
    assert words_filled == []


@pytest.mark.parametrize("kind", ["css", "js"])
def test_every_page_loads_every_style_sheet_and_script(kind: str) -> None:
    """A file that neither `main.html`, nor a part of it, nor a script lists would change nothing, and nobody would know why."""
    main = (OVERRIDES / "main.html").read_text("utf-8")
    loop = main.partition(f"assets/{kind}/")[0].rpartition("{%- for job in")[2]
    listed = re.findall(r'"(\w+)"', loop.partition("%}")[0]) + re.findall(rf"assets/{kind}/(\w+)\.{kind}'", main)
    for script in (OVERRIDES / "assets" / "js").iterdir():
        listed += re.findall(rf'need\("(\w+)\.{kind}"\)', script.read_text("utf-8"))
    for partial in (OVERRIDES / "partials").iterdir():
        listed += re.findall(rf"assets/{kind}/(\w+)\.{kind}(?=['\" ])", partial.read_text("utf-8"))
    assert sorted(listed) == sorted(path.stem for path in (OVERRIDES / "assets" / kind).iterdir())


def words_of_the_command_line() -> Iterator[str]:
    """Every verb and every option."""
    for action in parser()._actions:
        yield from (option for option in action.option_strings if option.startswith("--") and option != "--help")
        if action.dest == "verb" and action.choices:
            for verb, below in dict(action.choices).items():
                yield f"patternloom {verb}"
                yield from (f"patternloom {verb} {option}" for a in below._actions for option in a.option_strings)


def test_the_docs_name_every_verb_and_option_of_the_command_line() -> None:
    docs = "\n".join((REPOSITORY / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    missing = []
    for words in words_of_the_command_line():
        last = words.split()[-1]
        if last not in ("-h", "--help") and not re.search(
            rf"(?<![\w-]){re.escape(words if words.count(' ') == 1 else last)}(?![\w-])", docs
        ):
            missing.append(words)
    assert missing == []


def test_the_docs_name_every_target_of_make() -> None:
    docs = "\n".join((REPOSITORY / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    targets = re.findall(r"^([a-z-]+):.*## ", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert [target for target in targets if target != "help" and f"make {target}" not in docs] == []


def strings_of_python(text: str) -> Iterator[tuple[int, str]]:
    """Every string of Python code but for docstrings, with its line."""
    tree = ast.parse(text)
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value


def strings_of_text(text: str) -> Iterator[tuple[int, str]]:
    """Everything in quotes, with its line; comments of Jinja, CSS and JavaScript are none of it."""
    bare = re.sub(
        r"{##.*?##}|{#.*?#}|/\*.*?\*/|<!--.*?-->", lambda match: "\n" * match[0].count("\n"), text, flags=re.S
    )
    for number, line in enumerate(bare.split("\n"), 1):
        for match in re.finditer(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`\n]*)`", line):
            yield number, next(group for group in match.groups() if group is not None)


def code_files() -> list[Path]:
    """All code that turns a catalog into a site."""
    found = [path for folder in ("src", "macros", "site_overrides") for path in (REPOSITORY / folder).rglob("*")]
    return sorted(path for path in found if path.suffix in (".py", ".jinja", ".html", ".css", ".js", ".xml"))


def test_no_code_knows_an_id_or_a_language_of_the_catalog(real_catalog: Catalog) -> None:
    """Areas, patterns, technologies, providers, kinds and languages are data: another catalog has others. What checks
    examples knows products and their formats, and nothing else of it."""
    known = (set(real_catalog.entries) | set(real_catalog.settings.languages)) - set(OURS)
    products = {id for id, one in real_catalog.entries.items() if isinstance(one, Technology | Provider)}
    found = []
    for path in code_files():
        allowed = products if path.is_relative_to(SRC / "verify") else set[str]()
        strings = (strings_of_python if path.suffix == ".py" else strings_of_text)(path.read_text("utf-8"))
        place = path.relative_to(REPOSITORY)
        found += [f"{place}:{line}: {text!r}" for line, text in strings if text.strip() in known - allowed]
    assert found == []
