"""What happened to a claim in review: earlier judgements, decisions, what was answered to them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.labelling.outcome import label
from annotator.models import Judgement, Reply, SpotCheck
from annotator.queries.judging.decisions import acts_on
from annotator.queries.judging.judgements import earlier_judgements

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.records import DecisionRecord
    from annotator.tokens import Token


@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """One thing that happened: an earlier judgement, an act of a reviewer, a reply, or a draw.

    `reader` is the place of the annotator in the order of the page, `chosen` that of the
    judgement that a decision chooses; a judgement that was superseded since has its reader's.
    `parts` are what an earlier judgement split the claim into.
    """

    at: datetime
    reader: int | None = None
    label: str | None = None
    parts: tuple[str, ...] = ()
    act: DecisionRecord | None = None
    chosen: int | None = None
    reply: str | None = None
    drawn: bool = False


def history_of(
    session: Session, set_claim_id: int, in_order: Sequence[Token]
) -> tuple[ReviewEvent, ...]:
    """Return all that happened, in order of time; `in_order` are the judgements in force on the
    page.
    """
    rows = session.execute(
        select(Judgement.token, Judgement.annotator_id).where(
            Judgement.set_claim_id == set_claim_id
        )
    )
    annotator_of = {row.token: row.annotator_id for row in rows}
    place_of = {annotator_of[judgement_id]: place for place, judgement_id in enumerate(in_order)}
    reader_of = {judgement_id: place_of[owner] for judgement_id, owner in annotator_of.items()}
    judged = [
        ReviewEvent(one.created_at, reader=reader_of[one.id], label=label(one), parts=one.parts)
        for one in earlier_judgements(session, set_claim_id)
    ]
    acts = [
        ReviewEvent(act.created_at, act=act, chosen=_reader(reader_of, act.chosen_judgement))
        for act in acts_on(session, set_claim_id)
    ]
    written = select(Reply).where(Reply.set_claim_id == set_claim_id)
    replies = [
        ReviewEvent(reply.created_at, reader=place_of[reply.annotator_id], reply=reply.text)
        for reply in session.scalars(written.order_by(Reply.adjudication_id, Reply.annotator_id))
    ]
    drawn = session.get(SpotCheck, set_claim_id)
    checks = [ReviewEvent(drawn.drawn_at, drawn=True)] if drawn else []
    return _merged(judged, acts, replies, checks)


def _merged(*kinds: Sequence[ReviewEvent]) -> tuple[ReviewEvent, ...]:
    """Return events by their times. Those of one kind keep their order: a clock may be set back."""
    placed: list[tuple[datetime, ReviewEvent]] = []
    for events in kinds:
        latest = accumulate((event.at for event in events), max)
        placed += zip(latest, events, strict=True)
    return tuple(event for _, event in sorted(placed, key=itemgetter(0)))


def _reader(reader_of: Mapping[Token, int], judgement: Token | None) -> int | None:
    return None if judgement is None else reader_of.get(judgement)
