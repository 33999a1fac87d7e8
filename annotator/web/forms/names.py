"""Speakers and outlets: their names, and what is known of them."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length

from annotator.language import lazy
from annotator.operations.corpus.known_names import LONGEST_NAME
from annotator.web.forms.base import Form, LineField


class _NameForm(Form):
    """What a speaker and an outlet have; `seen` is what the page showed."""

    name = LineField(
        lazy("Name"),
        validators=[InputRequired(lazy("Enter a name.")), Length(max=LONGEST_NAME)],
    )
    further = TextAreaField(lazy("Further names, one per line"))
    seen = HiddenField()

    def further_names(self) -> list[str]:
        """Return the further names, a line each."""
        return [line.strip() for line in (self.further.data or "").splitlines() if line.strip()]


class SpeakerForm(_NameForm):
    """What is known of a speaker."""

    organisation = BooleanField(lazy("Is an organisation"))


class OutletForm(_NameForm):
    """What is known of an outlet."""

    domains = TextAreaField(lazy("Domains, one per line"))


class MergeForm(Form):
    """Which others are the same: typed as a name, or chosen among those that look alike."""

    name = LineField(lazy("Name that means the same"))
    others = SelectMultipleField(coerce=int, validate_choice=False)
