"""A database with rows in its tables, made through the operations as people would."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from annotator.clock import now
from annotator.drafts import DraftInput
from annotator.jobs.comparing import COMPARISON
from annotator.jobs.ordering import ORDERING
from annotator.jobs.previewing import PREVIEW_HERE
from annotator.jobs.runner import run_waiting
from annotator.models import (
    OUTLETS,
    SPEAKERS,
    Assignment,
    Base,
    Claim,
    Document,
    Fetch,
    FirstStart,
    SetClaim,
)
from annotator.operations.corpus.candidates import drop, keep
from annotator.operations.corpus.edits import edit_document
from annotator.operations.corpus.file_answers import GivenAnswer, answer_questions
from annotator.operations.corpus.known_names import change_domains
from annotator.operations.corpus.merges import merge
from annotator.operations.corpus.publications import add_publication
from annotator.operations.corpus.topics import set_claim_topics
from annotator.operations.desk.drafts import save_draft
from annotator.operations.desk.hints import keep_shown, open_hint
from annotator.operations.names import found_names
from annotator.operations.people.invitations import invite
from annotator.operations.people.logins import open_session
from annotator.operations.people.tries import count_try, note_failure
from annotator.operations.releases.derived_files import derive, record_hash
from annotator.operations.review.adjudications import reopen
from annotator.operations.review.replies import answer
from annotator.operations.review.spot_checks import draw
from annotator.operations.sets.known_answers import set_answer
from annotator.operations.sets.members import change_members
from annotator.operations.sets.plans import plan_claim
from annotator.operations.sets.policies import change_policy, switch_hints
from annotator.queries.corpus.candidates import candidate_page
from annotator.queries.corpus.document_settings import document_settings
from annotator.queries.releases import releases as queries
from annotator.records import Answer, HintInput, JudgementInput, QuoteInput
from annotator.shared_settings import ClaimPlan, MemberSettings
from annotator.terms import CandidateDecision, Decision, Purpose, Worthiness
from annotator.text.extraction import RelativeDate
from tests.addresses import named
from tests.importing import edit_preview, uploaded
from tests.releasing import release
from tests.world import evidence, judgement, with_claims, with_insertion, with_reports

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
    world.decide("rita", world.nth(SetClaim, 2), decision=Decision.SENT_BACK)
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name, judgement(verdict))
    world.decide("rita", world.nth(SetClaim, 2))
    with world.writing() as session:
        draw(session, claim_set_id=world.claim_set_id, reviewer_id=world.people["rita"])
        session.commit()
    _release(world)
    with world.writing() as session:
        reopen(
            session,
            set_claim_id=world.nth(SetClaim, 2),
            reviewer_id=world.people["rita"],
            token="t",
            reason="Look again.",
        )
        session.commit()
    _doubt(world)
    _suggest(world)
    world.take("cleo")
    _split_and_reword(world)
    _edit_candidates(world)
    _answer_and_begin_again(world)
    _work_on_a_desk(world)
    _log_in(world)
    _correct(world)
    _merge_names(world)
    # An import that waits for its confirmation, with its upload.
    waiting = uploaded(world, ("waiting.txt", b"The ferry waits."))
    run_waiting(world.database, PREVIEW_HERE)
    edit_preview(world, waiting, title="The ferry")
    # An import whose table was asked about.
    asked = uploaded(world, ("asked.csv", b"who,said\nAda,The tug waits.\n"))
    run_waiting(world.database, PREVIEW_HERE)
    chosen = GivenAnswer("columns", "asked.csv", columns={"text": "said"})
    with world.writing() as session:
        answer_questions(session, batch_id=asked, given=[chosen])
        session.commit()
    for kind in (COMPARISON, ORDERING):
        run_waiting(world.database, kind)


def _doubt(world: World) -> None:
    """The extraction is unsure of a claim, and keeps it whole."""
    world.import_statements(
        "the ferry had sailed",
        changed=partial(with_claims, doubts=("repair", "speaker"), kept_whole=True),
    )


def _suggest(world: World) -> None:
    """The extraction offers a date."""
    world.import_statements(
        "the tug sailed yesterday",
        changed=partial(
            with_insertion, words="yesterday", inserted="on", date=RelativeDate("day", -1)
        ),
    )


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


def _answer_and_begin_again(world: World) -> None:
    """Ann answers a decision, new annotators get the second claim, the third has its answer."""
    claim_set_id = world.make_set("Answers")
    world.import_statements(
        "the pier was rebuilt", "the lamp was lit", "the market moved", claim_set_id=claim_set_id
    )
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        for _ in range(2):
            world.judge(name, judgement(verdict), claim_set_id=claim_set_id)
    with world.reading() as session:
        in_order = select(SetClaim.id).where(SetClaim.claim_set_id == claim_set_id)
        first, second, third = session.scalars(in_order.order_by(SetClaim.position))
        of_ann = select(Assignment.token).where(
            Assignment.set_claim_id == first, Assignment.annotator_id == world.people["ann"]
        )
        assignment_id = session.scalars(of_ann).one()
    world.decide("rita", first)
    world.decide("rita", second, decision=Decision.SECOND_ROUND)
    known = Answer(Purpose.CALIBRATION, "supported", None, None, "The log says so.")
    with world.writing() as session:
        answer(
            session, assignment_id=assignment_id, annotator_id=world.people["ann"], text="I see."
        )
        set_answer(session, set_claim_id=third, made_by_id=world.people["ed"], given=known)
        change_policy(
            session,
            claim_set_id=claim_set_id,
            factchecks_allowed=True,
            domains="rumours.example unreliable",
        )
        session.commit()


def _work_on_a_desk(world: World) -> None:
    """Cleo opens a hint and begins to type."""
    claim_set_id = world.make_set("Desks")
    world.import_statements("the barn burned down", claim_set_id=claim_set_id)
    assignment_id = world.take("cleo", claim_set_id)
    assert assignment_id is not None
    fetch_id = world.paste("cleo", assignment_id, "It burned. It stood.")
    whose: dict[str, Any] = {"assignment_id": assignment_id, "annotator_id": world.people["cleo"]}
    typed = DraftInput((("verdict", "supported"),), version=0, save="first")
    with world.writing() as session:
        switch_hints(session, claim_set_id=claim_set_id, hints=True)
        members = MemberSettings(
            all_annotators=False,
            annotators=frozenset(world.people[name] for name in ("ann", "cleo")),
        )
        change_members(session, claim_set_id=claim_set_id, seen=None, given=members)
        planned = ClaimPlan(
            True, date(2026, 12, 6), frozenset(world.people[n] for n in ("ann", "cleo"))
        )
        in_set = select(SetClaim.id).where(SetClaim.claim_set_id == claim_set_id)
        plan_claim(session, set_claim_id=session.scalars(in_set).one(), seen=None, given=planned)
        snapshot_id = named(session, Fetch, fetch_id).snapshot_id
        shown = HintInput(1, snapshot_id=snapshot_id, start=0, end=10)
        (hint_id,) = keep_shown(session, **whose, given=[shown]).values()
        open_hint(session, **whose, hint_id=hint_id)
        save_draft(session, **whose, given=typed, lease_minutes=60)
        session.commit()


def _merge_names(world: World) -> None:
    """A speaker and an outlet have further names, and a merge of each."""
    speaks = partial(with_reports, speaker="A. Maro")
    world.import_statements("the lock was shut", changed=speaks)
    with world.writing() as session:
        names = ("NORTHERN HERALD", "Northern Herald")
        into, other = (found.id for found in found_names(session, OUTLETS, names).values())
        merge(session, OUTLETS, name_id=other, into_id=into)
        change_domains(session, row_id=into, domains="herald.example")
        names = ("Ada Maro", "A. Maro")
        into, other = (found.id for found in found_names(session, SPEAKERS, names).values())
        merge(session, SPEAKERS, name_id=other, into_id=into)
        session.commit()


def _correct(world: World) -> None:
    """Ed gives the first document a topic and a further publication, and a claim a topic."""
    document_id, claim_id = world.nth(Document), world.nth(Claim)
    given: dict[str, Any] = {"outlet": "Northern Herald", "date": "2025-12-07", "url": ""}
    with world.writing() as session:
        known = replace(document_settings(session, document_id), topics="Harbours")
        edit_document(session, document_id=document_id, seen=None, given=known)
        set_claim_topics(session, claim_id=claim_id, names=["Ellmark"])
        add_publication(session, document_id=document_id, **given)
        session.commit()


def _log_in(world: World) -> None:
    """Bob is logged in, Cleo is invited; someone tries to log in as Ann."""
    whose = {"name": "ann", "address": "192.0.2.1"}
    with world.writing() as session:
        count_try(session, **whose)
        note_failure(session, **whose)
        open_session(session, user_id=world.people["bob"], hours=1)
        invite(session, user_id=world.people["cleo"])
        moment = now()
        # As a link stays that an account by a command has made useless.
        link = FirstStart(place=1, token_sha256=64 * "0", made_at=moment, local=True)
        link.expires_at = moment + timedelta(hours=72)
        session.add(link)
        session.commit()


def counts(database: Database) -> dict[str, Any]:
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
    release_id = release(world)
    with TemporaryFile() as room:
        with world.reading() as session:
            found = queries.release(session, release_id, world.people["rita"])
            derived = derive(session, found=found, key="csv", room=room)
        with world.writing() as session:
            record_hash(session, derived)
            session.commit()


def _edit_candidates(world: World) -> None:
    """An editor keeps a candidate and drops another one, of a document that no set has."""
    document_id = world.import_statements("the gate was shut", "the dyke held", in_set=False)
    ed = {"document_id": document_id, "by": world.people["ed"]}
    with world.writing() as session:
        first, second = (
            row.claim_id for row in candidate_page(session, document_id, total=2).rows.items
        )
        keep(session, claim_id=first, **ed)
        drop(session, claim_id=second, **ed)
        session.commit()
