"""Measure what the README promises: prints a table of figures beside their bars.

    python benchmarks/run.py                    all of it; most of it, half an hour, are the builds of 600 pages
    python benchmarks/run.py load serve         only these
    python benchmarks/run.py --runs 9 --json FILE
    python benchmarks/run.py check --against COMMIT     against an earlier commit too, each with its own catalog

Everything happens in a temporary folder. A missed bar is no failure, as a busy machine misses it too (look at the
spread, and at the processor times), but for two: in `growth`, a step that takes much more than twice as long for twice
as much is wrong anywhere, and so is a first visit that weighs more than its bar, which no busy machine makes heavier:
the exit status is 1. So it is where a command that is measured fails.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import tools as disk
from earlier import check_out, python_with, with_catalog_of
from growth import growth
from growth_cases import CASES
from measure import Command, Figure, Run, in_turn, ratios
from projects import (
    ONE_LANGUAGE,
    REPOSITORY,
    contents,
    empty_site,
    large_area,
    our_build,
    plain_build,
    real_project,
    same_pages,
    synthetic_project,
    whole_build,
    without_examples,
)
from reader import WIDTHS, addresses, browser, served, visit
from records import write_records
from serving import edit_catalog, edit_content, server, settle
from sizes import first_search, first_visit, whole_visits
from synthetic import Shape, write_catalog

HERE = Path(__file__).parent
OF_GROWTH = {f"growth: {name}" for name in CASES}
LANGUAGES = ("en", "ja")
VISIT = "gzip -9: first visit of "


def share(folder: Path, runs: int) -> Iterator[Figure]:
    """Load and render as a share of the build."""
    real_project(folder)
    build = (sys.executable, str(HERE / "build_timed.py"), "build", "-q")
    commands = {
        "a build of one language": Command((*build, "-d", "site-one"), folder, ONE_LANGUAGE, afresh=True),
        "the whole build": Command(build, folder, afresh=True),
    }
    for name, done in in_turn(runs, commands).items():
        times = [json.loads(run.output.splitlines()[-1]) for run in done]
        own, whole = ({kind: [time[of][kind] for time in times] for kind in times[0][of]} for of in ("own", "whole"))
        of_processor = _middle([100 * a / b for a, b in zip(own["processor"], whole["processor"], strict=True)])
        note = (
            f"{_middle(own['clock']):.2f} s of {_middle(whole['clock']):.2f} s; by processor time {of_processor:.1f}%"
        )
        samples = [100 * a / b for a, b in zip(own["clock"], whole["clock"], strict=True)]
        yield Figure(f"load + render, share of {name}", "%", samples, 10, note)


def machines(folder: Path, runs: int) -> Iterator[Figure]:
    """Pins, permalinks, machine data and the lock: the whole build against one without all of these."""
    real_project(folder)
    bare = Command((sys.executable, str(HERE / "build_without.py"), "build", "-q"), folder, afresh=True)
    done = in_turn(runs, {"all": whole_build(folder), "without": bare})
    name = "the whole build against one without pins, permalinks, data for machines and lock"
    yield ratios(name, done["all"], done["without"], 1.10)


def plain(folder: Path, runs: int) -> Iterator[Figure]:
    """Our build of one language against mkdocs + Material on the exported tree."""
    yield _against_plain(real_project(folder), runs)


def plain_120(folder: Path, runs: int) -> Iterator[Figure]:
    """The same with 120 pages."""
    yield _against_plain(synthetic_project(folder, 120), runs)


def plain_600(folder: Path, runs: int) -> Iterator[Figure]:
    """The same with 600 pages."""
    yield _against_plain(synthetic_project(folder, 600), runs)


def _against_plain(folder: Path, runs: int) -> Figure:
    our_build(folder).run()  # puts mermaid where the exported tree takes it from
    done = in_turn(runs, {"with our plugin": our_build(folder), "plain": plain_build(folder)})
    pages = same_pages(folder)
    return ratios(f"one language against plain mkdocs, {pages} pages", done["with our plugin"], done["plain"], 1.10)


def languages(folder: Path, runs: int) -> Iterator[Figure]:
    """Both languages against one."""
    real_project(folder)
    done = in_turn(runs, {"one language": our_build(folder), "both": whole_build(folder)})
    yield ratios("both languages against one", done["both"], done["one language"], 1.25)


def second(folder: Path, runs: int) -> Iterator[Figure]:
    """A whole build with nothing changed against one that has nothing of an earlier build."""
    real_project(folder)
    whole_build(folder).run()  # so that both take away a site
    first, again = whole_build(folder), whole_build(folder, afresh=False)
    done: dict[str, list[Run]] = {"first": [], "second": []}
    for number in range(runs):
        print(f"    pair {number + 1}/{runs}", file=sys.stderr, flush=True)
        done["first"].append(first.run())
        before = contents(folder / "site")
        done["second"].append(again.run())
        if contents(folder / "site") != before:
            sys.exit("a build with nothing changed gives other bytes: its time says nothing")
    yield ratios("second whole build with nothing changed against the first", done["second"], done["first"], 0.5)


def examples(folder: Path, runs: int) -> Iterator[Figure]:
    """The whole build with all design examples against the build without them."""
    for name, make in (("with", real_project), ("without", without_examples)):
        (folder / name).mkdir()
        make(folder / name)
    done = in_turn(runs, {name: whole_build(folder / name) for name in ("with", "without")})
    yield ratios("build with design examples against without", done["with"], done["without"], 1.25)


def load(folder: Path, runs: int) -> Iterator[Figure]:
    """Load and check of 10,000 patterns, and of 1,000."""
    commands = {}
    for shape in (Shape(areas=2, groups=50, patterns=10), Shape(areas=20, groups=50, patterns=10)):
        catalog = folder / str(shape.total)
        write_catalog(catalog, shape)
        shutil.copytree(REPOSITORY / "catalog" / "strings", catalog / "strings")
        commands[f"{shape.total:,} patterns"] = Command(
            (sys.executable, str(HERE / "load_once.py"), str(catalog)), folder
        )
    done = in_turn(runs, commands)
    few, many = ([json.loads(run.output) for run in done[name]] for name in commands)
    size = sum(path.stat().st_size for path in catalog.rglob("*.yaml")) / 1e6
    processor = _cpu(done[list(commands)[-1]])
    note = f"{size:.1f} MB of YAML, {many[0]['entries']:,} entries; {processor:.1f} s of processor, start-up included"
    yield Figure("load of 10,000 patterns", "s", [run["seconds"] for run in many], 8, note)
    yield Figure("its peak memory", "MiB", [run["peak"] for run in many], 600)
    samples = [a["seconds"] / b["seconds"] / 10 for a, b in zip(many, few, strict=True)]
    note = f"1,000 take {_middle([run['seconds'] for run in few]):.2f} s"
    yield Figure("time a pattern, 10,000 against 1,000", "×", samples, 1.2, note)


def check(folder: Path, runs: int) -> Iterator[Figure]:
    """`patternloom check` on the real catalog."""
    real_project(folder)
    command = (sys.executable, "-m", "patternloom", "check")
    edited = folder / "catalog" / "catalog.yaml"
    commands = {
        "the first check": Command(command, folder, afresh=True),
        "a check after an edit": Command(command, folder, edited=edited),
        "a check with nothing changed": Command(command, folder),
    }
    for name, done in in_turn(runs, commands).items():
        yield Figure(
            f"patternloom: {name}, start-up included", "s", _seconds(done), 2, f"{_cpu(done):.2f} s of processor"
        )


def against(commit: str, folder: Path, runs: int) -> Iterator[Figure]:
    """`patternloom check` and the whole build against an earlier commit: of its catalog, and each of its own."""
    old = folder / "old"
    check_out(commit, old)
    python = python_with(old, folder / "python")
    for name, make in (("same", partial(with_catalog_of, old)), ("own", real_project)):
        (new := folder / name).mkdir()
        make(new)
        yield from _against(python, old, new, runs, f"{commit[:7]}, {name} catalog")


def _against(python: str, old: Path, new: Path, runs: int, what: str) -> Iterator[Figure]:
    pythons = {"before": (python, old), "now": (sys.executable, new)}
    for name, bar, *arguments in (("check", 1.3, "patternloom", "check"), ("build", 1.05, "mkdocs", "build", "-q")):
        commands = {
            when: Command((starter, "-m", *arguments), place, afresh=True, edited=place / "catalog" / "catalog.yaml")
            for when, (starter, place) in pythons.items()
        }
        done = in_turn(runs, commands)
        yield ratios(f"{name} against {what}", done["now"], done["before"], bar)


def serve(folder: Path, runs: int) -> Iterator[Figure]:
    """A saved edit until the page that is looked at is there, against a whole build."""
    yield from _served(real_project(folder), runs, 0.25, "")


def serve_600(folder: Path, runs: int) -> Iterator[Figure]:
    """The same with 600 pages."""
    yield from _served(synthetic_project(folder, 600), runs, 0.15, ", 600 pages")


def _served(folder: Path, runs: int, bar: float, more: str) -> Iterator[Figure]:
    apart = folder / "apart"
    shutil.copytree(folder, apart)
    edits = {"catalog": edit_catalog, "content": edit_content} if not more else {"catalog": edit_catalog}
    saved: dict[str, list[Run]] = {name: [] for name in edits}
    whole: list[Run] = []
    with server(folder) as preview:
        for number in range(runs + 1):
            for name, edit in edits.items():
                seconds = edit(folder, preview, number)
                print(f"    edit {number}/{runs} of {name}: {seconds:.2f} s", file=sys.stderr, flush=True)
                settle(folder)
                if number:
                    saved[name].append(Run(seconds, seconds, ""))
            # Beside a server that waits, and in the same minute.
            if number:
                whole.append(whole_build(apart).run())
    for name, samples in saved.items():
        ratio = [a.seconds / b.seconds for a, b in zip(samples, whole, strict=True)]
        note = f"{_middle(_seconds(samples)):.2f} s against {_middle(_seconds(whole)):.2f} s"
        yield Figure(
            f"serve: an edit of {name} until the page shows it, against a whole build{more}", "×", ratio, bar, note
        )


def size(folder: Path, runs: int) -> Iterator[Figure]:
    """What a first visit fetches."""
    real_project(folder)
    whole_build(folder).run()
    for name, count, bar in whole_visits(folder / "site", LANGUAGES):
        yield Figure(f"{VISIT}{name}", "kB", [count / 1000], bar)
    (made_up := folder / "made-up").mkdir()
    whole_build(large_area(made_up)).run()
    for name, count, bar in whole_visits(made_up / "site", LANGUAGES):
        yield Figure(f"{VISIT}{name}, of 60 made-up patterns", "kB", [count / 1000], bar)
    for language, count, bar in first_search(folder / "site", LANGUAGES):
        yield Figure(f"gzip -9: a first search, {language}", "kB", [count / 1000], bar)
    for name, count in first_visit(folder / "site", LANGUAGES):
        yield Figure(f"gzip -9: {name}", "kB", [count / 1000])


def reader(folder: Path, runs: int) -> Iterator[Figure]:
    """What a browser does with every page, and with the heaviest beside an empty page of the same theme."""
    real_project(folder)
    whole_build(folder).run()
    site, empty = folder / "site", empty_site(folder / "empty")
    with browser() as chromium, served(site) as ours, served(empty) as theirs:
        pages = [(page, width) for page in addresses(site) for width in WIDTHS]
        shifts = {(page, width): visit(chromium, ours + page, width)[0] for page, width in pages}
        worst = max(shifts, key=shifts.__getitem__)
        note = f"the worst of {len(pages)} visits, of /{worst[0]} at {worst[1]} px"
        yield Figure("layout shift (CLS)", "", [shifts[worst]], 0.005, note)
        heaviest = max(addresses(site), key=lambda page: (site / page / "index.html").stat().st_size)
        for acts, name in ((False, "before a reader acts"), (True, "with what a first act fetches")):
            visited = partial(visit, chromium, width=WIDTHS[-1], acts=acts)
            both = [[visited(at)[1] for at in (ours + heaviest, theirs)] for _ in range(runs)]
            own, other = (_middle(times) for times in zip(*both, strict=True))
            note = f"{own:.2f} s on /{heaviest} against {other:.2f} s"
            samples = [pair[0] / pair[1] for pair in both]
            yield Figure(f"scripts' time against an empty page, {name}", "×", samples, 1.5, note)


def tools(folder: Path, runs: int) -> Iterator[Figure]:
    """What the checks of the design examples need on disk."""
    parts = sorted(disk.tools(REPOSITORY), key=lambda part: -part[1])
    large = ", ".join(f"{name} {size:.0f}" for name, size in parts if size >= 10)
    yield Figure("tools of the design examples' checks", "MB", [sum(size for _, size in parts)], 1200, large)


def adr(folder: Path, runs: int) -> Iterator[Figure]:
    """`patternloom adr check` against parsing the same records, and ten times as many."""
    few, many = folder / "few", folder / "many"
    write_records(few, 1_000)
    write_records(many, 10_000)
    checking = (sys.executable, "-m", "patternloom", "adr", "check")
    commands = {
        "parsing": Command((sys.executable, "parse.py"), few),
        "checking": Command(checking, few),
        "checking 10,000": Command(checking, many),
    }
    done = in_turn(runs, commands)
    yield ratios("adr check, 1,000 records, against markdown-it-py", done["checking"], done["parsing"], 2)
    yield ratios("adr check, 10,000 records against 1,000", done["checking 10,000"], done["checking"], 11)


def version(folder: Path, runs: int) -> Iterator[Figure]:
    """`patternloom --version` against what finds a version."""
    script = shutil.which("patternloom", path=str(Path(sys.executable).parent)) or "patternloom"
    commands = {
        "importing": Command((sys.executable, "-c", "import importlib.metadata"), folder),
        "telling": Command((script, "--version"), folder),
    }
    done = in_turn(4 * runs, commands)
    yield ratios("patternloom --version against importing importlib.metadata", done["telling"], done["importing"], 1.5)


BENCHMARKS: dict[str, Callable[[Path, int], Iterator[Figure]]] = {
    "load": load,
    "check": check,
    "share": share,
    "machines": machines,
    "languages": languages,
    "second": second,
    "examples": examples,
    "plain": plain,
    "plain-120": plain_120,
    "plain-600": plain_600,
    "serve": serve,
    "serve-600": serve_600,
    "adr": adr,
    "version": version,
    "growth": growth,
    "size": size,
    "reader": reader,
    "tools": tools,
}


def _middle(values: Sequence[float]) -> float:
    return Figure("", "", values).value


def _seconds(runs: Sequence[Run]) -> list[float]:
    return [run.seconds for run in runs]


def _cpu(runs: Sequence[Run]) -> float:
    return _middle([run.cpu for run in runs])


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(figures: Sequence[Figure]) -> str:
    """The report, a line a figure."""
    head = ("figure", "median", "quartiles", "bar", "", "")
    rows = [head]
    for figure in figures:
        spread = "–".join(map(_number, figure.quartiles)) if len(figure.samples) > 1 else ""
        bar = "" if figure.bar is None else f"≤ {figure.bar:g} {figure.unit}"
        rows.append((figure.name, f"{_number(figure.value)} {figure.unit}", spread, bar, figure.verdict, figure.note))
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def as_json(figures: Sequence[Figure], machine: str) -> str:
    """The report for a program, every sample in it."""
    rows = [
        {
            "figure": figure.name,
            "unit": figure.unit,
            "median": figure.value,
            "samples": list(figure.samples),
            "bar": figure.bar,
            "verdict": figure.verdict,
            "note": figure.note,
        }
        for figure in figures
    ]
    return json.dumps({"machine": machine, "figures": rows}, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Run what was asked for."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that temporary folders go, whoever ends it
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(BENCHMARKS)}")
    parser.add_argument("--runs", type=int, default=9, help="counted runs of each command (9)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too, every run in them")
    parser.add_argument("--against", metavar="COMMIT", help="measure checking and building against this commit too")
    options = parser.parse_args()
    if unknown := sorted(set(options.names) - set(BENCHMARKS)):
        parser.error(f"unknown: {', '.join(unknown)}; expected some of {', '.join(BENCHMARKS)}")
    if options.runs < 1:
        parser.error("--runs: expected 1 or more")
    busy = f"load average {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors, {options.runs} runs, {busy}"
    figures: list[Figure] = []
    chosen = {name: measure for name, measure in BENCHMARKS.items() if not options.names or name in options.names}
    if options.against:
        chosen["against"] = partial(against, options.against)
    for name, measure in chosen.items():
        told = against if name == "against" else measure
        print(f"{name}: {(told.__doc__ or '').split(chr(10))[0]}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="patternloom-bench-") as folder:
            found = list(measure(Path(folder).resolve(), options.runs))
        figures += found
        print("\n".join(f"  {line}" for line in table(found).splitlines()[1:]), file=sys.stderr, flush=True)
        if options.json:
            options.json.write_text(as_json(figures, machine), "utf-8")
    print(f"\n{table(figures)}\n\n{machine}")
    if too_fast := [figure.name for figure in figures if figure.name in OF_GROWTH and figure.verdict == "missed"]:
        sys.exit(f"grows faster than its input: {', '.join(too_fast)}")
    if too_heavy := [figure.name for figure in figures if figure.name.startswith(VISIT) and figure.verdict == "missed"]:
        sys.exit(f"heavier than its bar: {', '.join(too_heavy)}")


if __name__ == "__main__":
    main()
