"""Tries mutants in forks of one process that has collected the tests: neither starting nor collecting is paid again.

In: names of mutants, and files of tests below `mutants/`. Out: for each mutant an exit status as mutmut has it, as soon
as it is known; and `mutants/tests.json`: which lines each test runs, and how long it computes.

Each test is run alone, once, to see what it runs: what a test before it has left in memory could hide that. Then for
each mutant those run that run the statement it changes, until one fails.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from mutant_forks import Work, in_forks, limit
from mutant_lines import changed_lines, hash_of
from mutant_swap import prepare, record, swap, take_over
from mutmut.configuration import config
from mutmut.utils.file_utils import setup_source_paths

NO_TESTS = 33
"""What mutmut writes where no test runs a function."""
OPTIONS = ("--rootdir=.", "--capture=sys", "--assert=plain", "--tb=native")
"""Nobody reads why a test fails on a mutant, and to tell it takes longer than to fail."""
KNOWN = Path("tests.json")
RUN = "functions.json"


@dataclass(frozen=True, slots=True, order=True)
class Watched:
    """How long a test computes, and what it runs: nothing where it fails on the program as it is."""

    seconds: float
    nodeid: str
    functions: dict[str, tuple[str, list[int]]] = field(compare=False)
    """For each function what it is known by, and the lines that the test runs of it."""

    def runs(self, function: str, lines: range | None) -> bool:
        """Whether it may run these of a function, as far as is known: it may have changed."""
        known, run = self.functions[function]
        return lines is None or known != hash_of(function) or any(line in lines for line in run)


Known = dict[str, list[Watched]]
"""Tests by the file that they stand in: its path and a hash of it."""


@dataclass(eq=False)
class Trials:
    """A plugin of pytest that tries mutants in place of running the tests that were collected."""

    mutants: dict[str, str]
    """Which tests may notice each: what their ids begin with."""
    most: float
    """So many seconds of tests run for one mutant at most."""
    tell: Callable[[str, int], None]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """See what each test runs, then try each mutant."""
        if session.testsfailed:
            raise session.Failed("not all tests could be collected")
        warm_up()
        known = learn(session.items)
        items = {item.nodeid: item for item in session.items}
        running: dict[str, list[Watched]] = defaultdict(list)
        for test in sorted(test for name in {named(item) for item in session.items} for test in known[name]):
            for function in test.functions if test.nodeid in items else ():
                running[function].append(test)
        for done in in_forks(self.trials(items, running)):
            self.tell(done.name, done.status)
        return True

    def trials(self, items: dict[str, pytest.Item], running: dict[str, list[Watched]]) -> Iterator[tuple[str, Work]]:
        """What there is to do for each mutant."""
        for mutant, place in self.mutants.items():
            function = mutant.partition("__mutmut_")[0]
            lines = changed_lines(mutant)
            tests = [one for one in running[function] if one.nodeid.startswith(place) and one.runs(function, lines)]
            tests = likely_first(tests, function, lines.start if lines else 0)
            while len(tests) > 1 and sum(one.seconds for one in tests) > self.most:
                tests.pop()
            if tests:
                yield mutant, partial(self.attempt, mutant, [(items[one.nodeid], one.seconds) for one in tests])
            else:
                self.tell(mutant, NO_TESTS)

    def attempt(self, mutant: str, tests: list[tuple[pytest.Item, float]], _: Path) -> None:
        """Run these tests on a mutant, and none much longer than it takes on the program as it is."""
        swap(mutant)
        for (test, seconds), after in zip(tests, [*(test for test, _ in tests[1:]), None], strict=True):
            limit(2 + 5 * seconds)
            test.add_marker(pytest.mark.timeout(30 + 50 * seconds))  # by the clock, as it may wait for ever
            test.ihook.pytest_runtest_protocol(item=test, nextitem=after)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One test that fails is enough: the fork ends."""
        if report.failed:
            os._exit(1)


def likely_first(tests: list[Watched], function: str, line: int) -> list[Watched]:
    """First those that are quick and run, near this line, what few others do: the words of a mistake below an `if`."""
    others = Counter(one for test in tests for one in test.functions[function][1])

    def promise(test: Watched) -> float:
        return sum(1 / (others[one] * (1 + abs(one - line))) for one in test.functions[function][1]) / test.seconds

    return sorted(tests, key=promise, reverse=True)


def warm_up() -> None:
    """Build what no mutant is in and what each fork would build anew, in half of its time: the forms of entries."""
    parse, kinds = (importlib.import_module(f"patternloom.{name}") for name in ("catalog.parse", "model.kinds"))
    for form in (parse.Settings, *(kind.type for kind in kinds.KINDS)):
        parse._adapter(form).rebuild()
    prepare()
    gc.collect()
    gc.freeze()


def watch(test: pytest.Item, folder: Path) -> None:
    """Run a test on the program as it is, and write down what it runs."""
    called = record()
    test.ihook.pytest_runtest_protocol(item=test, nextitem=None)
    told = {function: (hash_of(function), sorted(lines)) for function, lines in called.items()}
    (folder / RUN).write_text(json.dumps(told), "utf-8")


def named(item: pytest.Item) -> str:
    """The file of a test and a hash of it: once it has changed, nothing is known of its tests."""
    digest = hashlib.sha256(item.path.read_bytes()).hexdigest()[:16]
    return f"{item.nodeid.partition('::')[0]}#{digest}"


def learn(items: list[pytest.Item]) -> Known:
    """See what each test runs where its file is not known yet, and remember it."""
    found = json.loads(KNOWN.read_text("utf-8")) if KNOWN.is_file() else {}
    new: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if (name := named(item)) not in found:
            new[name].append(item)
    changed = {name.partition("#")[0] for name in new}
    found = {name: tests for name, tests in found.items() if name.partition("#")[0] not in changed}
    for name, tests in new.items():
        found[name] = []
        for done in in_forks((test.nodeid, partial(watch, test)) for test in tests):
            if done.status:
                print(f"left out, as it fails below mutants/: {done.name}", file=sys.__stderr__, flush=True)
            functions = {} if done.status else json.loads((done.folder / RUN).read_text("utf-8"))
            found[name].append((done.seconds, done.name, functions))
        KNOWN.write_text(json.dumps(found), "utf-8")
    return {
        name: [Watched(seconds, nodeid, functions) for seconds, nodeid, functions in tests]
        for name, tests in found.items()
    }


def try_mutants(mutants: dict[str, str], tests: list[str], most: float, tell: Callable[[str, int], None]) -> None:
    """Try these by these files or folders of tests; what comes of each is told as it comes.

    A process of its own does it, as it can try others only once it has loaded the modules anew.
    """
    if pid := os.fork():
        _, status = os.waitpid(pid, 0)
        if status:
            raise SystemExit("the tests could not be run on the mutants")
        return
    status = 1
    try:
        setup_source_paths()
        os.chdir("mutants")
        take_over()
        arguments = [*OPTIONS, *config().pytest_add_cli_args, *tests]
        status = pytest.main(arguments, plugins=[Trials(mutants, most, tell)])
    finally:
        sys.stdout.flush()
        os._exit(status)
