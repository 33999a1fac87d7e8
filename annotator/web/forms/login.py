"""Forms for the log-in and for a new password."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length

from annotator.language import lazy
from annotator.web.forms.base import Form, LineField


class LoginForm(Form):
    """A log-in; `next` is where to go after it, `kept` what was typed before, sealed."""

    name = LineField(
        lazy("User name"),
        validators=[InputRequired(lazy("Enter your user name."))],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        lazy("Password"),
        validators=[InputRequired(lazy("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()
    kept = HiddenField()


class KeysForm(Form):
    """Whether this browser shows keys."""

    shown = BooleanField(lazy("Show keys in the buttons that they press"))


class PasswordForm(Form):
    """A new password of one's own."""

    old_password = PasswordField(
        lazy("Current password"),
        validators=[InputRequired(lazy("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        lazy("New password, at least 12 characters"),
        validators=[InputRequired(lazy("Enter a new password."))],
        render_kw={"autocomplete": "new-password"},
    )
    again_password = PasswordField(
        lazy("New password again"),
        validators=[EqualTo("password", lazy("The two new passwords differ. Enter both again."))],
        render_kw={"autocomplete": "new-password"},
    )


class InvitationForm(Form):
    """The first password of a person who was invited, or a new one for a forgotten one."""

    password = PasswordField(
        lazy("Password, at least 12 characters"),
        validators=[InputRequired(lazy("Enter a password."))],
        render_kw={"autocomplete": "new-password"},
    )
    again_password = PasswordField(
        lazy("Password again"),
        validators=[EqualTo("password", lazy("The two passwords differ. Enter both again."))],
        render_kw={"autocomplete": "new-password"},
    )


class FirstStartForm(InvitationForm):
    """The account of the first administrator, and what the database holds to begin with."""

    name = LineField(
        lazy("User name"),
        validators=[InputRequired(lazy("Enter a user name."))],
        render_kw={"autocomplete": "username"},
    )
    display_name = LineField(
        lazy("Display name"),
        validators=[InputRequired(lazy("Enter a display name.")), Length(max=200)],
    )
    judges = BooleanField(lazy("I judge claims, too"))
    begins = RadioField(
        lazy("Begin with"),
        choices=[
            SelectChoice("demonstration", lazy("Try the demonstration")),
            SelectChoice("empty", lazy("Start empty")),
        ],
        validators=[InputRequired(lazy("Choose one of the two."))],
    )
