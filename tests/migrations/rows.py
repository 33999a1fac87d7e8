"""A database with rows in its tables, made through the operations as people would."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from sqlalchemy import text

from annotator.models import Base
from annotator.operations.releases import releases
from annotator.operations.releases.derived_files import derive, record_hash
from annotator.operations.review.adjudications import reopen
from annotator.operations.review.spot_checks import draw
from annotator.records import JudgementInput, QuoteInput, ReleaseInput
from annotator.terms import CandidateDecision, Decision, ReleaseRule, Worthiness
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from annotator.storage.database import Database
    from tests.world import World


def fill(world: World) -> None:
    """Judge, review and release what is in the world's set, with every kind of decision."""
    world.import_statements("the harbour was open", "the road was closed", "the bell rang")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        _judge_from_a_source(world, name)
        world.judge(name, judgement(verdict))
        world.judge(name, judgement(worthiness=Worthiness.NFS))
    world.decide("rita", 2, decision=Decision.SENT_BACK)
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name, judgement(verdict))
    world.decide("rita", 2)
    with world.writing() as session:
        draw(session, claim_set_id=world.claim_set_id, reviewer_id=world.people["rita"])
        session.commit()
    _release(world)
    with world.writing() as session:
        reviewer_id = world.people["rita"]
        reopen(session, set_claim_id=2, reviewer_id=reviewer_id, token="t", reason="Look again.")
        session.commit()
    world.import_statements("the ferry had sailed")
    world.take("cleo")
    _split_and_reword(world)


def _split_and_reword(world: World) -> None:
    """Ann splits two claims, of which bob has judged one; she rewords a third one."""
    claim_set_id = world.make_set("Splits")
    facts = ("the mill and the dam were sold", "the tram and the ferry had stopped")
    world.import_statements(*facts, "the quay was open", claim_set_id=claim_set_id)
    first, second = (
        JudgementInput(CandidateDecision.SPLIT, parts=tuple(parts.split("; ")))
        for parts in (
            "The mill was sold.; The dam was sold.",
            "The tram stopped.; No ferry sailed.",
        )
    )
    reworded = judgement(candidate=CandidateDecision.REWORDED, wording="Ada Maro’s quay was open")
    for given in (first, judgement(), judgement(), second, judgement(), judgement(), reworded):
        world.judge("ann", given, claim_set_id=claim_set_id)
    world.judge("bob", claim_set_id=claim_set_id)


def counts(database: Database) -> dict[str, int]:
    """How many rows each table of the models has, of those that are there."""
    with database.engine.connect() as connection:
        there = connection.dialect.get_table_names(connection)
        return {
            name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
            for name in Base.metadata.tables
            if name in there
        }


def _judge_from_a_source(world: World, name: str) -> None:
    assignment_id = world.take(name)
    assert assignment_id is not None
    fetch_id = world.paste(name, assignment_id, "It is open. It is open.")
    anchor = QuoteInput(fetch_id, 0, 11)
    world.judge(name, judgement(evidence=(evidence(quote="It is open.", anchor=anchor),)))


def _release(world: World) -> None:
    given = ReleaseInput(ReleaseRule.ADJUDICATED, any_source=True)
    with TemporaryFile() as room:
        with world.reading() as session:
            prepared = releases.prepare(
                session, claim_set_id=world.claim_set_id, given=given, made_by=None, room=room
            )
        with world.writing() as session:
            release_id = releases.keep(session, prepared=prepared, made_by_id=world.people["rita"])
            session.commit()
    with TemporaryFile() as room:
        with world.reading() as session:
            derived = derive(session, release_id=release_id, key="csv", room=room)
        with world.writing() as session:
            record_hash(session, derived)
            session.commit()
