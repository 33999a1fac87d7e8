"""The ways in which a reviewer can decide on a claim, as a form and a command name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.language import _
from annotator.pseudonyms import LETTERS
from annotator.terms import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.queries.review.reviews import Review
    from annotator.tokens import Token


@dataclass(frozen=True, slots=True)
class Way:
    """One way: `both-A` says that several are acceptable and A's judgement is used.

    Its code has an annotator's letter where a judgement is chosen, since an id would tell who was
    first.
    """

    code: str
    words: str
    decision: Decision
    chosen_judgement: Token | None = None


def ways(review: Review) -> tuple[Way, ...]:
    """Return what can become of a claim; where all agree, no reader alone is right."""
    afresh = Way("again", _("Ask new annotators"), Decision.SECOND_ROUND)
    back = Way("back", _("Return to annotators"), Decision.SENT_BACK)
    return (
        *(_confirming(review) if review.agreed else _choosing(review)),
        Way("wrong", _("All wrong"), Decision.ALL_WRONG),
        *(() if review.final or review.gone else (back,)),
        *((afresh,) if review.others_left else ()),
    )


def _choosing(review: Review) -> Iterator[Way]:
    readers = [
        (letter, judged.id) for letter, judged in zip(LETTERS, review.judgements, strict=False)
    ]
    for letter, chosen in readers:
        yield Way(
            f"right-{letter}", _("%(letter)s is right", letter=letter), Decision.ONE_RIGHT, chosen
        )
    for letter, chosen in readers:
        words = _("Both acceptable: use %(letter)s", letter=letter)
        yield Way(f"both-{letter}", words, Decision.BOTH_ACCEPTABLE, chosen)


def _confirming(review: Review) -> Iterator[Way]:
    for judged in review.judgements[:1]:
        yield Way("confirmed", _("All are right"), Decision.CONFIRMED, judged.id)
