"""An editor withdraws a document, finds it in the bin, and restores it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import AuditEvent
from annotator.queries.corpus.bin import PAGE_SIZE
from tests.importing import document_in_no_set
from tests.web.hidden_claims_test import _exported, _shown, _with_every_role

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from tests.visitor import Visitor
    from tests.world import World

CANARY = "kestrelwing"


def test_a_withdrawn_document_comes_back_from_the_bin_with_its_claims(
    visitor: Callable[..., Visitor], world: World
) -> None:
    document_id = document_in_no_set(world, "the harbour was open")
    editor = visitor("ed")
    page = f"/documents/{document_id}"
    assert f"{page}/withdrawal" in editor.text(page)
    words = editor.words(f"{page}/withdrawal")
    assert "The document and its 1 candidate claim leave every list" in words
    answer = editor.send(f"{page}/withdrawal", {"reason": ""})
    assert "restore it from the bin" in editor.text(answer.location)
    assert editor.get(page).status_code == 404
    listed = editor.words("/bin/documents")
    assert "A report Ed " in listed
    assert "Deleted" in listed
    editor.send(f"/bin/documents/{document_id}/restore", {}, page="/bin/documents")
    assert "the harbour was open" in editor.text(page)
    assert "The bin is empty" in editor.text("/bin/documents")
    with world.reading() as session:
        told = session.execute(
            select(AuditEvent.action, AuditEvent.actor_id)
            .where(AuditEvent.subject == f"document {document_id}")
            .order_by(AuditEvent.id)
        )
        by = world.people["ed"]
        assert told.all()[1:] == [("document_withdrawn", by), ("document_restored", by)]


def test_a_document_withdrawn_with_a_reason_is_kept(
    visitor: Callable[..., Visitor], world: World
) -> None:
    document_id = document_in_no_set(world, "the harbour was open")
    editor = visitor("ed")
    editor.send(f"/documents/{document_id}/withdrawal", {"reason": "The paper retracted it."})
    assert "Kept: The paper retracted it." in editor.words("/bin/documents")


def test_no_page_and_no_export_tells_of_a_withdrawn_document(
    app: Flask, visitor: Callable[..., Visitor], world: World
) -> None:
    rita, ann = _with_every_role(world, visitor), visitor("ann")
    world.import_statements("the port was safe")
    exported = _exported(world)
    document_id = document_in_no_set(world, f"the {CANARY} flew", title=f"A {CANARY}")
    claim = next(
        path
        for path, shown in _shown(app, ann, world).items()
        if "/claims/" in path and CANARY in shown[1]
    )
    visitor("ed").send(f"/documents/{document_id}/withdrawal", {"reason": ""})
    for person in (rita, ann):
        told = {path for path, shown in _shown(app, person, world).items() if CANARY in shown[1]}
        # The audit log says who withdrew what.
        assert told <= {"/bin/documents", "/audit-log"}
        assert person.get(claim).status_code == 404
    assert _exported(world) == exported


def test_a_document_with_claims_in_a_set_names_the_set_instead_of_a_button(
    visitor: Callable[..., Visitor], world: World
) -> None:
    document_id = world.import_statements("the harbour was open")
    editor = visitor("ed")
    page = editor.text(f"/documents/{document_id}/withdrawal")
    assert "Withdraw the claims there first" in page
    assert 'name="reason"' not in page
    answer = editor.send(
        f"/documents/{document_id}/withdrawal", {"reason": ""}, page="/bin/documents"
    )
    assert answer.status_code == 409
    assert "the harbour was open" in editor.text(f"/documents/{document_id}")


def test_a_bin_of_many_documents_has_pages(visitor: Callable[..., Visitor], world: World) -> None:
    editor = visitor("ed")
    for number in range(PAGE_SIZE + 1):
        document_id = document_in_no_set(world, f"ship {number} was here", title=f"Ship {number}.")
        editor.send(f"/documents/{document_id}/withdrawal", {"reason": ""}, page="/bin/documents")
    first = editor.text("/bin/documents")
    assert "Ship 50." in first
    assert "Ship 0." not in first
    assert 'rel="next"' in first
    assert "Ship 0." in editor.text(f"/bin/documents?before={document_id - PAGE_SIZE + 1}")
    assert editor.get("/bin/nothing").status_code == 404
