"""No statement over claims finds what not everybody may see, whatever it forgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import exists, func, select, union_all, update
from sqlalchemy.orm import aliased

from annotator.models import Claim, SetClaim, User
from annotator.models.any_claims import AnyClaim, AnySetClaim
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision, Visibility
from tests.past import after
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.world import World

SPLIT = JudgementInput(
    CandidateDecision.SPLIT, parts=("No civilian was harmed.", "No port was harmed.")
)
REWORDED = judgement(candidate=CandidateDecision.REWORDED, wording="Ada Maro’s harbour was open")
KINDS: tuple[tuple[Any, Any], ...] = ((Claim, AnyClaim), (SetClaim, AnySetClaim))

one_user = User.name == "ann"
# Each asks for the ids of a kind in another way, and none says which of them.
WAYS: dict[str, Callable[[Any], Any]] = {
    "rows": lambda kind: select(select(kind).subquery().c.id),
    "a column": lambda kind: select(kind.id),
    "a condition": lambda kind: select(kind.id).where(kind.id > 0),
    "an order": lambda kind: select(kind.id).order_by(kind.id.desc()),
    "a join": lambda kind: select(kind.id).select_from(User).join(kind, one_user),
    "an outer join": lambda kind: select(kind.id).select_from(User).outerjoin(kind, one_user),
    "tables side by side": lambda kind: select(kind.id).where(
        one_user, kind.id + 1_000_000 >= User.id
    ),
    "an alias": lambda kind: select(aliased(kind, name="another").id),
    "a group": lambda kind: select(kind.id).group_by(kind.id).having(func.count() > 0),
    "a union": lambda kind: union_all(select(kind.id), select(User.id).where(User.id < 0)),
    "a common table": lambda kind: select(select(kind).cte("found").c.id),
}


def _judged(world: World) -> None:
    """Ann split a claim, judged one of the subclaims and reworded a claim."""
    world.import_statements("no civilian and no port was harmed", "the harbour was open")
    for given in (SPLIT, judgement(), judgement(), REWORDED):
        world.judge("ann", given)


pytestmark = after(_judged)


def test_there_are_hidden_rows(world: World) -> None:
    with world.reading() as session:
        claims = session.scalars(select(AnyClaim.visibility)).all()
        set_claims = session.scalars(select(AnySetClaim.visibility)).all()
    public, waiting = [Visibility.PUBLIC] * 2, [Visibility.WAITING] * 2
    assert sorted(claims) == sorted([*public, *waiting, Visibility.PRIVATE])
    assert sorted(set_claims) == sorted([*public, *waiting])


@pytest.mark.parametrize("way", WAYS)
def test_no_statement_finds_a_hidden_row(world: World, way: str) -> None:
    with world.reading() as session:
        for kind, every_kind in KINDS:
            shown = _ids(session, every_kind, Visibility.PUBLIC)
            statement = WAYS[way](kind)
            found = {one for one in session.scalars(statement) if one is not None}
            plain = {one for one in session.connection().scalars(statement) if one is not None}
            assert found == plain == shown


def test_no_condition_of_another_statement_finds_a_hidden_row(world: World) -> None:
    with world.reading() as session:
        for kind, every_kind in KINDS:
            other = aliased(every_kind)
            there = exists().where(kind.id == other.id)
            highest = select(func.max(kind.id)).where(kind.id == other.id).scalar_subquery()
            shown = _ids(session, every_kind, Visibility.PUBLIC)
            hidden = _ids(session, every_kind) - shown
            assert set(session.scalars(select(other.id).where(there))) == shown
            assert set(session.scalars(select(other.id).where(~there))) == hidden
            among = select(other.id).where(other.id.in_(select(kind.id)))
            assert set(session.scalars(among)) == shown
            assert {row[1] for row in session.execute(select(other.id, highest))} == {*shown, None}
            assert session.scalar(select(func.count()).where(kind.id > 0)) == len(shown)
            assert session.scalar(select(func.count()).select_from(kind)) == len(shown)


def test_a_hidden_row_is_not_got_by_its_id(world: World) -> None:
    with world.reading() as session:
        for kind, every_kind in KINDS:
            for hidden in _ids(session, every_kind) - _ids(session, every_kind, Visibility.PUBLIC):
                assert session.get(kind, hidden) is None
                assert session.get(every_kind, hidden) is not None
                assert session.get(kind, hidden) is None


def test_no_hidden_row_is_changed_unawares(world: World) -> None:
    with world.writing() as session:
        session.execute(update(Claim).values(language="de"))
        session.execute(update(SetClaim).values(round=7))
        changed = session.scalars(select(AnyClaim.visibility).where(AnyClaim.language == "de"))
        later = session.scalars(select(AnySetClaim.visibility).where(AnySetClaim.round == 7))
        assert {*changed, *later} == {Visibility.PUBLIC}


def _ids(session: Any, kind: Any, *visibilities: Visibility) -> set[int]:
    wanted = select(kind.id).where(kind.visibility.in_(visibilities or tuple(Visibility)))
    return set(session.scalars(wanted))
