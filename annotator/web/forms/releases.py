"""How a set is to be released."""

from __future__ import annotations

from wtforms import BooleanField, IntegerField, RadioField, SelectChoice
from wtforms.validators import Optional

from annotator.records import ReleaseInput
from annotator.terms import ReleaseRule
from annotator.web.forms.base import Form


class ReleaseForm(Form):
    """By which rule claims get their label, and what goes with them."""

    rule = RadioField(
        "A claim goes out when",
        choices=[
            SelectChoice(
                ReleaseRule.ADJUDICATED, "a reviewer has decided on it, or all who judged it agree"
            ),
            SelectChoice(ReleaseRule.UNANIMOUS, "two or more judged it, and all agree"),
            SelectChoice(ReleaseRule.MAJORITY, "one label leads by a margin of votes"),
        ],
        default=ReleaseRule.ADJUDICATED,
    )
    margin = IntegerField("Margin of votes, for a majority", validators=[Optional()])
    soft = BooleanField("Say how many gave each label (soft labels)")
    any_source = BooleanField("Take in claims with a source whose text is not kept")

    def given(self) -> ReleaseInput:
        """The form as a record."""
        rule = ReleaseRule(self.rule.data)
        return ReleaseInput(
            rule=rule,
            margin=(1 if self.margin.data is None else self.margin.data)
            if rule is ReleaseRule.MAJORITY
            else None,
            soft=self.soft.data,
            any_source=self.any_source.data,
        )
