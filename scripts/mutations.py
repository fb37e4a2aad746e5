"""What may be done to a project's files, for `fuzz`: to their bytes, text, values, and to what they are on the disk.

In: files by path, and chance. Out: other files in their place, and special ones: links, pipes, folders, sparse files.
The same chance gives the same. What comes of it is not looked at here.
"""

# ruff: noqa: E501 - tables of what is put in, as they come
from __future__ import annotations

import copy
import functools
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml

TESTS = Path(__file__).resolve().parent.parent / "tests" / "cases"
KINDS = ("bytes", "text", "structure", "values", "values", "files", "pages")
Files = dict[str, bytes]
Special = tuple[str, str]
"""What a path is to be, and the path."""

WORDS = [
    "", " ", "none", "null", "true", "~", "no", "1.10", "-1", "0x1f", "1e999", ".inf", ".nan", "x", "id", "text", "en", "ja",
    "F1", "S2.1", "N" + "9" * 5000, "9" * 5000, "F" + "1" * 7, "https://example.org/", "javascript:alert(1)", "[[", "[[yeast]]",
    "[[yeast|x]]", "[@primer]", "[@", "*", "**", "`", "](", "\\", "<script>", "{{ x }}", "{% raw %}", "{name}", "{name:>9999999}",
    "{0}", "{", "}", "\x00", "\x1f", "\u202e", "\u2028", "\ufdd0", "\ue000", "\ufffe", "👩‍🍳", "e\u0301" * 50, "א" * 20,
    "x" * 99, "x" * 101, "x" * 100_001, "#" * 5000, " " * 5000, "*" * 2000, "[" * 2000, "[[a]] " * 500, "`" * 3000, "a-" * 40 + "a",
    "2026-01-31", "2026-13-01", "0001-01-01", "9999-12-31", "sourdough", "Sourdough", "yeast", "primer", "fermentation", "oven",
    "baker", "../x", "/etc/passwd", "a/" * 150 + "b", "oven.conf", "discouraged", "files", "managed", "```", "~~~ { .mermaid }",
    "\ud800", "C#", "a|b", "|", "- x", "# x", "> x",
]  # fmt: skip
SIGNS = [
    *" \n\t\r:-[]{}'\"&*!|>%@`#?,.a1蒸\x85\u2028\0\x1b\ufeff\U0001f35e",
    "<<: *a\n",
    "&a ",
    "*a",
    "!!python/object:x ",
    "---\n",
]
YAML = (
    "<<: *a\n", "a: &a [*a]\n", "? [a]\n: b\n", "- - - - -\n", "{" * 60, "[" * 60, "!!binary |\n  x\n", "%YAML 9.9\n---\n",
    "patterns:\n", "languages: [en, ja]\n", "x: 'y\n", "x: |9\n y\n", "\t- x\n", "x: {y: }\n", "x: y # z\n", "...\n---\n",
)  # fmt: skip


def base_files() -> Files:
    """The small catalog with a design example, pages and macros, and the words that those need."""
    files: Files = {}
    for folder, to in (("small", "catalog"), ("oven", "catalog"), ("pages", "")):
        for path in sorted((TESTS / folder).rglob("*")):
            if path.is_file():
                files[f"{to}/{path.relative_to(TESTS / folder).as_posix()}".lstrip("/")] = path.read_bytes()
    return files


def lay_out(root: Path, base: Files, files: Files, special: list[Special]) -> Callable[[], None]:
    """Write the project, or what is other in it; and what mends it again."""
    if not root.exists():
        for name, data in base.items():
            _write(root / name, data)
    for name, data in files.items():
        _write(root / name, data)
    for what, name in special:
        _make(what, root / name)

    def mend() -> None:
        for name in [*files, *(name for _, name in special)]:
            path = root / name
            _remove(path)
            if name in base:
                _write(path, base[name])

    return mend


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.chmod(0o755)
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _make(what: str, path: Path) -> None:
    _remove(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    match what:
        case "missing":
            pass
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "link to nowhere":
            path.symlink_to("nowhere")
        case "link to itself":
            path.symlink_to(path.name)
        case "link to a device":
            path.symlink_to("/dev/zero")
        case "link out":
            path.symlink_to("/etc")
        case "socket":
            os.mknod(path, stat.S_IFSOCK | 0o600)
        case "unreadable":
            path.write_bytes(b"x: y\n")
            path.chmod(0)
        case "large":
            path.touch()
            os.truncate(path, 30_000_000)
        case _:
            raise ValueError(what)


SPECIAL = (
    "missing", "folder", "pipe", "link to nowhere", "link to itself", "link to a device", "link out", "socket", "unreadable",
    "large",
)  # fmt: skip
NEW_NAMES = (
    "catalog/new.yaml", "catalog/new.yml", "catalog/.x.yaml", "catalog/examples/oven/files/new", "catalog/files/x",
    "catalog/strings/fr.yaml", "catalog/strings/en/x.yaml", "catalog/examples/oven/files/a\nb", "catalog/a\udcffb.yaml",
    "catalog/examples/oven/files/\udcff", "catalog/examples/oven/files/" + "n" * 240, "content/new.md", "content/[area].md",
    "content/a.fr.md", "macros/new.jinja", "catalog/evidence.json", "catalog/examples/oven/files/deep/" + "d/" * 200 + "f",
)  # fmt: skip


def mutated(base: Files, kind: str, chance: Random) -> tuple[Files, list[Special]]:
    """Files in place of others, and special ones."""
    catalog = [name for name in base if name.startswith("catalog/")]
    pages = [name for name in base if not name.startswith("catalog/")]
    match kind:
        case "files":
            names = chance.choices([*base, *NEW_NAMES], k=chance.randint(1, 2))
            found = [(chance.choice(SPECIAL), name) for name in dict.fromkeys(names)]
            found = [(what, name) for what, name in found if what != "socket" or hasattr(os, "mknod")]
            more = {
                name: chance.choice(list(base.values())) for name in chance.choices(NEW_NAMES, k=chance.randint(0, 1))
            }
            return {name: data for name, data in more.items() if name not in dict(found).values()}, found
        case "values":
            return _values(base, [name for name in catalog if name.endswith((".yaml", ".json"))], chance), []
        case "pages":
            name = chance.choice(pages)
            return {name: _text(base[name], chance)}, []
        case _:
            name = chance.choice(catalog)
            change = {"bytes": _bytes, "text": _text, "structure": _structure}[kind]
            return {name: change(base[name], chance)}, []


def _bytes(data: bytes, chance: Random) -> bytes:
    raw = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        at = chance.randint(0, len(raw))
        raw[at : at + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4))
    start = chance.choice([b"", b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b"\x1f\x8b"])
    return start + bytes(raw)


