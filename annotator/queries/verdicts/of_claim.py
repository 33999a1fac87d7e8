"""What a claim came to in each of its sets, on what evidence, and why a reader may not know yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator import schemes
from annotator.labelling.outcome import is_as_decided, label, outcome
from annotator.models import ClaimSet, LabelScheme, SetClaim, User
from annotator.queries.judging.decisions import decisions_on
from annotator.queries.judging.judgements import judgements_on
from annotator.queries.sets.known_answers import answers_to
from annotator.queries.sets.listed_claims import claim_in_sets
from annotator.queries.visibility.blindness import judges, outcome_readable
from annotator.terms import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session

    from annotator.queries.sets.listed_claims import ClaimLine
    from annotator.records import Answer, DecisionRecord, Evidence, JudgementRecord
    from annotator.schemes import Scheme


class Withheld(StrEnum):
    """Why a reader may not know what a claim came to.

    OWN: they can still change their own judgement of it. MAY_JUDGE: they may be asked for one, in
    this set or another. INCOMPLETE: others are still judging.
    """

    OWN = "own"
    MAY_JUDGE = "may_judge"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a verdict rests on: the reason, and the passages that were cited for it.

    `other` are passages that annotators with another answer cite.
    """

    reason: str = ""
    cited: tuple[Evidence, ...] = ()
    other: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What a claim came to in one set.

    `withheld` is why the reader may not know it; the rest is then empty. `label` is None where
    there is no verdict, `basis` says why. `reviewer` is how pages call who decided. `agreeing` of
    `judged` annotators gave the label, both None for who reads no judgements.
    """

    set_claim_id: int
    claim_set_id: int
    set_name: str
    scheme: Scheme
    withheld: Withheld | None
    known: Answer | None = None
    label: str | None = None
    basis: Basis = Basis.BEING_JUDGED
    decided: DecisionRecord | None = None
    reviewer: str | None = None
    grounds: Grounds = Grounds()
    agreeing: int | None = None
    judged: int | None = None
    waits: bool = False
    released: int | None = None

    @property
    def told(self) -> bool:
        """Return True if there is a verdict that the reader may know."""
        return self.withheld is None and self.label is not None

    @property
    def known_label(self) -> str | None:
        """Return the known answer as one label."""
        return label(self.known) if self.known else None


def verdicts_of_claim(
    session: Session, claim_id: int, reader: int, *, judgements: bool, answers: bool
) -> tuple[ClaimVerdict, ...]:
    """Return what a claim came to in each of its sets, as this person may know: decided ones first,
    the newest before.

    `judgements` says that they read what annotators judged once a claim is complete, `answers` that
    they set known answers.
    """
    lines = {line.set_claim_id: line for line in claim_in_sets(session, claim_id, reader)}
    rows = session.execute(_open_to(claim_id, reader)).all()
    # Who may still judge the claim in one set must not learn from another what it comes to.
    kept = any(row.judges and not row.open for row in rows)
    told = [] if kept else [row for row in rows if row.open]
    found = _told(session, told, lines, judgements=judgements)
    found += [_withheld(row, lines[row.id]) for row in rows if kept or not row.open]
    ids = [row.id for row in rows]
    known = answers_to(session, ids, reader) if answers else {}
    with_answers = (replace(one, known=known.get(one.set_claim_id)) for one in found)
    return tuple(sorted(with_answers, key=_newest, reverse=True))


def _open_to(claim_id: int, reader: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(SetClaim.id, SetClaim.claim_set_id, ClaimSet.name, LabelScheme.definition),
            outcome_readable(reader).label("open"),
            judges(reader).label("judges"),
        )
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .join(LabelScheme, LabelScheme.id == ClaimSet.scheme_id)
        .where(SetClaim.claim_id == claim_id)
    )


def _newest(found: ClaimVerdict) -> tuple[bool, str, int]:
    at = found.decided.created_at.isoformat() if found.decided else ""
    return found.told, at, -found.set_claim_id


def _withheld(row: Row[*tuple[Any, ...]], line: ClaimLine) -> ClaimVerdict:
    why = Withheld.INCOMPLETE
    if row.judges:
        why = Withheld.OWN if line.withheld else Withheld.MAY_JUDGE
    return ClaimVerdict(
        set_claim_id=row.id,
        claim_set_id=row.claim_set_id,
        set_name=row.name,
        scheme=schemes.parse(row.definition),
        withheld=why,
    )


def _told(
    session: Session,
    rows: Sequence[Row[*tuple[Any, ...]]],
    lines: Mapping[int | None, ClaimLine],
    *,
    judgements: bool,
) -> list[ClaimVerdict]:
    """Return the verdicts of these claims of sets, which the reader may know."""
    ids = [row.id for row in rows]
    judged, decisions = judgements_on(session, ids), decisions_on(session, ids)
    names = _names(session, decisions.values())
    return [
        _verdict(
            row,
            lines[row.id],
            judged.get(row.id, ()),
            decisions.get(row.id),
            names,
            judgements=judgements,
        )
        for row in rows
    ]


def _verdict(
    row: Row[*tuple[Any, ...]],
    line: ClaimLine,
    judged: tuple[JudgementRecord, ...],
    decided: DecisionRecord | None,
    names: dict[str, str],
    *,
    judgements: bool,
) -> ClaimVerdict:
    came_to, basis = outcome(judged, decided)
    if line.differs:
        # A reviewer has yet to say so: no verdict before that, though annotators may agree.
        came_to = None
    same = [one for one in judged if came_to is not None and _is_same(one, decided, came_to)]
    return ClaimVerdict(
        set_claim_id=row.id,
        claim_set_id=row.claim_set_id,
        set_name=row.name,
        scheme=schemes.parse(row.definition),
        withheld=None,
        label=came_to,
        basis=basis,
        decided=decided,
        reviewer=names.get(decided.reviewer) if decided else None,
        grounds=_grounds(judged, decided, judgements=judgements) if came_to else Grounds(),
        agreeing=len(same) if judgements else None,
        judged=len(judged) if judgements else None,
        waits=line.differs,
        released=line.released,
    )


def _is_same(one: JudgementRecord, decided: DecisionRecord | None, came_to: str) -> bool:
    return label(one) == came_to if decided is None else is_as_decided(one, decided, came_to)


def _grounds(
    judged: Sequence[JudgementRecord], decided: DecisionRecord | None, *, judgements: bool
) -> Grounds:
    """Return the reason and passages of a verdict; those of other answers for who reads
    judgements.
    """
    taken = [one for one in judged if decided is None or one.id == decided.chosen_judgement]
    links = [*(decided.evidence if decided else ()), *_cited_by(taken)]
    cited = {_words(link): link for link in reversed(links)}
    other = {_words(link): link for link in _cited_by(judged) if _words(link) not in cited}
    reasons = [decided.note if decided else "", *(one.justification for one in taken)]
    return Grounds(
        reason=next((reason for reason in reasons if reason), ""),
        cited=tuple(reversed(cited.values())),
        other=tuple(other.values()) if judgements else (),
    )


def _cited_by(judged: Iterable[JudgementRecord]) -> list[Evidence]:
    return [link for one in judged for link in one.evidence]


def _words(link: Evidence) -> tuple[str | None, str, str, str]:
    """Return what makes two links one line: the passage and its stance."""
    return link.url, link.title, link.quote, link.stance


def _names(session: Session, decisions: Iterable[DecisionRecord]) -> dict[str, str]:
    """Return how pages call those who decided, by what they log in as."""
    wanted = User.name.in_({decided.reviewer for decided in decisions})
    rows = session.execute(select(User.name, User.display_name).where(wanted))
    return {row.name: row.display_name for row in rows}
