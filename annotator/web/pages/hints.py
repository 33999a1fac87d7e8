"""Hints beside a claim on the desk: shown on demand, logged, and opened in their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, url_for

from annotator.errors import Conflict
from annotator.http.access import allow, me
from annotator.http.transaction import database, only_looks, session
from annotator.operations.desk.hints import keep_shown, open_hint
from annotator.queries.hints.hints import hints_for
from annotator.terms import Role

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.tokens import Token

page = Blueprint("hints", __name__, url_prefix="/desk/<token:assignment_id>/hints")


@page.post("")
@allow(Role.ANNOTATOR)
@only_looks
def show(assignment_id: Token) -> ResponseReturnValue:
    """Return the hints for a claim; none is shown that was not logged."""
    mine: dict[str, Any] = {"assignment_id": assignment_id, "annotator_id": me().id}
    try:
        found = hints_for(session(), **mine)
        # Looking takes longer than writing: no writer waits while texts are compared.
        with database().writing() as logging:
            ids = keep_shown(logging, **mine, given=found.given())
            logging.commit()
    except Conflict as why:
        return render_template("desk/hints.html", assignment_id=assignment_id, why=why), 409
    return render_template("desk/hints.html", assignment_id=assignment_id, hints=found, ids=ids)


@page.post("/<token:hint_id>")
@allow(Role.ANNOTATOR)
def open_one(assignment_id: Token, hint_id: Token) -> ResponseReturnValue:
    """Open the source of a hint at its passage."""
    fetch_id, start, end = open_hint(
        session(), assignment_id=assignment_id, annotator_id=me().id, hint_id=hint_id
    )
    return redirect(
        url_for(
            "sources.one",
            assignment_id=assignment_id,
            fetch_id=fetch_id,
            start=start,
            end=end,
            _anchor="passage",
        )
    )
