"""An editor's pass over candidates: each decision is in force at once, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from annotator.actions import Action
from annotator.errors import BadInput, Conflict, NotFound
from annotator.models import Attribution, AuditEvent, Claim, ClaimEdit, Document, Mention
from annotator.operations.corpus.candidates import drop, join, keep, reword, split
from annotator.operations.corpus.reextractions import extract_again
from annotator.operations.corpus.speakers_of_candidates import name_speaker
from annotator.operations.corpus.undone_edits import undo
from annotator.operations.sets.claim_sets import add_claims
from annotator.queries.audit_log.verification import verify
from annotator.queries.corpus.candidates import (
    candidate_counts,
    candidate_page,
    dropped_candidates,
)
from annotator.queries.corpus.documents import claim_ids_found, documents
from annotator.queries.corpus.mentions import places_of
from annotator.text.extraction import Extraction, Span
from tests.past import after
from tests.world import World, with_reports

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from annotator.queries.corpus.candidates import ListedCandidate

FACTS = ("the harbour was open", "the road was closed and muddy", "the bell rang")
HARBOUR, ROAD, BELL = FACTS


def _import(world: World) -> None:
    """A document of three candidates, which no set has."""
    world.import_statements(*FACTS, in_set=False)


pytestmark = after(_import)


def test_a_kept_candidate_is_decided_on_and_stays_as_it_is(world: World) -> None:
    edit = _do(world, keep, HARBOUR)
    assert _texts(world) == list(FACTS)
    assert _counts(world) == (3, 3, 2, 0)
    with pytest.raises(Conflict, match="kept already"):
        _do(world, keep, HARBOUR)
    _undo(world, edit)
    assert _counts(world) == (3, 3, 3, 0)


def test_a_dropped_candidate_is_in_no_list_and_no_set_and_comes_back(world: World) -> None:
    claim_id = _claim(world, ROAD)
    edit = _do(world, drop, ROAD)
    assert _texts(world) == [HARBOUR, BELL]
    assert _counts(world) == (2, 2, 2, 1)
    with world.reading() as session:
        found = claim_ids_found(session, [], [None, *(c.worthiness for c in _worths(world))])
        assert claim_id not in found
        assert [line.claims for line in documents(session).items] == [2]
        dropped = dropped_candidates(session, _document(world), total=1).items
    assert [(one.text, one.edit_id) for one in dropped] == [(ROAD, edit)]
    with world.writing() as session, pytest.raises(NotFound):
        add_claims(session, claim_set_id=world.claim_set_id, claim_ids=[claim_id])
    _undo(world, edit)
    assert _texts(world) == list(FACTS)
    world.add_to_set(claim_id)


def test_other_words_are_another_claim_that_the_same_place_says(world: World) -> None:
    old = _claim(world, ROAD)
    edit = _do(world, reword, ROAD, wording="  the Kesselbrook road\nwas closed ")
    new = _claim(world, "the Kesselbrook road was closed")
    assert new != old
    assert _texts(world) == [HARBOUR, "the Kesselbrook road was closed", BELL]
    with world.reading() as session:
        (place,) = places_of(session, [new])[new]
    assert (place.quote, place.speaker, place.rule) == (ROAD, "Ada Maro", "person")
    _undo(world, edit)
    assert _texts(world) == list(FACTS)
    assert _claim(world, ROAD) == old


def test_a_candidate_is_split_into_claims_in_its_place(world: World) -> None:
    edit = _do(world, split, ROAD, parts="the road was closed\r\n\r\nthe road was muddy\n")
    assert _texts(world) == [HARBOUR, "the road was closed", "the road was muddy", BELL]
    with pytest.raises(Conflict, match="not there any more"):
        _do(world, keep, "the road was closed", and_then=lambda: _undo(world, edit))
    assert _texts(world) == list(FACTS)


def test_two_candidates_are_joined_in_the_place_of_the_first(world: World) -> None:
    edit = _do(world, join, ROAD, other_id=_claim(world, HARBOUR))
    assert _texts(world) == [f"{HARBOUR}; {ROAD}", BELL]
    _undo(world, edit)
    assert _texts(world) == list(FACTS)


def test_pieces_of_one_sentence_are_joined_in_the_words_of_the_document(world: World) -> None:
    document_id = world.import_statements(
        "the tram and the ferry stopped", in_set=False, changed=_in_two
    )
    first, second = "the tram", "the ferry stopped"
    _do(world, join, second, document_id=document_id, other_id=_claim(world, first))
    with world.reading() as session:
        (row,) = candidate_page(session, document_id, total=1).rows.items
    assert row.text == "the tram and the ferry stopped"


def test_typed_words_are_joined_as_they_were_typed(world: World) -> None:
    _do(world, split, ROAD, parts="the road was closed\nthe road was muddy")
    _do(world, join, "the road was muddy", other_id=_claim(world, "the road was closed"))
    assert _texts(world) == [HARBOUR, "the road was closed; the road was muddy", BELL]


def _in_two(found: Extraction) -> Extraction:
    """What was found, its only candidate cut at the “and”."""
    (whole,) = found.candidates
    (span,) = whole.spans
    at = span.start + whole.text.index(" and ")
    spans = (Span(span.start, at), Span(at + 5, span.end))
    texts = whole.text.split(" and ")
    both = zip(spans, texts, strict=True)
    cut = tuple(replace(whole, spans=(piece,), text=words) for piece, words in both)
    return replace(found, candidates=cut)


def test_a_speaker_is_decided_for_all_that_a_report_says(world: World) -> None:
    unknown = world.make_set("Unknown")
    document_id = world.import_statements(
        "the ferry had sailed",
        claim_set_id=unknown,
        changed=lambda found: with_reports(found, resolved=False),
    )
    with pytest.raises(Conflict, match="Unknown"):
        _do(world, name_speaker, "the ferry had sailed", document_id=document_id, name="Rolf")
    assert _speaker(world, HARBOUR) == "Ada Maro"
    edit = _do(world, name_speaker, HARBOUR, name=" Rolf  Tarro ")
    assert _speaker(world, HARBOUR) == "Rolf Tarro"
    assert _speaker(world, ROAD) == "Ada Maro"
    _undo(world, edit)
    assert _speaker(world, HARBOUR) == "Ada Maro"


def test_a_claim_of_the_article_itself_is_given_a_speaker(world: World) -> None:
    with world.writing() as session:
        for mention in session.scalars(select(Mention)):
            mention.attribution_id = None
        session.commit()
    edit = _do(world, name_speaker, BELL, name="Ada Maro")
    assert _speaker(world, BELL) == "Ada Maro"
    assert _speaker(world, HARBOUR) is None
    _undo(world, edit)
    assert _speaker(world, BELL) is None


@pytest.mark.parametrize(
    ("change", "given", "complaint"),
    [
        (reword, {"wording": " "}, "Write the claim"),
        (reword, {"wording": HARBOUR}, "words that it has"),
        (reword, {"wording": "x" * 601}, "at most 600"),
        (split, {"parts": "one alone"}, "at least two"),
        (split, {"parts": "the same\n the  same"}, "at least two"),
        (name_speaker, {"name": " "}, "name of the speaker"),
        (name_speaker, {"name": "Ada Maro"}, "speaker that it has"),
    ],
)
def test_what_says_nothing_new_is_refused(
    world: World, change: Callable[..., int], given: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(BadInput, match=complaint):
        _do(world, change, HARBOUR, **given)
    assert _texts(world) == list(FACTS)


@pytest.mark.parametrize(
    ("change", "given"),
    [
        (drop, {}),
        (reword, {"wording": "the harbour was shut"}),
        (split, {"parts": "one\ntwo"}),
        (name_speaker, {"name": "Rolf Tarro"}),
    ],
)
def test_what_a_set_holds_is_not_changed_and_the_set_is_named(
    world: World, change: Callable[..., int], given: dict[str, Any]
) -> None:
    world.add_to_set(_claim(world, HARBOUR))
    with pytest.raises(Conflict, match="Verania"):
        _do(world, change, HARBOUR, **given)
    assert _texts(world) == list(FACTS)


def test_a_decision_whose_claim_went_into_a_set_is_not_undone(world: World) -> None:
    edit = _do(world, reword, HARBOUR, wording="the harbour of Orlest was open")
    world.add_to_set(_claim(world, "the harbour of Orlest was open"))
    with pytest.raises(Conflict, match="Verania"):
        _undo(world, edit)


def test_decisions_are_undone_from_the_last_and_once(world: World) -> None:
    first = _do(world, reword, HARBOUR, wording="the harbour was shut")
    second = _do(world, drop, "the harbour was shut")
    with pytest.raises(Conflict, match="not there any more"):
        _undo(world, first)
    _undo(world, second)
    with pytest.raises(Conflict, match="undone in between"):
        _undo(world, second)
    _undo(world, first)
    assert _texts(world) == list(FACTS)


def test_each_decision_is_one_event_that_the_log_vouches_for(world: World) -> None:
    with world.reading() as session:
        before = session.scalar(select(func.max(AuditEvent.id)))
    edit = _do(world, split, ROAD, parts="the road was closed\nthe road was muddy")
    _undo(world, edit)
    _do(world, keep, HARBOUR)
    with world.reading() as session:
        events = session.scalars(
            select(AuditEvent).where(AuditEvent.id > before).order_by(AuditEvent.id)
        ).all()
        assert [event.action for event in events] == [
            Action.CANDIDATE_SPLIT,
            Action.EDIT_UNDONE,
            Action.CANDIDATE_KEPT,
        ]
        assert {event.actor_id for event in events} == {world.people["ed"]}
        assert verify(session, contents=True).broken is None


def test_a_document_with_decisions_is_not_extracted_again_until_they_are_undone(
    world: World,
) -> None:
    edit = _do(world, reword, HARBOUR, wording="the harbour was shut")
    with world.writing() as session, pytest.raises(Conflict, match="Editors have decided"):
        extract_again(session, document_id=_document(world), finely=False)
    _undo(world, edit)
    with world.writing() as session:
        extract_again(session, document_id=_document(world), finely=False)
        session.commit()
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(ClaimEdit)) == 0


def test_what_is_not_of_the_document_is_not_found(world: World) -> None:
    other = world.import_statements("the mill stood still")
    with pytest.raises(Conflict, match="not there"):
        _do(world, keep, HARBOUR, document_id=other)
    edit = _do(world, keep, HARBOUR)
    with world.writing() as session, pytest.raises(NotFound):
        undo(session, document_id=other, edit_id=edit, by=world.people["ed"])
    assert world.nth(Attribution) > 0


def _do(
    world: World,
    change: Callable[..., int],
    text: str,
    document_id: int | None = None,
    and_then: Callable[[], object] = lambda: None,
    **given: object,
) -> int:
    claim_id = _claim(world, text)
    and_then()
    with world.writing() as session:
        edit = change(
            session,
            document_id=document_id or _document(world),
            claim_id=claim_id,
            by=world.people["ed"],
            **given,
        )
        session.commit()
    return edit


def _undo(world: World, edit_id: int) -> None:
    with world.writing() as session:
        undo(session, document_id=_document(world), edit_id=edit_id, by=world.people["ed"])
        session.commit()


def _document(world: World) -> int:
    return world.nth(Document)


def _claim(world: World, text: str) -> int:
    with world.reading() as session:
        return session.scalars(select(Claim.id).where(Claim.text == text)).one()


def _worths(world: World) -> list[Any]:
    return [candidate.found for candidate in _page(world)]


def _page(world: World) -> tuple[ListedCandidate, ...]:
    with world.reading() as session:
        total = candidate_counts(session, _document(world)).every
        return candidate_page(session, _document(world), total=total).rows.items


def _texts(world: World) -> list[str]:
    return [candidate.text for candidate in _page(world)]


def _speaker(world: World, text: str) -> str | None:
    return next(one.found.speaker for one in _page(world) if one.text == text)


def _counts(world: World) -> tuple[int, ...]:
    with world.reading() as session:
        return tuple(candidate_counts(session, _document(world)))
