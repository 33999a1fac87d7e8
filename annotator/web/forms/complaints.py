"""What WTForms complains of by itself, as our pages say it: what to do, not what is invalid."""

from __future__ import annotations

from typing import Any

import wtforms
from wtforms.i18n import DummyTranslations

_SAID = {
    "Not a valid integer value.": "Write a whole number, as 2.",
    "Not a valid choice.": "Choose one of those listed.",
    "Invalid Choice: could not coerce.": "Choose one of those listed.",
}


class _Words(DummyTranslations):
    def gettext(self, string: str) -> str:
        return _SAID.get(string, string)


_WORDS = _Words()


class InOurWords:
    """For the Meta of a form."""

    def get_translations(self, _form: Any) -> _Words:
        """What stands in place of each complaint."""
        return _WORDS


class Row(wtforms.Form):
    """A part that stands in a form several times."""

    class Meta(InOurWords):
        """How it speaks."""
