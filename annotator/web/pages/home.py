"""Where everybody begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from annotator.http.access import allow_logged_in, me
from annotator.http.transaction import session
from annotator.queries.corpus.documents import count_documents
from annotator.queries.sets.progress import sets_for

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("home", __name__)


@page.get("/")
@allow_logged_in
def home() -> ResponseReturnValue:
    """Return what waits for this person."""
    return render_template(
        "home.html",
        claim_sets=sets_for(session(), me().id),
        documents=count_documents(session()),
    )
