"""The form for an annotator's reply to a decision."""

from __future__ import annotations

from wtforms import TextAreaField

from annotator.language import lazy
from annotator.web.forms import base


class ReplyForm(base.Form):
    """The reply of an annotator to the decision on a claim that they judged."""

    text = TextAreaField(lazy("Your reply"))
