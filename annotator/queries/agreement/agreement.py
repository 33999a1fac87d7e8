"""How far the annotators of a set agree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from annotator.agreement import HEADLINES
from annotator.agreement.bootstrap import interval
from annotator.agreement.table import clusters_of, votes_of
from annotator.queries.agreement.patterns import COUNTED, live_votes
from annotator.queries.judging.questions import answers
from annotator.terms import Question

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.agreement.statistic import Clusters, Figure, Statistic
    from annotator.agreement.table import Votes
    from annotator.queries.visibility.blindness import Reader


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures of agreement on one question over the claims that a reader may read, those of
    HEADLINES.
    """

    question: Question
    votes: Votes
    figures: tuple[tuple[Statistic[Any], Figure], ...]

    def figure(self, key: str) -> Figure:
        """Return one of them, by the key of its statistic."""
        return next(figure for shown, figure in self.figures if shown.key == key)


def agreement_of_set(session: Session, claim_set_id: int, reader: Reader) -> Agreement:
    """Return agreement on verdicts, as it is counted live."""
    votes = live_votes(session, claim_set_id, Question.VERDICT, reader)
    return Agreement(
        Question.VERDICT, votes, tuple((shown, shown.figure_of(votes)) for shown in HEADLINES)
    )


def agreement_on(
    session: Session, claim_set_id: int, question: Question, reader: Reader
) -> Agreement:
    """Return agreement on a question, with 95 % intervals by claim; live where it is counted so."""
    clusters = None
    if question in COUNTED:
        votes = live_votes(session, claim_set_id, question, reader)
    else:
        given = answers(session, claim_set_id, question, reader)
        votes = votes_of(given)
        claims = [cast("tuple[int, int]", item)[0] for item in given.items]
        clusters = clusters_of(given, claims)
    figures = ((shown, _with_interval(shown, votes, clusters)) for shown in HEADLINES)
    return Agreement(question, votes, tuple(figures))


def _with_interval(statistic: Statistic[Votes], votes: Votes, clusters: Clusters | None) -> Figure:
    figure = statistic.figure_of(votes)
    if figure.value is None:
        return figure
    return replace(figure, interval=interval(statistic, votes, clusters))
