"""An annotator's answer to a decision."""

from __future__ import annotations

from wtforms import TextAreaField

from annotator.web.forms import base


class ReplyForm(base.Form):
    """What somebody who judged a claim has to say to the decision on it."""

    text = TextAreaField("Your answer")
