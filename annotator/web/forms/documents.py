"""Forms that change a document."""

from __future__ import annotations

from typing import Any

from wtforms import SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from annotator.language import lazy
from annotator.shared_settings import DocumentSettings
from annotator.web.forms.base import AddressField, DateField, Form, LineField
from annotator.web.forms.imports import LANGUAGES
from annotator.web.forms.settings import SettingsForm


class DocumentForm(SettingsForm):
    """What is known of a document."""

    title = LineField(
        lazy("Title"), validators=[InputRequired(lazy("Enter a title.")), Length(max=500)]
    )
    outlet = LineField(lazy("Outlet"), validators=[Length(max=500)])
    date = DateField(lazy("Date"))
    author = LineField(lazy("Author"), validators=[Length(max=500)])
    url = AddressField(lazy("Address"))
    language = SelectField(
        lazy("Language"),
        choices=lambda: [SelectChoice(*one) for one in LANGUAGES.items()],
        validate_choice=False,
    )
    topics = LineField(lazy("Topics"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.language.data
        if code and code not in LANGUAGES:
            # An import may have named a language that the list lacks.
            self.language.choices = [*self.language.choices, SelectChoice(code, code)]

    def given(self) -> DocumentSettings:
        """Return the form as a record."""
        return DocumentSettings(
            **{name: self[name].data or "" for name in DocumentSettings.__dataclass_fields__}
        )


class CorrectionForm(Form):
    """The corrected text of a document."""

    text = TextAreaField(lazy("Corrected text"))


class TopicsForm(Form):
    """The topics of a claim beside those of its documents."""

    topics = LineField(lazy("Further topics"))


class PublicationForm(Form):
    """Where the text of a document was published too."""

    outlet = LineField(lazy("Outlet"), validators=[Length(max=500)])
    date = DateField(lazy("Date"))
    url = AddressField(lazy("Address"))


class WithdrawalForm(Form):
    """Why a document is withdrawn."""

    reason = LineField(lazy("Reason"), validators=[Length(max=500)])
