"""What an editor plans for a claim of a set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import wtforms
from wtforms import BooleanField, SelectChoice
from wtforms.validators import Optional

from annotator.language import lazy
from annotator.shared_settings import ClaimPlan
from annotator.web.forms.people import RolesField
from annotator.web.forms.settings import SettingsForm

if TYPE_CHECKING:
    from annotator.queries.sets.members import PossibleMember


class PlanForm(SettingsForm):
    """The plan of one claim."""

    put_first = BooleanField(lazy("Put this claim first"))
    due_on = wtforms.DateField(lazy("Deadline"), validators=[Optional()])
    annotators = RolesField(lazy("Only these annotators"), coerce=int)

    def offer(self, people: tuple[PossibleMember, ...]) -> Self:
        """Offer the annotators of the set."""
        self.annotators.choices = [
            SelectChoice(one.id, f"{one.display_name} ({one.name})") for one in people
        ]
        return self

    def beside(self, stored: Any) -> Self:
        """Return the stored plan, with the same people."""
        other = self.showing(stored)
        other.annotators.choices = self.annotators.choices
        return other

    def given(self) -> ClaimPlan:
        """Return the form as a record."""
        chosen = frozenset(self.annotators.data or ())
        return ClaimPlan(bool(self.put_first.data), self.due_on.data, chosen)
