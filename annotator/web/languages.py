"""Choose each request's language: the browser's first choice that has a catalogue, else English.

Flask-Babel finds the catalogues; texts go through `annotator.language`, which no layer below needs
Flask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask_babel import Babel, get_locale, get_translations
from markupsafe import Markup

from annotator import language

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask


def offer_languages(app: Flask, catalogues: Path) -> None:
    """Speak the reader's language in pages and in everything that they call."""
    source = str(language.ENGLISH.locale)
    translated = sorted(path.name for path in catalogues.glob("*") if path.is_dir())

    def chosen() -> str:
        best = request.accept_languages.best_match(["en", *translated])
        return best if best in translated else source

    Babel(
        app,
        default_locale=source,
        default_translation_directories=str(catalogues),
        locale_selector=chosen,
    )
    environment = app.jinja_env
    # As in babel.cfg: a message of several lines is one line.
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals.update(gettext=_text, ngettext=_counted, _=_text)
    environment.globals.update(language_tag=lambda: language.current().tag)
    app.before_request(_choose)
    app.teardown_request(_forget)


def _choose() -> None:
    locale = get_locale() or language.ENGLISH.locale
    language.choose(language.Language(locale, get_translations()))


def _forget(_error: BaseException | None = None) -> None:
    language.choose(language.ENGLISH)


def _text(message: str, /, **values: object) -> Markup:
    """Return a message of a template; its values are escaped, its own tags are not."""
    return Markup(language.translation(message)) % language.shown(values)  # noqa: S704


def _counted(one: str, more: str, count: int, /, **values: object) -> Markup:
    """Return a message of a template in the form that `count` needs."""
    form = Markup(language.plural(one, more, count))  # noqa: S704
    return form % language.shown({"count": count, **values})
