"""Translate texts without Flask: English is the source, and a request may set another language.

A message is a literal with named placeholders, so that it can be extracted: `_("Hello %(name)s",
name=name)`. Whole numbers among its values are written as the language writes them, but for those
that name something: its id, its number or its line.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from dataclasses import dataclass
from gettext import NullTranslations
from typing import TYPE_CHECKING

from babel import Locale
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Language:
    """A language: how it writes dates and numbers, and its translations of our messages."""

    locale: Locale
    translations: NullTranslations

    @property
    def tag(self) -> str:
        """Return the language as HTML names it: `en-GB`."""
        return str(self.locale).replace("_", "-")


#: Placeholders for a number that names something: to be typed elsewhere, it has no separators.
NAMING = re.compile(r"(^|_)(id|number|line)$")
ENGLISH = Language(Locale("en", "GB"), NullTranslations())

_chosen: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def choose(language: Language) -> None:
    """Set the language of this thread's texts until another is chosen."""
    _chosen.set(language)


def current() -> Language:
    """Return the language of this thread's texts."""
    return _chosen.get()


def _(message: str, /, **values: object) -> str:
    """Return the message in the current language, with its values in place."""
    return translation(message) % shown(values)


def ngettext(one: str, more: str, count: int, /, **values: object) -> str:
    """Return the message in the form that `count` needs; `%(count)s` stands for the number."""
    return plural(one, more, count) % shown({"count": count, **values})


class LazyText:
    """A message that is translated when it is shown, for what is defined before any request."""

    __slots__ = ("_message", "_values")

    def __init__(self, message: str, values: Mapping[str, object]) -> None:
        self._message, self._values = message, values

    def __mod__(self, values: object) -> str:
        # WTForms puts the limits of a validator into its message.
        return str(self) % values

    def __str__(self) -> str:
        return translation(self._message) % shown(self._values)


def lazy(message: str, /, **values: object) -> LazyText:
    """Mark a message that is defined before any request, such as the label of a field."""
    return LazyText(message, values)


def marked(message: str) -> str:
    """Mark a message whose placeholders a script fills, to go through `translation` later."""
    return message


def translation(message: str) -> str:
    """Return the message in the current language, its placeholders untouched."""
    return _chosen.get().translations.gettext(message)


def plural(one: str, more: str, count: int) -> str:
    """Return the form of the message for `count`, its placeholders untouched."""
    return _chosen.get().translations.ngettext(one, more, count)


def shown(values: Mapping[str, object]) -> dict[str, object]:
    """Return values as a text shows them: amounts by the rules of the language."""
    return {
        name: number(value) if type(value) is int and not NAMING.search(name) else value
        for name, value in values.items()
    }


def number(value: int) -> str:
    """Return a whole number as the language writes it: `2,140`."""
    return str(format_decimal(value, locale=_chosen.get().locale))
