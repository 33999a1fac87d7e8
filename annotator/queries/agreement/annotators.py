"""The annotators of a set one by one: against the decisions, the others, themselves and time."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from statistics import mean, median
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import func, or_, select

from annotator.agreement.peers import with_others
from annotator.models import Adjudication, Assignment, ClaimSet, Judgement, SetClaim, User
from annotator.queries.judging.verdicts import coded_verdicts, dated_verdicts, verdicts_of
from annotator.queries.sets.known_answers import known_results
from annotator.queries.visibility.blindness import judges_in_set, readable
from annotator.queries.visibility.opinions import current
from annotator.queries.visibility.settled import in_force
from annotator.terms import AssignmentState, CandidateDecision, Decision

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.orm import Session

    from annotator.queries.judging.verdicts import DatedVerdict
    from annotator.queries.visibility.blindness import Reader

    Work = Row[int, str, str, CandidateDecision, int | None, bool]

DAY = timedelta(days=1)
#: In place of a verdict: whatever was judged, a reviewer found it acceptable.
ALL_ACCEPTABLE = ""


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`; there is no share of nothing."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """Return the share, from 0 to 1."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Week:
    """How far an annotator agreed with the others in a week, from 0 to 1, on so many claims."""

    monday: date
    agreement: float
    claims: int


@dataclass(frozen=True, slots=True)
class AnnotatorLine:
    """One annotator of a set: what they did, and how it compares.

    `decided` is with the reviewers' decisions, `again` with their own verdicts in other rounds,
    `known` with known answers; `seconds` is the median of a judgement.
    """

    name: str
    display_name: str
    judged: int
    skipped: Share
    rejected: Share
    seconds: float | None
    decided: Share
    again: Share
    known: Share
    weeks: tuple[Week, ...]


def annotators(session: Session, claim_set_id: int, reader: Reader) -> tuple[AnnotatorLine, ...]:
    """Return all annotators of a set's round, by name.

    Labels are those of claims that the reader may read. How many, how fast, and what was skipped is
    of all that have a place in the set, as a subclaim that waits would tell who split; a reader who
    judges in the set gets this too of readable claims alone.
    """
    work = _work(session, claim_set_id, reader)
    verdicts = dated_verdicts(session, claim_set_id, reader)
    weeks, decided = _weeks(verdicts), _against_decisions(session, claim_set_id, verdicts)
    skipped, again = _skipped(session, claim_set_id, reader), _again(session, claim_set_id, reader)
    known = _known(session, claim_set_id, reader)
    return tuple(
        AnnotatorLine(
            name=rows[0].name,
            display_name=rows[0].display_name,
            judged=len(rows),
            skipped=Share(skipped[person], skipped[person] + len(rows)),
            rejected=_rejected(rows),
            seconds=_median([row.seconds for row in rows if row.seconds is not None]),
            decided=decided[person],
            again=again[person],
            known=known[person],
            weeks=weeks[person],
        )
        for person, rows in work.items()
    )


def _work(session: Session, claim_set_id: int, reader: Reader) -> dict[int, list[Work]]:
    """Return what each annotator sent in a set's round, by their id, in the order of their names.

    Here and below people are told apart by id: several may have one display name.
    """
    rows = session.execute(
        select(
            *(User.id, User.name, User.display_name),
            *(Judgement.candidate, Judgement.seconds, readable(reader).label("readable")),
        )
        .join(Assignment, Assignment.id == Judgement.assignment_id)
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .join(ClaimSet, ClaimSet.id == Assignment.claim_set_id)
        .join(User, User.id == Judgement.annotator_id)
        .where(
            Assignment.claim_set_id == claim_set_id,
            Assignment.round == ClaimSet.round,
            _may_count(reader),
            current(),
        )
        .order_by(User.name)
    )
    found: dict[int, list[Work]] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row)
    return found


