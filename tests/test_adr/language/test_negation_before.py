"""Links are denied by what stands before them."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.negation_before import denied_before
from patternloom.adr.language.words import words


def denied(text: str) -> str:
    """Of the capitals, which stand for links, those that are denied."""
    found = re.finditer(r"\([A-F]\)|[A-F](?![a-z])", text)
    links = [Link(match[0].strip("()"), 0, match.start(), match.end()) for match in found]
    told = denied_before(text, 0, len(text), links, words().sentences["en"])
    return "".join(link.address for link, no in zip(links, told, strict=True) if no)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we use A and B", ""),
        ("we use A and do not poll", ""),
        ("we do not (yet) need A", "A"),
        ("a A for the portal is a decision of its own", "A"),
        ("if a fourth comes, we will build A", "A"),
        ("if a call fails, we use A", ""),
        ("no external call without A", ""),
        ("teams must not bypass A", ""),
        ("we do not run one and do without A", "A"),
        ("we do not need anything fancier than A", ""),
        ("nothing more than A is needed", ""),
        ("we decided not to build our own and to use A instead", ""),
        ("migration from A to B by May", "A"),
        ("A will be re-evaluated next year", "A"),
        ("we own the data and nobody else will access it (A)", ""),
        ("nobody will use it (A)", "A"),
        ("not decided, perhaps A", "A"),
        ("this makes A for the store unnecessary", "A"),
        ("readings are never overwritten (A)", ""),
        ("a broker is not used (A)", "A"),
        ("scans are stored as they come and never changed (A)", ""),
        ("it asks whether the order still stands (A)", ""),
        ("we ask whether we need one (A)", "A"),
        ("alarms get queues that nothing else may use (A)", ""),
        ("the question (A vs. B) is postponed", "AB"),
        ("the web gets each as it comes (A)", ""),
        ("we give up for a minute after ten failures (A)", ""),
        ("although A is more expensive we choose it", ""),
        ("although A is cheap we do not use it", "A"),
        ("they share nothing, least of all an A", "A"),
        ("we won't A: nobody waits that long", "A"),
        ("they used to push to it via A; that is gone", "A"),
        ("if its A is open, the payment waits", ""),
        ("its A is open", "A"),
        ("after a day without an answer a A opens", ""),
        ("it lives without a broker or a A", "A"),
        ("the choices are A and B", "AB"),
        ("we use A and B and will not poll", ""),
        ("billing is told by A and is not a step", ""),
        ("orders travel through A and are not stored", ""),
        ("the app talks to A and never to the services", ""),
        ("each has its own database (A) and never reads another's", ""),
        ("services share nothing (A)", ""),
        ("we choose A and rejected all other options", ""),
        ("we used A and did not like it", "A"),
        ("a prototype was built with A and was rejected", "A"),
        ("we built a spike with A and did not continue", "A"),
        ("A is slow and does not scale", "A"),
        ("polling is removed and services subscribe (A)", ""),
        ("polling was rejected and so was A", "A"),
        ("we don't touch the monolith and put A in front of it", ""),
        ("we will not build and operate A", "A"),
        ("we will not use A, B or C", "ABC"),
        ("we will not use A; D stays", "A"),
        ("we will not use A but B", "A"),
        ("we use A, not B", "B"),
        ("we prefer A over B", "B"),
        ("we go from A over B", ""),
        ("we go from A to B", ""),
        ("A and B are not used", "AB"),
        ("we use A and B is dropped", "B"),
        ("what we had, an A, goes away", "A"),
        ("what we have, an A, is fast", ""),
        ("A is used, because B blocks, and C", "BC"),
        ("as A blocks, we take B", "A"),
        ("as A blocks, B it is", "A"),
        ("without A: B", "A"),
        ("not only A but also B", ""),
        ("in the context of A, facing B, we decided for C and neglected D", "ABD"),
        ("in the context of A, we decided for C", "A"),
        ("A is used and not B", "B"),
        ("A, which we decided against, B, which was ruled out, C, the one that we took", "AB"),
        ("we ruled A out and took B", "A"),
        ("we looked at A but went with B", "A"),
        ("we considered the options and chose A", ""),
        ("we looked at the numbers, and A wins", ""),
        ("we replace A with B", "A"),
        ("we are moving away from A to B", "A"),
        ("A replaces B", "B"),
        ("A was chosen over B", "B"),
        ("although A is popular, B is used", "A"),
        ("even though A is popular, we use B", "A"),
        ("while not perfect, A is good enough", ""),
        ("A is used although B is faster", "B"),
        ("instead of A, B is used", "A"),
        ("instead of A, B and C, we use D", "ABC"),
        ("in order to avoid locks, A is used", ""),
        ("despite all we use A", ""),
        ("there is no alternative to A", ""),
        ("we cannot do without A", ""),
        ("none of A, B and C was chosen", "ABC"),
        ("chosen: A\nrejected: B", "B"),
        ("it was not chosen, see A", "A"),
        ("A and B and C are not used", "ABC"),
        ("A over B over C", ""),
        ("we prefer A to B", "B"),
        ("all options but A were rejected", ""),
        ("we do not need B yet: A is enough", "B"),
        ("we considered three: A, B and C", "ABC"),
        ("polling by A was ruled out and B chosen", "A"),
        ("A was rejected and so was B", "AB"),
        ("A was ruled out together with B", "AB"),
        ("A has been dropped and we use B and C", "A"),
        ("unlike the shop, which uses B, we use A", "B"),
        ("we use A, unlike the shop, which uses B", "B"),
        ("like the payment team, which runs B, we want a log: A", "B"),
        ("where others use B, we keep to A", "B"),
        ("legacy still uses B until next year", "B"),
        ("the portal, which still relies on B, moves to A", "B"),
        ("we use A, which uses B", ""),
        ("A does not lock, and B does not either", "B"),
        ("A never loses messages, so we use it with B", ""),
        ("among B, C and others we choose A", "BC"),
        ("neither A nor C made it and B did", "AC"),
        ("A was retired and B has taken over", "A"),
        ("A keeps one, which we do not need", "A"),
        ("we use A with a console, which we do not need", ""),
        ("nobody argued against A", ""),
        ("last year we chose A, now we choose B", "A"),
        ("we would choose A if it were free; now we use B", "A"),
        ("we stay with A until B is ready", "B"),
        ("A is popular, but we chose B", "A"),
        ("A was favoured over both B and C", "BC"),
        ("as well as A, we use B", ""),
        ("A was rejected then, but now we use it", ""),
    ],
)
def test_what_a_sentence_denies(text: str, found: str) -> None:
    assert denied(text) == found


@pytest.mark.parametrize(
    "unit", ["not A, ", "A and ", "prefer A over ", "A, which we decided against, ", "although A, "]
)
def test_a_sentence_of_thousands_of_links_is_followed_once(unit: str) -> None:
    assert len(denied(unit * 3_000 + "A is ruled out")) >= 1
