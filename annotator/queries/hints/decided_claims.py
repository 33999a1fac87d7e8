"""Similar claims that are decided, with what they rest on: the prior checks that we hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from annotator import dates
from annotator.labelling.outcome import MERGED, SPLIT, outcome
from annotator.matching.similarity import nearness
from annotator.models import (
    Claim,
    ClaimSet,
    EvidenceLink,
    Judgement,
    LabelScheme,
    Passage,
    SetClaim,
)
from annotator.queries.corpus.near_claims import near_claims
from annotator.queries.judging.decisions import decisions_on
from annotator.queries.judging.judgements import judgements_on
from annotator.queries.visibility.blindness import settled
from annotator.queries.visibility.completeness import is_known
from annotator.schemes import parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.records import DecisionRecord, JudgementRecord
    from annotator.schemes import Scheme
    from annotator.terms import Stance
    from annotator.tokens import Token

#: The share of their content words that two claims have in common, from which on they are similar.
SIMILAR = 0.4
MOST_CLAIMS, MOST_CITED = 3, 5


@dataclass(frozen=True, slots=True)
class HintedPassage:
    """A passage that a decided claim rests on; with its place where its text is kept."""

    quote: str
    stance: Stance
    url: str | None
    title: str
    publisher: str
    published: str | None
    snapshot_id: int | None
    start: int | None
    end: int | None

    @property
    def place(self) -> tuple[int | None, int | None, int | None]:
        """Return the snapshot, and from where to where in it; nothing where no text is kept."""
        return self.snapshot_id, self.start, self.end


@dataclass(frozen=True, slots=True)
class DecidedClaim:
    """A claim of a set, what it was found to be, and when; without names."""

    set_claim_id: int
    claim_id: int
    text: str
    language: str
    claim_set: str
    scheme: Scheme
    label: str
    decided_at: datetime
    cited: tuple[HintedPassage, ...]


def similar_decided(
    session: Session, claim_id: int, wording: str, split_from: int | None
) -> tuple[DecidedClaim, ...]:
    """Return the claims most like this one that can no longer be judged, nearest
    first.

    Never this claim itself, in whatever set, nor the one that it was split off.
    """
    near = near_claims(session, {claim_id: wording}, {claim_id: split_from})[claim_id]
    shares = {other.claim_id: nearness(wording, other.text) for other in near}
    rows = _settled(session, [near for near, share in shares.items() if share >= SIMILAR])
    ids = [row.SetClaim.id for row in rows]
    judgements, decisions = judgements_on(session, ids), decisions_on(session, ids)
    found = []
    for row in sorted(rows, key=lambda row: (-shares[row.Claim.id], -row.SetClaim.id)):
        judged, decided = judgements.get(row.SetClaim.id, ()), decisions.get(row.SetClaim.id)
        label, _ = outcome(judged, decided)
        if label not in (None, SPLIT, MERGED):
            found.append(_decided(session, row, str(label), judged, decided))
        if len(found) == MOST_CLAIMS:
            break
    return tuple(found)


def _settled(session: Session, claim_ids: Sequence[int]) -> list[Any]:
    """Return those of the claims that are settled in every set that has them, each in each set.

    One that an annotator may still judge elsewhere would tell them there what was found here.
    """
    rows = session.execute(
        select(
            SetClaim,
            Claim,
            ClaimSet.name,
            LabelScheme.definition,
            settled().label("settled"),
            is_known().label("known"),
        )
        .join(Claim, Claim.id == SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .join(LabelScheme, LabelScheme.id == ClaimSet.scheme_id)
        .where(SetClaim.claim_id.in_(claim_ids))
    ).all()
    open_somewhere = {row.Claim.id for row in rows if not row.settled}
    return [row for row in rows if row.Claim.id not in open_somewhere and not row.known]


def _decided(
    session: Session,
    row: Any,
    label: str,
    judged: Sequence[JudgementRecord],
    decided: DecisionRecord | None,
) -> DecidedClaim:
    chosen = [decided.chosen_judgement] if decided else [one.id for one in judged]
    return DecidedClaim(
        set_claim_id=row.SetClaim.id,
        claim_id=row.Claim.id,
        text=row.Claim.text,
        language=row.Claim.language,
        claim_set=row.name,
        scheme=parse(row.definition),
        label=label,
        decided_at=decided.created_at if decided else max(one.created_at for one in judged),
        cited=_cited(session, [judgement for judgement in chosen if judgement is not None]),
    )


def _cited(session: Session, judgement_ids: Sequence[Token]) -> tuple[HintedPassage, ...]:
    """Return what the judgements rest on, each passage once."""
    rows = session.execute(
        select(EvidenceLink, Passage)
        .join(Passage, Passage.id == EvidenceLink.passage_id)
        .join(Judgement, Judgement.id == EvidenceLink.judgement_id)
        .where(Judgement.token.in_(judgement_ids))
        .order_by(EvidenceLink.judgement_id, EvidenceLink.position)
    )
    first: dict[int, HintedPassage] = {}
    for row in rows:
        link: EvidenceLink = row.EvidenceLink
        passage: Passage = row.Passage
        first.setdefault(
            passage.id,
            HintedPassage(
                quote=passage.exact,
                stance=link.stance,
                url=link.url,
                title=link.title,
                publisher=link.publisher,
                published=dates.text(link.published),
                snapshot_id=passage.snapshot_id,
                start=passage.start,
                end=passage.end,
            ),
        )
    return tuple(first.values())[:MOST_CITED]
