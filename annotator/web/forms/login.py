"""Coming in, and one's own password."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField
from wtforms.validators import EqualTo, InputRequired

from annotator.web.forms.base import Form, LineField


class LoginForm(Form):
    """A log-in; `next` is where to go after it, `kept` what was typed before, sealed."""

    name = LineField(
        "Log-in name",
        validators=[InputRequired("Write your log-in name.")],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        "Password",
        validators=[InputRequired("Write your password.")],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()
    kept = HiddenField()


class PasswordForm(Form):
    """A new password of one's own."""

    old_password = PasswordField(
        "Your password now",
        validators=[InputRequired("Write your password.")],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        "New password, ten characters or more",
        validators=[InputRequired("Write the new password.")],
        render_kw={"autocomplete": "new-password"},
    )
    again_password = PasswordField(
        "New password again",
        validators=[EqualTo("password", "The two new passwords are not the same.")],
        render_kw={"autocomplete": "new-password"},
    )
