"""What a record decides about: options of a group or pattern, with what the catalog says of each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from adr_catalogs import CATALOG, SAGA, SITE, entry, with_entry

from patternloom.adr.new_record.subject import Subject, UnknownSubjectError, subject_of
from patternloom.wire.types import Catalog, Competing


def subject(id: str, language: str = "en", catalog: Catalog = CATALOG) -> Subject:
    return subject_of(catalog, id, language, SITE)


def names(id: str, catalog: Catalog = CATALOG) -> list[str]:
    return [option.name for option in subject(id, catalog=catalog).options]


def test_the_options_of_a_group_are_what_competes_in_it() -> None:
    found = subject("transactions")
    assert [option.name for option in found.options] == ["Saga", "Two phase"]
    assert found.problem == "Data of many services."
    assert found.chosen is None


def test_an_option_says_all_that_the_catalog_says_of_it() -> None:
    option, other = subject("transactions").options
    assert [link.address for link in option.links] == ["https://docs.example.com/ref/p/saga/r3/"]
    assert [link.pin for link in option.links] == ["saga@r3"]
    assert option.takes == ("several services change data",)
    assert option.leaves == ("one transaction is enough",)
    assert option.benefits == ("no locks over services",)
    assert option.liabilities == ("no isolation",)
    assert option.summaries == ("Steps with a way back.",)
    assert [link.pin for link in option.technologies] == ["engine@r2"]
    assert [link.pin for link in option.requires] == ["idempotence@r1"]
    assert (option.discouraged, option.why_discouraged) == (False, "")
    assert (other.discouraged, other.why_discouraged) == (True, "It holds locks.")


def test_in_a_further_language_links_lead_to_its_pages() -> None:
    found = subject("transactions", "ja")
    assert found.link.address == "https://docs.example.com/ref/ja/p/transactions/r1/"
    assert found.options[0].liabilities == ("no isolation（日）",)


def test_where_nothing_competes_in_a_group_its_members_are_the_options() -> None:
    assert names("calm") == ["Lonely", "Outbox"]
    assert names("bare") == ["Bare"]


def test_what_goes_together_is_one_option() -> None:
    found = subject("stream")
    assert [option.name for option in found.options] == ["Stream + Outbox", "Queue"]
    assert found.chosen == found.options[0]


def test_a_pattern_stands_beside_what_competes_with_it() -> None:
    found = subject("saga")
    assert [option.name for option in found.options] == ["Saga", "Two phase"]
    assert found.chosen == found.options[0]
    assert found.problem == "Data of many services."


def test_a_variant_stands_in_the_place_of_what_it_is_a_variant_of() -> None:
    found = subject("orchestrated")
    assert [option.name for option in found.options] == ["Orchestrated", "Two phase"]
    assert found.chosen == found.options[0]


def test_what_competes_below_a_pattern_stands_in_its_name_or_else_for_itself() -> None:
    both = Competing(within="transactions", options=(("orchestrated",), ("choreographed",), ("two-phase",)))
    assert names("saga", replace(CATALOG, competing=(both,))) == ["Saga", "Two phase"]
    variants = Competing(within="saga", options=(("orchestrated",), ("choreographed",)))
    found = subject("saga", catalog=replace(CATALOG, competing=(variants,)))
    assert [option.name for option in found.options] == ["Orchestrated", "Choreographed"]
    assert found.chosen is None


def test_a_pattern_that_competes_with_nothing_is_the_only_option() -> None:
    assert names("lonely") == ["Lonely"]
    assert subject("lonely").problem == ""


def test_a_circle_of_children_ends() -> None:
    circle = entry("lonely", children=("lonely", "nowhere", "bare"))
    assert names("lonely", with_entry(circle)) == ["Lonely"]


def test_an_id_from_before_finds_the_entry() -> None:
    assert subject("sagas").link.pin == "saga@r3"


def test_what_the_catalog_lacks_is_left_out() -> None:
    bare = replace(SAGA, name={}, statements=(), technologies=("nowhere",), requires=(), summary=None)
    found = subject("transactions", catalog=with_entry(bare))
    assert found.options[0].name == "saga"
    assert found.options[0].technologies == ()


@pytest.mark.parametrize(
    ("id", "language", "said"),
    [
        ("sago", "en", "unknown id 'sago', expected the id of a group or pattern; did you mean 'saga'?"),
        ("xyz", "en", "unknown id 'xyz', expected the id of a group or pattern"),
        ("engine", "en", "'engine' is a technology, expected the id of a group or pattern"),
        (
            "old-way",
            "en",
            "'old-way' is gone since 2026-11-02, expected the id of a group or pattern; read 'saga' instead",
        ),
        ("older-way", "en", "'older-way' is gone since 2026-11-02, expected the id of a group or pattern"),
        ("saga", "de", "no texts in 'de', expected a language of the catalog: en, ja"),
    ],
)
def test_what_no_record_can_be_about_is_told(id: str, language: str, said: str) -> None:
    with pytest.raises(UnknownSubjectError) as told:
        subject(id, language)
    assert str(told.value) == said


def test_a_kind_without_a_name_is_told_as_any_other() -> None:
    with pytest.raises(UnknownSubjectError, match="'saga' is a , expected"):
        subject_of(with_entry(replace(SAGA, kind="")), "saga", "en", SITE)
