"""A verdict stands on evidence of the stances that it needs (check 8 of the domain's nineteen)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.problem import Problem
from annotator.terms import Coverage, Stance, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.records import JudgementGiven
    from annotator.schemes import Scheme

_SIDES = (Stance.SUPPORTS, Stance.CONTRADICTS)


def carried(given: JudgementGiven, scheme: Scheme) -> Iterator[Problem]:
    """A verdict without its evidence, or an open one beside evidence that settles the claim.

    Links of one stance and one set number hold together, so one link is a set already.
    """
    label = next((label for label in scheme.verdicts if label.code == given.verdict), None)
    if label is None:
        return
    stances = {link.stance for link in given.evidence}
    for needed in label.needs:
        if needed not in stances:
            yield Problem(
                "evidence",
                f"“{label.name}” needs at least one source that {words(needed)} the claim.",
            )
    settling = [
        link.stance
        for link in given.evidence
        if link.stance in _SIDES and link.coverage is Coverage.FULL
    ]
    if not label.needs and settling:
        yield Problem(
            "verdict",
            f"You linked a source that {words(settling[0])} the whole claim, so “{label.name}”"
            " does not fit. Mark the source as covering a part, or choose another verdict.",
        )
