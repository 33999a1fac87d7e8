"""Documents from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import AuditEvent
from annotator.queries.corpus.bin import withdrawn_documents
from annotator.queries.corpus.document_settings import document_settings
from tests.importing import document_in_no_set

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.world import World


def test_a_document_is_edited_and_what_no_option_names_stays(run: Run, world: World) -> None:
    number = document_in_no_set(world, "the harbour was open")
    edit = ("documents", "edit", str(number))
    given = ("--outlet", "Northern Herald", "--date", "2025-12", "--by", "ed")
    assert f"Document {number} is changed." in run(*edit, *given).stdout
    assert f"Document {number} stays as it was." in run(*edit, *given).stdout
    run(*edit, "--outlet", "")
    with world.reading() as session:
        known = document_settings(session, number)
        wanted = AuditEvent.action == "document_changed"
        by = session.scalars(select(AuditEvent.actor_id).where(wanted).order_by(AuditEvent.id))
        assert by.all() == [world.people["ed"], None]
    assert (known.title, known.outlet, known.date) == ("A report", "", "2025-12")
    assert "is not a date" in run(*edit, "--date", "soon", code=1).stderr
    assert "There is no document 77." in run("documents", "edit", "77", code=1).stderr


def test_a_document_is_withdrawn_with_a_reason(run: Run, world: World) -> None:
    number = document_in_no_set(world, "the harbour was open")
    withdraw = ("documents", "withdraw", str(number))
    assert "is withdrawn" in run(*withdraw, "--reason", "Retracted.", "--by", "ed").stdout
    with world.reading() as session:
        (line,) = withdrawn_documents(session).lines
    assert (line.by, line.reason, line.deleted_at) == ("Ed", "Retracted.", None)
    assert f"There is no document {number}." in run(*withdraw, code=1).stderr
