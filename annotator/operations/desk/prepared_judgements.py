"""Prepared judgements: what the checks find, before a writer's turn begins."""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from typing import TYPE_CHECKING

from annotator import checks
from annotator.queries.desk.circumstances import circumstances

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.checks.circumstances import Circumstances
    from annotator.checks.finding import CheckFinding
    from annotator.records import JudgementInput
    from annotator.tokens import Token

_PREPARE = object()


@dataclass(frozen=True, slots=True)
class PreparedJudgement:
    """One person's judgement of one assignment, with what the checks found in it.

    `prepare` alone makes it, so that no caller can leave out the checks or hand in findings.
    """

    assignment_id: Token
    annotator_id: int
    given: JudgementInput
    circumstances: Circumstances
    findings: tuple[CheckFinding, ...]
    made_by: InitVar[object]

    def __post_init__(self, made_by: object) -> None:
        if made_by is not _PREPARE:
            raise TypeError("A prepared judgement is made by prepare() alone.")

    @property
    def refusing(self) -> list[CheckFinding]:
        """Return the findings for which the judgement may not be kept as it stands."""
        return [finding for finding in self.findings if finding.refuses(self.given)]


def prepare(
    session: Session, *, assignment_id: Token, annotator_id: int, given: JudgementInput
) -> PreparedJudgement:
    """Check a judgement; from a session that only reads, so that no writer waits for the checks.

    Raises NotFound when the claim is not on this person's desk.
    """
    known = circumstances(session, assignment_id, annotator_id, given)
    found = tuple(checks.findings(given, known))
    return PreparedJudgement(assignment_id, annotator_id, given, known, found, _PREPARE)
