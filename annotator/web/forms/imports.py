"""Files on their way in."""

from __future__ import annotations

from flask_wtf.file import MultipleFileField
from wtforms import SelectChoice, SelectField

from annotator.web.forms.base import AddressField, DateField, Form, LineField

LANGUAGES = (("en", "English"), ("fr", "French"), ("de", "German"), ("xx", "Another language"))


class ImportForm(Form):
    """Files, and what holds for those that do not say it themselves."""

    files = MultipleFileField("Files")
    folder = MultipleFileField("Or a folder")
    title = LineField("Title")
    url = AddressField("Address")
    outlet = LineField("Outlet")
    date = DateField("Date")
    language = SelectField(
        "Language", choices=[SelectChoice(code, name) for code, name in LANGUAGES]
    )
    claim_set = SelectField("Put the claims found into", coerce=int)
