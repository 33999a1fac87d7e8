"""Accounts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator.errors import BadInput
from annotator.http import cookies
from annotator.http.access import allow, me
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _
from annotator.operations.people import invitations, users
from annotator.queries.people.people import people, person
from annotator.queries.sets.members import short_sets
from annotator.terms import Role
from annotator.web.forms.people import NewPersonForm, PersonForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("people", __name__, url_prefix="/people")

INVITATION = "invitation"


@page.get("")
@allow(Role.ADMINISTRATOR)
def listing() -> ResponseReturnValue:
    """Return all accounts."""
    return render_template("people/list.html", people=people(session()))


@page.get("/new")
@allow(Role.ADMINISTRATOR)
def new() -> ResponseReturnValue:
    """Return a form for a new account."""
    return render_template("people/edit.html", form=NewPersonForm(), person=None)


@page.post("/new")
@allow(Role.ADMINISTRATOR)
def make() -> ResponseReturnValue:
    """Make an account, and go to its person's link."""
    form = NewPersonForm()
    if form.validate_on_submit():
        try:
            user_id = users.add_user(
                session(),
                name=form.name.data or "",
                display_name=form.display_name.data or "",
                roles=form.roles.data or (),
            )
        except BadInput as error:
            form.blame(error)
        else:
            return _link(user_id)
    return render_template("people/edit.html", form=form, person=None), 422


@page.post("/<int:user_id>/invitation")
@allow(Role.ADMINISTRATOR)
def invite(user_id: int) -> ResponseReturnValue:
    """Make a new link with which a person sets their password."""
    return _link(user_id)


def _link(user_id: int) -> ResponseReturnValue:
    """Make a person's link, and go to the page that shows it: reloading that makes no other."""
    token = invitations.invite(session(), user_id=user_id)
    cookies.hand_on(INVITATION, [user_id, token])
    return redirect(url_for("people.invited", user_id=user_id))


@page.get("/<int:user_id>/invitation")
@allow(Role.ADMINISTRATOR)
def invited(user_id: int) -> ResponseReturnValue:
    """Show a person's link, once: only its hash is stored."""
    found = person(session(), user_id)
    match cookies.handed_on(INVITATION):
        case [known, str(token)] if known == user_id:
            link = url_for("account.invitation", token=token, _external=True)
        case _:
            link = ""
    hours = invitations.LASTS // timedelta(hours=1)
    return render_template("people/link.html", person=found, link=link, hours=hours)


@page.get("/<int:user_id>")
@allow(Role.ADMINISTRATOR)
def edit(user_id: int) -> ResponseReturnValue:
    """Return a form for changing an account."""
    found = person(session(), user_id)
    form = PersonForm.showing(found.settings)
    return render_template("people/edit.html", form=form, person=found)


@page.post("/<int:user_id>")
@allow(Role.ADMINISTRATOR)
def change(user_id: int) -> ResponseReturnValue:
    """Change an account."""
    found = person(session(), user_id)
    form = PersonForm()
    if form.validate_on_submit():
        try:
            _change(user_id, form)
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Changes saved: %(name)s.", name=form.display_name.data), "done")
            if not person(session(), user_id).annotates:
                _warn_of_short_sets()
            return redirect(url_for("people.listing"))
    return render_template("people/edit.html", form=form, person=found), 422


def _warn_of_short_sets() -> None:
    """Name the sets that ask more annotators per claim than are left."""
    if short := short_sets(session()):
        names = ", ".join(one.name for one in short)
        notice(
            _(
                "Too few annotators are left in: %(names)s. Add members, or ask fewer per claim.",
                names=names,
            ),
            "note",
        )


def _change(user_id: int, form: PersonForm) -> None:
    given = form.given()
    if user_id == me().id and (Role.ADMINISTRATOR not in given.roles or not given.active):
        raise BadInput(_("You cannot remove your own administrator role."), "roles")
    users.change_account(session(), user_id=user_id, seen=form.version_seen, given=given)
