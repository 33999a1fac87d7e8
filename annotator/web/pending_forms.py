"""A typed text is kept when the session ran out, and sent again after they log in.

The fields travel through the log-in page in one sealed field: nothing is stored on the server,
nothing can be altered on the way, and only the person who typed it gets it back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError, generate_csrf, validate_csrf
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException
from wtforms import ValidationError

from annotator.http import cookies, transaction
from annotator.http.access import LoginNeeded, logged_in
from annotator.http.answers import asked_by_script, for_script
from annotator.language import _, lazy
from annotator.web.forms.login import LoginForm

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

DAY = 24 * 3600
OLD = lazy("This page had expired")
OLD_PAGE = lazy(
    "Someone has logged in or out in this browser since the page was loaded. Nothing was changed."
    " Go back, reload the page and press the button again."
)
_NEVER_KEPT = ("csrf_token", "kept")
#: By the last part of their names: "cited-0-key" is a key.
_NEVER_WRITTEN = (*_NEVER_KEPT, "token", "drawn_at", "shown_for", "next", "decision", "key", "seen")
_CODE = re.compile(r"[a-z_]*(?:[-:][a-z_]*)?\d*")


@dataclass(frozen=True, slots=True)
class PendingForm:
    """A form that could not be taken: where it goes, its fields, and who typed it.

    None is named where the page goes back to its own request.
    """

    path: str
    fields: tuple[tuple[str, str], ...]
    user_id: int | None

    @property
    def texts(self) -> list[str]:
        """Return what a person wrote in it, as against what the form itself carries."""
        return typed_texts(self.fields)


def typed_texts(fields: tuple[tuple[str, str], ...]) -> list[str]:
    """Return the values among form fields that a person wrote, as against codes that the form
    offers.
    """
    return [
        value
        for name, value in fields
        if name.rpartition("-")[2] not in _NEVER_WRITTEN and not _CODE.fullmatch(value.strip())
    ]


def typed_fields() -> tuple[tuple[str, str], ...]:
    """Return the fields of this request, but for passwords and the form's own guard.

    A request that could not be read has none.
    """
    try:
        sent = request.form
    except (HTTPException, OSError):
        return ()
    return tuple(
        (name, value)
        for name, value in sent.items(multi=True)
        if name not in _NEVER_KEPT and "password" not in name
    )


def unsent() -> PendingForm | None:
    """Return the form of this request, to be sent again as it is; None unless it is one of ours.

    A password is never in a page, and a file cannot be.
    """
    if request.method in transaction.SAFE_METHODS:
        return None
    fields = typed_fields()
    whole = not request.files and not any("password" in name for name in request.form)
    return PendingForm(_path(), fields, None) if fields and whole and _is_guarded() else None


def _is_guarded() -> bool:
    """Return True if the form has the guard of this browser's cookie, which needs no database."""
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return False
    return True


def seal(kept: PendingForm) -> str:
    """Return the form as text that only this application can have written."""
    return _serializer().dumps([kept.path, kept.fields, kept.user_id])


def unseal(sealed: str) -> PendingForm | None:
    """Return the form again; None when the seal is broken or older than a day."""
    try:
        path, fields, user_id = _serializer().loads(sealed, max_age=DAY)
    except BadData:
        return None
    return PendingForm(path, tuple((name, value) for name, value in fields), user_id)


def give_back(kept: PendingForm, status: int = 200) -> ResponseReturnValue:
    """Return the page from which a kept form is sent again, in one step."""
    return render_template("account/pending.html", kept=kept), status


def keep_what_was_typed(app: Flask) -> None:
    """Answer a missing log-in and a stale form so that nothing typed is lost."""
    app.register_error_handler(LoginNeeded, _ask_to_log_in)
    app.register_error_handler(CSRFError, _stale_form)


def _ask_to_log_in(_error: LoginNeeded) -> ResponseReturnValue:
    if asked_by_script():
        return for_script(401, message=_("Your session has ended."))
    if request.method in transaction.SAFE_METHODS:
        there = None if request.path == "/" else _path()
        return redirect(url_for("account.login", next=there))
    return _for_its_owner(LoginForm(formdata=None), expired=True), 401


def _for_its_owner(form: LoginForm, **told: bool) -> str:
    """Return the log-in page, which keeps what was typed for the person who typed it."""
    owner = cookies.drawn_for()
    if _from_our_own_page() and typed_fields() and owner is not None:
        form.kept.data = seal(PendingForm(_path(), typed_fields(), owner))
    return render_template("account/login.html", form=form, **told)


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    person = logged_in()
    if person is not None and asked_by_script() and _from_our_own_page():
        # The script sends again what it has, if it is this person's.
        return for_script(400, csrf_token=generate_csrf(), person=person.id)
    if person is None or not _from_our_own_page():
        form = LoginForm(formdata=None)
        return render_template("account/login.html", form=form, stale=True), 400
    if not typed_texts(typed_fields()):
        # A button alone: the person who is logged in now may not have meant it.
        return render_template("errors/error.html", title=OLD, message=OLD_PAGE, typed=[]), 400
    if cookies.drawn_for() != person.id:
        return _for_its_owner(LoginForm(formdata=None), of_another=True), 400
    return give_back(PendingForm(_path(), typed_fields(), person.id), 400)


def _from_our_own_page() -> bool:
    """Return True if the browser says that the form was ours: another site's fields are never
    kept.
    """
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", request.host_url.rstrip("/"))
    return site == "same-origin" and origin == request.host_url.rstrip("/")


def _path() -> str:
    return request.full_path.rstrip("?")


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="kept form")
