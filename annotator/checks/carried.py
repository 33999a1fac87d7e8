"""A verdict stands on evidence of the stances that it needs (check 8 of the domain's nineteen)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.language import _
from annotator.terms import Checkability, Coverage, Severity, Stance, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput

_SIDES = (Stance.SUPPORTS, Stance.CONTRADICTS)


@check(8, Severity.BLOCKS)
def carried(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield a verdict without its evidence, or an open one beside evidence that settles the claim.

    Links of one stance and one set number hold together. A set is complete when one of them
    covers the whole claim, or when several cover parts of it.
    """
    verdicts = circumstances.scheme.verdicts if circumstances.scheme else ()
    label = next((label for label in verdicts if label.code == given.verdict), None)
    if label is None or given.can_be_checked is not Checkability.CHECKABLE:
        return
    if not given.may_be_claim:
        return
    complete = _complete_stances(given)
    for needed in label.needs:
        if needed not in complete:
            yield Remark(
                "evidence",
                _(
                    "“%(name)s” needs a source that %(needed)s the whole claim, or several of one "
                    "set that cover it in parts.",
                    name=label.name,
                    needed=words(needed),
                ),
            )
    settling = [
        link.stance
        for link in given.evidence
        if link.stance in _SIDES and link.coverage is Coverage.FULL
    ]
    if not label.needs and settling:
        yield Remark(
            "verdict",
            _(
                "You linked a source that %(value)s the whole claim, so “%(name)s” does not "
                "fit. Mark the source as covering a part, or choose another verdict.",
                value=words(settling[0]),
                name=label.name,
            ),
        )


def _complete_stances(given: JudgementInput) -> set[Stance]:
    sets: defaultdict[tuple[Stance, int], list[Coverage]] = defaultdict(list)
    for link in given.evidence:
        sets[link.stance, link.set_number].append(link.coverage)
    return {
        stance
        for (stance, _), coverages in sets.items()
        if Coverage.FULL in coverages or len(coverages) > 1
    }
