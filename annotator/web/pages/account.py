"""Log in, log out, change the password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from annotator.errors import BadInput
from annotator.http import cookies
from annotator.http.access import allow_anybody, allow_logged_in, logged_in, me
from annotator.http.limits import accept_from_strangers
from annotator.http.local_paths import local_path
from annotator.http.notices import notice
from annotator.http.transaction import database, session, settings
from annotator.language import _, lazy
from annotator.operations.people import logins, users
from annotator.passwords import matches
from annotator.strangers import LOGIN_BYTES
from annotator.web import query
from annotator.web.forms.login import LoginForm, PasswordForm
from annotator.web.pending_forms import give_back, unseal

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("account", __name__)

WRONG = lazy("Wrong user name or password. Check both and try again.")
TOO_MANY = lazy("Too many attempts for this user name. Wait five minutes, then try again.")


@page.get("/login")
@allow_anybody
@query.reads("name", "next")
def login() -> ResponseReturnValue:
    """Return the log-in page; `name` is the user whose unsent text waits in another tab."""
    name = query.asked("name")
    person = logged_in()
    if person is not None and name.lower() not in ("", person.name):
        return render_template("account/another_person.html", name=name)
    if person is not None:
        return redirect(url_for("home.home"))
    form = LoginForm(next=query.asked("next"), name=name)
    return render_template("account/login.html", form=form)


@page.post("/login")
@accept_from_strangers(LOGIN_BYTES)
@allow_anybody
def log_in() -> ResponseReturnValue:
    """Log in, and return the text that was typed before."""
    form = LoginForm()
    if not form.validate_on_submit():
        return render_template("account/login.html", form=form), 422
    name, address = (form.name.data or "").lower(), request.remote_addr or ""
    # Its own transaction: the try counts even when it fails, and the answer to a failure is 422.
    with database().writing() as counting:
        few_enough = logins.count_try(counting, name=name, address=address)
        known = logins.kept_password(counting, name=name) if few_enough else None
        if few_enough:
            counting.commit()
    if not few_enough:
        form.form_errors.append(TOO_MANY)
        return render_template("account/login.html", form=form), 429
    if not matches(form.password.data or "", known[1] if known else None) or known is None:
        form.form_errors.append(WRONG)
        return render_template("account/login.html", form=form), 422
    token = logins.log_in(
        session(), user_id=known[0], name=name, address=address, hours=settings().session_hours
    )
    cookies.enter(token, known[0])
    return _give_back_or_go_on(form, known[0])


@page.post("/logout")
@allow_logged_in
def log_out() -> ResponseReturnValue:
    """Log out: delete the session's row, which makes every copy of its cookie worthless.

    `name` is the user name that the log-in page then offers.
    """
    logins.log_out(session(), token=cookies.login_token() or "")
    cookies.leave()
    notice(_("You are logged out."), "done")
    return redirect(url_for("account.login", name=request.form.get("name")))


@page.get("/account")
@allow_logged_in
def show() -> ResponseReturnValue:
    """Return the reader's own account."""
    return render_template("account/password.html", form=PasswordForm())


@page.post("/account")
@allow_logged_in
def change_password() -> ResponseReturnValue:
    """Set a new password, which ends all other sessions of this user."""
    form = PasswordForm()
    if form.validate_on_submit():
        known = logins.kept_password(session(), name=me().name)
        if known is None or not matches(form.old_password.data or "", known[1]):
            form.old_password.errors = [_("This is not your current password. Enter it again.")]
        else:
            try:
                users.set_password(session(), user_id=me().id, password=form.password.data or "")
            except BadInput as error:
                form.blame(error)
            else:
                token = logins.log_in(
                    session(),
                    user_id=me().id,
                    name=me().name,
                    address=request.remote_addr or "",
                    hours=settings().session_hours,
                )
                cookies.renew(token)
                notice(_("Password changed. Your other sessions are logged out."), "done")
                return redirect(url_for("home.home"))
    return render_template("account/password.html", form=form), 422


def _give_back_or_go_on(form: LoginForm, user_id: int) -> ResponseReturnValue:
    kept = unseal(form.kept.data) if form.kept.data else None
    if kept is not None and kept.user_id in (None, user_id):
        return give_back(kept)
    if kept is not None:
        notice(_("Another person’s unsent text was discarded."), "note")
    return redirect(local_path(form.next.data or "") or url_for("home.home"))
