"""What happened to a claim, and what follows from it.

These rules repeat in Python what `queries/visibility` says in SQL: a mistake in one of the two is
found by the other. Nothing here reads a derived structure, except to compare it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from annotator.labelling.differences import Opinion
from annotator.terms import KNOWN_PURPOSES, ON_DESK, SETTLES, AssignmentState, Decision

if TYPE_CHECKING:
    from datetime import datetime

    from annotator.terms import CandidateDecision, Checkability, Purpose, Stance

#: Assignments in one of these take a seat.
SEATED = (*ON_DESK, AssignmentState.DONE)
#: What changes whether a claim's disagreements are decided.
DECIDING = (*SETTLES, Decision.REOPENED)


class ClaimKey(NamedTuple):
    """A claim of a set: its id there, and the number that pages and exports give it."""

    set_claim_id: int
    claim_id: int

    def __str__(self) -> str:
        return f"claim {self.claim_id}"


class SetFacts(NamedTuple):
    """The rules of a set that decide who judges and who reads."""

    overlap: int
    round: int
    closed: bool


class ClaimFacts(NamedTuple):
    """The row of a claim in its set; a subclaim that waits has no position.

    `answer_known` says that its answer is known before, `withdrawn` that it left the set.
    """

    key: ClaimKey
    position: int | None
    seats_left: int
    round: int
    returned: bool
    answer_known: bool
    withdrawn: bool


class ActFacts(NamedTuple):
    """What a reviewer did with a claim."""

    round: int
    number: int
    reviewer_id: int
    decision: Decision
    at: datetime


@dataclass(slots=True)
class Version:
    """One version of an annotator's judgement; `stances` by passage, where they were asked for."""

    id: int
    at: datetime
    candidate: CandidateDecision
    checkability: Checkability | None
    verdict: str | None
    stances: list[tuple[int, Stance]] = field(default_factory=list)

    @property
    def opinion(self) -> Opinion:
        """Return what can differ from other judgements."""
        return Opinion(self.candidate, self.checkability, self.verdict, tuple(self.stances))


@dataclass(slots=True)
class GivenClaim:
    """One assignment with all versions of its judgement, the oldest first."""

    annotator_id: int
    round: int
    purpose: Purpose
    state: AssignmentState
    turn: int
    versions: list[Version] = field(default_factory=list)
    sent_back: set[int] = field(default_factory=set)

    @property
    def takes_seat(self) -> bool:
        """Return True if no other person can have this seat."""
        return self.state in SEATED and self.purpose not in KNOWN_PURPOSES

    @property
    def original(self) -> Version | None:
        """Return the version from before the first return by a reviewer, else the last one."""
        for version in self.versions:
            if version.id in self.sent_back:
                return version
        return self.versions[-1] if self.versions else None

    def version_at(self, at: datetime | None) -> Version | None:
        """Return the version in force at a moment; None stands for now."""
        versions = [one for one in self.versions if at is None or one.at <= at]
        return versions[-1] if versions else None


@dataclass(slots=True)
class ClaimHistory:
    """All that happened to one claim of a set; `askable` by round: who was left to be asked."""

    claim_set: SetFacts
    claim: ClaimFacts
    askable: dict[int, int] = field(default_factory=dict)
    given: list[GivenClaim] = field(default_factory=list)
    acts: list[ActFacts] = field(default_factory=list)
    drawn_at: datetime | None = None

    @property
    def seats_left(self) -> int:
        """Return how many more people the claim may be given to in its round."""
        if self.claim.answer_known:
            return 0
        overlap, number = self.claim_set.overlap, self.claim.round
        asked = min(overlap, self.askable.get(number, overlap))
        taken = sum(one.takes_seat for one in self.given if one.round == number)
        return max(0, asked - taken)

    @property
    def complete(self) -> bool:
        """Return True if all have judged the claim, or its set is closed, and it does not wait."""
        if self.claim.position is None:
            return False
        if self.claim_set.closed:
            return True
        if self.claim.answer_known or self.seats_left:
            return False
        return not any(one.state in ON_DESK for one in self.given)

    @property
    def decided(self) -> bool:
        """Return True if a decision is in force in the claim's round."""
        acts = [act for act in self.acts if act.round == self.claim.round]
        return bool(acts) and max(acts, key=lambda act: act.number).decision in SETTLES

    @property
    def decided_at(self) -> datetime | None:
        """Return when its disagreements were decided; None where a reopening came later."""
        acts = [act for act in self.acts if act.decision in DECIDING]
        return acts[-1].at if acts and acts[-1].decision in SETTLES else None

    @property
    def touched_by(self) -> set[int]:
        """Return who cannot be given the claim any more."""
        had = {one.annotator_id for one in self.given if one.state is not AssignmentState.LAPSED}
        return had | {act.reviewer_id for act in self.acts}

    @property
    def newest(self) -> Version | None:
        """Return the newest version of all judgements."""
        versions = (version for one in self.given for version in one.versions)
        return max(versions, key=lambda version: version.id, default=None)

    def opinions(self, number: int, at: datetime | None = None) -> list[Opinion]:
        """Return what the annotators of a round held at a moment; None stands for now."""
        versions = (one.version_at(at) for one in self.given if one.round == number)
        return [version.opinion for version in versions if version is not None]
