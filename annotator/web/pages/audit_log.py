"""The audit log: who did what, when, and what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from annotator.http.access import allow, has, me
from annotator.http.transaction import session
from annotator.queries.audit_log.events import trail
from annotator.queries.people.people import people
from annotator.queries.sets.claim_sets import all_sets
from annotator.terms import Role
from annotator.web import query
from annotator.web.forms.audit_log import AuditLogForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("audit_log", __name__, url_prefix="/audit-log")


@page.get("")
@allow(Role.REVIEWER, Role.ADMINISTRATOR)
@query.reads("person", "action", "claim_set", "claim", "since", "until", "before")
def listing() -> ResponseReturnValue:
    """Return the events that the address asks for, newest first."""
    form = AuditLogForm(query.parameters())
    form.offer(
        ((person.id, person.display_name) for person in people(session())), all_sets(session())
    )
    if not form.validate():
        return render_template("audit_log/list.html", form=form, found=None), 422
    answers = has(Role.EDITOR, Role.ADMINISTRATOR)
    found = trail(session(), form.wanted(me().id, answers=answers))
    return render_template("audit_log/list.html", form=form, found=found)
