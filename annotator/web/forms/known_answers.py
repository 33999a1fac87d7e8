"""Known answers of a set, and how it uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from wtforms import BooleanField, IntegerField, RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import Optional

from annotator.language import _, lazy
from annotator.records import Answer
from annotator.shared_settings import KnownRules, version_of
from annotator.terms import Purpose
from annotator.web.forms.outcomes import chosen_outcome, outcome_choices, outcome_value
from annotator.web.forms.settings import SettingsForm

if TYPE_CHECKING:
    from annotator.schemes import Scheme


class KnownAnswerForm(SettingsForm):
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

    @classmethod
    def showing(cls, stored: Answer | None) -> Self:
        """Return the form with the answer there is, or an empty one."""
        if stored is None:
            return cls(formdata=None, seen=version_of(None))
        outcome = outcome_value(
            stored.verdict, stored.not_checkable_reason, stored.rejection_reason
        )
        return cls(
            formdata=None,
            purpose=stored.purpose,
            outcome=outcome,
            reason=stored.reason,
            seen=version_of(stored),
        )

    def beside(self, stored: Answer | None) -> Self:
        """Return the stored answer, with the same outcomes to choose from."""
        other = self.showing(stored)
        other.outcome.choices = self.outcome.choices
        return other

    def offer(self, scheme: Scheme) -> None:
        """Offer the outcomes of a scheme."""
        self.outcome.choices = [SelectChoice("", _("Choose…")), *outcome_choices(scheme)]

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


class KnownRulesForm(SettingsForm):
    """How a set uses its known answers."""

    every = IntegerField(lazy("One known answer in how many claims"), validators=[Optional()])
    shown = BooleanField(lazy("Show the right answer after mixed-in claims, too"))

    def given(self) -> KnownRules:
        """Return the form as a record."""
        return KnownRules(self.every.data, bool(self.shown.data))
