"""What an editor writes about a candidate claim."""

from __future__ import annotations

from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired

from annotator.language import lazy
from annotator.web.forms.base import Form, LineField


class DecideForm(Form):
    """A decision without words; `other` is the candidate before, `next` the one behind."""

    other = IntegerField(lazy("The candidate before"))
    next = IntegerField(lazy("The next candidate"))


class RewordForm(Form):
    """A candidate in other words."""

    doing = "reword"
    wording = TextAreaField(
        lazy("The claim in other words"), validators=[InputRequired(lazy("Write the claim."))]
    )


class SplitForm(Form):
    """A candidate as several claims."""

    doing = "split"
    parts = TextAreaField(
        lazy("The claims, one per line"),
        validators=[InputRequired(lazy("Write at least two claims, one per line."))],
    )


class SaidByForm(Form):
    """Who says a candidate."""

    doing = "speaker"
    speaker = LineField(
        lazy("Speaker"), validators=[InputRequired(lazy("Write the name of the speaker."))]
    )


#: By what is written.
FORMS = {"reword": RewordForm, "split": SplitForm, "speaker": SaidByForm}
