"""How a set is released."""

from __future__ import annotations

from wtforms import BooleanField, IntegerField, RadioField, SelectChoice
from wtforms.validators import Optional

from annotator.language import lazy
from annotator.records import ReleaseInput
from annotator.terms import ReleaseRule
from annotator.web.forms.base import Form


class ReleaseForm(Form):
    """By which rule claims get their label, and what goes with them."""

    rule = RadioField(
        lazy("Release a claim when"),
        choices=[
            SelectChoice(
                ReleaseRule.ADJUDICATED,
                lazy("a reviewer has decided, or all its annotators agree"),
            ),
            SelectChoice(
                ReleaseRule.UNANIMOUS, lazy("two or more annotators judged it, and all agree")
            ),
            SelectChoice(ReleaseRule.MAJORITY, lazy("one label leads by a margin of votes")),
        ],
        default=ReleaseRule.ADJUDICATED,
    )
    margin = IntegerField(lazy("Margin of votes for a majority"), validators=[Optional()])
    soft = BooleanField(lazy("Include how many annotators chose each label (soft labels)"))
    any_source = BooleanField(lazy("Include claims that cite a source without a stored text"))

    def given(self) -> ReleaseInput:
        """Return the form as a record."""
        rule = ReleaseRule(self.rule.data)
        return ReleaseInput(
            rule=rule,
            margin=(1 if self.margin.data is None else self.margin.data)
            if rule is ReleaseRule.MAJORITY
            else None,
            soft=self.soft.data,
            any_source=self.any_source.data,
        )
