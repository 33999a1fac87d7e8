"""Accounts, as an administrator makes and changes them."""

from __future__ import annotations

from wtforms import BooleanField, PasswordField, SelectMultipleField, widgets
from wtforms.validators import InputRequired, Length

from annotator.terms import Role
from annotator.web.forms.base import Form, LineField, choices


class RolesField(SelectMultipleField):
    """Any of the roles, as boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class PersonForm(Form):
    """What an account shows and may do."""

    display_name = LineField(
        "Name", validators=[InputRequired("Write the person’s name."), Length(max=200)]
    )
    roles = RolesField("Roles", choices=choices(Role), coerce=Role)
    active = BooleanField("May log in", default=True)
    password = PasswordField("New password (leave empty to keep the old one)")


class NewPersonForm(Form):
    """A new account."""

    name = LineField("Log-in name", validators=[InputRequired("Write a log-in name.")])
    display_name = LineField(
        "Name", validators=[InputRequired("Write the person’s name."), Length(max=200)]
    )
    password = PasswordField(
        "Password, ten characters or more", validators=[InputRequired("Write a password.")]
    )
    roles = RolesField("Roles", choices=choices(Role), coerce=Role)
