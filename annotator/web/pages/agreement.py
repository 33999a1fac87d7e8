"""How far the annotators of a set agree, for reviewers: figures, and the claims behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, url_for

from annotator.agreement.matrix import confusion
from annotator.http.access import allow, has, me
from annotator.http.transaction import session
from annotator.language import _, ngettext
from annotator.queries.agreement.agreement import agreement_on
from annotator.queries.agreement.annotators import annotators
from annotator.queries.agreement.compared_claims import between, with_labels
from annotator.queries.agreement.pairs import pairs
from annotator.queries.sets.claim_sets import claim_set
from annotator.queries.visibility.blindness import count_withheld
from annotator.terms import Question, Role
from annotator.web import query
from annotator.web.charts import Cell, Grid, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from annotator.agreement.table import Votes
    from annotator.queries.agreement.pairs import PairLine
    from annotator.schemes import Scheme

page = Blueprint("agreement", __name__, url_prefix="/sets/<int:claim_set_id>/agreement")

#: A larger chart would be unreadable; its table has all annotators.
MOST_PEOPLE = 24


@page.get("")
@allow(Role.REVIEWER)
def labels(claim_set_id: int) -> ResponseReturnValue:
    """Return verdicts and checkability, as they are counted live, and what is taken for what."""
    found = claim_set(session(), claim_set_id)
    asked = (Question.VERDICT, Question.CHECKABILITY)
    measured = [agreement_on(session(), claim_set_id, question, me().id) for question in asked]
    return render_template(
        "agreement/labels.html",
        claim_set=found,
        withheld=_withheld(claim_set_id),
        measured=measured,
        confused=_confused(claim_set_id, measured[0].votes, found.scheme),
    )


@page.get("/sources")
@allow(Role.REVIEWER)
def sources(claim_set_id: int) -> ResponseReturnValue:
    """Return which sources are cited, and what they are said to do to the claim."""
    asked = (Question.EVIDENCE, Question.STANCE)
    return render_template(
        "agreement/sources.html",
        claim_set=claim_set(session(), claim_set_id),
        withheld=_withheld(claim_set_id),
        measured=[agreement_on(session(), claim_set_id, question, me().id) for question in asked],
    )


@page.get("/annotators")
@allow(Role.REVIEWER)
def people(claim_set_id: int) -> ResponseReturnValue:
    """Return each annotator, and each two of them."""
    found = pairs(session(), claim_set_id, me().id)
    return render_template(
        "agreement/annotators.html",
        claim_set=claim_set(session(), claim_set_id),
        withheld=_withheld(claim_set_id),
        judges=has(Role.ANNOTATOR),
        annotators=annotators(session(), claim_set_id, me().id),
        pairs=found,
        paired=_paired(claim_set_id, found),
        line=line,
    )


@page.get("/claims")
@allow(Role.REVIEWER)
@query.reads("one", "other", "by", "page")
def claims(claim_set_id: int) -> ResponseReturnValue:
    """Return the claims behind a cell: of two labels, or decided ones of two annotators who
    differ.
    """
    one, other = (query.asked(name) for name in ("one", "other"))
    by_people = query.asked("by") == "annotator"
    list_claims = between if by_people else with_labels
    number = query.page_number()
    return render_template(
        "agreement/claims.html",
        claim_set=claim_set(session(), claim_set_id),
        withheld=_withheld(claim_set_id),
        by_people=by_people,
        one=one,
        other=other,
        claims=list_claims(session(), claim_set_id, one, other, me().id, number=number),
    )


def _withheld(claim_set_id: int) -> int:
    """Return how many claims are left out as the reader judged them."""
    return count_withheld(session(), claim_set_id, me().id)


def _confused(claim_set_id: int, votes: Votes, scheme: Scheme) -> Grid:
    """Return what the others said where one annotator gave a label, in shares of their labels."""
    codes = [label.code for label in scheme.verdicts if label.code in votes.scale.labels]
    names = {label.code: label.name for label in scheme.verdicts}
    places = [votes.scale.labels.index(code) for code in codes]
    shares = confusion(votes)
    cells = [
        Cell(
            row=row,
            column=column,
            share=share,
            number=f"{share:.0%}",
            told=_(
                "Where one annotator chose “%(one)s”, another chose “%(other)s” in %(share)s",
                one=names[codes[row]],
                other=names[codes[column]],
                share=f"{share:.0%}",
            ),
            address=url_for(
                "agreement.claims",
                claim_set_id=claim_set_id,
                one=codes[row],
                other=codes[column],
            ),
        )
        for row, place in enumerate(places)
        for column, beside in enumerate(places)
        if (share := float(shares[place, beside])) > 0
    ]
    heads = tuple(names[code] for code in codes)
    return Grid(heads, heads, tuple(cells))


def _paired(claim_set_id: int, found: Sequence[PairLine]) -> Grid:
    """Return Cohen's kappa of each two annotators; both halves of the grid, since each is a way
    in.
    """
    names = sorted({name for pair in found for name in (pair.first, pair.second)})[:MOST_PEOPLE]
    places = {name: place for place, name in enumerate(names)}
    cells = [
        Cell(
            row=places[one],
            column=places[other],
            share=pair.agreement,
            number="–" if pair.kappa is None else f"{pair.kappa:z.2f}",
            told=ngettext(
                "%(one)s and %(other)s: same verdict on %(share)s of %(count)s claim",
                "%(one)s and %(other)s: same verdict on %(share)s of %(count)s claims",
                pair.claims,
                one=one,
                other=other,
                share=f"{pair.agreement:.0%}",
            ),
            address=url_for(
                "agreement.claims", claim_set_id=claim_set_id, by="annotator", one=one, other=other
            ),
        )
        for pair in found
        for one, other in ((pair.first, pair.second), (pair.second, pair.first))
        if one in places and other in places
    ]
    return Grid(tuple(names), tuple(names), tuple(cells))
