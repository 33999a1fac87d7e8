"""Texts of sources: each person's own, one snapshot however many came by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from annotator import dates
from annotator.errors import BadInput, Conflict, NotFound
from annotator.models import Fetch, Passage, Snapshot
from annotator.operations.desk import fetches
from annotator.operations.desk.judgements import Unfinished
from annotator.queries.corpus.documents import count_documents
from annotator.queries.jobs.due import count_waiting
from annotator.queries.sources.fetches import OpenSource, one_source, opened_sources, wanted_source
from annotator.records import QuoteInput, SourceText
from annotator.terms import FETCH, Origin
from tests.addresses import named
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from annotator.tokens import Token
    from tests.world import World

URL = "https://relief.example/bulletins/5"
TEXT = "Bulletin 5.\r\n\r\nNobody was treated on Friday. On Monday, nobody was treated either."
FOUND = SourceText(
    text=TEXT,
    media_type="text/html",
    title="Bulletin 5",
    publisher="Relief Society",
    published=dates.parse("2025-12-05"),
    url="https://relief.example/bulletins/five",
)


def test_an_address_is_asked_for_once_and_brought_once(world: World) -> None:
    assignment_id = _desk(world, "ann")
    first = _ask(world, "ann", assignment_id)
    assert _ask(world, "ann", assignment_id) == first
    with world.reading() as session:
        assert wanted_source(session, named(session, Fetch, first).id).url == URL
        assert count_waiting(session, FETCH) == 1
    _bring(world, first)
    source, text = _source(world, "ann", assignment_id, first)
    assert (source.state, source.title, source.published) == ("ready", "Bulletin 5", "2025-12-05")
    assert text == TEXT.replace("\r\n", "\n")
    assert _ask(world, "ann", assignment_id) == first
    with world.writing() as session, pytest.raises(Conflict):
        fetches.keep_text(session, fetch_id=world.nth(Fetch), found=FOUND)


def test_what_came_to_nothing_can_be_asked_for_again(world: World) -> None:
    assignment_id = _desk(world, "ann")
    first = _ask(world, "ann", assignment_id)
    world.fail_next(FETCH, "The address does not answer.")
    source, text = _source(world, "ann", assignment_id, first)
    assert (source.state, source.reason, text) == ("failed", "The address does not answer.", "")
    assert _ask(world, "ann", assignment_id) != first


def test_two_people_fetch_the_same_text_each_for_themselves_and_it_is_kept_once(
    world: World,
) -> None:
    desks = {name: _desk(world, name) for name in ("ann", "bob")}
    ids = {name: _ask(world, name, desks[name]) for name in desks}
    assert ids["ann"] != ids["bob"]
    _bring(world, ids["ann"])
    source, text = _source(world, "bob", desks["bob"], ids["bob"])
    assert (source.state, source.title, text) == ("waiting", "", "")
    _bring(world, ids["bob"], FOUND)
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Snapshot)) == 1
        with pytest.raises(NotFound):
            one_source(session, desks["ann"], ids["ann"], world.people["bob"])


def test_what_another_called_a_text_is_not_seen(world: World) -> None:
    desks = {name: _desk(world, name) for name in ("ann", "bob")}
    world.paste("ann", desks["ann"], TEXT, url=URL, title="Canary")
    mine = world.paste("bob", desks["bob"], TEXT, url=URL, title="My title")
    with world.reading() as session:
        found = opened_sources(session, desks["bob"], world.people["bob"])
        assert [source.title for source in found] == ["My title"]
    assert world.paste("bob", desks["bob"], TEXT, url=URL, title="Again") == mine


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"text": " \n"}, "There is no text in it"),
        ({"title": "", "url": None}, "Say where the text is from"),
        ({"text": "a" * 2_000_001}, "2,000,001 characters"),
    ],
)
def test_a_text_that_is_none_is_refused(
    world: World, fields: dict[str, Any], complaint: str
) -> None:
    assignment_id = _desk(world, "ann")
    with pytest.raises(BadInput, match=complaint):
        world.paste("ann", assignment_id, **{"text": TEXT, **fields})


@pytest.mark.parametrize(
    ("data", "complaint"), [(b"", "is empty"), (b"a" * (5 * 1024**2 + 1), "more than 5 MB")]
)
def test_a_file_that_is_none_or_too_large_is_refused(
    world: World, data: bytes, complaint: str
) -> None:
    assignment_id = _desk(world, "ann")
    with world.writing() as session, pytest.raises(BadInput, match=complaint):
        fetches.upload(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people["ann"],
            name="bulletin.pdf",
            data=data,
        )


def test_a_file_waits_until_it_was_read_and_is_not_kept_longer(world: World) -> None:
    assignment_id = _desk(world, "ann")
    with world.writing() as session:
        fetch_id = fetches.upload(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people["ann"],
            name="доклад.txt",
            data=b"Nobody was treated.",
        )
        session.commit()
    with world.reading() as session:
        waiting = wanted_source(session, named(session, Fetch, fetch_id).id)
    assert (waiting.name, waiting.upload) == ("доклад.txt", b"Nobody was treated.")
    _bring(world, fetch_id, SourceText(text=TEXT, media_type="text/plain"))
    with world.reading() as session:
        kept = named(session, Fetch, fetch_id)
        assert (kept.upload, kept.title) == (None, "доклад.txt")


def test_a_document_is_opened_as_a_source(world: World) -> None:
    document_id = world.import_statements()
    assignment_id = world.take("ann")
    assert assignment_id is not None
    with world.writing() as session:
        fetch_id = fetches.open_document(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people["ann"],
            document_id=document_id,
        )
        session.commit()
    source, text = _source(world, "ann", assignment_id, fetch_id)
    assert (source.title, source.publisher) == ("A statement", "Northern Herald")
    assert (source.origin, source.published) == (Origin.FOUND, "2025-12-06")
    assert "the harbour was open" in text


def test_anothers_source_is_opened_only_once_all_have_judged_its_claim(world: World) -> None:
    theirs = world.paste("ann", _desk(world, "ann"), TEXT)
    cleo = world.people["cleo"]
    other = world.make_set("Orlest", overlap=1)
    world.import_statements("the bridge was shut", claim_set_id=other)
    assignment_id = world.take("cleo", other)
    assert assignment_id is not None
    with world.writing() as session, pytest.raises(NotFound):
        fetches.open_again(session, assignment_id=assignment_id, annotator_id=cleo, fetch_id=theirs)
    for name in ("ann", "bob"):
        world.judge(name)
    with world.writing() as session:
        mine = fetches.open_again(
            session, assignment_id=assignment_id, annotator_id=cleo, fetch_id=theirs
        )
        session.commit()
    assert mine != theirs
    assert _source(world, "cleo", assignment_id, mine)[1].startswith("Bulletin 5.")


def test_nobody_opens_a_source_on_anothers_desk(world: World) -> None:
    assignment_id = _desk(world, "ann")
    with pytest.raises(NotFound):
        world.paste("bob", assignment_id, TEXT)


def test_a_selected_passage_is_what_stands_there_and_not_what_the_form_says(
    world: World,
) -> None:
    fetch_id = world.paste("ann", _desk(world, "ann"), TEXT)
    start = TEXT.replace("\r\n", "\n").index("On Monday")
    anchor = QuoteInput(fetch_id, start - 1, start + 41)
    world.judge("ann", _quoting("On  Monday,\nnobody was treated either.", anchor))
    with world.reading() as session:
        passage = session.scalars(select(Passage)).one()
    assert passage.exact == "On Monday, nobody was treated either."
    assert (passage.start, passage.prefix) == (start, "\n\nNobody was treated on Friday. ")
    assert passage.suffix == ""


def test_two_people_who_select_one_passage_quote_the_same_row(world: World) -> None:
    for name in ("ann", "bob"):
        fetch_id = world.paste(name, _desk(world, name), TEXT)
        world.judge(name, _quoting("Nobody was treated on Friday.", QuoteInput(fetch_id)))
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Passage)) == 1


@pytest.mark.parametrize(
    ("quote", "complaint"),
    [
        ("was treated", "stands in 2 places"),
        ("Nobody was hurt on Friday.", "nearest is: “Nobody was treated on Friday.”"),
        ("The mayor resigned.", "is not in the stored copy"),
    ],
)
def test_a_passage_that_stands_in_two_places_or_none_is_for_the_person_to_place(
    world: World, quote: str, complaint: str
) -> None:
    fetch_id = world.paste("ann", _desk(world, "ann"), TEXT)
    with pytest.raises(Unfinished, match=complaint):
        world.judge("ann", _quoting(quote, QuoteInput(fetch_id)))


def test_one_passage_written_in_two_ways_is_linked_once(world: World) -> None:
    anchor = QuoteInput(world.paste("ann", _desk(world, "ann"), "“It is open”, said Tarro."))
    links = tuple(
        evidence(quote=quote, anchor=anchor) for quote in ("“It is open”", '"It is open"')
    )
    with pytest.raises(Unfinished, match="Source 2 is the same passage as one above it"):
        world.judge("ann", judgement(evidence=links))


def test_a_passage_of_a_text_that_somebody_else_opened_is_refused(world: World) -> None:
    theirs = world.paste("bob", _desk(world, "bob"), TEXT)
    world.take("ann")
    with pytest.raises(NotFound, match="not among those you opened"):
        world.judge("ann", _quoting("Nobody was treated on Friday.", QuoteInput(theirs)))


def _quoting(quote: str, anchor: QuoteInput) -> Any:
    return judgement(evidence=(evidence(quote=quote, anchor=anchor),))


def _desk(world: World, name: str) -> Token:
    with world.reading() as session:
        empty = count_documents(session) == 0
    if empty:
        world.import_statements("the harbour was open")
    assignment_id = world.take(name)
    assert assignment_id is not None
    return assignment_id


def _ask(world: World, name: str, assignment_id: Token) -> Token:
    with world.writing() as session:
        fetch_id = fetches.ask(
            session, assignment_id=assignment_id, annotator_id=world.people[name], url=URL
        )
        session.commit()
    return fetch_id


def _bring(world: World, fetch_id: Token, found: SourceText = FOUND) -> None:
    with world.writing() as session:
        waiting = named(session, Fetch, fetch_id)
        fetches.keep_text(session, fetch_id=waiting.id, found=found)
        session.commit()


def _source(
    world: World, name: str, assignment_id: Token, fetch_id: Token
) -> tuple[OpenSource, str]:
    with world.reading() as session:
        return one_source(session, assignment_id, fetch_id, world.people[name])
