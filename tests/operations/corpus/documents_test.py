"""Each text is imported once, and a failing text does not stop the others."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator import dates
from annotator.imports.incoming import IncomingText, Unreadable
from annotator.imports.limits import MOST_CHARACTERS
from annotator.models import (
    Document,
    ImportBatch,
    Match,
    Mention,
    Outlet,
)
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.queries.corpus.documents import documents, text_to_read, whole_document
from annotator.queries.corpus.imports import import_of
from annotator.records import DocumentMetadata
from annotator.terms import ImportOutcome, MatchMethod

if TYPE_CHECKING:
    from annotator.imports.incoming import Incoming
    from tests.world import World


def test_the_same_text_is_taken_in_once(world: World) -> None:
    first = _import(world, _text("a.txt", "The harbour is open."))
    again = _import(
        world, _text("b.txt", "The harbour is open."), _text("c.txt", "The harbour is closed.")
    )
    assert first == [ImportOutcome.IMPORTED]
    assert again == [ImportOutcome.REPEATED, ImportOutcome.IMPORTED]


def test_a_text_twice_in_one_import_is_taken_in_once(world: World) -> None:
    texts = [_text(name, "The harbour is open.") for name in ("a.txt", "b.txt")]
    assert _import(world, *texts) == [ImportOutcome.IMPORTED, ImportOutcome.REPEATED]


def test_one_that_fails_is_named_and_the_others_come_in(world: World) -> None:
    outcomes = _import(
        world, Unreadable("broken.txt", "It is empty."), _text("a.txt", "The harbour is open.")
    )
    assert outcomes == [ImportOutcome.FAILED, ImportOutcome.IMPORTED]


def test_a_text_that_is_too_long_says_how_long_it_may_be(world: World) -> None:
    long = _text("long.txt", "x" * (MOST_CHARACTERS + 1))
    assert _import(world, long) == [ImportOutcome.FAILED]
    with world.reading() as session:
        (item,) = import_of(session, world.nth(ImportBatch)).items
    assert "2,000,000" in str(item.reason)


def test_what_a_text_says_of_itself_goes_before_what_holds_for_all(world: World) -> None:
    own = IncomingText(
        name="a.txt",
        text="The harbour is open.",
        metadata=DocumentMetadata(
            title="A", outlet="Orlest Courier", published=dates.parse("2025-12"), language="de"
        ),
    )
    _import(world, own, _text("b.txt", "The harbour is closed."))
    with world.reading() as session:
        lines = documents(session).items
    assert [
        (d.metadata.outlet, dates.text(d.metadata.published), d.metadata.language) for d in lines
    ] == [
        ("Northern Herald", "2025-12-06", "en"),
        ("Orlest Courier", "2025-12", "de"),
    ]


def test_a_text_without_a_title_is_called_by_its_file(world: World) -> None:
    _import(world, IncomingText(name="news.zip/harbour/opening.txt", text="It is open."))
    with world.reading() as session:
        assert [line.metadata.title for line in documents(session).items] == ["opening"]


def test_two_people_who_import_the_same_texts_at_once_get_each_once(world: World) -> None:
    texts = [_text(f"{n}.txt", f"Text {n}.") for n in range(20)]
    outcomes: list[ImportOutcome] = []
    threads = [
        threading.Thread(target=lambda: outcomes.extend(_import(world, *texts))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(ImportOutcome.IMPORTED) == 20
    assert outcomes.count(ImportOutcome.REPEATED) == 40


def test_each_text_of_an_import_is_cut_as_was_asked(world: World) -> None:
    with world.writing() as session:
        for finely, text in ((True, "It rained."), (False, "It snowed.")):
            batch_id = begin_import(session, label="test")
            import_texts(
                session,
                batch_id=batch_id,
                incoming=[_text("a.txt", text)],
                unstated=DocumentMetadata(),
                finely=finely,
            )
        session.commit()
    with world.reading() as session:
        cut = [text_to_read(session, world.nth(Document, n)).finely for n in (1, 2)]
    assert cut == [True, False]


def test_an_outlet_is_kept_once(world: World) -> None:
    _import(world, _text("a.txt", "One."), _text("b.txt", "Two."))
    with world.reading() as session:
        assert session.scalars(select(Outlet.name)).all() == ["Northern Herald"]


def test_a_sentence_pasted_twice_gives_two_mentions_of_one_claim(world: World) -> None:
    world.import_statements("the harbour was open", "the harbour was open")
    with world.reading() as session:
        matches = session.scalars(select(Match).order_by(Match.mention_id)).all()
    assert len({match.claim_id for match in matches}) == 1
    assert [match.method for match in matches] == [MatchMethod.EXTRACTION, MatchMethod.REPEAT]


def test_what_a_mention_quotes_stands_at_its_offsets_on_this_database(world: World) -> None:
    document_id = world.import_statements("the café 🚢 in Qəbələ was open", "مرحبا was said twice")
    with world.reading() as session:
        found = whole_document(session, document_id)
        quotes = session.scalars(select(Mention.quote).order_by(Mention.position)).all()
    assert [found.text[start:end] for claim in found.claims for start, end in claim.spans] == quotes


def test_the_list_is_cut_into_pages_and_found_by_words(world: World) -> None:
    _import(world, *(_text(f"{n}.txt", f"Text {n}.", title=f"Paper {n}") for n in range(65)))
    with world.reading() as session:
        third = documents(session, number=3)
        beyond = documents(session, number=99)
        found = documents(session, words="paper 6")
        by_sign = documents(session, words="100%")
    assert (len(third.items), third.last, third.total) == (5, 3, 65)
    assert beyond.number == 3
    assert {line.metadata.title for line in found.items} == {
        "Paper 6",
        *(f"Paper {n}" for n in range(60, 65)),
    }
    assert by_sign.total == 0


def test_documents_keep_the_text_as_it_was_received(world: World) -> None:
    text = "  First line\r\n\r\nSecond\xa0line “quoted”.  "
    _import(world, _text("a.txt", text))
    with world.reading() as session:
        assert session.scalars(select(Document.text)).one() == text


def _text(name: str, text: str, title: str = "Untitled") -> IncomingText:
    return IncomingText(name=name, text=text, metadata=DocumentMetadata(title=title))


def _import(world: World, *texts: Incoming) -> list[ImportOutcome]:
    unstated = DocumentMetadata(outlet="Northern Herald", published=dates.parse("2025-12-06"))
    with world.writing() as session:
        batch_id = begin_import(session, label="test")
        results = import_texts(session, batch_id=batch_id, incoming=texts, unstated=unstated)
        session.commit()
    return [outcome for _, outcome, _ in results]
