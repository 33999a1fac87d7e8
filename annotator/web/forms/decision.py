"""A reviewer's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from annotator.terms import Decision, DisagreementReason
from annotator.web.forms.base import Form, choices
from annotator.web.forms.outcomes import chosen_outcome, outcome_choices

if TYPE_CHECKING:
    from annotator.queries.reviews import Review

# As many as the largest overlap: A to Z, then AA, AB, …
LETTERS = tuple(first + second for first in ("", "A") for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


class DecisionForm(Form):
    """Which judgement the claim leaves with, why they differ, and a note.

    `decision` is `right-A`, `both-A` (several are acceptable, this one goes out) or `wrong`: a
    judgement's id would tell who was first. `outcome` is for `wrong`.
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
            *outcome_choices(review.claim_set.scheme),
        ]

    def given(self) -> DecisionGiven:
        """The form as a record; what was not chosen is left for the operation to ask for.

        Only after `offer`: it says which judgement each letter stands for.
        """
        how, _, chosen = (self.decision.data or "").partition("-")
        verdict, not_checkable, rejection = chosen_outcome(self.outcome.data)
        return DecisionGiven(
            decision={
                "wrong": Decision.ALL_WRONG,
                "both": Decision.BOTH_ACCEPTABLE,
            }.get(how, Decision.ONE_RIGHT),
            chosen_judgement=self._readers.get(chosen),
            verdict=verdict,
            not_checkable_reason=not_checkable,
            rejection_reason=rejection,
            reasons=tuple(self.reasons.data or ()),
            note=self.note.data or "",
        )
