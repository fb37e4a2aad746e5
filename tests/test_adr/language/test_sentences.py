"""A sentence's links are chosen, unless its words deny them."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.sentences import (
    chosen_links,
    denies_what_follows,
    leads_to_others,
    leads_to_reasons,
    states_a_choice,
)
from patternloom.adr.language.words import words


def chosen(text: str) -> str:
    """Of the words in brackets, which stand for links, those that are chosen."""
    links, said, at = [], [], 0
    for match in re.finditer(r"\[(\w+)\]", text):
        said.append(text[at : match.start()])
        start = sum(map(len, said))
        said.append(match[1])
        links.append(Link(match[1], 0, start, start + len(match[1])))
        at = match.end()
    said.append(text[at:])
    return " ".join(link.address for link in chosen_links("".join(said), links, words()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We use [A] and [B].", "A B"),
        ("We will not use [A], [B] or [C].", ""),
        ("We will not use [A] but [B].", "B"),
        ("We use [A], not [B].", "A"),
        ("We use [A] and not [B].", "A"),
        ("We use [A] rather than [B].", "A"),
        ("We prefer [A] over [B].", "A"),
        ("Events go over [A] over [B].", "A B"),
        ("[A] and [B] are not used; [C] is.", "C"),
        ("[A], [B] and [C] were rejected.", ""),
        ("We use [C]. It was proposed to add [A]. The proposal was turned down.", "C"),
        ("We use [C]. This was not easy.", "C"),
        ("[C]を採用する。[A]の提案があった。この案は却下した。", "C"),
        ("[C]を採用する。この案は速い。", "C"),
        ("[C]を使う案であった。否決された。", ""),
        ("[C]を採用する。却下した案は次のとおり。", "C"),
        ("It was [C]. Rejected by 5 to 2.", ""),
        ("[A] runs until the season ends; [C] replaces it.", "C"),
        ("[C] it is. Polling through [A] is kept out of the design.", "C"),
        ("[C] it is. [A] was the choice of 2020 and is hereby withdrawn.", "C"),
        ("[C] it is. The broker ([A]) has to wait for the next release.", "C"),
        ("[C] it is. They announce what they did ([A]).", "C A"),
        ("[C]を使う。ブローカー（[A]）は次の機種まで待つ。", "C"),
        ("[C]を使う。端末が入れ替わる。それまでは現行の[A]を使い続ける。", "C"),
        ("[C]を使う。APIの完成は秋である。それまでは[A]の参照を認める。", "C A"),
        ("[C]に統一する。税務は当分の間、現行の[A]によることができる。", "C"),
        ("[C]を使う。記帳の[A]化はしない。", "C"),
        ("[C]を使う。[A]にも惹かれたが、経験者が少ない。", "C"),
        ("Dropped — the nightly [A]; for it, [B].", "B"),
        ("**Deferred**: all of the [A] and [B].", ""),
        ("Reads — the small [A].", "A"),
        ("Chosen option: [A], because it cannot block, as [B] does.", "A"),
        ("As [A] blocks, we use [B].", "B"),
        ("It leads as an [A].", "A"),
        ("To avoid trouble, we use [A].", "A"),
        ("With no such trouble: [A].", "A"),
        ("Not only [A] but also [B].", "A B"),
        ("It was not chosen, see [A].", ""),
        ("[A], which we decided against. [B] (not chosen). [C], the one we have taken.", "C"),
        ("[A] was considered. Instead, we chose [B].", "B"),
        ("[A][B] are used.", "A B"),
        ("[A][B] are not used.", ""),
        ("[A] is used so that we do not wait.", "A"),
        ("We decided against [A] and for [B].", "B"),
        (
            "In the context of [A], facing [B], we decided for [C] and neglected [D], to achieve [E], accepting [F].",
            "C",
        ),
        ("We use [A]. We do not use [B]. E.g. [C].", "A C"),
        ("[A]と[B]を採用する。", "A B"),
        ("[A]ではなく[B]を採用する。", "B"),
        ("[A]と[B]は採用しない。", ""),
        ("[A]は、遅延を伴うため、採用しません。", ""),
        ("[A]が遅いため、[B]を使う。", "B"),
        ("[A]を採用し、[B]は見送る。", "A"),
        ("[A]の採用を見送る。", ""),
        ("[A]はロックが不要なので採用する。", "A"),
        ("注文の文脈において、[A]の課題に直面し、[B]を選択し、[C]は選択しなかった。", "B"),
        ("[A]は[B]より遅いため採用しない。", ""),
        ("採用案: [A]", "A"),
        ("[A]（却下）", ""),
        ("採用：[A]。却下：[B]、[C]。", "A"),
        ("会員証アプリにおいて、圏外でも使うため、[A]を採用し、[B]は見送った。", "A"),
        ("Nothing here.", ""),
        ("[A]? No. [B]? Yes.", "B"),
        ("Of [A] and [B], we chose the latter.", "B"),
        ("Of [A] and [B], we did not choose the latter.", "A B"),
        ("Today we use [A]. We will move to [B].", "B"),
        ("We will move to [B]. Until then [A] has to do.", "B"),
        ("We do not use [A]. The same goes for [B].", ""),
        ("We use [A]. Alternatives: [B], [C].", "A"),
        ("We use [A] (previously: [B]).", "A"),
        ("We use [A]. [B] was attractive.", "A"),
        ("[B] would be nice.", ""),
    ],
)
def test_what_a_sentence_denies_is_not_chosen(text: str, found: str) -> None:
    assert chosen(text) == found


def test_a_text_of_thousands_of_links_is_followed_once() -> None:
    assert chosen("We use [A] " + ", [B] and (by) [C] " * 3_000).count("C") == 3_000


def test_y_statements_are_known_by_their_words() -> None:
    assert states_a_choice("In the context of x, facing y, we decided for z.", words())
    assert states_a_choice("xという文脈において、zを選択した。", words())
    assert not states_a_choice("We decided for z.", words())


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("We rejected:", True),
        ("We compared them. These we do not use:", True),
        ("次の案は採用しない。", True),
        ("We use:", False),
        ("次の案を採用する。", False),
        ("We considered and rejected none yet", False),
        ("We rejected it.", False),
        ("", False),
    ],
)
def test_a_text_that_leads_to_a_list_tells_whether_it_denies_it(text: str, denies: bool) -> None:
    assert denies_what_follows(text, words()) is denies


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("We choose it because", True),
        ("We choose it for these reasons:", True),
        ("Since it is fast, we use:", False),
        ("The reason we use these:", False),
        ("理由は次のとおり。", True),
        ("次を採用する。", False),
    ],
)
def test_a_text_leads_to_reasons(text: str, reasons: bool) -> None:
    assert leads_to_reasons(text, words()) is reasons


def test_a_text_leads_to_what_else_was_looked_at() -> None:
    assert leads_to_others("It is done. We considered these alternatives:", words())
    assert leads_to_others("検討した代替案は次のとおり。", words())
    assert not leads_to_others("Alternatives were weighed. We use:", words())
