"""Speakers and outlets on their pages: listed, corrected, merged and parted again."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import event, select

from annotator.imports.incoming import IncomingText
from annotator.models import Agent, Outlet, SpeakerMerge
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.records import DocumentMetadata
from annotator.terms import SpeakerDecision
from tests.past import after
from tests.world import judgement, with_reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

    Visitors = Callable[..., Visitor]


def two_speakers(world: World) -> None:
    """Ada Maro says two things, once as A. Maro."""
    world.import_statements("the harbour was open")
    world.import_statements("the road was closed", changed=partial(with_reports, speaker="A. Maro"))


def two_outlets(world: World) -> None:
    """Two documents are of outlets whose names look alike."""
    with world.writing() as session:
        for name in ("Northern Herald", "NORTHERN HERALD"):
            batch_id, known = begin_import(session, label=name), DocumentMetadata(outlet=name)
            incoming = [IncomingText(f"{name}.txt", f"{name} is printed.")]
            import_texts(session, batch_id=batch_id, incoming=incoming, unstated=known)
        session.commit()


@after(two_speakers)
def test_an_editor_merges_two_speakers_and_undoes_it(visitor: Visitors, world: World) -> None:
    ed = visitor("ed")
    listed = ed.words("/speakers")
    merged = ed.send("/speakers/#1/merge", {"name": "A. Maro"}, page="/speakers/#1")
    assert merged.status_code == 302
    page = ed.words("/speakers/#1")
    assert "1 name merged." in page
    assert "the road was closed" in page
    assert "also named A. Maro" in page
    assert "A. Maro" not in ed.words("/speakers")
    assert "1 person or organisation" in ed.words("/speakers?words=a.%20MARO")
    # The address of the merged speaker leads to the one that it belongs to.
    assert ed.get("/speakers/#2").location == world.at("/speakers/#1")
    undo = f"/speakers/#1/merges/{world.nth(SpeakerMerge)}/undo"
    assert ed.send(undo, {}, page="/speakers/#1").location == world.at("/speakers/#2")
    assert "The merge is undone." in ed.words("/speakers/#2")
    assert ed.words("/speakers") == listed
    assert ed.post(undo, ed.hidden("/speakers/#1")).status_code == 409


@after(two_speakers)
def test_a_corrected_speaker_reaches_claims_desk_search_and_exports(
    visitor: Visitors, world: World
) -> None:
    ed, ann = visitor("ed"), visitor("ann")
    world.take("ann")
    fields = {"name": "Ada Maro-Tarn", "further": "The President", "organisation": "y"}
    saved = ed.send("/speakers/#1/names", fields, page="/speakers/#1")
    assert saved.status_code == 302
    page = ed.words("/speakers/#1")
    assert "Organisation · also named Ada Maro, The President" in page
    for reader, address in (
        (ed, "/claims/#1"),
        (ed, "/documents/#1"),
        (ed, "/sets/#1"),
        (ed, "/speakers?words=president"),
        (ann, "/desk/#1"),
    ):
        assert "Ada Maro-Tarn" in reader.text(address)
    lines = ed.get("/sets/#1/export.jsonl").text.splitlines()
    speakers = [json.loads(line)["mentions"][0]["speaker"] for line in lines if "mentions" in line]
    assert speakers == ["Ada Maro-Tarn", "A. Maro"]


@after(two_speakers)
def test_names_that_cannot_be_are_refused_at_their_field(visitor: Visitors) -> None:
    ed = visitor("ed")
    for address, fields, complaint in (
        (
            "/speakers/#1/names",
            {"name": "A. Maro"},
            "“A. Maro” is there already. Merge the two instead.",
        ),
        ("/speakers/#1/names", {"name": ""}, "Enter a name."),
        ("/speakers/#1/merge", {"name": "Bo Tarn"}, "No speaker has the name “Bo Tarn”."),
        ("/speakers/#1/merge", {"name": "Ada Maro"}, "Enter another name."),
    ):
        refused = ed.send(address, fields, page="/speakers/#1")
        assert (refused.status_code, complaint in refused.text) == (422, True), complaint


@after(two_speakers)
def test_who_saves_a_stale_page_sees_what_another_person_saved(visitor: Visitors) -> None:
    ed, adam = visitor("ed"), visitor("adam")
    stale = ed.hidden("/speakers/#1")
    adam.send("/speakers/#1/names", {"name": "Ada Tarn"}, page="/speakers/#1")
    refused = ed.post("/speakers/#1/names", {**stale, "name": "Ada Orlest"})
    assert refused.status_code == 409
    assert 'value="Ada Orlest"' in refused.text
    assert "Not saved: another person changed this" in refused.text
    assert "Ada Tarn" in ed.words("/speakers/#1")


@after(two_outlets)
def test_outlets_that_look_alike_are_merged_with_one_button(
    visitor: Visitors, world: World
) -> None:
    ed, ann = visitor("ed"), visitor("ann")
    assert "These names look alike" in ed.text("/outlets")
    assert "These names look alike" not in ann.text("/outlets")
    numbers = [str(world.nth(Outlet, n)) for n in (1, 2)]
    fields = {"csrf_token": ed.hidden("/outlets")["csrf_token"], "others": numbers}
    assert ed.post("/outlets/#2/merge", fields).location == world.at("/outlets/#2")
    page = ed.words("/outlets/#2")
    assert "also named Northern Herald" in page
    assert "2 documents" in page
    assert "These names look alike" not in ed.text("/outlets")
    documents = ed.words("/documents")
    assert documents.count("NORTHERN HERALD") == 3
    domains = {"name": "Northern Herald", "domains": "https://herald.example/news"}
    refused = ed.send("/outlets/#2/names", domains, page="/outlets/#2")
    assert "Undo the merge, and merge the other way round" in refused.text
    ed.send("/outlets/#2/names", {**domains, "name": "The Northern Herald"}, page="/outlets/#2")
    assert "herald.example" in ed.words("/outlets/#2")


@after(two_speakers)
def test_the_queries_of_a_list_and_a_page_do_not_grow_with_names(
    visitor: Visitors, world: World
) -> None:
    ed = visitor("ed")
    few = [len(statements(world, ed, address)) for address in ("/speakers", "/speakers/#1")]
    for n in range(4):
        speaks = partial(with_reports, speaker=f"Maro {n}")
        world.import_statements(f"the ferry made {n + 2} trips", changed=speaks)
        ed.send("/speakers/#1/merge", {"name": f"Maro {n}"}, page="/speakers/#1") if n < 2 else None
    many = [len(statements(world, ed, address)) for address in ("/speakers", "/speakers/#1")]
    assert many == few


def statements(world: World, reader: Visitor, address: str) -> list[str]:
    """The statements that a page executes."""
    said: list[str] = []
    listen = ("before_cursor_execute", lambda *about: said.append(about[2]))
    event.listen(world.database.engine, *listen)
    try:
        reader.text(address)
    finally:
        event.remove(world.database.engine, *listen)
    return said


@after(two_speakers)
def test_the_list_tells_nothing_of_speakers_that_annotators_name(
    visitor: Visitors, world: World
) -> None:
    ed = visitor("ed")
    addresses = ("/speakers", "/speakers?words=tarn", "/speakers/#1", "/outlets")
    before = [ed.words(address) for address in addresses]
    other = {"speaker_decision": SpeakerDecision.CORRECTED, "speaker": "Bo Tarn"}
    world.judge("ann", judgement(**other))
    assert [ed.words(address) for address in addresses] == before
    with world.reading() as session:
        typed = session.scalars(select(Agent.id).where(Agent.name == "Bo Tarn")).one()
    assert ed.get(f"/speakers/{typed}").status_code == 404
    merged = ed.send("/speakers/#1/merge", {"name": "Bo Tarn"}, page="/speakers/#1")
    assert "No speaker has the name “Bo Tarn”." in merged.text
    by_number = ed.send("/speakers/#1/merge", {"others": str(typed)}, page="/speakers/#1")
    assert by_number.status_code == 422
