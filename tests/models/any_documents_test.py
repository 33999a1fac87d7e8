"""No statement over documents finds one of an import that is not done, whatever it forgets."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import aliased

from annotator.jobs.imports import IMPORT
from annotator.jobs.runner import run_waiting
from annotator.models import Document, ImportBatch
from annotator.models.any_documents import AnyDocument, HiddenDocument
from annotator.operations.corpus.imports import cancel
from tests.importing import confirmed, half_imported
from tests.models.any_claims_test import WAYS
from tests.past import after
from tests.world import World, statement


def _half_imported(world: World) -> None:
    """One import is done, one is half written, one waits."""
    world.import_statements()
    half_imported(world, ("b.csv", b"text\nOne.\nTwo.\nThree.\n"), texts=2)
    confirmed(world, ("c.txt", statement("it snowed").encode()))


pytestmark = after(_half_imported)


def test_there_are_hidden_documents(world: World) -> None:
    with world.reading() as session:
        kinds = session.scalars(select(AnyDocument)).all()
    assert sorted(type(one).__name__ for one in kinds) == ["Document", *["HiddenDocument"] * 2]


@pytest.mark.parametrize("way", WAYS)
def test_no_statement_finds_a_hidden_document(world: World, way: str) -> None:
    with world.reading() as session:
        statement = WAYS[way](Document)
        found = {one for one in session.scalars(statement) if one is not None}
        plain = {one for one in session.connection().scalars(statement) if one is not None}
        assert found == plain == _shown(session)


def test_no_condition_of_another_statement_finds_a_hidden_document(world: World) -> None:
    with world.reading() as session:
        other = aliased(AnyDocument)
        there = exists().where(Document.id == other.id)
        assert set(session.scalars(select(other.id).where(there))) == _shown(session)
        among = select(other.id).where(other.id.in_(select(Document.id)))
        assert set(session.scalars(among)) == _shown(session)
        assert session.scalar(select(func.count()).where(Document.id > 0)) == 1
        assert session.scalar(select(func.count()).select_from(Document)) == 1


def test_a_hidden_document_is_not_got_by_its_id(world: World) -> None:
    with world.reading() as session:
        hidden = session.scalars(select(HiddenDocument.id)).all()
        assert len(hidden) == 2
        for one in hidden:
            assert session.get(Document, one) is None
            assert session.get(AnyDocument, one) is not None
            assert session.get(Document, one) is None


def test_no_hidden_document_is_changed_or_deleted_unawares(world: World) -> None:
    with world.writing() as session:
        session.execute(update(Document).values(language="de"))
        changed = select(AnyDocument.id).where(AnyDocument.language == "de")
        assert set(session.scalars(changed)) == _shown(session)
        session.execute(delete(Document).where(Document.language == "en"))
        assert len(session.scalars(select(HiddenDocument.id)).all()) == 2


def test_the_end_of_an_import_shows_all_of_its_documents_at_once(world: World) -> None:
    run_waiting(world.database, IMPORT)
    with world.reading() as session:
        assert len(_shown(session)) == 5
        assert session.scalars(select(HiddenDocument.id)).all() == []


def test_a_cancelled_import_stays_hidden(world: World) -> None:
    with world.writing() as session:
        cancel(session, batch_id=world.nth(ImportBatch, 2))
        session.commit()
    with world.reading() as session:
        assert len(_shown(session)) == 1


def _shown(session: Any) -> set[int]:
    return {one.id for one in session.scalars(select(AnyDocument)) if isinstance(one, Document)}
