"""Forms that change a document."""

from __future__ import annotations

from wtforms.validators import Length

from annotator.language import lazy
from annotator.web.forms.base import Form, LineField


class WithdrawalForm(Form):
    """Why a document is withdrawn."""

    reason = LineField(lazy("Reason"), validators=[Length(max=500)])