def _text(data: bytes, chance: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.randint(0, 40))
        lines = text.splitlines(keepends=True) or [""]
        number = chance.randrange(len(lines))
        match chance.randrange(8):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:start] + "".join(chance.choices(SIGNS, k=chance.randint(1, 6))) + text[start:]
            case 2:
                text = text[:end] + text[start:end] * chance.choice([1, 2, 50]) + text[end:]
            case 3:
                lines[number] = chance.choice([" ", "  ", "\t", "- ", "? ", "# ", "    "]) + lines[number]
                text = "".join(lines)
            case 4:
                lines.insert(number, lines[chance.randrange(len(lines))])
                text = "".join(lines)
            case 5:
                text = text[:start] + chance.choice(WORDS) + text[end:]
            case 6:
                text = text.replace("\n", chance.choice(["\r\n", "\r", "\n\n", "\x85", "\u2028"]))
            case _:
                text = text[:start]
    return text.encode("utf-8", "surrogatepass")


def _structure(data: bytes, chance: Random) -> bytes:
    lines = data.decode("utf-8", "replace").splitlines(keepends=True) or [""]
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines) + 1)
        indent = " " * chance.choice([0, 0, 2, 4, 6])
        lines.insert(at, indent + chance.choice(YAML))
    if chance.random() < 0.2:
        lines.insert(0, "\ufeff")
    return "".join(lines).encode()


@functools.cache
def _parsed(data: bytes) -> Any:
    return yaml.load(data, getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # some ten times as quick


class _Plain(yaml.SafeDumper):
    """One value in two places is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _ways(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield (*here, step)
        yield from _ways(inner, (*here, step))


def _at(root: Any, way: tuple[Any, ...]) -> Any:
    for step in way:
        root = root[step]
    return root


def _values(base: Files, names: list[str], chance: Random) -> Files:
    files = {}
    for name in dict.fromkeys(chance.choices(names, k=chance.randint(1, 2))):
        root = copy.deepcopy(_parsed(base[name]))
        for _ in range(chance.choice([1, 1, 2, 4])):
            if ways := list(_ways(root)):
                _change(root, chance.choice(ways), ways, chance)
        if name.endswith(".json"):
            files[name] = json.dumps(root).encode()
        else:
            text = yaml.dump(root, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)
            files[name] = text.encode("utf-8", "surrogatepass")
    return files


def _change(root: Any, way: tuple[Any, ...], ways: list[tuple[Any, ...]], chance: Random) -> None:
    *above, step = way
    parent = _at(root, tuple(above))
    value = parent[step]
    match chance.randrange(9):
        case 0:
            del parent[step]
        case 1 if isinstance(parent, list):
            parent[step:step] = [copy.deepcopy(value) for _ in range(chance.choice([1, 2, 30, 300]))]
        case 2 if isinstance(parent, dict):
            parent[chance.choice(WORDS)[:2000]] = parent.pop(step)
        case 3:
            parent[step] = [value] if chance.random() < 0.5 else {"en": value}
        case 4:
            for _ in range(chance.choice([5, 30, 45])):
                value = [value] if chance.random() < 0.5 else {"en": value}
            parent[step] = value
        case 5:
            parent[step] = copy.deepcopy(_at(root, chance.choice(ways)))
        case 6 if isinstance(value, str):
            cut = chance.randint(0, len(value))
            parent[step] = value[:cut] + chance.choice(WORDS) + value[cut + chance.randint(0, 3) :]
        case 7:
            parent[step] = [] if chance.random() < 0.5 else {}
        case _:
            parent[step] = chance.choice(WORDS)
