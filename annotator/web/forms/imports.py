"""The form for an import."""

from __future__ import annotations

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, SelectChoice, SelectField

from annotator.language import lazy
from annotator.web.forms.base import AddressField, DateField, Form, LineField

LANGUAGES = (
    ("en", lazy("English")),
    ("fr", lazy("French")),
    ("de", lazy("German")),
    ("xx", lazy("Another language")),
)


class ExtractionForm(Form):
    """How the statements of a text are cut."""

    finely = BooleanField(lazy("Split off adjectives and single circumstances"))


class ImportForm(ExtractionForm):
    """Files, and what holds for those that do not say it themselves."""

    files = MultipleFileField(lazy("Files"))
    folder = MultipleFileField(lazy("Or a folder"))
    title = LineField(lazy("Title"))
    url = AddressField(lazy("Address"))
    outlet = LineField(lazy("Outlet"))
    date = DateField(lazy("Date"))
    language = SelectField(
        lazy("Language"), choices=[SelectChoice(code, name) for code, name in LANGUAGES]
    )
    claim_set = SelectField(lazy("Add the claims to"), coerce=int)
