"""How far annotators agree, on pages: right figures, each with the claims behind it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from annotator.models import SetClaim
from annotator.terms import Stance
from tests.past import after
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

#: What ann and bob say of four claims: they agree on two.
GIVEN = (
    ("supported", "supported"),
    ("refuted", "refuted"),
    ("supported", "refuted"),
    ("refuted", "supported"),
)
HARBOUR = evidence(url="https://harbour.example/log")
TOWN = evidence(url="https://town.example/log")


def _judged(world: World) -> None:
    world.import_statements(*(f"claim {number} holds" for number in range(len(GIVEN))))
    for ann, bob in GIVEN:
        world.judge("ann", judgement(ann))
        world.judge("bob", judgement(bob))


@after(_judged)
def test_each_question_has_its_figures_with_intervals_and_what_they_rest_on(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page = _words(visitor("rita"), "")
    assert re.search(r"Verdict 0\.12 −\d\.\d\d to \S+ 50% 0% to 100% 4 2 Checkability", page)
    assert "Checkability undefined: only one label was given" in page
    assert "– 100% 100% to 100% 4 2" in page


@after(_judged)
def test_a_cell_leads_to_its_claims(visitor: Callable[..., Visitor], world: World) -> None:
    person = visitor("rita")
    page = html.unescape(person.get("/sets/#1/agreement").text)
    assert world.at("/sets/#1/agreement/claims?one=supported&other=refuted") in page
    mixed = person.text("/sets/#1/agreement/claims?one=supported&other=refuted")
    assert [f"claim {n} holds" in mixed for n in range(4)] == [False, False, True, True]
    same = person.text("/sets/#1/agreement/claims?one=refuted&other=refuted")
    assert [f"claim {n} holds" in same for n in range(4)] == [False, True, False, False]


@after(_judged)
def test_a_pair_leads_to_the_claims_that_are_decided_and_to_no_other(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person, address = visitor("rita"), "/sets/#1/agreement/claims?by=annotator&one=bob&other=ann"
    assert "They disagree on no decided claim." in person.text(address)
    world.decide("rita", world.nth(SetClaim, 3))
    differ = person.text(address)
    assert [f"claim {n} holds" in differ for n in range(4)] == [False, False, True, False]
    assert "undecided claims stay blind" in differ
    person.send("/review/#3/reopen", {"reason": "There is a log."}, page="/review/#3")
    assert "claim 2 holds" not in person.text(address)


@after(_judged)
@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("", "Choose two verdicts of this set"),
        ("one=supported&other=maybe", "“maybe” is not one"),
        ("by=annotator&one=nobody&other=ann", "“nobody” has judged nothing in this set"),
        ("by=annotator&one=%00&other=ann", "has judged nothing in this set"),
        ("one=%00&other=supported", "Choose two verdicts of this set"),
        ("by=annotator&one=ann&other=cleo", "“cleo” has judged nothing in this set"),
    ],
)
def test_a_cell_of_what_is_not_there_is_not_found(
    visitor: Callable[..., Visitor], world: World, query: str, complaint: str
) -> None:
    answer = visitor("rita").get(f"/sets/#1/agreement/claims?{query}")
    assert answer.status_code == 404
    assert complaint in html.unescape(answer.text)


def test_sources_are_a_question_of_their_own(visitor: Callable[..., Visitor], world: World) -> None:
    world.import_statements("claim 0 holds", "claim 1 holds")
    against = evidence(Stance.CONTRADICTS, url="https://harbour.example/log")
    for ann, bob in (((HARBOUR, TOWN), (HARBOUR,)), ((HARBOUR,), (against, TOWN))):
        world.judge("ann", judgement(evidence=ann))
        world.judge("bob", judgement(evidence=bob))
    page = _words(visitor("rita"), "/sources")
    # Both cite the harbour both times; the town is cited by one each time.
    assert re.search(r"Cited −0\.17 \S+ to \S+ 50% 50% to 50% 4 2 Stance", page)
    assert re.search(r"Stance 0\.00 no interval: too little variation 50% 0% to 100% 2 2", page)
    assert "Stance: 2 sources with one answer left out" in page


@after(_judged)
def test_each_annotator_is_compared_with_decisions_others_and_known_answers(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.decide("rita", world.nth(SetClaim, 3))
    page = _words(visitor("rita"), "/annotators")
    # Decided as refuted: ann had said supported, bob refuted.
    assert "Ann ann 4 0% of 1" in page
    assert "Bob bob 4 100% of 1" in page
    assert "50% of 4" in page
    assert "ann bob 4 50% 0.00" in page


@after(_judged)
def test_a_judgement_that_was_found_acceptable_too_is_as_decided(
    visitor: Callable[..., Visitor], world: World
) -> None:
    rita = visitor("rita")
    given = {"decision": "both-A", "reasons": "claim_ambiguous", "note": "It can be read so."}
    assert rita.send("/review/#3", given).status_code == 302
    page = _words(rita, "/annotators")
    assert "Ann ann 4 100% of 1" in page
    assert "Bob bob 4 100% of 1" in page
    told = visitor("ann").text("/desk/#3") + visitor("bob").text("/desk/#7")
    assert told.count("Your judgement differs and is acceptable, too.") == 1


def test_nothing_is_told_of_claims_that_are_still_being_judged(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("claim 0 holds")
    world.judge("ann", judgement("supported"))
    person = visitor("rita")
    assert "undefined: nothing has two judgements yet" in person.text("/sets/#1/agreement")
    assert "Agreement on verdicts is not known yet." in person.text("/sets/#1/agreement")
    assert re.search(
        r"Verdict undefined: nothing has two judgements yet – – 0 0", _words(person, "")
    )
    assert "No two annotators" in person.text("/sets/#1/agreement/annotators")
    assert "0% of" not in person.text("/sets/#1/agreement/sources")


def _words(person: Visitor, page: str) -> str:
    """What a page says, without its markup."""
    return person.words(f"/sets/#1/agreement{page}")


def test_the_figures_lead_to_the_documentation_which_leads_on(
    visitor: Callable[..., Visitor],
) -> None:
    rita = visitor("rita")
    assert "/documentation/agreement.md" in rita.text("/sets/#1/agreement")
    page = rita.text("/documentation/agreement.md")
    assert "An undefined statistic has no value but a reason." in page
    assert 'href="architecture.md#blindness"' in page
    assert "<!--" not in page
    assert "<h1>" in rita.text("/documentation/architecture.md")
    for address in ("nothing.md", "../README.md", "..%2FREADME.md", "agreement"):
        assert rita.get(f"/documentation/{address}").status_code == 404
    assert visitor().get("/documentation/agreement.md").status_code == 302
