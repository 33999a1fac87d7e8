"""A corrected text supersedes its predecessor and carries over the claims that it still says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from annotator.errors import BadInput, Conflict
from annotator.models import Claim, Match, Mention, SetClaim
from annotator.operations.corpus.corrections import correct_text
from annotator.operations.corpus.extractions import keep_extraction
from annotator.operations.corpus.withdrawals import delete_document, withdraw_document
from annotator.queries.audit_log.verification import verify
from annotator.queries.corpus.claims import one_claim
from annotator.queries.corpus.corrections import correction_of
from annotator.queries.corpus.documents import documents, whole_document
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.terms import MatchState
from tests.importing import document_in_no_set
from tests.world import found_in, statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.text.extraction import Extraction
    from tests.visitor import Visitor
    from tests.world import World

STAYS, GOES, NEW = "the harbour was open", "41 ships had sailed", "14 ships had sailed"


def test_a_claim_whose_words_are_still_there_keeps_its_sets_and_judgements(world: World) -> None:
    before = world.import_statements(STAYS, GOES)
    for name in ("ann", "bob"):
        world.judge(name)
    after = _correct(world, before, NEW, STAYS)
    with world.reading() as session:
        old, new = whole_document(session, before), whole_document(session, after)
        assert [claim.quote for claim in old.claims] == [GOES]
        assert [claim.quote for claim in new.claims] == [NEW, STAYS]
        stays, goes = session.scalars(select(SetClaim.claim_id).order_by(SetClaim.position))
        assert {old.claims[0].claim_id, new.claims[1].claim_id} == {stays, goes}
        kept = next(
            one
            for one in labelled_claims(session, world.claim_set_id, world.people["rita"])
            if one.text == STAYS
        )
        # One mention, in the corrected text, and both judgements.
        assert [place.document_id for place in kept.mentions] == [after]
        assert len(kept.judgements) == 2
        assert session.scalar(select(func.count()).select_from(Claim)) == 3
        assert (correction_of(session, after).supersedes, correction_of(session, after).left) == (
            before,
            1,
        )
        assert correction_of(session, before).superseded_by == after
        assert [line.id for line in documents(session).items] == [after]
        assert verify(session, contents=True).broken is None


def test_a_claim_that_the_extraction_no_longer_finds_is_carried_by_its_words(
    world: World,
) -> None:
    before = document_in_no_set(world, STAYS, GOES)
    after = _correct(world, before, GOES, STAYS, found=_nothing)
    with world.reading() as session:
        new = whole_document(session, after)
        assert [claim.quote for claim in new.claims] == [STAYS, GOES]
        assert {claim.speaker for claim in new.claims} == {"Ada Maro"}
        for claim in new.claims:
            assert new.words(claim.spans) == claim.quote
            start, end = claim.sentence
            assert claim.quote in new.text[start:end]
        assert whole_document(session, before).claims == ()


def test_a_correction_that_is_withdrawn_gives_the_claims_back(world: World) -> None:
    before = document_in_no_set(world, STAYS, GOES)
    after = _correct(world, before, STAYS, NEW)
    with world.writing() as session:
        withdraw_document(session, document_id=after)
        session.commit()
    with world.reading() as session:
        old = whole_document(session, before)
        assert [claim.quote for claim in old.claims] == [STAYS, GOES]
        places = one_claim(session, old.claims[0].claim_id).places
        assert [place.document_id for place in places] == [before]
        assert [line.id for line in documents(session).items] == [before]
    with world.writing() as session:
        delete_document(session, document_id=after)
        session.commit()
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Mention)) == 2
        assert set(session.scalars(select(Match.state))) == {MatchState.CONFIRMED}
        assert correction_of(session, before).superseded_by is None


def test_a_text_is_corrected_once_and_by_another_text(world: World) -> None:
    before = document_in_no_set(world, STAYS)
    other = document_in_no_set(world, GOES)
    for text, why in ((" ", "Enter the"), (statement(STAYS), "same"), (statement(GOES), "Another")):
        with world.writing() as session, pytest.raises(BadInput, match=why):
            correct_text(session, document_id=before, text=text)
    after = _correct(world, before, NEW)
    with world.writing() as session, pytest.raises(Conflict, match="corrected already"):
        correct_text(session, document_id=before, text="Once more.")
    assert _correct(world, after, STAYS, NEW) not in (before, other, after)


def test_an_editor_corrects_a_text_on_its_page(
    visitor: Callable[..., Visitor], world: World
) -> None:
    before = document_in_no_set(world, STAYS, GOES)
    editor = visitor("ed")
    path = f"/documents/{before}/correction"
    assert statement(GOES) in editor.text(path)
    assert editor.send(path, {"text": ""}).status_code == 422
    given = f"{statement(STAYS)} {statement(NEW)}"
    there = editor.send(path, {"text": given}).location
    after = int(re.sub(r".*/", "", there))
    _extract(world, after, given, found_in)
    assert "corrected text of document" in editor.words(there)
    assert "1 claim of it is not in this text." in editor.words(there)
    old = editor.words(f"/documents/{before}")
    assert "The text was corrected" in old
    assert "1 candidate claim" in old


def _nothing(text: str) -> Extraction:
    found = found_in(text)
    return type(found)(found.language, found.extractor, found.sentences, (), ())


def _correct(
    world: World,
    document_id: int,
    *facts: str,
    found: Callable[[str], Extraction] = found_in,
) -> int:
    text = " ".join(map(statement, facts))
    with world.writing() as session:
        new_id = correct_text(session, document_id=document_id, text=text)
        session.commit()
    _extract(world, new_id, text, found)
    return new_id


def _extract(world: World, document_id: int, text: str, found: Callable[[str], Extraction]) -> None:
    with world.writing() as session:
        keep_extraction(session, document_id=document_id, found=found(text))
        session.commit()
