"""How far the annotators of a set agree, for reviewers: figures, and the claims behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, url_for

from annotator.agreement import ALPHA_NOMINAL
from annotator.agreement.matrix import confusion
from annotator.http.access import allow, has, me
from annotator.http.transaction import session
from annotator.language import _, ngettext
from annotator.queries.agreement.agreement import agreement_on
from annotator.queries.agreement.annotators import annotators
from annotator.queries.agreement.compared_claims import between, with_labels
from annotator.queries.agreement.pairs import pairs
from annotator.queries.agreement.reasons import reasons
from annotator.queries.sets.claim_sets import claim_set
from annotator.queries.visibility.blindness import count_withheld
from annotator.terms import Question, Role
from annotator.web import query
from annotator.web.charts import AGREED, YARDSTICKS, Axis, Cell, CellGrid, axis, line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask.typing import ResponseReturnValue

    from annotator.agreement.table import Votes
    from annotator.queries.agreement.agreement import Agreement
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
        axis=_axis(measured),
        yardsticks=YARDSTICKS,
        confused=_confused(claim_set_id, measured[0].votes, found.scheme),
        most_confused=_most_confused(measured[0].votes, found.scheme),
        reasons=reasons(session(), claim_set_id, me().id),
    )


@page.get("/sources")
@allow(Role.REVIEWER)
def sources(claim_set_id: int) -> ResponseReturnValue:
    """Return which sources are cited, and what they are said to do to the claim."""
    asked = (Question.EVIDENCE, Question.STANCE)
    measured = [agreement_on(session(), claim_set_id, question, me().id) for question in asked]
    return render_template(
        "agreement/sources.html",
        claim_set=claim_set(session(), claim_set_id),
        withheld=_withheld(claim_set_id),
        measured=measured,
        axis=_axis(measured),
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
        people_left_out=len({name for pair in found for name in (pair.first, pair.second)})
        > MOST_PEOPLE,
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


def _confused(claim_set_id: int, votes: Votes, scheme: Scheme) -> CellGrid:
    """Return what the others said where one annotator gave a label, in shares of their labels."""
    codes, places = _codes(votes, scheme)
    names = {label.code: label.name for label in scheme.verdicts}
    shares = confusion(votes)

    def cell(row: int, column: int) -> Cell | None:
        share = float(shares[places[row], places[column]])
        if not share:
            return None
        one, other = codes[row], codes[column]
        told = _(
            "%(share)s: where one annotator chose “%(one)s”, another chose “%(other)s”",
            share=f"{share:.0%}",
            one=names[one],
            other=names[other],
        )
        address = url_for("agreement.claims", claim_set_id=claim_set_id, one=one, other=other)
        return Cell(share, f"{share:.0%}", told, address)

    return _grid(tuple(names[code] for code in codes), cell)


def _most_confused(votes: Votes, scheme: Scheme) -> tuple[str, str] | None:
    """Return the names of the two verdicts that stand beside each other most often, if any do."""
    codes, places = _codes(votes, scheme)
    names = {label.code: label.name for label in scheme.verdicts}
    pairs = {
        (names[one], names[other]): float(votes.coincidences[places[row], places[row + 1 + column]])
        for row, one in enumerate(codes)
        for column, other in enumerate(codes[row + 1 :])
    }
    most = max(pairs, key=pairs.__getitem__, default=None)
    return most if most and pairs[most] else None


def _codes(votes: Votes, scheme: Scheme) -> tuple[list[str], list[int]]:
    """Return the verdicts that were given, in the scheme's order, and their places in the votes."""
    codes = [label.code for label in scheme.verdicts if label.code in votes.scale.labels]
    return codes, [votes.scale.labels.index(code) for code in codes]


def _paired(claim_set_id: int, found: Sequence[PairLine]) -> CellGrid:
    """Return Cohen's kappa of each two annotators; both halves of the grid, since each is a way
    in.
    """
    names = sorted({name for pair in found for name in (pair.first, pair.second)})[:MOST_PEOPLE]
    by_names = {
        ends: pair
        for pair in found
        for ends in ((pair.first, pair.second), (pair.second, pair.first))
    }

    def cell(row: int, column: int) -> Cell | None:
        one, other = names[row], names[column]
        pair = by_names.get((one, other))
        if pair is None:
            return None
        number = "–" if pair.kappa is None else f"{pair.kappa:z.2f}"
        told = ngettext(
            "%(number)s: %(one)s and %(other)s, same verdict on %(share)s of %(count)s claim",
            "%(number)s: %(one)s and %(other)s, same verdict on %(share)s of %(count)s claims",
            pair.claims,
            number=number,
            one=one,
            other=other,
            share=f"{pair.agreement:.0%}",
        )
        address = url_for(
            "agreement.claims", claim_set_id=claim_set_id, by="annotator", one=one, other=other
        )
        return Cell(pair.agreement, number, told, address, AGREED)

    return _grid(tuple(names), cell)


def _grid(names: tuple[str, ...], cell: Callable[[int, int], Cell | None]) -> CellGrid:
    places = range(len(names))
    return CellGrid(
        names, names, tuple(tuple(cell(row, column) for column in places) for row in places)
    )


def _axis(measured: Sequence[Agreement]) -> Axis:
    """Return the axis for α of these questions and their intervals."""
    alphas = [one.figure(ALPHA_NOMINAL.key) for one in measured]
    values = [figure.value for figure in alphas if figure.value is not None]
    ends = [figure.interval[0] for figure in alphas if figure.interval]
    return axis((*values, *ends))
