"""Known answers of a set, and how it uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms import BooleanField, IntegerField, RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import Optional

from annotator.language import _, lazy
from annotator.records import Answer
from annotator.terms import Purpose
from annotator.web.forms.base import Form
from annotator.web.forms.outcomes import chosen_outcome, outcome_choices, outcome_value

if TYPE_CHECKING:
    from annotator.schemes import Scheme


class KnownAnswerForm(Form):
    """The answer that one claim is known to have."""

    purpose = RadioField(
        lazy("Purpose"),
        choices=[
            SelectChoice(Purpose.CALIBRATION, lazy("Calibration, before the live claims")),
            SelectChoice(Purpose.KNOWN_ANSWER, lazy("Quality check, mixed with the live claims")),
        ],
        default=Purpose.CALIBRATION,
    )
    outcome = SelectField(lazy("Right answer"), validate_choice=False)
    reason = TextAreaField(lazy("Explanation, in Markdown"))

    def offer(self, scheme: Scheme, answer: Answer | None) -> None:
        """Offer the outcomes of a scheme; a form that was not sent shows the answer there is."""
        self.outcome.choices = [SelectChoice("", _("Choose…")), *outcome_choices(scheme)]
        if answer is not None and not self.is_submitted():
            self.purpose.data, self.reason.data = answer.purpose, answer.reason
            self.outcome.data = outcome_value(
                answer.verdict, answer.not_checkable_reason, answer.rejection_reason
            )

    def given(self) -> Answer:
        """Return the form as a record; what was not chosen is left for the operation to ask for."""
        verdict, not_checkable, rejection = chosen_outcome(self.outcome.data)
        return Answer(
            purpose=Purpose(self.purpose.data),
            verdict=verdict,
            not_checkable_reason=not_checkable,
            rejection_reason=rejection,
            reason=self.reason.data or "",
        )


class KnownRulesForm(Form):
    """How a set uses its known answers."""

    every = IntegerField(lazy("One known answer in how many claims"), validators=[Optional()])
    shown = BooleanField(lazy("Show the right answer after mixed-in claims, too"))
