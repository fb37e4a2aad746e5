"""The catalog as custom lenses for the AWS Well-Architected Tool, held against what its documentation says."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from projects import CASES, Project
from published_links import links_of

from patternloom.catalog.graph import build_graph
from patternloom.catalog.load import Catalog
from patternloom.publish.machine_files.lens import BYTES, lenses
from patternloom.site.links import Links
from patternloom.site.pages import Plan

JUDGE = Draft202012Validator(json.loads((CASES / "wire" / "aws-lens.schema.json").read_text("utf-8")))


def made(links: Links, address: str = "https://bread.example/p/{}/") -> dict[str, Any]:
    """Path → the lens, each of which fits the documentation."""
    found = {}
    for file in lenses(links, address.format):
        lens = json.loads(file.data)
        assert [error.message for error in JUDGE.iter_errors(lens)] == []
        assert len(file.data) <= BYTES
        assert_ids_are_unique(lens)
        assert file.language == links.language
        found[file.path] = lens
    return found


def assert_ids_are_unique(lens: Any) -> None:
    """Of pillars and questions in the lens, of choices in their question; and conditions name choices alone."""
    questions = [question for pillar in lens["pillars"] for question in pillar["questions"]]
    for ids in (
        [pillar["id"] for pillar in lens["pillars"]],
        [question["id"] for question in questions],
        *([choice["id"] for choice in question["choices"]] for question in questions),
    ):
        assert len(ids) == len({*ids})
    for question in questions:
        choices = {choice["id"] for choice in question["choices"]}
        for rule in question["riskRules"]:
            assert {*re.findall(r"\w+", rule["condition"])} <= {*choices, "default"}


def risk(question: Any, chosen: set[str]) -> str:
    """What the Tool makes of choices: the first rule that is true counts."""
    for rule in question["riskRules"]:
        condition = re.sub(r"\w+", lambda word: str(word[0] in chosen or word[0] == "default"), rule["condition"])
        if eval(condition.replace("&&", " and ").replace("||", " or ").replace("!", " not ")):
            return str(rule["risk"])
    raise AssertionError("no rule is true")


def test_areas_are_pillars_groups_questions_and_patterns_choices(project: Project) -> None:
    lenses = made(links_of(project))
    assert [*lenses] == ["lens/aws-well-architected.json"]
    lens = lenses["lens/aws-well-architected.json"]
    assert (lens["schemaVersion"], lens["name"]) == ("2021-11-01", "Bread baking")
    assert lens["description"] == "Bread has few ingredients and many decisions; see Fermentation first."
    shape = {
        pillar["name"]: {
            question["title"]: [c["title"] for c in question["choices"]] for question in pillar["questions"]
        }
        for pillar in lens["pillars"]
    }
    assert shape == {
        "Fermentation": {
            "Fermentation: which of these does the workload use?": ["Autolyse", "None of these"],
            "Leavening: which of these does the workload use?": [
                "Sourdough", "Baker's yeast", "Baking soda", "None of these"
            ],
        },
        "Baking": {"Baking: which of these does the workload use?": ["Steam", "None of these"]},
    }  # fmt: skip


def leavening(project: Project, **more: str) -> Any:
    """The question about leavening."""
    lens = made(links_of(project), **more)["lens/aws-well-architected.json"]
    return lens["pillars"][0]["questions"][1]


def test_a_question_says_what_it_is_about_and_a_choice_what_to_do(project: Project) -> None:
    question = leavening(project)
    assert question["id"] == "leavening"
    assert question["description"] == "Without gas, dough bakes to a brick."
    assert question["helpfulResource"]["url"] == "https://bread.example/p/leavening/"
    sourdough, *_, soda, none = question["choices"]
    assert sourdough["helpfulResource"]["displayText"].startswith("A fed starter of flour and water raises the dough.")
    assert sourdough["improvementPlan"] == {
        "displayText": "Use when: there is time. Avoid when: bread is wanted today.",
        "url": "https://bread.example/p/sourdough/",
    }
    assert soda["improvementPlan"]["displayText"].startswith("Why it is discouraged: It tastes of soap.")
    assert none == {"id": "none_no", "title": "None of these"}


def test_what_is_advised_is_no_risk_and_what_is_not_is_one(project: Project) -> None:
    question = leavening(project)
    assert risk(question, {"sourdough"}) == risk(question, {"sourdough", "yeast"}) == "NO_RISK"
    assert risk(question, {"yeast", "soda"}) == "MEDIUM_RISK"
    assert risk(question, {"soda"}) == risk(question, {"none_no"}) == risk(question, set()) == "HIGH_RISK"


def test_where_nothing_is_advised_choosing_nothing_is_no_risk(project: Project) -> None:
    project.replace("baking/steam.yaml", "status: recommended", "status: discouraged\n    reason: {en: no, ja: 不可}")
    question = made(links_of(project))["lens/aws-well-architected.json"]["pillars"][1]["questions"][0]
    assert (risk(question, {"steam"}), risk(question, {"none_no"})) == ("HIGH_RISK", "NO_RISK")


def test_a_site_without_an_address_has_no_links(project: Project) -> None:
    assert "url" not in json.dumps(made(links_of(project), address=""))


def many(project: Project, areas: int, groups: int, patterns: int, text: str = "text", name: str = "") -> Catalog:
    """A catalog of that shape."""
    numbers = itertools.count()
    for area in range(areas):
        ids = [f"g{next(numbers)}" for _ in range(groups)]
        of = {id: [f"p{next(numbers)}{name}" for _ in range(patterns)] for id in ids}
        common = {"reviewed": "2026-01-01", "references": ["primer"]}
        project.write(f"areas/{area}.yaml", {
            "areas": [{"id": f"a{area}{name}", "name": f"Area {area}", "summary": both(text), "children": ids, **common}],
            "groups": [{"id": id, "name": id, "problem": both(text), "children": below, **common} for id, below in of.items()],
            "patterns": [
                {"id": id, "name": id, "summary": both(text), "status": "situational", **common}
                for below in of.values() for id in below
            ],
        })  # fmt: skip
    return project.load()


def both(text: str) -> dict[str, str]:
    """The same text in both languages."""
    return {"en": text, "ja": text}


def titles(lenses: dict[str, Any]) -> list[str]:
    """Of all choices but the last of each question."""
    return [
        choice["title"]
        for lens in lenses.values()
        for pillar in lens["pillars"]
        for question in pillar["questions"]
        for choice in question["choices"][:-1]
    ]


@pytest.mark.parametrize(
    ("areas", "groups", "patterns", "text", "name", "expected"),
    [
        (12, 2, 1, "text", "", [[3, 4, 4, 4, 2, 2, 2, 2, 2, 2]]),
        (11, 12, 1, "text", "", [[15, *[12] * 9], [12]]),
        (1, 21, 1, "text", "", [[2, 1, 20, 1]]),
        (1, 1, 15, "text", "", [[2, 1, 2]]),
        (3, 4, 14, "長" * 2_100, "", [[2, 1, 2], [2], [2], [2], [2], [2]]),
        (1, 1, 3, "text", "-" + "x" * 90, [[2, 1, 1]]),
        (1, 1, 2, "text", "-no", [[2, 1, 1]]),
    ],
    ids=["neighbors share a pillar", "more than ten pillars", "more than twenty questions", "more than fifteen choices",
         "more than half a megabyte", "long ids", "ids that would mean none of these"],
)  # fmt: skip
def test_whatever_a_catalog_holds_its_lenses_keep_to_the_limits(
    project: Project, areas: int, groups: int, patterns: int, text: str, name: str, expected: list[list[int]]
) -> None:
    catalog = many(project, areas, groups, patterns, text, name)
    links = Links(build_graph(catalog), Plan({}, {}), "index.md", "en")
    lenses = made(links)
    shape = [[len(pillar["questions"]) for pillar in lens["pillars"]] for lens in lenses.values()]
    assert shape == expected
    assert len(titles(lenses)) == areas * groups * patterns + 5, "every pattern is asked about, the small catalog's too"
    if len(lenses) > 1:
        assert next(lens["name"] for lens in lenses.values()) == f"Bread baking (1/{len(lenses)})"


def test_the_same_catalog_makes_the_same_bytes(project: Project) -> None:
    links = links_of(project, "ja")
    assert [*lenses(links, str)] == [*lenses(links, str)]
