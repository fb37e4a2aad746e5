"""Every expectation of the corpus holds, and nothing is found that none of them tells."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from projects import REPOSITORY, quick_yaml
from record_files import chosen_letters
from record_files import record as record_of

from patternloom.adr.checking.check import Check
from patternloom.adr.checking.findings import Finding
from patternloom.adr.checking.gather import Gathered
from patternloom.adr.formats.document import Link
from patternloom.adr.inputs.addresses import Site, site_of
from patternloom.adr.inputs.reference import Reference
from patternloom.adr.language.sentences import chosen_links
from patternloom.adr.language.words import words
from patternloom.adr.record.record import Record
from patternloom.wire.read import read_catalog

CORPUS = REPOSITORY / "tests" / "adr_corpus"
EXPECTED = {
    path.name.removesuffix(".expected.yaml"): quick_yaml(path.read_text("utf-8"))
    for path in sorted(CORPUS.glob("repos/*.expected.yaml"))
}
RECORDS = [(repo, name) for repo, expected in EXPECTED.items() for name in expected["records"]]


def settings_of(repo: str) -> dict[str, Any]:
    return tomllib.loads((CORPUS / "repos" / repo / ".patternloom.toml").read_text("utf-8"))


@cache
def reference(name: str) -> Reference:
    return Reference(read_catalog((CORPUS / name).read_text("utf-8"), name))


def reference_of(repo: str) -> Reference:
    """What the repository's records are held against: the invented catalog unless it names a copy of the real one."""
    return reference(Path(settings_of(repo).get("catalog", "catalog.json")).name)


def sites_of(repo: str) -> list[Site]:
    return [site for prefix in settings_of(repo)["sites"] if (site := site_of(prefix))]


@cache
def checked(repo: str) -> tuple[Gathered, Check, list[Finding]]:
    root = CORPUS / "repos" / repo
    held = reference_of(repo)
    gathered = Gathered(root, words(), held.catalog.languages)
    gathered.add(root / path for path in EXPECTED[repo]["paths"])
    check = Check(held, sites_of(repo), further=gathered.further)
    return gathered, check, [*check.findings([*gathered.records.values()]), *gathered.unreadable]


@pytest.mark.parametrize("repo", EXPECTED)
def test_every_finding_is_expected_and_every_expectation_is_found(repo: str) -> None:
    _, _, findings = checked(repo)
    told = [f"{f.problem().mark} {f.rule} {f.address or '-'}" for f in findings]
    assert sorted(told) == sorted(EXPECTED[repo]["findings"] or [])


@pytest.mark.parametrize("repo", EXPECTED)
def test_every_record_is_found(repo: str) -> None:
    gathered, _, _ = checked(repo)
    unreadable = [finding.file.shown for finding in gathered.unreadable]
    assert sorted([*gathered.records, *unreadable]) == sorted(EXPECTED[repo]["records"])


def told_of(record: Record, check: Check) -> dict[str, Any]:
    return {
        "language": record.language,
        "status": record.status or "none",
        "scope": record.scope,
        "chooses": sorted(choice.id for choice in check.choices(record)),
    }


@pytest.mark.parametrize(("repo", "name"), RECORDS)
def test_a_record_is_understood_as_it_is_meant(repo: str, name: str) -> None:
    gathered, check, _ = checked(repo)
    expected = EXPECTED[repo]["records"][name]
    if expected["layout"] == "unreadable":
        assert name not in gathered.records
        return
    record = gathered.records[Path(name).as_posix()]
    assert record.index == (expected["layout"] == "index")
    known = {key: expected[key] for key in ("language", "status", "scope", "chooses")}
    assert told_of(record, check) == {**known, "chooses": sorted(known["chooses"])}


def told(file: str) -> list[tuple[str, str]]:
    """What is to be chosen, and the sentence."""
    lines = (CORPUS / "sentences" / f"{file}.txt").read_text("utf-8").splitlines()
    return [(chosen if chosen != "-" else "", text) for chosen, text in (line.split(" | ", 1) for line in lines)]


MISREAD = {text for _, text in told("fresh/misread")}


def chosen_in(text: str) -> str:
    """Of the capitals in brackets, which stand for links, those that a sentence chooses."""
    links, said, at = [], "", 0
    for match in re.finditer(r"\[([A-C])\]", text):
        said += text[at : match.start()]
        at = match.end()
        links.append(Link(match[1], 0, len(said), len(said) + len(f"pattern {match[1]}")))
        said += f"pattern {match[1]}"
    return " ".join(sorted(link.address for link in chosen_links(said + text[at:], links, words())))


@pytest.mark.parametrize(("chosen", "text"), [*told("en"), *told("ja")])
def test_a_sentence_chooses_what_it_means_to(chosen: str, text: str) -> None:
    assert chosen_in(text) == chosen


PUT_OTHERWISE = {
    "quoted": (r"(\[[A-C]\])", r'"\1"'),
    "wrapped": (r"(?<=[a-z]) (?=[a-z])|(?<=[\u3041-\u309f])(?=[\u4e00-\u9fff])", "\n"),
    "in brackets": (r"(\[[A-C]\])", r"Option 1 (\1)"),
    "with an aside": (r"(\[[A-C]\])(?=.*[a-z])", r"\1 (see below)"),
    "with its kind": (r"(\[[A-C]\])(?=.*[a-z])", r"the \1 pattern"),
    "of the team": (r"\b[Ww]e\b", "the team"),
    "with other commas": ("、", "，"),
    "after other words": (r"^(?=[^\[]*\[)(?=[A-Z])", "In the end, "),
    "with its kind in Japanese": (r"(\[[A-C]\])(?=.*[\u3041-\u309f])", r"\1パターン"),
}


@pytest.mark.parametrize("way", PUT_OTHERWISE)
@pytest.mark.parametrize("file", ["en", "ja"])
def test_a_sentence_means_the_same_however_its_links_are_put(file: str, way: str) -> None:
    """What a way leaves as it is, the test above has looked at."""
    pattern, instead = PUT_OTHERWISE[way]
    put = [(chosen, put) for chosen, text in told(file) if (put := re.sub(pattern, instead, text)) != text]
    assert [text for chosen, text in put if chosen_in(text) != chosen] == []


def chosen_of_outcome(text: str) -> str:
    """The same, of the lists, tables and paragraphs of an outcome."""
    outcome = re.sub(r"\[([A-C])\]", r"[pattern \1](https://x/\1)", text.replace(r"\n", "\n"))
    found = record_of(f"# A\n\n## Decision\n\n{outcome}\n")
    return " ".join(sorted({*chosen_letters(found)}))


@pytest.mark.parametrize(("chosen", "text"), told("lists"))
def test_a_list_or_table_chooses_what_it_means_to(chosen: str, text: str) -> None:
    assert chosen_of_outcome(text) == chosen


@pytest.mark.parametrize("file", sorted(path.stem for path in CORPUS.glob("sentences/fresh/*-*.txt")))
def test_of_outcomes_written_unseen_those_are_misread_that_are_listed(file: str) -> None:
    misread = [text for chosen, text in told(f"fresh/{file}") if chosen_of_outcome(text) != chosen]
    assert [text for text in misread if text not in MISREAD] == []
    assert [text for _, text in told(f"fresh/{file}") if text in MISREAD and text not in misread] == []


@pytest.mark.parametrize(("chosen", "text"), told("misread"))
def test_a_sentence_that_is_misread_moves_once_it_is_not(chosen: str, text: str) -> None:
    assert chosen_in(text) != chosen
