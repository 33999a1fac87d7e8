"""Replace the messages of WTForms by our own, which say what to do."""

from __future__ import annotations

from typing import Any

import wtforms
from wtforms.i18n import DummyTranslations

from annotator.language import lazy, ngettext

_CHOOSE = lazy("Choose an entry of the list.")
_SAID = {
    "Not a valid integer value.": lazy("Enter a whole number, such as 2."),
    "Not a valid date value.": lazy("Enter a day, such as 2026-12-31."),
    "Not a valid choice.": _CHOOSE,
    "Invalid Choice: could not coerce.": _CHOOSE,
}


class _Words(DummyTranslations):
    def gettext(self, string: str) -> str:
        return str(_SAID.get(string, string))

    def ngettext(self, _singular: str, _plural: str, n: int) -> str:
        # The only plural that our validators use: the limit of `Length`.
        return ngettext(
            "Enter at most %(count)s character.", "Enter at most %(count)s characters.", n
        )


_WORDS = _Words()


class InOurWords:
    """For the Meta of a form."""

    def get_translations(self, _form: Any) -> _Words:
        """Return what stands in place of each complaint."""
        return _WORDS


class Row(wtforms.Form):
    """A part that stands in a form several times."""

    class Meta(InOurWords):
        """How it speaks."""
