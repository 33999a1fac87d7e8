"""`review decide`: each way that the page has, with what the page asks for."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from annotator.cli.context import database, plain_errors
from annotator.cli.values import FILE, Number, OneOf
from annotator.errors import BadInput, Conflict
from annotator.imports import evidence as evidence_files
from annotator.imports import outcomes
from annotator.operations.review import adjudications
from annotator.queries.people.people import reviewer_named
from annotator.queries.review.reviews import review
from annotator.queries.review.ways import ways
from annotator.records import CitationInput, DecisionInput
from annotator.terms import Coverage, Decision, DisagreementReason, Stance

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from annotator.queries.review.reviews import Review
    from annotator.queries.review.ways import Way
    from annotator.records import EvidenceInput

#: What takes a decision back; the other ways are those of `ways`.
REOPEN = "reopen"
IN_REVIEW = Number("the number that `review list` prints first")
CHANGED = (
    "A judgement of this claim was revised: the letters may have changed. Run review show again."
)
DONE = {
    Decision.SENT_BACK: "is sent back to those who judged it",
    Decision.SECOND_ROUND: "is given to others, for a second round",
    Decision.REOPENED: "waits for a new decision",
}


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed beside the way: `outcome`, `take` and `evidence` go with “wrong” alone."""

    note: str
    reasons: tuple[str, ...]
    outcome: str
    take: tuple[str, ...]
    evidence: Path | None
    seen: str


@click.command("decide")
@click.argument("number", type=IN_REVIEW)
@click.argument("way")
@click.option("--by", required=True, help="User name of the reviewer.")
@click.option("--note", default="", help="Why: those who judged the claim read it.")
@click.option(
    "--reason",
    "reasons",
    type=OneOf(DisagreementReason),
    multiple=True,
    help="Why they differed; once for each.",
)
@click.option("--outcome", default="", help="For “wrong”: a verdict, or not_checkable:opinion, …")
@click.option("--take", multiple=True, help="For “wrong”: a cited passage, as KEY=contradicts.")
@click.option("--evidence", type=FILE, help="For “wrong”: JSON lines with passages of your own.")
@click.option("--seen", default="", help="What `review show` named: refuses what changed since.")
@plain_errors
def decide(number: int, way: str, by: str, **typed: object) -> None:
    """Decide on a claim: right-A, both-A, wrong, confirmed, back, again or reopen.

    NUMBER is what `review list` prints first; the letters are those of `review show`.
    """
    given = _Typed(**typed)  # type: ignore[arg-type]
    with database().writing() as session:
        reviewer_id = reviewer_named(session, by).id
        found = review(session, number, reviewer_id)
        if given.seen not in ("", found.seen):
            raise Conflict(CHANGED)
        if way == REOPEN:
            done = _reopen(session, number, reviewer_id, given)
        else:
            done = _decide(session, found, reviewer_id, _given(found, _way(found, way), given))
        session.commit()
    click.echo(f"Review {number}: claim {found.claim_id} {done}.")


def _reopen(session: Session, number: int, reviewer_id: int, typed: _Typed) -> str:
    if typed.reasons:
        raise BadInput("A reason is for a decision: say by --note why you take this one back.")
    _check_own(typed)
    adjudications.reopen(
        session,
        set_claim_id=number,
        reviewer_id=reviewer_id,
        token=secrets.token_urlsafe(18),
        reason=typed.note,
    )
    return DONE[Decision.REOPENED]


def _decide(session: Session, found: Review, reviewer_id: int, given: DecisionInput) -> str:
    adjudications.decide(
        session,
        set_claim_id=found.set_claim_id,
        reviewer_id=reviewer_id,
        token=secrets.token_urlsafe(18),
        given=given,
    )
    return DONE.get(given.decision or Decision.ALL_WRONG, "is decided")


def _way(found: Review, written: str) -> Way:
    known = {way.code: way for way in ways(found)}
    if written in known:
        return known[written]
    # Of a claim that is decided the operation says so, and of one with nothing to decide.
    also = f", {REOPEN}" if found.decided else ""
    raise BadInput(f"“{written}” is no way to decide here. There are: {', '.join(known)}{also}.")


def _given(found: Review, way: Way, typed: _Typed) -> DecisionInput:
    """Return what was typed, as the operation takes it. Raises BadInput."""
    if way.decision is not Decision.ALL_WRONG:
        _check_own(typed)
    verdict, not_checkable_reason, rejection_reason = outcomes.read(typed.outcome)
    return DecisionInput(
        decision=way.decision,
        chosen_judgement=way.chosen_judgement,
        verdict=verdict,
        not_checkable_reason=not_checkable_reason,
        rejection_reason=rejection_reason,
        reasons=tuple(DisagreementReason(reason) for reason in typed.reasons),
        note=typed.note,
        cited=tuple(_taken(found, written) for written in typed.take),
        evidence=_evidence(typed.evidence),
    )


def _check_own(typed: _Typed) -> None:
    if typed.outcome or typed.take or typed.evidence:
        raise BadInput("--outcome, --take and --evidence go with “wrong” alone.")


def _taken(found: Review, written: str) -> CitationInput:
    """Return a cited passage with the stance that the reviewer gives it. Raises BadInput."""
    key, _, said = written.partition("=")
    stance, _, coverage = said.partition(",")
    passages = {passage.key: passage.id for source in found.sources for passage in source.passages}
    if key not in passages:
        raise BadInput(f"No passage “{key}” is cited here: `review show` has their keys.")
    if stance not in set(Stance) or (coverage or Coverage.FULL) not in set(Coverage):
        raise BadInput(
            f"“{said}” is not one of {', '.join(Stance)}; of a part, “supports,partial”."
        )
    return CitationInput(passages[key], Stance(stance), Coverage(coverage or Coverage.FULL))


def _evidence(file: Path | None) -> tuple[EvidenceInput, ...]:
    if file is None:
        return ()
    try:
        return evidence_files.read(file.read_bytes())
    except BadInput as error:
        raise BadInput(f"{file}: {error}") from error
