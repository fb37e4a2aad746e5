"""Kubernetes YAML is read strictly where Kubernetes' own reader is lax."""

from __future__ import annotations

import pytest
import yaml
from projects import REPOSITORY

from patternloom.problems import limits
from patternloom.verify.example.manifests import DatesAsText, read_documents

HEAD = "kind: ConfigMap\nmetadata: {name: a}\n"


def test_documents_know_their_names_and_lines() -> None:
    """What stands in another form than the schemas say has no name."""
    read, problems = read_documents(
        "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: b, labels: {c: d}, annotations: {e: f}}\n"
        "spec: {replicas: 1}\n---\nkind: Namespace\nmetadata: x\nspec: []\n---\n",
        "a.yaml",
    )
    first, second = read
    assert [first.id, first.line, first.version, first.group, first.name, first.spec, first.labels, first.annotations] == [
        "Deployment/b/a", 2, "apps/v1", "apps", "a", {"replicas": 1}, {"c": "d"}, {"e": "f"}
    ]  # fmt: skip
    assert ((second.id, second.line, second.version, second.group, second.spec), problems) == (
        ("Namespace//", 7, "", "", {}),
        (),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + "kind: Secret\n", ["line 3: duplicate key 'kind'"]),
        (HEAD + "data: {a: yes}\n", ["line 3: a plain 'yes' is text to some readers and a truth value to others"]),
        (HEAD + "data: {on: a}\n", [
            "line 3: the key 'on' is no text, expected quotes",
            "line 3: a plain 'on' is text to some readers and a truth value to others",
        ]),
        (HEAD + "data: {a: &x b, c: *x}\n", ["line 3: an alias, expected the value itself"]),
        (HEAD + "data:\n", ["line 3: no value, expected one, or no field"]),
        (HEAD + "data: [a, ]\nmore: [~]\n", ["line 4: no value, expected one, or no field"]),
        (HEAD + "data: &a [*a]\n", [
            "line 3: an alias, expected the value itself",
            "no YAML: line 3: an alias to what it stands in",
        ]),
        (HEAD + "{{ a }}: b\n", ["line 3: a key that is no text, expected quotes", "no YAML: while constructing"]),
        ("metadata: {name: a}\n", ["line 1: no object with a kind"]),
        ("kind: List\nitems: []\n", ["line 1: a List, expected its items as documents of their own"]),
        (HEAD + "---\n" + HEAD, ["ConfigMap//a stands here twice"]),
        (HEAD + "data: {date: 2026-01-02}\n", []),
    ],
)  # fmt: skip
def test_what_readers_take_differently_is_told(text: str, told: list[str]) -> None:
    """With its line."""
    problems = read_documents(text, "a.yaml")[1]
    assert [one[: len(start)] for one, start in zip(problems, told, strict=True)] == told


def test_objects_nested_too_deeply_are_refused_with_the_number() -> None:
    read, problems = read_documents("a: " + "[" * (limits.MANIFEST_LEVELS + 1), "a.yaml")
    assert (read, problems) == ((), ("no YAML: nested deeper than 100 levels, expected less",))


def test_a_few_lines_that_stand_for_more_than_can_be_looked_at_are_no_objects() -> None:
    """Each alias tells its line; what they would make of ten lines, a thousand million values, nobody looks at."""
    lines = ["kind: A", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    read, problems = read_documents("\n".join(lines), "a.yaml")
    assert (read, problems[0]) == ((), "line 3: an alias, expected the value itself")


MERGED = "\n".join(
    ["a0: &a0 {k: v}", *(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 30)}]}}" for n in range(1, 9))]
)
"""Keys that take one another over: six hundred thousand million pairs, by nine lines."""


def test_what_keys_take_over_is_never_put_together() -> None:
    read, problems = read_documents(f"kind: A\n{MERGED}", "a.yaml")
    assert (read, problems[0]) == ((), "line 3: an alias, expected the value itself")


def test_a_plain_loader_of_an_example_refuses_aliases() -> None:
    with pytest.raises(yaml.YAMLError, match="line 2: an alias, expected the value itself"):
        yaml.load(MERGED, Loader=DatesAsText)


def test_what_is_no_data_of_ours_is_read_by_no_other_loader() -> None:
    source = REPOSITORY / "src/patternloom/verify"
    read = {line.strip() for path in source.rglob("*.py") for line in path.read_text("utf-8").splitlines()}
    plain = [line for line in sorted(read) if "safe_load" in line]
    assert [line for line in plain if "DATA /" not in line and "CHANGES." not in line] == []


def test_a_number_of_too_many_digits_is_no_yaml() -> None:
    read, problems = read_documents("kind: A\na: " + "9" * 5000, "a.yaml")
    assert read == ()
    assert problems[0].startswith("no YAML: Exceeds the limit")
