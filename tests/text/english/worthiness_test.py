"""Check-worthiness: deeds, numbers, harm and accusations before opinions, plans and ceremony."""

from __future__ import annotations

import pytest

from annotator.text import extract
from annotator.text.english.worthiness import score_of

#: Of each pair, a desk checks the first one first.
PAIRS = {
    "a quantity before a ceremony": (
        "Orlest lost 12 of its 30 ferries in the storm.",
        "Senators attended the ceremony with great pride.",
    ),
    "a denial of harm before a ceremony": (
        "No harm had been done to civilians in Tarsk.",
        "The delegation had been welcomed by musicians in Tarsk.",
    ),
    "a denial of harm before a bare denial": (
        "No civilians were hurt on the bridge.",
        "No tourists were seen on the bridge.",
    ),
    "a denied accusation before a plain preference": (
        "Maro denied taking bribes from the harbour firm.",
        "Maro preferred taking trains from the harbour quarter.",
    ),
    "an accusation before a courtesy": (
        "The firm concealed the leak from its inspectors.",
        "The firm thanked the mayor for its inspectors.",
    ),
    "an accusation in few words before a compliment": (
        "The contract was a theft.",
        "The contract was a pleasure.",
    ),
    "an injury before a scenery": (
        "The blast injured the fishermen on the quay.",
        "The sun warmed the fishermen on the quay.",
    ),
    "a cause before a coincidence": (
        "The dam caused the erosion of the shore.",
        "The dam adjoins the meadows of the shore.",
    ),
    "evidence before a topic": (
        "There is evidence of lead in the wells.",
        "There is a discussion of lead in the wells.",
    ),
    "an amount in a short form before a place": (
        "The loan of crowns came to nine mln in Senn.",
        "The loan of paintings came to the museum in Senn.",
    ),
    "an accusation before talks": (
        "Senn accused Orlest of shelling its harbour.",
        "Senn invited Orlest to talks at its harbour.",
    ),
    "a fact before a feeling": (
        "The verdict held two guides liable in 2030.",
        "The verdict left two guides relieved in 2030.",
    ),
    "what is before what is expected": (
        "The mill is closing.",
        "The mill is likely to close.",
    ),
    "a fact before a point of order": (
        "The ministry closed two clinics.",
        "My question concerns the minister and the agenda of the session.",
    ),
}


@pytest.mark.parametrize("kind", PAIRS)
def test_pairs_stand_in_the_order_of_a_desk(kind: str) -> None:
    first, second = (best(sentence) for sentence in PAIRS[kind])
    assert first > second, (first, second)


def best(sentence: str) -> float:
    """Return the highest score of the claims of a sentence."""
    return max(one.score or 0 for one in extract(sentence).candidates)


def test_a_number_with_a_date_is_worth_a_check() -> None:
    found = extract("Unemployment fell to 4 percent in 2030, the lowest rate in ten years.")
    assert found.candidates[0].worthiness == "CFS"
    assert (found.candidates[0].score or 0) > 0.9


def test_a_wish_is_not_factual() -> None:
    assert extract("I think we should all be good to each other.").candidates[0].worthiness == "NFS"


def test_a_wish_of_an_office_is_not_factual() -> None:
    wish = extract("Minister Ada Maro said we should all hope for good weather.").candidates[-1]
    assert wish.worthiness == "NFS"


def test_a_small_fact_is_factual_and_unimportant() -> None:
    assert extract("The road is long.").candidates[0].worthiness == "UFS"


def test_a_bare_infinitive_is_never_worth_a_check() -> None:
    text = "to pay 40 million crowns in damages in 2030"
    assert score_of(text, f"The court ordered the firm {text}.", 0.7) < 0.15


@pytest.mark.parametrize(
    "fragment",
    [
        "Nine million crowns for the port of Orlest in 2030.",
        "Minister Ada Maro, on the budget deficit of 9 million crowns.",
        "And 40 percent of voters in Tarsk, more than in 2030.",
        "17 new taxes, price controls, 50 new offices in Senn.",
    ],
)
def test_a_fragment_is_never_worth_a_check(fragment: str) -> None:
    assert all(one.worthiness != "CFS" for one in extract(fragment).candidates)


def test_the_order_is_that_of_the_evidence_one_could_look_for() -> None:
    text = (
        "Verania spent 40 million crowns on roads in 2030. Verania has roads. "
        "I hope that we will have better roads."
    )
    scores = [one.score for one in extract(text).candidates if one.score is not None]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_an_office_comes_before_a_passer_by_and_both_before_the_writer() -> None:
    official, other, writer = (
        best(f"{opening}the wells of Orlest are clean.")
        for opening in ("Minister Ada Maro said ", "Ben Tarro said ", "As ever, ")
    )
    assert official > other > writer


def test_an_office_named_once_counts_for_all_that_its_holder_says() -> None:
    text = "Minister Ada Maro arrived. {} said the wells are clean. Maro said the mill is dry."
    held = extract(text.format("Minister Maro")).candidates[-1]
    unheld = extract(text.replace("Minister ", "").format("Maro")).candidates[-1]
    assert (held.score or 0) > (unheld.score or 0)


def test_what_one_says_of_oneself_gains_nothing_by_being_said() -> None:
    sentence = "I said the wells of Orlest are clean."
    found = extract(sentence).candidates[-1]
    assert found.score == score_of(found.text, sentence)
