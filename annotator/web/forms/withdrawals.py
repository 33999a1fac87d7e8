"""Why claims are withdrawn from a set."""

from __future__ import annotations

from wtforms import SelectMultipleField
from wtforms.validators import Length

from annotator.language import lazy
from annotator.web.forms.base import Form, LineField


class ClaimWithdrawalForm(Form):
    """Claims of a set, and why they are withdrawn."""

    claims = SelectMultipleField(coerce=int, validate_choice=False)
    reason = LineField(lazy("Reason"), validators=[Length(max=500)])
