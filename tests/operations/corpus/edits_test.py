"""What is known of a document is corrected, and what follows from it is looked for again."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from annotator.errors import BadInput, NotFound
from annotator.exports import FORMATS, NATIVE, jsonl
from annotator.imports.incoming import IncomingText
from annotator.jobs.comparing import COMPARISON
from annotator.jobs.runner import run_waiting
from annotator.models import OUTLETS, Claim, Publication
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.operations.corpus.edits import edit_document
from annotator.operations.corpus.merges import merge, undo_merge
from annotator.operations.corpus.publications import add_publication
from annotator.operations.corpus.topics import add_topic, set_claim_topics
from annotator.operations.names import found_names
from annotator.publications import PublicationRecord
from annotator.queries.audit_log.verification import verify
from annotator.queries.corpus.document_settings import document_settings
from annotator.queries.corpus.publications import publications_of
from annotator.queries.corpus.topics import all_topics, topics_of_claims
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.records import DocumentMetadata
from tests.importing import document_in_no_set
from tests.world import statement

if TYPE_CHECKING:
    from tests.world import World

FACT = "the tug sailed yesterday"


def test_the_warnings_of_claims_are_looked_for_again_once_the_date_is_corrected(
    world: World,
) -> None:
    document_id = document_in_no_set(world, FACT)
    other = document_in_no_set(world, "it rained")
    run_waiting(world.database, COMPARISON)
    before = _noted_for(world)
    _edit(world, document_id, date="2025-12-06")
    assert _noted_for(world) == {**before, FACT: None}
    run_waiting(world.database, COMPARISON)
    assert None not in _noted_for(world).values()
    assert _noted_for(world)[FACT] != before[FACT]
    # A save that changes nothing looks for nothing again.
    _edit(world, other)
    assert None not in _noted_for(world).values()
    with world.reading() as session:
        assert verify(session, contents=True).broken is None


def test_a_corrected_language_is_the_language_of_the_claims(world: World) -> None:
    document_id, other = (document_in_no_set(world, fact) for fact in (FACT, "it rained"))
    _edit(world, document_id, language="sv-SE")
    with world.reading() as session:
        assert document_settings(session, document_id).language == "sv"
        assert document_settings(session, other).language == "en"
        languages = session.execute(select(Claim.text, Claim.language)).all()
    assert {row.text: row.language for row in languages} == {FACT: "sv", "it rained": "en"}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", " "),
        ("date", "soon"),
        ("url", "javascript:alert(1)"),
        ("language", "german"),
        ("topics", ",".join(map(str, range(21)))),
        ("outlet", "a" * 501),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(world: World, field: str, wrong: str) -> None:
    document_id = document_in_no_set(world, FACT)
    with pytest.raises(BadInput) as refused:
        _edit(world, document_id, **{field: wrong})
    assert refused.value.field == field


def test_a_document_that_is_not_there_is_not_edited(world: World) -> None:
    document_id = document_in_no_set(world, FACT)
    with world.reading() as session:
        known = document_settings(session, document_id)
    with world.writing() as session, pytest.raises(NotFound):
        edit_document(session, document_id=999, seen=None, given=known)


def test_a_topic_is_one_however_it_is_written_and_a_claim_keeps_its_own(world: World) -> None:
    first = document_in_no_set(world, "it rained")
    second = document_in_no_set(world, "it snowed")
    _edit(world, first, topics="Weather, Ellmark, weather")
    _edit(world, second, topics="WEATHER")
    with world.reading() as session:
        assert [topic.name for topic in all_topics(session)] == ["Ellmark", "weather"]
        rained, snowed = session.scalars(select(Claim.id).order_by(Claim.id))
    with world.writing() as session:
        assert add_topic(session, claim_ids=[rained, snowed], name="ellmark") == 1
        set_claim_topics(session, claim_id=rained, names=["Rain", "Ellmark"])
        session.commit()
    _edit(world, first, topics="Ellmark")
    with world.reading() as session:
        found = topics_of_claims(session, [rained, snowed])
        assert [topic.name for topic in found[rained].all] == ["Ellmark", "Rain"]
        assert [topic.name for topic in found[snowed].own] == ["Ellmark"]
        assert [topic.name for topic in found[snowed].inherited] == ["weather"]


def test_a_text_that_comes_in_again_from_another_outlet_is_a_further_publication(
    world: World,
) -> None:
    come_in = partial(_import, world)
    come_in(outlet="Northern Herald", url="https://herald.example/1")
    come_in(outlet="Northern Herald", url="https://herald.example/1")
    come_in(outlet=None)
    come_in(outlet="Orlest Courier", url="https://courier.example/2")
    come_in(outlet="Orlest Courier", url="https://courier.example/3")
    with world.reading() as session:
        (document_id,) = set(session.scalars(select(Publication.document_id)))
        (one,) = publications_of(session, [document_id])[document_id]
        assert verify(session, contents=True).broken is None
    assert (one.told.outlet, one.told.url) == ("Orlest Courier", "https://courier.example/2")
    with world.writing() as session, pytest.raises(BadInput, match="known already"):
        add_publication(
            session,
            document_id=document_id,
            outlet="Northern Herald",
            date="",
            url="https://herald.example/1",
        )


def _import(world: World, outlet: str | None, url: str | None = None) -> None:
    metadata = DocumentMetadata(outlet=outlet, url=url)
    with world.writing() as session:
        batch_id = begin_import(session, label="test")
        incoming = [IncomingText("a.txt", statement(FACT), metadata)]
        import_texts(session, batch_id=batch_id, incoming=incoming, unstated=DocumentMetadata())
        session.commit()


def _edit(world: World, document_id: int, **changes: str) -> None:
    with world.writing() as session:
        known = document_settings(session, document_id)
        edit_document(session, document_id=document_id, seen=None, given=replace(known, **changes))
        session.commit()


def _noted_for(world: World) -> dict[str, str | None]:
    """What surroundings the notes of each claim hold for, by the words of the claim."""
    with world.reading() as session:
        rows = session.execute(select(Claim.text, Claim.noted_for))
        return {row.text: row.noted_for for row in rows}


def test_further_publications_are_in_exports_of_every_format(world: World) -> None:
    document_id = world.import_statements(FACT)
    given: dict[str, Any] = {"outlet": "Orlest Courier", "date": "2025-12-07", "url": ""}
    with world.writing() as session:
        add_publication(session, document_id=document_id, **given)
        session.commit()
    with world.reading() as session:
        claims = tuple(labelled_claims(session, world.claim_set_id, world.people["rita"]))
    for one in FORMATS:
        assert b"Orlest Courier" in b"".join(one.write(claims))
    told = (PublicationRecord("Orlest Courier", "2025-12-07", None),)
    (read,) = jsonl.read(NATIVE.write(claims))
    assert read.mentions[0].publications == told


def test_a_merge_of_outlets_moves_further_publications_and_its_undoing_takes_them_back(
    world: World,
) -> None:
    document_id = document_in_no_set(world, FACT)
    with world.writing() as session:
        for name in ("Northern Herald", "Orlest Courier"):
            given: dict[str, Any] = {
                "outlet": name,
                "date": "",
                "url": f"https://{name[:4]}.example/1",
            }
            add_publication(session, document_id=document_id, **given)
        session.commit()
    with world.writing() as session:
        names = ("Northern Herald", "Orlest Courier")
        into, other = (one.id for one in found_names(session, OUTLETS, names).values())
        merge_id = merge(session, OUTLETS, name_id=other, into_id=into)
        session.commit()
    assert _outlets(world, document_id) == ["Northern Herald", "Northern Herald"]
    with world.writing() as session:
        given = {
            "outlet": "Orlest Courier",
            "date": "2025",
            "url": "https://later.example/1",
        }
        add_publication(session, document_id=document_id, **given)
        session.commit()
    with world.writing() as session:
        undo_merge(session, OUTLETS, merge_id=merge_id)
        session.commit()
    assert _outlets(world, document_id) == ["Northern Herald", "Orlest Courier", "Orlest Courier"]


def _outlets(world: World, document_id: int) -> list[str]:
    with world.reading() as session:
        found = publications_of(session, [document_id])[document_id]
    return sorted(str(one.told.outlet) for one in found)
