"""The audit trail: who did what, when, and what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from annotator.queries.claim_sets import all_sets
from annotator.queries.people import people
from annotator.queries.trail import trail
from annotator.terms import Role
from annotator.web.access import allow, has
from annotator.web.forms.trail import TrailForm
from annotator.web.transaction import session

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("trail", __name__, url_prefix="/trail")


@page.get("")
@allow(Role.REVIEWER, Role.ADMINISTRATOR)
def listing() -> ResponseReturnValue:
    """The events that the address asks for, newest first."""
    form = TrailForm(request.args)
    form.offer(
        ((person.id, person.display_name) for person in people(session())), all_sets(session())
    )
    if not form.validate():
        return render_template("trail/list.html", form=form, found=None), 422
    answers = has(Role.EDITOR, Role.ADMINISTRATOR)
    found = trail(session(), form.wanted(answers=answers))
    return render_template("trail/list.html", form=form, found=found)
