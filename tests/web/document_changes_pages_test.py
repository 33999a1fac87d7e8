"""An editor corrects what is known of a document, in place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import AuditEvent
from tests.importing import document_in_no_set

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

KNOWN = {
    "title": "Harbour open",
    "outlet": "Northern Herald",
    "date": "2025-12-06",
    "author": "Anna Brandt",
    "url": "https://herald.example/harbour",
    "language": "en",
    "topics": "depot blast, Ellmark",
}


def test_the_head_of_a_document_leads_to_what_can_be_corrected(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page = f"/documents/{document_in_no_set(world, 'the harbour was open')}"
    editor, annotator = visitor("ed"), visitor("ann")
    assert f'href="{page}/edit#date"' in editor.text(page)
    assert "Add the outlet · Add the date · Add the author · English · Add topics" in (
        editor.words(page)
    )
    assert "/edit" not in annotator.text(page)
    answer = editor.send(f"{page}/edit", KNOWN)
    assert "Changes saved." in editor.text(answer.location)
    head = "Northern Herald · 6 Dec 2025 · Anna Brandt · English · depot blast, Ellmark"
    for person in (editor, annotator):
        assert head in person.words(page)
        assert "Harbour open" in person.text("/documents")
    with world.reading() as session:
        event = session.scalars(
            select(AuditEvent).where(AuditEvent.action == "document_changed")
        ).one()
        change = json.loads(event.change)
    assert event.actor_id == world.people["ed"]
    assert change["before"]["date"] == ""
    assert change["after"] == {name: KNOWN[name] for name in KNOWN if name != "language"}
    answer = editor.send(f"{page}/edit", {**KNOWN, "date": "6 December"})
    assert answer.status_code == 422
    assert "is not a date" in answer.text
    assert "Nothing was changed." in editor.text(editor.send(f"{page}/edit", KNOWN).location)


def test_of_two_editors_the_second_sees_both_versions_and_chooses(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page = f"/documents/{document_in_no_set(world, 'the harbour was open')}"
    first, second = visitor("ed"), visitor("adam")
    seen = second.hidden(f"{page}/edit")
    first.send(f"{page}/edit", KNOWN)
    answer = second.post(f"{page}/edit", {**seen, **KNOWN, "outlet": "Orlest Courier"})
    assert answer.status_code == 409
    assert "Orlest Courier" in answer.text
    assert "Northern Herald" in answer.text
    assert "Northern Herald" in first.text(page)
    later = {**second.hidden(f"{page}/edit"), **KNOWN, "outlet": "Orlest Courier"}
    assert second.post(f"{page}/edit", later).status_code == 302
    assert "Orlest Courier" in first.text(page)


def test_a_further_publication_is_added_shown_and_removed(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page = f"/documents/{document_in_no_set(world, 'the harbour was open')}"
    editor = visitor("ed")
    path = f"{page}/publications"
    assert editor.send(path, {"outlet": "", "date": "2025", "url": ""}).status_code == 422
    given = {"outlet": "Orlest Courier", "date": "2025-12-07", "url": "https://courier.example/1"}
    editor.send(path, given)
    assert "known already" in editor.send(path, given).text
    assert "also published in Orlest Courier · 7 Dec 2025" in visitor("ann").words(page)
    listed = editor.text(path)
    number = listed.split("/remove")[0].rpartition("/")[2]
    other = f"/documents/{document_in_no_set(world, 'the road was closed')}"
    assert editor.send(f"{other}/publications/{number}/remove", {}, page=path).status_code == 404
    assert editor.send(f"{path}/{number}/remove", {}, page=path).status_code == 302
    assert "Orlest Courier" not in editor.text(page)


def test_a_claim_has_the_topics_of_its_document_and_its_own(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page = f"/documents/{document_in_no_set(world, 'the harbour was open')}"
    editor = visitor("ed")
    editor.send(f"{page}/edit", KNOWN)
    assert "From its documents: depot blast, Ellmark." in editor.words("/claims/#1/topics")
    answer = editor.send("/claims/#1/topics", {"topics": "Harbours, ELLMARK"})
    assert "Topics saved." in editor.text(answer.location)
    # The document’s own topic is not added a second time.
    assert 'value="Harbours"' in editor.text("/claims/#1/topics")
    long = editor.send("/claims/#1/topics", {"topics": "a" * 81})
    assert long.status_code == 422
    assert "is too long" in long.text
