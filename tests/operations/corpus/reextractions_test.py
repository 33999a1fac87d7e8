"""A document is extracted again as long as no claim of it is in a set."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from annotator.actions import Action
from annotator.errors import Conflict, NotFound
from annotator.imports.incoming import IncomingText
from annotator.jobs.comparing import COMPARISON
from annotator.jobs.extraction import EXTRACTION_HERE
from annotator.jobs.runner import run_waiting
from annotator.models import (
    Attribution,
    AuditEvent,
    Base,
    Claim,
    ClaimBand,
    ClaimNote,
    Document,
    Mention,
    MentionDoubt,
    Sentence,
)
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.operations.corpus.extractions import keep_extraction
from annotator.operations.corpus.reextractions import extract_again
from annotator.operations.corpus.removals import OF_ATTRIBUTION, OF_MENTION
from annotator.queries.corpus.documents import whole_document
from annotator.records import DocumentMetadata
from annotator.terms import ExtractionState
from tests.world import found_in, statement, with_claims

if TYPE_CHECKING:
    from tests.world import World

TEXT = " ".join(statement(fact) for fact in ("the harbour was open", "the road was closed"))


def test_what_was_found_is_replaced_by_what_is_found_now(world: World) -> None:
    document_id = _document(world)
    run_waiting(world.database, COMPARISON)
    _again(world, document_id, finely=True)
    with world.reading() as session:
        waiting = whole_document(session, document_id)
        left = [session.scalar(select(func.count()).select_from(kind)) for kind in FOUND]
    assert (waiting.extraction, waiting.extractor, waiting.finely) == ("waiting", None, True)
    assert left == [0] * len(FOUND)
    assert run_waiting(world.database, EXTRACTION_HERE) == 1
    with world.reading() as session:
        found = whole_document(session, document_id)
        events = session.scalars(select(AuditEvent.action)).all()
    assert [claim.quote for claim in found.claims] == [
        "the harbour was open",
        "the road was closed",
    ]
    assert " finely " in str(found.extractor)
    assert Action.EXTRACTION_REPEATED in events


def test_another_document_keeps_its_claims(world: World) -> None:
    world.import_statements("the bell rang")
    _again(world, _document(world), finely=False)
    with world.reading() as session:
        assert session.scalars(select(Claim.text)).all() == ["the bell rang"]


def test_a_document_with_a_claim_in_a_set_is_not_extracted_again(world: World) -> None:
    document_id = world.import_statements("the harbour was open")
    with pytest.raises(Conflict, match="in a claim set"):
        _again(world, document_id, finely=True)
    with world.reading() as session:
        assert whole_document(session, document_id).extraction is ExtractionState.DONE


def test_a_document_that_waits_or_does_not_exist_is_not_extracted_again(world: World) -> None:
    document_id = _document(world)
    _again(world, document_id, finely=False)
    with pytest.raises(Conflict, match="waits for its extraction"):
        _again(world, document_id, finely=True)
    with pytest.raises(NotFound):
        _again(world, document_id + 99, finely=True)


def test_all_that_points_to_what_is_removed_is_removed_with_it() -> None:
    pointing = {
        (key.column.table.name, table.name)
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in ("mention", "attribution") and key.ondelete != "CASCADE"
    }
    removed = {("mention", kind.__tablename__) for kind in OF_MENTION} | {
        ("attribution", kind.__tablename__) for kind in OF_ATTRIBUTION
    }
    # An attribution may stand within another, and mentions go before their attributions.
    assert pointing - removed == {("attribution", "attribution"), ("attribution", "mention")}


FOUND = (Sentence, Attribution, Mention, MentionDoubt, Claim, ClaimBand, ClaimNote)


def _document(world: World) -> int:
    """A document that was read, in no set, with a doubt."""
    with world.writing() as session:
        batch_id = begin_import(session, label="test")
        incoming = [IncomingText("a.txt", TEXT, DocumentMetadata())]
        import_texts(session, batch_id=batch_id, incoming=incoming, unstated=DocumentMetadata())
        document_id = session.scalars(select(func.max(Document.id))).one()
        unsure = partial(with_claims, doubts=("repair",))
        keep_extraction(session, document_id=document_id, found=unsure(found_in(TEXT)))
        session.commit()
    return document_id


def _again(world: World, document_id: int, *, finely: bool) -> None:
    with world.writing() as session:
        extract_again(session, document_id=document_id, finely=finely)
        session.commit()
