"""Log in, log out, change the password, set the first one by an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from annotator.errors import BadInput, NotFound, TooBusy, TooManyTries
from annotator.http import cookies
from annotator.http.access import allow_anybody, allow_logged_in, logged_in, me
from annotator.http.identification import address, hashed, hashing, identified
from annotator.http.limits import accept_from_strangers
from annotator.http.local_paths import local_path
from annotator.http.notices import notice
from annotator.http.transaction import looking, session, settings
from annotator.language import _, lazy
from annotator.operations.people import invitations, logins, tries, users
from annotator.operations.people.logins import token_sha256
from annotator.queries.people.people import count_people, invited_person
from annotator.strangers import LOGIN_BYTES
from annotator.web import query
from annotator.web.errors import retry_after, status_of
from annotator.web.forms.login import InvitationForm, KeysForm, LoginForm, PasswordForm
from annotator.web.pending_forms import give_back, unseal

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.queries.people.people import Person

page = Blueprint("account", __name__)

WRONG = lazy("Wrong user name or password. Check both and try again.")
NOT_CURRENT = lazy("This is not your current password. Enter it again.")


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
    empty = not count_people(session())
    return render_template("account/login.html", form=form, empty=empty)


@page.post("/login")
@accept_from_strangers(LOGIN_BYTES)
@allow_anybody
def log_in() -> ResponseReturnValue:
    """Log in, and return the text that was typed before."""
    form = LoginForm()
    if not form.validate_on_submit():
        return render_template("account/login.html", form=form), 422
    try:
        user_id = _log_in((form.name.data or "").lower(), form.password.data or "")
    except (TooManyTries, TooBusy) as error:
        form.form_errors.append(str(error))
        page = render_template("account/login.html", form=form)
        return page, status_of(error)[0], retry_after(error)
    if user_id is None:
        form.blame(BadInput(str(WRONG), "password"))
        return render_template("account/login.html", form=form), 422
    return _give_back_or_go_on(form, user_id)


def _log_in(name: str, password: str) -> int | None:
    """Log in and return the person's id; None if the name or the password is wrong."""
    with hashing():
        known = identified(name, password)
    if known is None:
        return None
    token = logins.log_in(
        session(),
        user_id=known.user_id,
        compared=known.compared,
        renewed=known.renewed,
        address=address(),
        hours=settings().session_hours,
    )
    if token is None:
        return None
    cookies.enter(token, known.user_id)
    return known.user_id


@page.post("/logout")
@allow_logged_in
def log_out() -> ResponseReturnValue:
    """Log out: delete the session's row, which makes every copy of its cookie worthless.

    `name` is the user name that the log-in page then offers, `next` another page to open.
    """
    logins.log_out(session(), token=cookies.login_token() or "")
    cookies.leave()
    notice(_("You are logged out."), "done")
    there = request.form.get("next", "")
    return redirect(local_path(there) or url_for("account.login", name=request.form.get("name")))


@page.get("/account")
@allow_logged_in
def show() -> ResponseReturnValue:
    """Return the reader's own account."""
    return _account(PasswordForm())


@page.post("/account/keys")
@allow_logged_in
def choose_keys() -> ResponseReturnValue:
    """Show or hide keys in this browser. The keys themselves are stored there too."""
    form = KeysForm()
    if form.validate_on_submit():
        cookies.show_keys(shown=bool(form.shown.data))
        notice(_("Saved for this browser."), "saved")
    return redirect(url_for("account.show"))


@page.post("/account")
@allow_logged_in
def change_password() -> ResponseReturnValue:
    """Set a new password, which ends all other sessions of this user."""
    form, status, headers = PasswordForm(), 422, {}
    if form.validate_on_submit():
        try:
            _change_password(form.old_password.data or "", form.password.data or "")
        except BadInput as error:
            form.blame(error)
        except (TooManyTries, TooBusy) as error:
            form.form_errors.append(str(error))
            status, headers = status_of(error)[0], retry_after(error)
        else:
            notice(_("Password changed. Your other sessions are logged out."), "done")
            return redirect(url_for("home.home"))
    return _account(form), status, headers


def _account(form: PasswordForm) -> str:
    keys = KeysForm(formdata=None, shown=not cookies.keys_hidden())
    return render_template("account/account.html", form=form, keys_form=keys)


def _change_password(old: str, new: str) -> None:
    """Set a new password. Raises BadInput, TooManyTries, TooBusy."""
    with hashing():
        known = identified(me().name, old)
        if known is None:
            raise BadInput(str(NOT_CURRENT), "old_password")
        password = hashed(new)
    users.set_password(session(), user_id=known.user_id, password=password, compared=known.compared)
    tries.forgive(session(), name=me().name, address=address())
    hours = settings().session_hours
    cookies.renew(logins.open_session(session(), user_id=known.user_id, hours=hours))


@page.get("/invitation/<token>")
@allow_anybody
def invitation(token: str) -> ResponseReturnValue:
    """Return the form for the password of a person who was invited; opening it changes nothing."""
    invited = _invited(token)
    return _for_another(invited) or render_template(
        "account/invitation.html", form=InvitationForm(), person=invited
    )


@page.post("/invitation/<token>")
@allow_anybody
def accept_invitation(token: str) -> ResponseReturnValue:
    """Set the person's password, void their link, and log them in."""
    form, person, status, headers = InvitationForm(), _invited(token), 422, {}
    if for_another := _for_another(person):
        return for_another, 409
    if form.validate_on_submit():
        try:
            with hashing():
                password = hashed(form.password.data or "")
        except BadInput as error:
            form.blame(error)
        except TooBusy as error:
            form.form_errors.append(str(error))
            status, headers = status_of(error)[0], retry_after(error)
        else:
            user_id = invitations.accept(session(), token=token, password=password)
            tries.forgive(session(), name=person.name, address=address())
            hours = settings().session_hours
            token_of_session = logins.open_session(session(), user_id=user_id, hours=hours)
            cookies.enter(token_of_session, user_id)
            notice(_("Password set. You are logged in."), "done")
            return redirect(url_for("home.home"))
    return render_template("account/invitation.html", form=form, person=person), status, headers


def _invited(token: str) -> Person:
    found = invited_person(looking(), token_sha256(token))
    if found is None:
        raise NotFound(invitations.void())
    return found


def _for_another(invited: Person) -> str | None:
    """Return a page with a choice if this browser is logged in as another person, else None."""
    person = logged_in()
    if person is None or person.id == invited.id:
        return None
    return render_template("account/invitation_of_another.html", invited=invited)


def _give_back_or_go_on(form: LoginForm, user_id: int) -> ResponseReturnValue:
    kept = unseal(form.kept.data) if form.kept.data else None
    if kept is not None and kept.user_id == user_id:
        return give_back(kept)
    if kept is not None:
        notice(_("Another person’s unsent text was discarded."), "note")
    return redirect(local_path(form.next.data or "") or url_for("home.home"))
