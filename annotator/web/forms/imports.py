"""The form for an import, and that for a re-extraction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, SelectChoice, SelectField

from annotator.language import _, lazy
from annotator.text import lacks_model, reach_of
from annotator.web.forms.base import AddressField, DateField, Form, LineField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.language import LazyText

#: The two that have rules, the others by name, then all that are not listed.
LANGUAGES: Mapping[str, LazyText] = {
    "en": lazy("English"),
    "fr": lazy("French"),
    "ar": lazy("Arabic"),
    "zh": lazy("Chinese"),
    "de": lazy("German"),
    "hi": lazy("Hindi"),
    "ja": lazy("Japanese"),
    "lo": lazy("Lao"),
    "es": lazy("Spanish"),
    "th": lazy("Thai"),
    "ur": lazy("Urdu"),
    "xx": lazy("Another language"),
}
#: What a text of a language gives.
REACHES: Mapping[str, LazyText] = {
    "claims": lazy("claims with their speakers"),
    "sentences": lazy("sentences only"),
    "paragraphs": lazy("paragraphs only"),
}


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
        lazy("Language"), choices=lambda: [SelectChoice(code, reach(code)) for code in LANGUAGES]
    )
    claim_set = SelectField(lazy("Add the claims to"), coerce=int)


def reach(code: str) -> str:
    """Return a language with what its texts give on this machine: “German: sentences only”."""
    return _("%(language)s: %(reach)s", language=LANGUAGES[code], reach=REACHES[reach_of(code)])


def missing_models() -> list[tuple[str, LazyText]]:
    """Return the languages that have rules, but not their model, on this machine."""
    return [(code, name) for code, name in LANGUAGES.items() if lacks_model(code)]
