"""Words are compared as people write them, a configuration adds to them, and the docs list them all."""

from __future__ import annotations

import tomllib

import pytest
from projects import REPOSITORY

from patternloom.adr.language.words import ROLES, STATUSES, TABLE, Sentences, plain, words


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Decision", "outcome"),
        ("3. Decision Outcome", "outcome"),
        ("## **Considered options:**", "options"),
        ("決定 (Decision)", "outcome"),
        ("Status / ステータス", "status"),
        ("Kontext – Context", "context"),
        ("✅ Consequences", "consequences"),
        ("Use Kafka", None),
        ("Options that we looked at", "options"),
        ("What we decided against", "options"),
        ("採用しなかった方式", "options"),
        ("Kafkaにしない理由", "options"),
        ("採用する理由", "consequences"),
        ("なぜそうすることにしたか", "consequences"),
        ("どうやるか", "outcome"),
        ("現在の決定", "outcome"),
        ("過去の決定", "other"),
        ("判断の内容", "outcome"),
        ("決定の要旨", "outcome"),
        ("やらなかったこと", "options"),
        ("変わらないこと", None),
        ("Risks of it", "consequences"),
    ],
)
def test_a_heading_tells_what_its_section_is(heading: str, role: str | None) -> None:
    known = words()
    assert (known.role(heading), known.role(heading)) == (role, role)


@pytest.mark.parametrize("heading", ["Answer", "Our answer", "The answer", "提案の内容"])
def test_a_section_may_say_whose_it_is(heading: str) -> None:
    assert words().section(heading) == "likely"


def test_a_configuration_adds_words_and_its_own_come_first() -> None:
    known = words({"rejected": ["In Force"]}, {"outcome": ["Entschluss"]})
    assert (known.statuses["in force"], known.role("Entschluss")) == ("rejected", "outcome")
    assert words().statuses["in force"] == "accepted"


def test_plain_takes_away_numbers_marks_and_width() -> None:
    assert [plain(word) for word in ("1.2. Ａccepted!", "  *Done* ", "3、決定", "don’t")] == [
        "accepted",
        "done",
        "決定",
        "don't",
    ]


def test_words_stand_alone_in_latin_letters_and_anywhere_in_others() -> None:
    known = words()
    assert known.status.findall("unaccepted acceptedly accepted") == ["accepted"]
    assert known.status.findall("本件は却下とする") == ["却下"]
    assert known.templates.search("0000-template") is not None
    assert known.indexes.search("readme.ja") is not None


def test_each_subject_stands_where_the_table_has_the_first() -> None:
    """At a phrase's start or inside of it, the longest first; a subject alone is a word of its own."""
    own = {
        "subjects": ["we", "we've", "the team", "the team has"],
        "kept": ["we decided", "what we* want", "weary", "思う"],
    }
    kept = Sentences(own)["kept"]
    text = "we decided, so the team has decided what I want, weary wears us, owe decided, 思う"
    assert kept.findall(text) == ["we decided", "the team has decided", "weary", "思う"]
    assert kept.findall("it is what the teams want, and what we want") == ["what the teams want", "what we want"]
    assert Sentences({"doing": ["won", "can"]})["doing"].findall("we won, we won't, we can’t, we can") == ["won", "can"]
    assert Sentences(own)["none"].search("we decided") is None


def test_roles_that_were_asked_for_are_not_kept_without_end() -> None:
    known = words()
    for number in range(10_050):
        known.role(f"heading {number}")
    assert len(known._told) < 10_010


def test_the_docs_list_every_word_of_every_status_and_section() -> None:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    table = tomllib.loads(TABLE.read_text("utf-8"))
    languages = [part for name, part in table.items() if name != "files"]
    for kind, keys in (("status", STATUSES), ("sections", ROLES)):
        for key in keys:
            told = [word for part in languages for word in dict.fromkeys(part[kind].get(key, ()))]
            assert f"| `{key}` | {', '.join(told)} |" in text


def test_a_section_s_heading_may_be_likely_the_outcome_and_no_configuration_names_that() -> None:
    assert [words().section(one) for one in ("3. Recommendation", "方針", "Anything")] == ["likely", "likely", None]
    assert "likely" not in ROLES


@pytest.mark.parametrize(
    "heading", ["Decision & rationale", "4. Technical Decision", "決定内容・理由", "技術選定", "何をすることにしたか"]
)
def test_outcomes_have_many_names(heading: str) -> None:
    assert words().role(heading) == "outcome"


def test_headings_may_say_no_and_words_lead_into_a_sentence() -> None:
    known = words()
    assert [known.says_no(heading) for heading in ("Deferred", "見送り", "Gates")] == [True, True, False]
    assert [known.lead_in(said) for said in ("We will", "Decision", "Gates")] == ["outcome", None, None]
