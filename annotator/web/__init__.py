"""Pages: Flask and WTForms.

For `app.py` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter, IntegerConverter, Map

from annotator.cleaning import LARGEST
from annotator.http import access, identification, limits, security, transaction, wire
from annotator.settings import ROOT
from annotator.tokens import PATTERN, token_in
from annotator.web import assets, errors, languages, pending_forms, rendering, stale_settings
from annotator.web.desk import conflicts, skeletons
from annotator.web.pages import PAGES

if TYPE_CHECKING:
    from annotator.settings import Settings
    from annotator.storage.database import Database


class _Id(IntegerConverter):
    """An id in an address: one that no table can hold is no page, rather than an error."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST)


class _Token(BaseConverter):
    """A token in an address; every other word is no such address, and an id gives none."""

    regex = PATTERN

    def to_url(self, value: object) -> str:
        """Return the token. Raises TypeError for an id, which would tell of others' work."""
        if token_in(value) is None:
            raise TypeError(f"An address has a token, not {value!r}.")
        return str(value)


def create_app(settings: Settings, database: Database) -> Flask:
    """Return the application over one database.

    The order matters: the transaction is open before anybody is recognised, the size of a request
    is known before its form is read, and the person before the form's own token is looked at.
    """
    app = Flask(
        "annotator.web",
        template_folder=str(ROOT / "templates"),
        static_folder=None,
    )
    app.request_class = wire.Request
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.upload_bytes,
        # A judgement with many long quotes is one form; the default refuses it at 500 kB.
        MAX_FORM_MEMORY_SIZE=8 * 1024 * 1024,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="claimbook",
        # A form holds as long as the session: what was typed is never refused for its age.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.url_map.converters["int"] = _Id
    app.url_map.converters["token"] = _Token
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["claimbook"] = (settings, database)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    languages.offer_languages(app, settings.translations)
    security.protect(app)
    transaction.open_for_requests(app)
    limits.limit_requests(app)
    access.refuse_others(app)
    identification.open_hash_line(app)
    pending_forms.keep_what_was_typed(app)
    CSRFProtect(app)
    errors.answer_errors(app)
    conflicts.answer_stale_saves(app)
    stale_settings.answer_stale_settings(app)
    rendering.set_up_templates(app)
    skeletons.set_up_skeletons(app)
    assets.set_up_assets(app)
    for page in PAGES:
        app.register_blueprint(page)
    access.require_a_rule(app)
    return app
