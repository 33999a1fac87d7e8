"""What the page of the queue shows of its claims beside their words: who gave which label."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from annotator.labelling.outcome import label_by
from annotator.models import Assignment, ClaimSet, Judgement, SetClaim
from annotator.queries.corpus.mentions import places_of as said_at
from annotator.queries.judging.decisions import decisions_on
from annotator.queries.judging.pseudonymous import places_of
from annotator.queries.review.expected_error import label_of
from annotator.queries.visibility.blindness import readable
from annotator.queries.visibility.opinions import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader
    from annotator.records import MentionRecord
    from annotator.tokens import Token


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A claim of the queue: `given` is each label with the places of those who gave it, which are
    those of the review page; `said` its first mention; `decided` the label of the decision in
    force.
    """

    given: tuple[tuple[str, tuple[int, ...]], ...]
    said: MentionRecord | None
    decided: str | None


class _Opinion(NamedTuple):
    id: Token
    round: int
    label: str


def queue_lines(
    session: Session, set_claim_ids: Sequence[int], reader: Reader
) -> dict[int, QueueLine]:
    """Return these claims as far as the reader may read them, by their ids in the set."""
    rows = session.execute(
        select(
            SetClaim.id.label("set_claim_id"),
            SetClaim.claim_id,
            *(Judgement.token, Assignment.round, label_of().label("label")),
        )
        .join(Judgement, Judgement.set_claim_id == SetClaim.id)
        .join(Assignment, Assignment.id == Judgement.assignment_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.id.in_(set_claim_ids), current(), readable(reader))
    ).all()
    opinions: defaultdict[int, list[_Opinion]] = defaultdict(list)
    for row in rows:
        opinions[row.set_claim_id].append(_Opinion(row.token, row.round, row.label))
    claims = {row.set_claim_id: row.claim_id for row in rows}
    said = said_at(session, sorted(set(claims.values())))
    decisions = decisions_on(session, list(claims))
    return {
        set_claim_id: QueueLine(
            given=_by_label(opinions[set_claim_id], reader),
            said=next(iter(said.get(claim_id, ())), None),
            decided=label_by(decision, {one.id: one.label for one in opinions[set_claim_id]})
            if (decision := decisions.get(set_claim_id))
            else None,
        )
        for set_claim_id, claim_id in claims.items()
    }


def _by_label(
    opinions: Sequence[_Opinion], reader: Reader
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    place = places_of(opinions, reader)
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(sorted(opinions, key=lambda one: place[one.id])):
        found[one.label].append(number)
    return tuple((code, tuple(places)) for code, places in found.items())
