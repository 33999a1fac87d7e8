"""A reviewer's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from wtforms import (
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    widgets,
)

from annotator.records import DecisionGiven
from annotator.terms import Decision, DisagreementReason, NotCheckableReason, RejectionReason, words
from annotator.web.forms.base import Form, choices

if TYPE_CHECKING:
    from annotator.queries.reviews import Review

Term = TypeVar("Term", NotCheckableReason, RejectionReason)
# As many as the largest overlap: A to Z, then AA, AB, …
LETTERS = tuple(first + second for first in ("", "A") for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


class DecisionForm(Form):
    """Which judgement the claim leaves with, why they differ, and a note.

    `decision` is `right-A`, `both-A` (several are acceptable, this one goes out) or `wrong`: a
    judgement's id would tell who was first. `outcome`, for `wrong`, is a kind and a code:
    `verdict:refuted`.
    """

    token = HiddenField()
    decision = RadioField("Decide", validate_choice=False)
    outcome = SelectField("The right outcome", validate_choice=False)
    reasons = SelectMultipleField(
        "They differ because of",
        choices=choices(DisagreementReason),
        coerce=DisagreementReason,
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    note = TextAreaField("Note for whoever reads this later")

    def offer(self, review: Review) -> None:
        """Offer the judgements by their letters, and the outcomes of the set's scheme."""
        letters = LETTERS[: len(review.judgements)]
        self._readers = {
            letter: judged.id for letter, judged in zip(letters, review.judgements, strict=True)
        }
        self.decision.choices = [
            *(SelectChoice(f"right-{letter}", f"Reader {letter} is right") for letter in letters),
            *(
                SelectChoice(f"both-{letter}", f"More than one is acceptable; {letter}’s goes out")
                for letter in letters
            ),
            SelectChoice("wrong", "All are wrong"),
        ]
        self.outcome.choices = [
            SelectChoice("", "Choose…"),
            *(
                SelectChoice(f"verdict:{label.code}", label.name)
                for label in review.claim_set.scheme.verdicts
            ),
            *(
                SelectChoice(f"not_checkable:{reason}", f"Not checkable: {words(reason)}")
                for reason in NotCheckableReason
            ),
            *(
                SelectChoice(f"rejected:{reason}", f"Not a claim: {words(reason)}")
                for reason in RejectionReason
            ),
        ]

    def given(self) -> DecisionGiven:
        """The form as a record; what was not chosen is left for the operation to ask for.

        Only after `offer`: it says which judgement each letter stands for.
        """
        how, _, chosen = (self.decision.data or "").partition("-")
        kind, _, code = (self.outcome.data or "").partition(":")
        return DecisionGiven(
            decision={
                "wrong": Decision.ALL_WRONG,
                "both": Decision.BOTH_ACCEPTABLE,
            }.get(how, Decision.ONE_RIGHT),
            chosen_judgement=self._readers.get(chosen),
            verdict=code if kind == "verdict" else None,
            not_checkable_reason=_one_of(NotCheckableReason, code, kind == "not_checkable"),
            rejection_reason=_one_of(RejectionReason, code, kind == "rejected"),
            reasons=tuple(self.reasons.data or ()),
            note=self.note.data or "",
        )


def _one_of(kind: type[Term], code: str, wanted: bool) -> Term | None:
    """The term of that code, where this kind of outcome was chosen."""
    return kind(code) if wanted and code in set(kind) else None
