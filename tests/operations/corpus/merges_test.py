"""Speakers and outlets are renamed and merged, and a merge is undone exactly."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from annotator.actions import Action
from annotator.errors import BadInput, Conflict, NotFound
from annotator.import_states import ImportState
from annotator.imports.incoming import IncomingText
from annotator.models import (
    OUTLETS,
    SPEAKERS,
    Agent,
    Attribution,
    AuditEvent,
    Base,
    Claim,
    Document,
    ImportBatch,
    Judgement,
    Outlet,
)
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.operations.corpus.known_names import (
    add_name,
    change_domains,
    mark_organisation,
    remove_name,
    rename,
)
from annotator.operations.corpus.merges import merge, undo_merge
from annotator.operations.corpus.publications import add_publication
from annotator.operations.derived.claim_notes import keep_notes
from annotator.queries.audit_log.verification import verify
from annotator.queries.corpus.claims import one_claim
from annotator.queries.corpus.known_names import known_name, known_names, look_alike, row_of
from annotator.queries.corpus.said_documents import said_documents
from annotator.queries.judging.judgements import judgements_on
from annotator.records import DocumentMetadata
from annotator.terms import SpeakerDecision
from tests.world import judgement, with_reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.models import NameRegister
    from tests.world import World


def says(world: World, speaker: str, *facts: str) -> None:
    world.import_statements(*facts, changed=partial(with_reports, speaker=speaker))


def speakers_of(world: World) -> dict[str, str]:
    """Who says each claim."""
    with world.reading() as session:
        rows = session.execute(
            select(Attribution.document_id, Agent.name)
            .join(Agent, Agent.id == Attribution.speaker_id)
            .order_by(Attribution.document_id)
        )
        return {str(row.document_id): row.name for row in rows}


def do(world: World, work: Callable[..., Any], *args: Any, **given_: Any) -> Any:
    with world.writing() as session:
        done = work(session, *args, **given_)
        session.commit()
        return done


def number(world: World, name: str, register: NameRegister = SPEAKERS) -> int:
    with world.reading() as session:
        return row_of(session, register, name)


def merged(world: World, name: str, into: str) -> int:
    ids = {"name_id": number(world, name), "into_id": number(world, into)}
    return int(do(world, merge, SPEAKERS, **ids))


def test_a_merged_speaker_says_all_claims_of_both_and_undoing_gives_each_its_own(
    world: World,
) -> None:
    says(world, "Ada Maro", "the harbour was open")
    says(world, "A. Maro", "the road was closed")
    before = speakers_of(world)
    merge_id = merged(world, "A. Maro", "Ada Maro")
    assert set(speakers_of(world).values()) == {"Ada Maro"}
    with world.reading() as session:
        found = known_name(session, SPEAKERS, row_of(session, SPEAKERS, "A. Maro"))
        assert (found.line.name, found.line.claims) == ("Ada Maro", 2)
        assert [one.name for one in known_names(session, SPEAKERS).items] == ["Ada Maro"]
    do(world, undo_merge, SPEAKERS, merge_id=merge_id)
    assert speakers_of(world) == before
    with pytest.raises(Conflict, match="undone already"):
        do(world, undo_merge, SPEAKERS, merge_id=merge_id)


def test_a_merged_name_leads_to_the_speaker_at_the_next_extraction_and_undoing_takes_it_back(
    world: World,
) -> None:
    says(world, "Ada Maro", "the harbour was open")
    says(world, "A. Maro", "the road was closed")
    merge_id = merged(world, "A. Maro", "Ada Maro")
    says(world, "A. Maro", "the bell rang")
    says(world, "Ada Maro", "the ferry sailed")
    assert set(speakers_of(world).values()) == {"Ada Maro"}
    do(world, undo_merge, SPEAKERS, merge_id=merge_id)
    assert list(speakers_of(world).values()) == ["Ada Maro", "A. Maro", "A. Maro", "Ada Maro"]


def test_a_renamed_speaker_is_found_by_the_old_name_too(world: World) -> None:
    says(world, "The President", "the harbour was open")
    do(world, rename, SPEAKERS, row_id=number(world, "The President"), name=" Ada  Maro ")
    says(world, "The President", "the road was closed")
    assert set(speakers_of(world).values()) == {"Ada Maro"}
    with world.reading() as session:
        claim = one_claim(session, world.nth(Claim))
    assert [place.speaker for place in claim.places] == ["Ada Maro"]


def test_names_change_places_when_a_speaker_gets_an_old_name_back(world: World) -> None:
    says(world, "Ada Maro", "the harbour was open")
    ada = number(world, "Ada Maro")
    do(world, rename, SPEAKERS, row_id=ada, name="The President")
    do(world, rename, SPEAKERS, row_id=ada, name="Ada Maro")
    with world.reading() as session:
        found = known_name(session, SPEAKERS, ada)
    assert (found.line.name, found.line.further) == ("Ada Maro", ("The President",))


def test_a_name_of_another_speaker_is_refused_in_words(world: World) -> None:
    says(world, "Ada Maro", "the harbour was open")
    says(world, "Bo Tarn", "the road was closed")
    ada = number(world, "Ada Maro")
    for change in (rename, add_name):
        with pytest.raises(BadInput, match="“Bo Tarn” is there already"):
            do(world, change, SPEAKERS, row_id=ada, name="Bo Tarn")
    merged(world, "Bo Tarn", "Ada Maro")
    with pytest.raises(BadInput, match="Undo the merge, and merge the other way round"):
        do(world, rename, SPEAKERS, row_id=ada, name="Bo Tarn")
    with pytest.raises(BadInput, match="Choose another one"):
        do(world, merge, SPEAKERS, name_id=ada, into_id=ada)
    with pytest.raises(NotFound):
        number(world, "Cy Orlest")


def test_a_further_name_is_added_and_removed(world: World) -> None:
    says(world, "Ada Maro", "the harbour was open")
    ada = number(world, "Ada Maro")
    do(world, add_name, SPEAKERS, row_id=ada, name="The President")
    says(world, "The President", "the road was closed")
    assert set(speakers_of(world).values()) == {"Ada Maro"}
    with world.reading() as session:
        (further,) = known_name(session, SPEAKERS, ada).further
    do(world, remove_name, SPEAKERS, row_id=ada, name_id=further.id)
    says(world, "The President", "the bell rang")
    assert list(speakers_of(world).values()) == ["Ada Maro", "Ada Maro", "The President"]
    merge_id = merged(world, "The President", "Ada Maro")
    with pytest.raises(Conflict, match="came with a merge"):
        do(world, remove_name, SPEAKERS, row_id=ada, name_id=further.id)
    do(world, undo_merge, SPEAKERS, merge_id=merge_id)


def test_a_speaker_whom_only_a_judgement_names_is_in_no_list(world: World) -> None:
    says(world, "Ada Maro", "the harbour was open")
    other = {"speaker_decision": SpeakerDecision.CORRECTED, "speaker": "Bo Tarn"}
    world.judge("ann", judgement(**other))
    with world.reading() as session:
        assert [one.name for one in known_names(session, SPEAKERS).items] == ["Ada Maro"]
        with pytest.raises(NotFound):
            row_of(session, SPEAKERS, "Bo Tarn")
        typed = session.scalars(select(Agent.id).where(Agent.name == "Bo Tarn")).one()
        with pytest.raises(NotFound):
            known_name(session, SPEAKERS, typed)
    # The name is free, as far as others can tell; the judgement follows it.
    do(world, rename, SPEAKERS, row_id=number(world, "Ada Maro"), name="Bo Tarn")
    assert set(speakers_of(world).values()) == {"Bo Tarn"}


def test_what_an_annotator_typed_as_the_speaker_follows_a_merge(world: World) -> None:
    says(world, "A. Maro", "the harbour was open")
    says(world, "Ada Maro", "the road was closed")
    other = {"speaker_decision": SpeakerDecision.CORRECTED, "speaker": "Ada Maro"}
    world.judge("ann", judgement(**other))
    merge_id = merged(world, "Ada Maro", "A. Maro")
    assert typed_speaker(world) == "A. Maro"
    do(world, undo_merge, SPEAKERS, merge_id=merge_id)
    assert typed_speaker(world) == "Ada Maro"


def typed_speaker(world: World) -> str | None:
    with world.reading() as session:
        found = judgements_on(session, session.scalars(select(Judgement.set_claim_id)).all())
    return next(iter(found.values()))[0].speaker


def test_outlets_that_look_alike_are_found_merged_and_parted_again(world: World) -> None:
    outlets = ("Northern Herald", "NORTHERN  HERALD", "Tarn Courier", "Northern Hérald")
    for n, outlet in enumerate(outlets):
        brought(world, f"Text {n}.", outlet)
    with world.reading() as session:
        (alike,) = look_alike(session, OUTLETS)
        names = {one.name for one in alike}
    assert names == {"Northern Herald", "NORTHERN HERALD", "Northern Hérald"}
    before = outlets_of(world)
    first, *others = (number(world, name, OUTLETS) for name in sorted(names, reverse=True))
    merges = [do(world, merge, OUTLETS, name_id=other, into_id=first) for other in others]
    brought(world, "Text 5.", "NORTHERN HERALD")
    assert outlets_of(world) == [
        *("Northern Hérald", "Northern Hérald", "Tarn Courier"),
        *("Northern Hérald", "Northern Hérald"),
    ]
    with world.reading() as session:
        assert look_alike(session, OUTLETS) == ()
    for merge_id in merges:
        do(world, undo_merge, OUTLETS, merge_id=merge_id)
    assert outlets_of(world) == [*before, "NORTHERN HERALD"]


def test_the_documents_of_an_import_under_way_move_too(world: World) -> None:
    brought(world, "One.", "Northern Herald")
    brought(world, "Two.", "Herald")
    with world.writing() as session:
        last = session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc())).first()
        assert last is not None
        last.state, last.tidied = ImportState.IMPORTING, False
        brings = session.scalars(select(Outlet).where(Outlet.name == "Herald")).one()
        into = session.scalars(select(Outlet).where(Outlet.name == "Northern Herald")).one()
        merge(session, OUTLETS, name_id=brings.id, into_id=into.id)
        last.state = ImportState.DONE
        session.commit()
    assert outlets_of(world) == ["Northern Herald", "Northern Herald"]


def brought(world: World, text: str, outlet: str) -> None:
    with world.writing() as session:
        batch_id = begin_import(session, label="test")
        known = DocumentMetadata(outlet=" ".join(outlet.split()))
        incoming = [IncomingText("a.txt", text, DocumentMetadata())]
        import_texts(session, batch_id=batch_id, incoming=incoming, unstated=known)
        session.commit()


def outlets_of(world: World) -> list[str]:
    with world.reading() as session:
        names = select(Outlet.name).join(Document, Document.outlet_id == Outlet.id)
        return list(session.scalars(names.order_by(Document.id)))


def test_domains_belong_to_one_outlet(world: World) -> None:
    brought(world, "One.", "Northern Herald")
    brought(world, "Two.", "Tarn Courier")
    herald, courier = (number(world, n, OUTLETS) for n in ("Northern Herald", "Tarn Courier"))
    do(world, change_domains, row_id=herald, domains="https://www.herald.example/a\nb.example")
    with world.reading() as session:
        assert known_name(session, OUTLETS, herald).domains == ("b.example", "herald.example")
    for domains, complaint in (("b.example", "another outlet"), ("nonsense", "is no domain")):
        with pytest.raises(BadInput, match=complaint):
            do(world, change_domains, row_id=courier, domains=domains)


def test_each_change_of_a_name_is_an_audit_event_that_vouches_for_it(world: World) -> None:
    says(world, "Ada Maro", "the harbour was open")
    says(world, "A. Maro", "the road was closed")
    ada = number(world, "Ada Maro")
    do(world, rename, SPEAKERS, row_id=ada, name="President Ada Maro")
    do(world, mark_organisation, row_id=ada, organisation=True)
    do(world, undo_merge, SPEAKERS, merge_id=merged(world, "A. Maro", "Ada Maro"))
    with world.reading() as session:
        actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id.desc()))
        assert list(actions)[:4] == [
            *(Action.SPEAKER_MERGE_UNDONE, Action.SPEAKERS_MERGED),
            *(Action.SPEAKER_CHANGED, Action.SPEAKER_CHANGED),
        ]
        found = verify(session, contents=True)
    assert (found.broken, found.unvouched) == (None, 0)


@pytest.mark.parametrize("register", [SPEAKERS, OUTLETS], ids=["speakers", "outlets"])
def test_a_merge_moves_every_column_that_names_a_row(register: NameRegister) -> None:
    table = register.rows.__tablename__
    names = {f"{move.table.__tablename__}.{move.column}" for move in register.moves}  # type: ignore[attr-defined]
    own = {
        f"{table}.same_as_id",
        f"{register.merges.__tablename__}.name_id",
        f"{register.merges.__tablename__}.into_id",
        f"{register.merged_names.__tablename__}.row_id",
        # A judgement keeps what was typed, a domain the row that it was given to.
        "judgement.speaker_id",
        "outlet_domain.outlet_id",
    }
    pointing = {
        f"{other.name}.{key.parent.name}"
        for other in Base.metadata.tables.values()
        for key in other.foreign_keys
        if key.column.table.name == table
    }
    assert pointing - own == names


def test_the_checks_of_claims_run_again_once_their_speaker_has_another_name(world: World) -> None:
    says(world, "Ada Maro", "the harbour was open")
    says(world, "A. Maro", "the road was closed")

    def waiting() -> int:
        with world.reading() as session:
            return len(session.scalars(select(Claim.id).where(Claim.noted_for.is_(None))).all())

    do(world, keep_notes)
    do(world, rename, SPEAKERS, row_id=number(world, "A. Maro"), name="Bo Tarn")
    assert waiting() == 1
    do(world, keep_notes)
    merge_id = merged(world, "Bo Tarn", "Ada Maro")
    assert waiting() == 2
    do(world, keep_notes)
    do(world, undo_merge, SPEAKERS, merge_id=merge_id)
    assert waiting() == 1


def test_an_outlet_of_further_publications_is_listed_with_their_documents(world: World) -> None:
    brought(world, "One.", "Northern Herald")
    given_ = {"document_id": world.nth(Document), "date": "2025-12-07", "url": ""}
    do(world, add_publication, outlet="Tarn Courier", **given_)
    with world.reading() as session:
        found = {one.name: one.documents for one in known_names(session, OUTLETS).items}
        assert found == {"Northern Herald": 1, "Tarn Courier": 1}
        courier = row_of(session, OUTLETS, "Tarn Courier")
        assert [one.id for one in said_documents(session, OUTLETS, courier)] == [
            given_["document_id"]
        ]
