"""The first start in the browser: the first administrator, and the demonstration or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator import demonstration
from annotator.errors import BadInput, NotFound, TooBusy
from annotator.http import cookies
from annotator.http.access import allow_anybody
from annotator.http.hash_line import in_background
from annotator.http.identification import hashed, hashing
from annotator.http.notices import notice
from annotator.http.transaction import looking, session, settings
from annotator.language import _
from annotator.operations.people import first_start, logins
from annotator.operations.people.logins import token_sha256
from annotator.queries.people.people import first_start_is_local
from annotator.web.errors import retry_after, status_of
from annotator.web.forms.login import FirstStartForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue

    from annotator.credentials import NewPassword

page = Blueprint("first_start", __name__, url_prefix="/start")


@page.get("/<token>")
@allow_anybody
def show(token: str) -> ResponseReturnValue:
    """Return the form for the first account; opening it changes nothing."""
    return render_template("account/first_start.html", form=_form(token))


@page.post("/<token>")
@allow_anybody
def begin(token: str) -> ResponseReturnValue:
    """Make the first account, load the demonstration if it was chosen, and log in."""
    form, status, headers = _form(token), 422, {}
    if form.validate_on_submit():
        try:
            with hashing():
                password = hashed(form.password.data or "")
                known = _of_demonstration(form)
            user_id = _begin(token, form, password, known)
        except BadInput as error:
            form.blame(error)
        except TooBusy as error:
            form.form_errors.append(str(error))
            status, headers = status_of(error)[0], retry_after(error)
        else:
            hours = settings().session_hours
            cookies.enter(logins.open_session(session(), user_id=user_id, hours=hours), user_id)
            notice(_("Your account is made. You are logged in."), "done")
            return redirect(url_for("home.home"))
    return render_template("account/first_start.html", form=form), status, headers


def _form(token: str) -> FirstStartForm:
    """Return the form; where others reach the pages, it offers no accounts that everybody knows.

    Raises NotFound for a link that does not hold.
    """
    local = first_start_is_local(looking(), token_sha256(token))
    if local is None:
        raise NotFound(first_start.void())
    form = FirstStartForm()
    if not local:
        form.begins.choices = form.begins.choices[1:]
    return form


def _of_demonstration(form: FirstStartForm) -> Mapping[str, NewPassword] | None:
    if form.begins.data != "demonstration":
        return None
    return in_background(demonstration.hashed_passwords)


def _begin(
    token: str,
    form: FirstStartForm,
    password: NewPassword,
    known: Mapping[str, NewPassword] | None,
) -> int:
    user_id = first_start.begin(
        session(),
        token=token,
        name=form.name.data or "",
        display_name=form.display_name.data or "",
        password=password,
        judges=bool(form.judges.data),
    )
    if known is not None:
        demonstration.load(session(), known)
    return user_id
