"""Accounts, as an administrator makes and changes them."""

from __future__ import annotations

from wtforms import BooleanField, SelectMultipleField, widgets
from wtforms.validators import InputRequired, Length

from annotator.language import lazy
from annotator.shared_settings import AccountSettings
from annotator.terms import Role
from annotator.web.forms.base import Form, LineField, choices
from annotator.web.forms.settings import SettingsForm


class RolesField(SelectMultipleField):
    """Any of the roles, as boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class PersonForm(SettingsForm):
    """What an account shows and may do."""

    display_name = LineField(
        lazy("Display name"),
        validators=[InputRequired(lazy("Enter a display name.")), Length(max=200)],
    )
    roles = RolesField(lazy("Roles"), choices=lambda: choices(Role), coerce=Role)
    active = BooleanField(lazy("Can log in"), default=True)

    def given(self) -> AccountSettings:
        """Return the form as a record."""
        return AccountSettings(
            display_name=self.display_name.data or "",
            roles=frozenset(self.roles.data or ()),
            active=bool(self.active.data),
        )


class NewPersonForm(Form):
    """A new account."""

    name = LineField(lazy("User name"), validators=[InputRequired(lazy("Enter a user name."))])
    display_name = LineField(
        lazy("Display name"),
        validators=[InputRequired(lazy("Enter a display name.")), Length(max=200)],
    )
    roles = RolesField(lazy("Roles"), choices=lambda: choices(Role), coerce=Role)
