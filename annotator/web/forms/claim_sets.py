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
from annotator.operations.sets.claim_sets import MOST_OVERLAP
from annotator.terms import SetState
from annotator.web.forms.base import Form, LineField, TermField


class _SetForm(Form):
    """What every set has."""

    name = LineField("Name", validators=[InputRequired("Give the set a name."), Length(max=120)])
    description = TextAreaField("What it is for")
    overlap = IntegerField(
        "People for each claim",
        default=2,
        validators=[NumberRange(1, MOST_OVERLAP, f"Write a number from 1 to {MOST_OVERLAP}.")],
    )
    guideline = TextAreaField("Guideline for annotators, in Markdown")
    hints = BooleanField("Let annotators have hints shown")


class SetForm(_SetForm):
    """What can be changed in a set."""

    state = TermField("State", SetState, default=SetState.OPEN)
    factchecks_allowed = BooleanField("Take fact-checks as evidence")
    domains = TextAreaField("Domains to warn of, one a line")


class NewSetForm(_SetForm):
    """A new set: its label scheme is chosen once, since judgements are made under it."""

    scheme = SelectField(
        "Label scheme",
        choices=[
            SelectChoice(key, f"{schemes.shipped(key).name}: {schemes.shipped(key).description}")
            for key in schemes.SCHEMES
        ],
    )


class AddClaimsForm(Form):
    """Claims of a document on their way into a set."""

    claim_set = SelectField("Claim set", coerce=int)
    claims = SelectMultipleField("Claims", coerce=int, validate_choice=False)
