"""Search: one box on every page, over claims, documents, speakers, sources and sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from annotator.folding import MOST_CHARACTERS, terms
from annotator.http.access import allow_logged_in, me
from annotator.http.transaction import session
from annotator.language import lazy
from annotator.queries.search.found import KINDS, SearchInput
from annotator.queries.sets.claim_sets import sets_with_schemes
from annotator.web import query

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.queries.search.found import FoundPage

page = Blueprint("search", __name__)

#: How many of each kind one page shows, and a page of one kind.
FEW, MANY = 4, 20
NAMES = {
    "claims": lazy("Claims"),
    "documents": lazy("Documents"),
    "speakers": lazy("Speakers"),
    "sources": lazy("Sources"),
    "sets": lazy("Sets"),
}


@page.get("/search")
@allow_logged_in
@query.reads("q", "kind", "order", "after")
def search() -> ResponseReturnValue:
    """Return what has the words that are asked for: a few of each kind, or all of one."""
    words = query.asked("q").strip()[:MOST_CHARACTERS]
    kind = query.asked("kind") if query.asked("kind") in KINDS else None
    wanted = terms(words)
    found: dict[str, FoundPage] = {}
    if wanted:
        newest = query.asked("order") == "newest"
        for name, find in KINDS.items():
            here = name == kind
            after = query.number("after") if here else None
            asked = SearchInput(wanted, me().id, MANY if here else FEW, newest, after)
            found[name] = find(session(), asked)
    return render_template(
        "search.html",
        q=words,
        kind=kind,
        names=NAMES,
        found=found,
        sets=sets_with_schemes(session()) if found else {},
    )
