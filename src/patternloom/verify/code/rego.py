"""Rego policies in a real engine: it takes them, and their own tests are true.

In: a case with `rego/*.rego`. Out: findings, and an answer to each question for others. The engine (`regopy`) does not
compile as strictly as OPA: an unknown function is undefined there, not an error.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.tools.programs import run

FOLDER = "rego"
RULE = "rego"
TESTS = "_test.rego"


def ask(files: Mapping[str, str], questions: Sequence[tuple[str, Any]]) -> list[Any]:
    """An answer to each (query, input); None for undefined. RuntimeError where the engine takes the files not."""
    driver = str(Path(__file__).with_name("rego_driver.py"))
    done = run([sys.executable, driver], input=json.dumps({"files": dict(files), "questions": questions}))
    if done.returncode:
        raise RuntimeError(f"status {done.returncode}: {done.stderr[-500:]}")
    answers: list[Any] = json.loads(done.stdout)
    return answers


def own_tests(files: Mapping[str, str]) -> dict[str, str]:
    """The policies' own tests, by their whole names, each with its file."""
    return {
        f"data.{found[1]}.{name}": path
        for path, text in files.items()
        if path.endswith(TESTS) and (found := re.search(r"^package ([\w.]+)", text, re.M))
        for name in re.findall(r"^(test_\w+)", text, re.M)
    }


def failing(files: Mapping[str, str]) -> list[str]:
    """The policies' own tests that are not true."""
    names = [*own_tests(files)]
    answers = ask(files, [(name, None) for name in names])
    return [name for name, answer in zip(names, answers, strict=True) if answer is not True]


def rego_findings(case: Case) -> Iterator[Finding]:
    """What the engine refuses, and tests that fail; silent without policies."""
    files = case.files_in(FOLDER, ".rego", ".json")
    if not any(path.endswith(".rego") for path in files):
        return
    tests = own_tests(files)
    if not tests:
        yield Finding(FOLDER, RULE, f"no tests, expected some in files that end with {TESTS}")
    try:
        wrong = failing(files)
    except RuntimeError as error:
        yield Finding(FOLDER, RULE, f"the engine refuses the files: {' '.join(str(error).split())}")
        return
    for name in wrong:
        yield Finding(tests[name], RULE, f"{name} is not true")
