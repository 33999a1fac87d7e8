"""Where everybody begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from annotator.http.access import allow_logged_in, has, me
from annotator.http.transaction import session
from annotator.queries.corpus.documents import count_documents
from annotator.queries.sets.progress import progress_in, sets_for
from annotator.terms import Role

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("home", __name__)


@page.get("/")
@allow_logged_in
def home() -> ResponseReturnValue:
    """Return what waits for this person."""
    sets = sets_for(session(), me().id)
    progress = {}
    if has(Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR):
        progress = progress_in(session(), [one.id for one in sets], me().id)
    return render_template(
        "home.html",
        claim_sets=sets,
        progress=progress,
        waiting=sum(one.waits for one in sets),
        to_decide=sum(one.to_decide for one in sets),
        documents=count_documents(session()),
    )