def _may_count(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that a claim's judgements count where labels do not show: for those who
    judge in the set, only where they may read them. For statements over SetClaim and ClaimSet.
    """
    return or_(~judges_in_set(reader), readable(reader))


def _rejected(rows: list[Work]) -> Share:
    """Return how many claims were rejected, of those whose judgements may be read."""
    read = [row.candidate is CandidateDecision.REJECTED for row in rows if row.readable]
    return Share(sum(read), len(read))


def _known(session: Session, claim_set_id: int, reader: Reader) -> dict[int, Share]:
    """Return how often each gave the known answer, for all purposes together."""
    shares: defaultdict[int, Share] = defaultdict(lambda: Share(0, 0))
    for result in known_results(session, claim_set_id, reader):
        before = shares[result.annotator_id]
        shares[result.annotator_id] = Share(
            before.part + result.right, before.whole + result.answered
        )
    return shares


def _weeks(verdicts: list[DatedVerdict]) -> dict[int, tuple[Week, ...]]:
    """Return how far each agreed with the others, week by week (UTC)."""
    shares: defaultdict[int, defaultdict[date, list[float]]] = defaultdict(
        lambda: defaultdict(list)
    )
    if verdicts:
        for row, share in zip(verdicts, with_others(coded_verdicts(verdicts)), strict=True):
            if np.isfinite(share):
                day = row.created_at.date()
                shares[row.annotator_id][day - day.weekday() * DAY].append(float(share))
    return defaultdict(
        tuple,
        {
            person: tuple(Week(monday, mean(of), len(of)) for monday, of in sorted(weeks.items()))
            for person, weeks in shares.items()
        },
    )


def _against_decisions(
    session: Session, claim_set_id: int, verdicts: list[DatedVerdict]
) -> dict[int, Share]:
    """Return how often each gave a verdict that a reviewer decided on, or found acceptable too."""
    final = _decided(session, claim_set_id)
    given: defaultdict[int, list[bool]] = defaultdict(list)
    for row in verdicts:
        if row.set_claim_id in final:
            verdict = final[row.set_claim_id]
            given[row.annotator_id].append(verdict in (row.verdict, ALL_ACCEPTABLE))
    return defaultdict(
        lambda: Share(0, 0), {person: Share(sum(of), len(of)) for person, of in given.items()}
    )


def _decided(session: Session, claim_set_id: int) -> dict[int, str]:
    """Return the verdicts that reviewers decided on in a set, in force, or ALL_ACCEPTABLE."""
    rows = session.execute(
        select(
            Adjudication.set_claim_id,
            Adjudication.decision,
            func.coalesce(Judgement.verdict, Adjudication.verdict).label("verdict"),
        )
        .join(SetClaim, SetClaim.id == Adjudication.set_claim_id)
        .outerjoin(Judgement, Judgement.id == Adjudication.chosen_judgement_id)
        .where(SetClaim.claim_set_id == claim_set_id, in_force())
    )
    found = {
        row.set_claim_id: ALL_ACCEPTABLE
        if row.decision is Decision.BOTH_ACCEPTABLE
        else row.verdict
        for row in rows
    }
    return {claim: verdict for claim, verdict in found.items() if verdict is not None}


def _skipped(session: Session, claim_set_id: int, reader: Reader) -> Counter[int]:
    rows = session.execute(
        select(Assignment.annotator_id, func.count().label("times"))
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .join(ClaimSet, ClaimSet.id == Assignment.claim_set_id)
        .where(
            Assignment.claim_set_id == claim_set_id,
            Assignment.round == ClaimSet.round,
            Assignment.state == AssignmentState.SKIPPED,
            _may_count(reader),
        )
        .group_by(Assignment.annotator_id)
    )
    return Counter({row.annotator_id: row.times for row in rows})


def _again(session: Session, claim_set_id: int, reader: Reader) -> dict[int, Share]:
    """Return how often each came to the same verdict in a later round as in the one before."""
    given: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for row in session.execute(verdicts_of(claim_set_id, reader)):
        given[row.annotator_id, row.set_claim_id].append(row.verdict)
    shares: defaultdict[int, Share] = defaultdict(lambda: Share(0, 0))
    for (person, _), verdicts in given.items():
        same = sum(one == other for one, other in pairwise(verdicts))
        before = shares[person]
        shares[person] = Share(before.part + same, before.whole + len(verdicts) - 1)
    return shares


def _median(values: list[int]) -> float | None:
    return median(values) if values else None
