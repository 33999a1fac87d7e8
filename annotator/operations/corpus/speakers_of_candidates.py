"""Who says a candidate: an editor decides it where the text does not tell or tells it wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from annotator.cleaning import one_line
from annotator.edit_kinds import EditKind
from annotator.errors import BadInput
from annotator.language import _
from annotator.models import SPEAKERS, Agent, Attribution, Claim, Match, Mention
from annotator.operations.corpus.candidates import hold, note, refuse_in_sets
from annotator.operations.derived.claim_notes import wait_for_notes_on
from annotator.operations.names import found_names, note_merged
from annotator.terms import Manner, MatchState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.operations.corpus.candidates import HeldCandidate

LONGEST_NAME = 200


def name_speaker(session: Session, *, document_id: int, claim_id: int, name: str, by: int) -> int:
    """Say who says a candidate, and with it all that the same report says; returns the decision.

    A claim of the article itself gets a report. Raises BadInput for a name that is none, too long
    or the same, NotFound, and Conflict when a claim set holds a claim of the report.
    """
    (held,) = hold(session, document_id, [claim_id])
    speaker = one_line(name)
    if not 1 <= len(speaker) <= LONGEST_NAME:
        raise BadInput(_("Write the name of the speaker, in at most 200 characters."), "speaker")
    report = _report(session, held)
    said = claims_of(session, report.id)
    refuse_in_sets(session, said)
    before = name_of(session, report)
    give_speaker(session, report, speaker)
    after = name_of(session, report)
    if before == after:
        raise BadInput(_("This is the speaker that it has. Change the name."), "speaker")
    wait_for_notes_on(session, said)
    return note(
        session,
        EditKind.SPEAKER,
        document_id,
        [held.claim_id],
        [],
        by,
        attribution_id=report.id,
        speaker_before=before,
        speaker_after=after,
    )


def name_of(session: Session, report: Attribution) -> str:
    """Return the name of a report's speaker; empty where none is known."""
    return session.scalar(select(Agent.name).where(Agent.id == report.speaker_id)) or ""


def give_speaker(session: Session, report: Attribution, name: str) -> None:
    """Let a report be said by the speaker to whom a name leads."""
    found = found_names(session, SPEAKERS, [name])[name]
    report.speaker_id = found.id
    session.flush()
    note_merged(session, SPEAKERS, [(found, report.id)])


def claims_of(session: Session, attribution_id: int) -> Sequence[int]:
    """Return the claims that a report says."""
    return session.scalars(
        select(Claim.id)
        .join(Match, (Match.claim_id == Claim.id) & (Match.state == MatchState.CONFIRMED))
        .join(Mention, Mention.id == Match.mention_id)
        .where(Mention.attribution_id == attribution_id)
        .distinct()
        .order_by(Claim.id)
    ).all()


def _report(session: Session, held: HeldCandidate) -> Attribution:
    """Return the report that says a candidate; one of the article itself gets one without
    words.
    """
    known = next((one.attribution_id for one in held.mentions if one.attribution_id), None)
    if known is not None:
        return session.get_one(Attribution, known, with_for_update=True)
    document_id = held.mentions[0].document_id
    last = session.scalar(
        select(func.max(Attribution.position)).where(Attribution.document_id == document_id)
    )
    report = Attribution(
        document_id=document_id,
        position=0 if last is None else last + 1,
        manner=Manner.REPORTED,
    )
    session.add(report)
    session.flush()
    for mention in held.mentions:
        mention.attribution_id = report.id
    session.flush()
    return report
