"""What is kept of an extraction."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from annotator.models import Agent, Claim, Mention, MentionDoubt
from annotator.queries.corpus.documents import whole_document
from annotator.queries.corpus.mentions import places_of
from annotator.terms import ClaimKind, Doubt
from tests.world import SPEAKER, with_claims, with_reports

if TYPE_CHECKING:
    from tests.world import World


def test_the_doubts_of_a_candidate_are_kept_with_its_mention(world: World) -> None:
    unsure = partial(with_claims, doubts=("speaker", "repair"), kept_whole=True)
    document_id = world.import_statements("the harbour was open", changed=unsure)
    with world.reading() as session:
        (claim,) = whole_document(session, document_id).claims
        (place,) = places_of(session, [claim.claim_id])[claim.claim_id]
    assert claim.doubts == place.doubts == (Doubt.REPAIR, Doubt.SPEAKER)
    assert place.kept_whole


def test_a_claim_that_the_extraction_is_sure_of_has_no_doubts(world: World) -> None:
    document_id = world.import_statements("the harbour was open")
    with world.reading() as session:
        (claim,) = whole_document(session, document_id).claims
        (place,) = places_of(session, [claim.claim_id])[claim.claim_id]
    assert claim.doubts == place.doubts == ()
    assert not place.kept_whole


def test_an_unresolved_speaker_is_no_agent_and_keeps_the_words_of_the_text(world: World) -> None:
    unresolved = partial(with_reports, speaker="They", resolved=False)
    document_id = world.import_statements("the harbour was open", changed=unresolved)
    with world.reading() as session:
        document = whole_document(session, document_id)
        (place,) = places_of(session, [document.claims[0].claim_id])[document.claims[0].claim_id]
        assert session.scalars(select(Agent.name)).all() == []
    assert document.claims[0].speaker is None
    assert place.speaker is None
    assert place.source == document.words(document.claims[0].source) == SPEAKER


def test_a_whole_report_is_a_claim_about_who_said_it(world: World) -> None:
    world.import_statements("the harbour was open")
    world.import_statements("trade is important", changed=partial(with_reports, is_report=True))
    with world.reading() as session:
        kinds = session.scalars(select(Claim.kind).order_by(Claim.id)).all()
    assert kinds == [ClaimKind.CONTENT, ClaimKind.ATTRIBUTION]


def test_the_database_refuses_a_doubt_that_is_no_term_or_stands_twice(world: World) -> None:
    unsure = partial(with_claims, doubts=("repair",))
    world.import_statements("the harbour was open", changed=unsure)
    row = {"mention_id": world.nth(Mention)}
    with world.writing() as session, pytest.raises(IntegrityError, match=r"UNIQUE|pk_mention"):
        session.execute(insert(MentionDoubt).values(**row, doubt=Doubt.REPAIR))
    with world.writing() as session, pytest.raises((IntegrityError, LookupError), match="doubt"):
        session.connection().exec_driver_sql(
            f"INSERT INTO mention_doubt (mention_id, doubt) VALUES ({row['mention_id']}, 'mood')"
        )


def test_the_database_refuses_a_claim_of_a_person_that_the_extraction_kept_whole(
    world: World,
) -> None:
    whole = partial(with_claims, kept_whole=True)
    world.import_statements("the harbour was open", changed=whole)
    by_ann = update(Mention).values(rule="person", made_by_id=world.people["ann"])
    with world.writing() as session, pytest.raises(IntegrityError, match="kept_whole"):
        session.execute(by_ann)
