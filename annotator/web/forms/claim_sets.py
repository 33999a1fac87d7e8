"""Claim sets and the claims that go into them."""

from __future__ import annotations

from wtforms import (
    BooleanField,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange

from annotator import schemes
from annotator.language import lazy
from annotator.operations.sets.claim_sets import MOST_OVERLAP
from annotator.shared_settings import SetSettings
from annotator.terms import SetState
from annotator.web.forms.base import Form, LineField, TermField
from annotator.web.forms.settings import SettingsForm


class _SetForm(Form):
    """What every set has."""

    name = LineField(
        lazy("Name"), validators=[InputRequired(lazy("Enter a name.")), Length(max=120)]
    )
    description = TextAreaField(lazy("Description"))
    overlap = IntegerField(
        lazy("Annotators per claim"),
        default=2,
        validators=[
            NumberRange(
                1, MOST_OVERLAP, lazy("Enter a number from 1 to %(most)s.", most=MOST_OVERLAP)
            )
        ],
    )
    guideline = TextAreaField(lazy("Guideline, in Markdown"))
    hints = BooleanField(lazy("Offer hints to annotators"))


class SetForm(SettingsForm, _SetForm):
    """What can be changed in a set."""

    state = TermField(lazy("State"), SetState, default=SetState.OPEN)
    factchecks_allowed = BooleanField(lazy("Accept fact-checks as evidence"))
    domains = TextAreaField(lazy("Domains with a warning, one per line"))

    def given(self) -> SetSettings:
        """Return the form as a record."""
        return SetSettings(
            name=self.name.data or "",
            description=self.description.data or "",
            overlap=self.overlap.data or 0,
            state=self.state.data,
            hints=bool(self.hints.data),
            guideline=self.guideline.data or "",
            factchecks_allowed=bool(self.factchecks_allowed.data),
            domains=self.domains.data or "",
        )


class NewSetForm(_SetForm):
    """A new set: its label scheme is chosen once, since judgements are made under it."""

    scheme = SelectField(
        lazy("Label scheme"),
        choices=[
            SelectChoice(key, f"{schemes.shipped(key).name}: {schemes.shipped(key).description}")
            for key in schemes.SCHEMES
        ],
    )


#: Among the sets to choose from: a new one, made with the claims.
NEW_SET = 0


class AddClaimsForm(Form):
    """Claims of a document on their way into a set."""

    claim_set = SelectField(lazy("Claim set"), coerce=int)
    name = LineField(lazy("Name of the new set"), validators=[Length(max=120)])
    which = SelectField(lazy("Candidates"), default="ticked")
    claims = SelectMultipleField(lazy("Claims"), coerce=int, validate_choice=False)
