"""Accounts, as an administrator makes and changes them."""

from __future__ import annotations

from wtforms import BooleanField, SelectMultipleField, widgets
from wtforms.validators import InputRequired, Length

from annotator.language import lazy
from annotator.terms import Role
from annotator.web.forms.base import Form, LineField, choices


class RolesField(SelectMultipleField):
    """Any of the roles, as boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class PersonForm(Form):
    """What an account shows and may do."""

    display_name = LineField(
        lazy("Display name"),
        validators=[InputRequired(lazy("Enter a display name.")), Length(max=200)],
    )
    roles = RolesField(lazy("Roles"), choices=lambda: choices(Role), coerce=Role)
    active = BooleanField(lazy("Can log in"), default=True)


class NewPersonForm(Form):
    """A new account."""

    name = LineField(lazy("User name"), validators=[InputRequired(lazy("Enter a user name."))])
    display_name = LineField(
        lazy("Display name"),
        validators=[InputRequired(lazy("Enter a display name.")), Length(max=200)],
    )
    roles = RolesField(lazy("Roles"), choices=lambda: choices(Role), coerce=Role)
