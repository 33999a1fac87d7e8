"""Judgements side by side without names: in an order that is the reader's own, with letters."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from annotator.models import Judgement, User
from annotator.pseudonyms import pseudonym

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader
    from annotator.records import JudgementRecord
    from annotator.tokens import Token

    Place = tuple[int, str]


class _Placed(Protocol):
    """What a place needs to be known of a judgement."""

    @property
    def id(self) -> Token: ...

    @property
    def round(self) -> int: ...


def places_of(judgements: Sequence[_Placed], reader: Reader) -> dict[Token, Place]:
    """Return the place of each judgement among those of its claim, by id: round by round, in an
    order that is this reader's own and the same on each visit.

    It comes from their tokens: a number would tell who was first.
    """
    return {judged.id: (judged.round, _digest(f"{reader} {judged.id}")) for judged in judgements}


def without_names(
    judgements: dict[int, tuple[JudgementRecord, ...]], reader: Reader
) -> dict[int, tuple[JudgementRecord, ...]]:
    """Return the judgements of each claim in the reader's order, with pseudonyms for names.

    A pseudonym holds in one claim alone, with the letter of the review page: one for a whole set
    would have its name beside it as soon as one claim is decided.
    """
    place = places_of([one for judged in judgements.values() for one in judged], reader)
    return {
        claim: tuple(
            replace(one, annotator=pseudonym(number))
            for number, one in enumerate(sorted(judged, key=lambda one: place[one.id]))
        )
        for claim, judged in judgements.items()
    }


def authors_of(session: Session, judgement_ids: Sequence[Token]) -> dict[Token, str]:
    """Return who made these judgements, by what they log in as: for figures, never for a page."""
    rows = session.execute(
        select(Judgement.token, User.name)
        .join(User, User.id == Judgement.annotator_id)
        .where(Judgement.token.in_(judgement_ids))
    )
    return {row.token: row.name for row in rows}


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
