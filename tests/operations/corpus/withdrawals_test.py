"""Documents are withdrawn into the bin, and deleted from it after 30 days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update

from annotator.clock import now
from annotator.errors import Conflict, NotFound
from annotator.imports.incoming import IncomingText
from annotator.jobs.comparing import COMPARISON
from annotator.jobs.emptying import EMPTYING
from annotator.jobs.extraction import EXTRACTION_HERE
from annotator.jobs.runner import run_next, run_waiting
from annotator.models import Claim, ClaimBand, Document, ImportItem, Match, Mention, Sentence
from annotator.models.any_claims import AnyClaim
from annotator.models.any_documents import AnyDocument
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.operations.corpus.withdrawals import (
    delete_document,
    restore_document,
    withdraw_document,
)
from annotator.operations.sets.claim_sets import add_claims
from annotator.queries.audit_log.verification import verify
from annotator.queries.corpus.documents import claim_ids_found
from annotator.queries.corpus.near_claims import near_claims
from annotator.records import DocumentMetadata
from annotator.terms import Worthiness
from tests.importing import document_in_no_set
from tests.world import statement

if TYPE_CHECKING:
    from tests.world import World

FACT = "the harbour was open"


def test_a_withdrawn_claim_is_found_by_no_query(world: World) -> None:
    document_id = document_in_no_set(world, FACT)
    run_waiting(world.database, COMPARISON)
    with world.reading() as session:
        claim_id = session.scalars(select(Claim.id)).one()
    _withdraw(world, document_id)
    with world.reading() as session:
        assert session.scalars(select(Claim.id)).all() == []
        assert claim_ids_found(session, [], [Worthiness.CFS]) == []
        assert near_claims(session, {0: FACT}, {0: None})[0] == ()
    with world.writing() as session, pytest.raises(NotFound):
        add_claims(session, claim_set_id=world.claim_set_id, claim_ids=[claim_id])


def test_a_claim_that_another_document_says_stays(world: World) -> None:
    first, second = (document_in_no_set(world, FACT, other) for other in ("it rained", "it snowed"))
    with world.writing() as session:
        # The second document says the claim of the first.
        said = select(Claim.id).where(Claim.text == FACT).order_by(Claim.id)
        shared, repeated = session.scalars(said).all()
        session.execute(update(Match).where(Match.claim_id == repeated).values(claim_id=shared))
        session.commit()
    _withdraw(world, first)
    assert _claims(world) == ["it snowed", FACT, FACT]
    _withdraw(world, second)
    with world.writing() as session:
        delete_document(session, document_id=first)
        session.commit()
    with world.writing() as session:
        restore_document(session, document_id=second)
        session.commit()
    assert _claims(world) == ["it snowed", FACT, FACT]


def test_a_document_whose_claim_is_in_a_set_is_not_withdrawn(world: World) -> None:
    document_id = world.import_statements(FACT)
    with pytest.raises(Conflict, match="are in “Verania”"):
        _withdraw(world, document_id)
    assert _claims(world) == [FACT]


def test_only_a_visible_document_is_withdrawn_and_only_a_withdrawn_one_restored(
    world: World,
) -> None:
    document_id = document_in_no_set(world, FACT)
    for operation in (restore_document, delete_document):
        with world.writing() as session, pytest.raises(NotFound):
            operation(session, document_id=document_id)
    _withdraw(world, document_id)
    with pytest.raises(NotFound):
        _withdraw(world, document_id)


def test_a_document_that_waits_for_its_extraction_waits_again_when_it_is_restored(
    world: World,
) -> None:
    with world.writing() as session:
        batch_id = begin_import(session, label="test")
        incoming = [IncomingText("a.txt", statement(FACT), DocumentMetadata())]
        import_texts(session, batch_id=batch_id, incoming=incoming, unstated=DocumentMetadata())
        document_id = session.scalars(select(Document.id)).one()
        session.commit()
    _withdraw(world, document_id)
    assert run_waiting(world.database, EXTRACTION_HERE) == 0
    with world.writing() as session:
        restore_document(session, document_id=document_id)
        session.commit()
    assert run_waiting(world.database, EXTRACTION_HERE) == 1
    assert _claims(world) == [FACT]


def test_the_worker_deletes_what_was_in_the_bin_for_30_days_unless_there_is_a_reason(
    world: World,
) -> None:
    names = ("old", "kept", "new", "used")
    ids = {name: document_in_no_set(world, f"the {name} harbour was open") for name in names}
    run_waiting(world.database, COMPARISON)
    for name in names[:3]:
        _withdraw(world, ids[name], reason="Retracted." if name == "kept" else "")
    for name in ("old", "kept"):
        _age(world, ids[name], timedelta(days=30, minutes=1))
    assert run_next(world.database, EMPTYING)
    assert not run_next(world.database, EMPTYING)
    with world.reading() as session:
        left = session.scalars(select(AnyDocument.id).order_by(AnyDocument.id)).all()
        assert left == [ids[name] for name in names[1:]]
        assert _count(session, AnyClaim) == _count(session, Mention) == 3
        assert _count(session, Sentence) == _count(session, ImportItem) == 3
        assert len(set(session.scalars(select(ClaimBand.claim_id)))) == 3
        # The audit log vouches for what is left, and for what went.
        assert verify(session, contents=True).broken is None


def test_the_same_text_is_imported_again_after_the_bin_was_emptied(world: World) -> None:
    document_id = document_in_no_set(world, FACT)
    _withdraw(world, document_id)
    with world.writing() as session:
        delete_document(session, document_id=document_id)
        session.commit()
    document_in_no_set(world, FACT)
    assert _claims(world) == [FACT]


def _withdraw(world: World, document_id: int, reason: str = "") -> None:
    with world.writing() as session:
        withdraw_document(session, document_id=document_id, reason=reason, by=world.people["ed"])
        session.commit()


def _age(world: World, document_id: int, by: timedelta) -> None:
    with world.writing() as session:
        session.execute(
            update(AnyDocument)
            .where(AnyDocument.id == document_id)
            .values(withdrawn_at=now() - by)
            .execution_options(synchronize_session=False)
        )
        session.commit()


def _claims(world: World) -> list[str]:
    with world.reading() as session:
        return list(session.scalars(select(Claim.text).order_by(Claim.text)))


def _count(session: object, kind: object) -> int:
    return session.scalar(select(func.count()).select_from(kind))  # type: ignore[attr-defined, arg-type, no-any-return]
