"""The checks of a claim's words: 10 to 18 of the nineteen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.checks import CHECKS, findings, word_findings
from annotator.checks.atomic import atomic
from annotator.checks.attribution import attribution
from annotator.checks.circumstances import NearClaim
from annotator.checks.nearness import NEAR, near_duplicate
from annotator.checks.origin import origin
from annotator.checks.pace import pace
from annotator.checks.question import question
from annotator.checks.standing import stands_alone
from annotator.checks.wording import changed, says_more
from annotator.matching.numbers import numbers, quantities
from annotator.matching.similarity import bands, nearness
from annotator.matching.words import negated, stem
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision, ClaimKind, RejectionReason, Severity
from tests.checks.made import around, document, found, judgement, link, reworded, stored

if TYPE_CHECKING:
    from annotator.checks.finding import Check


def finds(check: Check, claim: str, **known: object) -> bool:
    """Whether a check finds something in a claim as it came in."""
    return found(check, judgement(), around(text=claim, **known)) != []


@pytest.mark.parametrize(
    ("claim", "lacking"),
    [
        ("He opened the bridge at Kesselbrook", "“He”"),
        ("their harvest had doubled", "“their”"),
        ("this road leads to Orlest", "“this”"),
        ("The bridge in Orlest was closed last week", "“last week”"),
        ("Ada Maro arrives today", "“today”"),
        ("the harbour was open", "no name and no date"),
        ("", "no name and no date"),
        ("The bridge in Orlest was closed last week, on 6 December 2025", ""),
        ("the harbour was open on 6 December 2025", ""),
        ("the harbour was open in 2025", ""),
        ("Kesselbrook has a bridge", ""),
        ("It was Ada Maro who opened the bridge", ""),
        ("There are two bridges in Orlest", ""),
        ("İlham küçəsi in Orlest is closed", ""),
    ],
)
def test_a_claim_stands_alone_when_nothing_in_it_must_be_looked_up(
    claim: str, lacking: str
) -> None:
    messages = [finding.message for finding in found(stands_alone, None, around(text=claim))]
    assert bool(messages) == bool(lacking)
    assert lacking in "".join(messages)


@pytest.mark.parametrize(
    ("claim", "more"),
    [
        ("the bridge was opened and the road was closed", True),
        ("The ministry closed the road and opened the bridge", True),
        ("the road was icy but has been cleared", True),
        ("the bridge was open while the ferry was not", True),
        ("40 people and 6 dogs were rescued in Orlest", True),
        ("4,000 cars cross the bridge on 3 lanes", True),
        ("the bridge at Kesselbrook carried 4,000 cars a day", False),
        ("between 40 and 60 people were rescued in Orlest", False),
        ("the share rose from 40 % to 60 %", False),
        ("3 of 5 bridges are open", False),
        ("on 6 December 2025 the bridge carried 4,000 cars", False),
        ("no harm had been done to civilians and infrastructure", False),
        ("Ada Maro and Edda Sarrow visited Orlest", False),
    ],
)
def test_an_atomic_claim_has_one_verb_and_one_number(claim: str, more: bool) -> None:
    assert finds(atomic, claim) == more


def test_a_claim_that_was_kept_whole_on_purpose_may_say_several_things() -> None:
    for claim in ("the bridge was opened and was closed", "40 people and 6 dogs met in Orlest"):
        assert finds(atomic, claim)
        assert not finds(atomic, claim, kept_whole=True)


def test_a_rewording_adds_nothing_to_a_claim_that_was_kept_whole() -> None:
    known = around(text="Maro and Senn met and agreed on 3 bridges", kept_whole=True)
    same = reworded("Ada Maro and Rolf Senn met and agreed on 3 bridges")
    more = reworded("Maro and Senn met and agreed on 3 bridges and 40 roads, and left early")
    assert not found(atomic, same, known)
    assert found(atomic, more, replace(known, text="Maro and Senn met on 3 bridges"))


@pytest.mark.parametrize(
    ("wording", "added"),
    [
        ("The bridge at Kesselbrook carried 4,000 cars a day", []),
        ("The bridge at Kesselbrook in Orlest carried 4,000 cars a day, Ada Maro said", []),
        ("On 6 December 2025 the bridges at Kesselbrook were carrying 4,000 cars", []),
        ("The Northern Herald said the bridge carried four thousand cars", []),
        ("The wooden bridge at Kesselbrook carried 4,000 cars", ["“wooden”"]),
        ("The bridge at Tarnfels carried 4,000 cars", ["“Tarnfels”"]),
        ("The bridge carried 4,000 cars on 3 lanes", ["“lanes”", "“3”"]),
    ],
)
def test_a_wording_says_no_more_than_the_document(wording: str, added: list[str]) -> None:
    messages = [f.message for f in found(says_more, reworded(wording))]
    assert bool(messages) == bool(added)
    assert all(word in messages[0] for word in added)


@pytest.mark.parametrize(
    ("mention", "wording", "blocks"),
    [
        ("no harm had been done", "No harm had been done to civilians", False),
        ("no harm had been done", "Harm had been done to civilians", True),
        ("the road was open", "The road wasn’t open", True),
        ("the road was open", "The road was not only open", False),
        ("nobody was hurt", "No person was hurt in Orlest", False),
        ("neither road nor bridge was open", "The road was not open", False),
        ("it carried 4,000 cars", "The bridge carried 4000 cars", False),
        ("it carried 4,000 cars", "The bridge carried four thousand cars", False),
        ("it carried 4,000 cars", "The bridge carried 5,000 cars", True),
        ("it carried 4,000 cars", "The bridge carried cars", True),
        ("it carried cars", "The bridge carried 4,000 cars", False),
        ("it cost 4.2 million", "The bridge cost 4,200,000 crowns", False),
        ("No. 5 was open", "Number 5 was open", False),
    ],
)
def test_a_wording_that_turns_a_no_or_changes_a_number_is_blocked(
    mention: str, wording: str, blocks: bool
) -> None:
    findings_ = found(changed, reworded(wording), around(mention=mention))
    severities = [finding.severity for finding in findings_]
    assert severities == ([Severity.BLOCKS] if blocks else [])


@settings(deadline=None)
@given(st.text(max_size=200))
def test_a_claim_in_the_words_of_its_mention_changes_nothing_and_says_no_more(text: str) -> None:
    known = around(text=text)
    assert found(changed, None, known) == []
    assert found(says_more, None, known) == []


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(list(CandidateDecision)))
def test_any_text_is_borne_by_every_check(claim: str, other: str, kind: CandidateDecision) -> None:
    known = around(
        text=claim,
        mention=other,
        document=document(text=other),
        near=(NearClaim(1, other),),
        stored={0: stored(other)},
    )
    given_ = judgement(link(quote=claim, title=other), candidate=kind, wording=other)
    keys = [f.reason_key for f in findings(given_, known) if f.wants_reason]
    assert len(keys) == len(set(keys))
    assert all(f.message for f in findings(given_, known))


@pytest.mark.parametrize(
    ("claim", "kind", "wrong"),
    [
        ("Ada Maro said that the harbour was open", ClaimKind.CONTENT, True),
        ("Ada Maro told the council that the harbour was open", ClaimKind.CONTENT, True),
        ("according to Ada Maro the harbour was open", ClaimKind.CONTENT, True),
        ("the harbour was open, Ada Maro said", ClaimKind.CONTENT, True),
        ("the harbour of Orlest was open", ClaimKind.CONTENT, False),
        ("the ministry announced a second bridge", ClaimKind.CONTENT, False),
        ("Ada Maro said that the harbour was open", ClaimKind.ATTRIBUTION, False),
        ("the harbour of Orlest was open", ClaimKind.ATTRIBUTION, True),
    ],
)
def test_who_said_it_is_in_a_claim_of_attribution_and_in_no_other(
    claim: str, kind: ClaimKind, wrong: bool
) -> None:
    assert finds(attribution, claim, kind=kind) == wrong


@pytest.mark.parametrize(
    ("wording", "wrong"),
    [
        ("Ada Maro praised the importance of trade and peace", False),
        ("Ada Maro praises trade", False),
        ("Trade and peace are important", True),
    ],
)
def test_a_whole_report_says_it_with_the_verb_of_the_text(wording: str, wrong: bool) -> None:
    known = around(
        text="Ada Maro praised the importance of trade and peace",
        kind=ClaimKind.ATTRIBUTION,
        cue="also praised",
    )
    assert bool(found(attribution, reworded(wording), known)) == wrong


@pytest.mark.parametrize(
    ("claim", "asks"),
    [
        ("Was the harbour open?", True),
        ("“The harbour was open?”", True),
        ("Did Ada Maro open the bridge", True),
        ("why was the harbour open", True),
        ("هل كان الميناء مفتوحا؟", True),
        ("The harbour was open", False),
        ("What Ada Maro opened was a bridge", False),
    ],
)
def test_a_question_is_no_statement(claim: str, asks: bool) -> None:
    assert finds(question, claim) == asks


@pytest.mark.parametrize("check", [stands_alone, atomic, attribution])
def test_word_lists_are_not_held_against_another_language(check: Check) -> None:
    claim = "he said that it was open and was closed today"
    assert finds(check, claim)
    assert not finds(check, claim, language="de")


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("The harbour of Orlest was open", "Harbours of Orlest were opened", True),
        ("The harbour of Orlest was open on Friday", "The harbour of Orlest was open", True),
        ("The harbour of Orlest was open", "The harbour of Orlest was not open", False),
        ("40 people live in Orlest", "41 people live in Orlest", False),
        ("The harbour of Orlest was open", "The bridge at Kesselbrook was open", False),
    ],
)
def test_a_claim_that_says_nearly_the_same_is_suggested(one: str, other: str, near: bool) -> None:
    known = around(text=one, near=(NearClaim(7, "The harvest doubled"), NearClaim(9, other)))
    notes = found(near_duplicate, None, known)
    assert [(note.severity, f"Claim 9 says nearly the same: “{other}”" in note.message)
            for note in notes] == ([(Severity.NOTES, True)] if near else [])  # fmt: skip


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ("the harbour was open", "“the harbour was open”. If it is"),
        ("The harbour was open.", "“The harbour was open.” If it is"),
    ],
)
def test_the_words_of_the_other_claim_end_their_sentence(other: str, says: str) -> None:
    known = around(text="The harbours were open", near=(NearClaim(7, other),))
    (note,) = found(near_duplicate, None, known)
    assert says in note.message


FORMS = (
    *("city", "cities", "carried", "carries", "planned", "planning", "plans"),
    *("Straße", "STRASSE", "ﬁne", "fines", "Orlest’s", "the"),
)
some_words = st.lists(st.sampled_from(FORMS), max_size=6).map(" ".join)


@settings(deadline=None)
@given(some_words | st.text(max_size=40), some_words | st.text(max_size=40))
def test_every_claim_that_is_near_is_suggested(one: str, other: str) -> None:
    known = around(text=one, near=(NearClaim(7, other),))
    assert bool(found(near_duplicate, None, known)) == (nearness(one, other) >= NEAR)


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_nearness_is_the_same_in_both_directions(one: str, other: str) -> None:
    assert nearness(one, other) == nearness(other, one)
    assert 0 <= nearness(one, other) <= 1
    assert len(bands(one)) == len(set(bands(one)))


@settings(deadline=None)
@given(st.permutations(["harbour", "Orlest", "bridge", "opened", "Kesselbrook", "council"]))
def test_claims_of_the_same_words_share_all_bands(words: list[str]) -> None:
    assert set(bands(" ".join(words))) == set(bands("the bridge, harbour: Orlest opened Kesselbrook"
                                                    " council"))  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "lacking"),
    [
        ({}, None),
        ({"attributed": False, "speaker": None}, None),
        ({"speaker": None}, "no speaker"),
        ({"document": document(published=None)}, "no date"),
        ({"document": document(outlet=None)}, "no outlet"),
        ({"document": document(outlet=None, published=None), "speaker": None},
         "no date and no outlet and no speaker"),
    ],
)  # fmt: skip
def test_a_claim_has_its_date_outlet_and_speaker(
    changes: dict[str, object], lacking: str | None
) -> None:
    messages = [finding.message for finding in found(origin, None, around(**changes))]
    assert [str(lacking) in message for message in messages] == ([True] if lacking else [])


@pytest.mark.parametrize(
    ("seconds", "verdict_first", "logged"),
    [
        (23, False, "Judged in 23 seconds."),
        (24, False, ""),
        (None, None, ""),
        (90, True, "Verdict chosen before any evidence was looked at."),
        (0, True, "Judged in 0 seconds; verdict chosen before any evidence was looked at."),
    ],
)
def test_haste_is_logged_and_never_shown(
    seconds: int | None, verdict_first: bool | None, logged: str
) -> None:
    entries = found(pace, judgement(seconds=seconds, verdict_first=verdict_first))
    assert [entry.message for entry in entries] == ([logged] if logged else [])
    assert not any(entry.shown or entry.wants_reason for entry in entries)


def test_a_warning_on_ones_own_wording_wants_a_reason_and_one_on_what_came_in_does_not() -> None:
    claim = "He opened it and was thanked, Ada Maro said that it was 4 m and 5 m wide?"
    came_in = {f.number for f in word_findings(around(text=claim))}
    assert {10, 11, 14} <= came_in
    mine = findings(reworded(claim), around(mention=claim))
    wanting = {f.number for f in mine if f.wants_reason and f.row is None}
    assert {10, 11, 13, 14} <= wanting
    as_it_stands = findings(judgement(), around(text=claim))
    assert not [f for f in as_it_stands if f.wants_reason and f.row is None]


def test_the_words_of_a_rejected_candidate_are_asked_nothing() -> None:
    rejected = JudgementInput(
        CandidateDecision.REJECTED, rejection_reason=RejectionReason.NOT_A_CLAIM
    )
    assert findings(rejected, around(text="Was he?", mention="He was not")) == []


def test_each_of_the_nineteen_but_blindness_is_a_check_and_has_the_severity_of_the_field() -> None:
    severities = {check.number: check.severity for check in CHECKS if check.number}
    of_the_field = {
        **dict.fromkeys((1, 2, 3, 5, 7, 10, 11, 12, 13, 14, 18), Severity.WARNS),
        **dict.fromkeys((4, 8, 9, 16), Severity.BLOCKS),
        **dict.fromkeys((6, 15), Severity.NOTES),
        17: Severity.LOGGED,
    }
    assert of_the_field.items() <= severities.items()
    assert len({check.key for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4,000 cars, 4.000 and 4 000", [4000, 4000, 4, 0]),
        ("4.5 % and 4,5", ["4.5", "4.5"]),
        ("1,234.5", ["1234.5"]),
        ("two hundred and six, forty-one; five thousand", [206, 41, 5000]),
        ("4.2 million and 3 and 5", [4200000, 3, 5]),
        ("one of them", []),
        ("٤٢ cars", [42]),
        ("no number", []),
        ("𑁒 cars", []),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, values: list[object]) -> None:
    assert numbers(text) == [Decimal(str(value)) for value in values]


def test_the_numbers_of_a_claim_are_named_as_people_write_them() -> None:
    claim = "1.9 million cars paid 4.50 crowns in Orlest"
    (finding,) = found(atomic, judgement(), around(text=claim))
    assert "it has 2 numbers (1,900,000 and 4.5)" in finding.message


@settings(deadline=None)
@given(st.integers(0, 10**12))
def test_a_number_is_the_same_with_and_without_its_marks(number: int) -> None:
    assert numbers(f"{number:,} cars") == numbers(f"{number} cars") == [Decimal(number)]


def test_a_date_is_no_quantity() -> None:
    assert quantities("On 6 December 2025, in May 2024, on 2025-12-06 and in 1998: 40 cars") == [
        Decimal(40)
    ]


@pytest.mark.parametrize(
    "forms", [("open opened opens opening"), ("carry carries carried"), ("harvest harvests")]
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


def test_a_no_is_found_in_any_of_its_forms() -> None:
    assert all(map(negated, ("It isn’t open", "Nobody came", "neither came", "never open")))
    assert not any(map(negated, ("It is open", "Not only the bridge", "No. 5 is open", "Nordic")))
