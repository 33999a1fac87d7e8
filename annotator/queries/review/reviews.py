"""One claim in review: what was judged, side by side, and what reviewers did with it before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from annotator.errors import NotFound
from annotator.labelling.outcome import label
from annotator.language import _
from annotator.models import (
    Adjudication,
    Claim,
    ClaimSet,
    Disagreement,
    Judgement,
    Participation,
    SetClaim,
    SpotCheck,
    User,
)
from annotator.queries.corpus.mentions import places_of
from annotator.queries.judging.decisions import decisions_on
from annotator.queries.judging.finality import has_final
from annotator.queries.judging.judgements import judgements_on
from annotator.queries.judging.pseudonymous import places_of as placed
from annotator.queries.review.cited_sources import CitedSource, WholeCopy, cited_sources, whole_copy
from annotator.queries.review.review_history import ReviewEvent, history_of
from annotator.queries.sets.claim_sets import OneSet, claim_set
from annotator.queries.visibility.blindness import ANYBODY, readable
from annotator.queries.visibility.members import require_reviewer
from annotator.queries.visibility.worklist import cannot_judge_again, others_left
from annotator.terms import DisagreementState, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader
    from annotator.records import DecisionRecord, JudgementRecord, MentionRecord
    from annotator.terms import DisagreementKind
    from annotator.tokens import Token


@dataclass(frozen=True, slots=True)
class Review:
    """A claim in review: its judgements side by side, in an order that tells nothing.

    Those of the first round come before those of a later one. `drawn` says that the claim was
    drawn for a spot check; `kinds` is empty where all who judged it agree; `history` is what was
    before the decision in force. `others_left` counts possible new annotators, `gone` those who
    judged it and can judge no more; `final` says that
    those who judged it cannot be asked again, as they may read the judgements; `names` are
    what pages call those who judged or decided, by what they log in as. `seen` is another whenever
    the judgements are, or their order.
    """

    set_claim_id: int
    claim_id: int
    text: str
    round: int
    claim_set: OneSet
    kinds: tuple[DisagreementKind, ...]
    places: tuple[MentionRecord, ...]
    judgements: tuple[JudgementRecord, ...]
    sources: tuple[CitedSource, ...]
    decided: DecisionRecord | None
    history: tuple[ReviewEvent, ...]
    drawn: bool
    judged_by_me: bool
    others_left: int
    gone: int
    final: bool
    names: dict[str, str]
    seen: str

    @property
    def hinted(self) -> bool:
        """Return True if an annotator had hints on."""
        return any(judged.hints.on or judged.hints.shown for judged in self.judgements)

    @property
    def warned(self) -> bool:
        """Return True if an annotator gave a reason for a warning."""
        return any(judged.overridden for judged in self.judgements)

    @property
    def agreed(self) -> bool:
        """Return True if all who judged it agree."""
        return not self.kinds

    @property
    def awaits(self) -> bool:
        """Return True if there is something to decide."""
        return self.decided is None and (self.drawn or not self.agreed)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return what each judgement comes to, in their order."""
        return tuple(label(judged) for judged in self.judgements)


def review(session: Session, set_claim_id: int, reviewer_id: int) -> Review:
    """Return one claim in review. Raises NotFound while it is being judged, and for a reviewer who
    judged it themselves until it is decided.
    """
    set_claim, claim = _readable(session, set_claim_id, reviewer_id)
    judgements, seen = _side_by_side(session, set_claim_id, reviewer_id)
    ids = [judged.id for judged in judgements]
    decided = decisions_on(session, [set_claim_id]).get(set_claim_id)
    participation = session.get(Participation, (set_claim_id, reviewer_id))
    return Review(
        set_claim_id=set_claim_id,
        claim_id=claim.id,
        text=claim.text,
        round=set_claim.round,
        claim_set=claim_set(session, set_claim.claim_set_id),
        kinds=_kinds(session, set_claim_id),
        places=places_of(session, [claim.id]).get(claim.id, ()),
        judgements=judgements,
        sources=cited_sources(session, ids),
        decided=decided,
        history=tuple(
            event
            for event in history_of(session, set_claim_id, ids)
            if decided is None or event.act != decided
        ),
        drawn=session.get(SpotCheck, set_claim_id) is not None,
        judged_by_me=participation is not None and participation.part is Part.JUDGES,
        others_left=others_left(session, set_claim_id),
        gone=cannot_judge_again(session, set_claim_id, set_claim.round),
        final=has_final(session, set_claim_id, set_claim.round),
        names=_names(session, set_claim_id),
        seen=seen,
    )


def cited_text(
    session: Session, set_claim_id: int, reviewer_id: int, snapshot_id: Token
) -> WholeCopy:
    """Return a source's text that is cited on a claim in review, in full. Raises NotFound."""
    _readable(session, set_claim_id, reviewer_id)
    judgements, _ = _side_by_side(session, set_claim_id, reviewer_id)
    return whole_copy(session, [judged.id for judged in judgements], snapshot_id)


def _readable(session: Session, set_claim_id: int, reader: Reader) -> tuple[SetClaim, Claim]:
    row = session.execute(
        select(SetClaim, Claim)
        .join(Claim, Claim.id == SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.id == set_claim_id, readable(reader))
    ).one_or_none()
    if row is None:
        raise NotFound(
            _(
                "This claim is not open for review: it is still being judged, or not there, or you "
                "judged it and it has no decision yet."
            )
        )
    if reader is not ANYBODY:
        require_reviewer(session, row.SetClaim.claim_set_id, reader)
    return row.SetClaim, row.Claim


def _side_by_side(
    session: Session, set_claim_id: int, reviewer_id: int
) -> tuple[tuple[JudgementRecord, ...], str]:
    """Return the judgements in this reviewer's order, and what names this order of these
    judgements, made of them too.
    """
    judgements = judgements_on(session, [set_claim_id]).get(set_claim_id, ())
    place = placed(judgements, reviewer_id)
    in_order = tuple(sorted(judgements, key=lambda judged: place[judged.id]))
    seen = " ".join(place[judged.id][1] for judged in in_order)
    return in_order, hashlib.sha256(seen.encode()).hexdigest()[:16]


def _names(session: Session, set_claim_id: int) -> dict[str, str]:
    """Return what pages call those who have a part in a claim, by what they log in as."""
    judged = select(Judgement.annotator_id).where(Judgement.set_claim_id == set_claim_id)
    decided = select(Adjudication.reviewer_id).where(Adjudication.set_claim_id == set_claim_id)
    rows = session.execute(
        select(User.name, User.display_name).where(or_(User.id.in_(judged), User.id.in_(decided)))
    )
    return {row.name: row.display_name for row in rows}


def _kinds(session: Session, set_claim_id: int) -> tuple[DisagreementKind, ...]:
    return kinds_of(session, [set_claim_id]).get(set_claim_id, ())


def kinds_of(
    session: Session, set_claim_ids: Sequence[int]
) -> dict[int, tuple[DisagreementKind, ...]]:
    """Return what annotators differ in on these claims, each kind once."""
    rows = session.execute(
        select(Disagreement.set_claim_id, Disagreement.kind)
        .where(
            Disagreement.set_claim_id.in_(set_claim_ids),
            Disagreement.state != DisagreementState.GONE,
        )
        .order_by(Disagreement.id)
    )
    found: dict[int, dict[DisagreementKind, None]] = {}
    for row in rows:
        found.setdefault(row.set_claim_id, {})[row.kind] = None
    return {set_claim_id: tuple(kinds) for set_claim_id, kinds in found.items()}
