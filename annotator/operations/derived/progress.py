"""Progress: how many claims each person judged and was given, and how far they have passed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, cast

from sqlalchemy import exists, func, select, update

from annotator.models import Assignment, ClaimSet, Judgement, Progress, User
from annotator.operations.derived.structure import ComparedRow, differing, verification
from annotator.operations.locks import held_rows
from annotator.queries.derived.claim_histories import claim_histories
from annotator.storage.upserts import insert_into

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from annotator.operations.derived.structure import VerifiedRows
    from annotator.queries.derived.histories import ClaimHistory

_KEY = ("claim_set_id", "annotator_id", "round")


def hold_progress(session: Session, claim_set: ClaimSet, annotator_id: int) -> Progress:
    """Return the person's row in this round of the set. The caller has locked the person."""
    key = (claim_set.id, annotator_id, claim_set.round)
    if (Progress, key) not in held_rows(session):
        held_rows(session)[Progress, key] = session.get(Progress, key) or _begun(session, key)
    return cast("Progress", held_rows(session)[Progress, key])


def count_judged(progress: Progress) -> None:
    """Count one more claim that the person judged; a revision is no further claim."""
    progress.judged += 1


def count_claims(session: Session, set_claim_ids: Sequence[int], *, by: int) -> None:
    """Count claims that leave their set (`by` -1) or come back (1) among those that people judged.

    The caller has locked the set.
    """
    judged = exists().where(Judgement.assignment_id == Assignment.id)
    rows = session.execute(
        select(
            Assignment.claim_set_id,
            Assignment.annotator_id,
            func.count(Assignment.id).label("claims"),
        )
        .where(Assignment.set_claim_id.in_(set_claim_ids), judged)
        .group_by(Assignment.claim_set_id, Assignment.annotator_id)
    )
    for row in rows.all():
        session.execute(
            update(Progress)
            .where(
                Progress.claim_set_id == row.claim_set_id,
                Progress.annotator_id == row.annotator_id,
                Progress.round
                == select(ClaimSet.round).where(ClaimSet.id == row.claim_set_id).scalar_subquery(),
            )
            .values(judged=Progress.judged + by * row.claims)
        )


def next_turn(progress: Progress) -> int:
    """Return the turn of what the person is given now."""
    progress.turns += 1
    return progress.turns


def pass_until(progress: Progress, position: int) -> None:
    """Start the person's next search after this position: nothing before is left for them."""
    progress.passed = max(progress.passed, position)


def furthest_passed(session: Session, claim_set_id: int) -> int:
    """Return the furthest position that anybody has passed."""
    of_set = Progress.claim_set_id == claim_set_id
    return session.scalar(select(func.max(Progress.passed)).where(of_set)) or 0


def forget_passed(session: Session, claim_set_id: int) -> None:
    """Start all searches at the first claim: full claims may have a seat now."""
    session.execute(update(Progress).where(Progress.claim_set_id == claim_set_id).values(passed=0))


def verify(session: Session, claim_set_id: int) -> VerifiedRows:
    """Compare each person's counts with their assignments and judgements in a set."""
    return verification(_compared(session, claim_set_id))


def rebuild(session: Session, claim_set_id: int) -> None:
    """Count each person's assignments and judgements in a set, and keep the counts."""
    number = session.get_one(ClaimSet, claim_set_id).round
    for rows in differing(_compared(session, claim_set_id)):
        insert = insert_into(session, Progress)
        newer = {name: insert.excluded[name] for name in Counts._fields}
        session.execute(
            insert.on_conflict_do_update(index_elements=_KEY, set_=newer),
            [
                {
                    "claim_set_id": claim_set_id,
                    "annotator_id": row.key.annotator_id,
                    "round": number,
                    **row.right._asdict(),
                }
                for row in rows
                if row.right is not None
            ],
        )


class PersonKey(NamedTuple):
    """A person, by user name and id."""

    name: str
    annotator_id: int

    def __str__(self) -> str:
        return self.name


class Counts(NamedTuple):
    """What a row of progress counts."""

    judged: int
    turns: int
    passed: int

    def __str__(self) -> str:
        return f"{self.judged} judged, {self.turns} turns, passed {self.passed}"


@dataclass(slots=True)
class _Person:
    """One person's counts as they come up; `passed` falls to what is left for them."""

    kept: Counts | None = None
    judged: int = 0
    turns: int = 0
    passed: int = field(default=0)

    def see(self, one: ClaimHistory, annotator_id: int) -> None:
        """Take in what the person did with a claim."""
        for given in one.given:
            if given.annotator_id == annotator_id:
                self.judged += bool(given.versions) and not one.claim.withdrawn
                self.turns = max(self.turns, given.turn)


def _compared(session: Session, claim_set_id: int) -> Iterator[ComparedRow[PersonKey, Counts]]:
    people = _kept(session, claim_set_id)
    for histories in claim_histories(session, claim_set_id):
        for one in histories:
            for annotator_id in {given.annotator_id for given in one.given}:
                people.setdefault(annotator_id, _Person()).see(one, annotator_id)
            _leave_open(people, one)
    for key in _named(session, people):
        person = people[key.annotator_id]
        right = Counts(person.judged, person.turns, person.passed)
        yield ComparedRow(key, person.kept, right)


def _leave_open(people: dict[int, _Person], one: ClaimHistory) -> None:
    """Lower `passed` for those who could be given the claim; returned ones are found anyway."""
    place = one.claim.position
    if place and one.seats_left and not one.claim.returned:
        touched = one.touched_by
        for annotator_id, person in people.items():
            if person.passed >= place and annotator_id not in touched:
                person.passed = place - 1


def _kept(session: Session, claim_set_id: int) -> dict[int, _Person]:
    rows = session.execute(
        select(Progress.annotator_id, Progress.judged, Progress.turns, Progress.passed)
        .join(ClaimSet, ClaimSet.id == Progress.claim_set_id)
        .where(Progress.claim_set_id == claim_set_id, Progress.round == ClaimSet.round)
    )
    return {
        row.annotator_id: _Person(Counts(row.judged, row.turns, row.passed), passed=row.passed)
        for row in rows
    }


def _named(session: Session, people: Iterable[int]) -> list[PersonKey]:
    """Return the people by name; a newsroom has some hundred at most."""
    rows = session.execute(select(User.name, User.id).where(User.id.in_(list(people))))
    return sorted(PersonKey(row.name, row.id) for row in rows)


def _begun(session: Session, key: tuple[int, int, int]) -> Progress:
    row = Progress(**dict(zip(_KEY, key, strict=True)), judged=0, turns=0, passed=0)
    session.add(row)
    session.flush()
    return row
