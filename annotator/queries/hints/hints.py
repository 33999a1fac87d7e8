"""Hints: what may be shown beside a claim at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.errors import Conflict, NotFound
from annotator.language import _
from annotator.models import Assignment, ClaimSet
from annotator.models.any_claims import AnyClaim, AnySetClaim
from annotator.queries.hints.candidate_passages import candidate_passages
from annotator.queries.hints.decided_claims import similar_decided
from annotator.records import HintInput
from annotator.terms import ON_DESK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from annotator.queries.hints.candidate_passages import CandidatePassage
    from annotator.queries.hints.decided_claims import DecidedClaim
    from annotator.terms import AssignmentState
    from annotator.tokens import Token


@dataclass(frozen=True, slots=True)
class Hints:
    """What is shown beside one claim: similar claims that are decided, and passages."""

    claim: str
    language: str
    decided: tuple[DecidedClaim, ...]
    passages: tuple[CandidatePassage, ...]

    def given(self) -> Iterator[HintInput]:
        """Yield each of them as it is logged."""
        for rank, decided in enumerate(self.decided, start=1):
            yield HintInput(rank, decided_id=decided.set_claim_id)
            for place, cited in enumerate(decided.cited, start=1):
                if cited.snapshot_id is not None:
                    yield HintInput(place, decided.set_claim_id, *cited.place)
        for rank, found in enumerate(self.passages, start=1):
            yield HintInput(rank, None, *found.place)


def hints_for(session: Session, assignment_id: Token, annotator_id: int) -> Hints:
    """Return the hints for a claim on this person's desk.

    Raises NotFound when it is not theirs, Conflict when it is not open or its set has hints off.
    """
    row = session.execute(
        select(
            *(AnyClaim.id, AnyClaim.text, AnyClaim.language, AnyClaim.replaces_id),
            *(Assignment.state, ClaimSet.hints),
        )
        .join(AnySetClaim, AnySetClaim.claim_id == AnyClaim.id)
        .join(ClaimSet, ClaimSet.id == AnySetClaim.claim_set_id)
        .join(Assignment, Assignment.set_claim_id == AnySetClaim.id)
        .where(Assignment.token == assignment_id, Assignment.annotator_id == annotator_id)
    ).one_or_none()
    if row is None:
        raise NotFound(_("This claim is not on your desk."))
    check_open(row.state, row.hints)
    decided = similar_decided(session, row.id, row.text, row.replaces_id)
    cited = {passage.place for similar in decided for passage in similar.cited}
    found = candidate_passages(session, row.id, row.text, annotator_id)
    return Hints(
        claim=row.text,
        language=row.language,
        decided=decided,
        passages=tuple(passage for passage in found if passage.place not in cited),
    )


def check_open(state: AssignmentState, hints: bool) -> None:
    """Raise Conflict unless the claim is on the desk, in a set that has hints on."""
    if not hints:
        raise Conflict(_("Hints are switched off in this set."))
    if state not in ON_DESK:
        raise Conflict(_("This claim is not open on your desk any more. Open it again for hints."))
