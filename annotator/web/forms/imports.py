"""The form that begins an import, and that for a re-extraction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, TextAreaField, ValidationError

from annotator.cleaning import web_address
from annotator.errors import BadInput
from annotator.language import _, lazy
from annotator.text import lacks_model, reach_of
from annotator.web.forms.base import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.language import LazyText

#: Of one import.
MOST_ADDRESSES = 200
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


class ImportForm(Form):
    """Three ways to bring texts in, in any mixture."""

    files = MultipleFileField(lazy("Files"))
    folder = MultipleFileField(lazy("Or a folder"))
    pasted = TextAreaField(lazy("Paste a text"))
    addresses = TextAreaField(lazy("Addresses"))
    #: What was read of the addresses.
    urls: tuple[str, ...] = ()

    def validate_addresses(self, field: TextAreaField) -> None:
        """Read the addresses, one per line."""
        found: list[str] = []
        for number, line in enumerate((field.data or "").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                found.append(web_address(line))
            except BadInput as error:
                said = _("Line %(number)s: %(error)s", number=number, error=error)
                raise ValidationError(said) from error
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(
                _(
                    "An import can have %(most)s addresses. Import them in parts.",
                    most=MOST_ADDRESSES,
                )
            )
        self.urls = tuple(dict.fromkeys(found))


def reach(code: str) -> str:
    """Return a language with what its texts give on this machine: “German: sentences only”."""
    return _("%(language)s: %(reach)s", language=LANGUAGES[code], reach=REACHES[reach_of(code)])


def missing_models() -> list[tuple[str, LazyText]]:
    """Return the languages that have rules, but not their model, on this machine."""
    return [(code, name) for code, name in LANGUAGES.items() if lacks_model(code)]
