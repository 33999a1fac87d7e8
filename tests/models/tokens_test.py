"""Tables of people's work name their rows by random tokens, and none forgets to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import String, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models import Base
from annotator.tokens import LENGTH, new_token
from tests.migrations.rows import fill
from tests.past import after

if TYPE_CHECKING:
    from tests.world import World

TOKENED = {name for name, table in Base.metadata.tables.items() if "token" in table.c}


def test_a_token_has_more_random_bits_than_can_be_guessed_and_stands_in_an_address_as_it_is() -> (
    None
):
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {LENGTH}
    assert set("".join(tokens)) == set("abcdefghijklmnopqrstuvwxyz234567")
    assert LENGTH * 5 >= 96


def test_a_table_that_does_not_say_whether_its_ids_may_be_known_is_refused() -> None:
    with pytest.raises(TypeError, match="Careless takes its id from Numbered or from Tokened"):

        class Careless(Base):
            __tablename__ = "careless"

            id: Mapped[int] = mapped_column(primary_key=True)
            words: Mapped[str] = mapped_column(String)

    assert "careless" not in Base.metadata.tables


def test_what_people_make_while_they_work_has_tokens_and_what_they_refer_to_has_numbers() -> None:
    assert {"judgement", "assignment", "fetch", "hint", "adjudication"} <= TOKENED
    assert TOKENED.isdisjoint({"document", "claim", "claim_set"})


@after(fill)
@pytest.mark.parametrize("table", sorted(TOKENED))
def test_no_row_is_without_a_token_or_shares_one(world: World, table: str) -> None:
    for value in ("NULL", "''", f"'{'a' * (LENGTH - 1)}'"):
        _refused(world, f'UPDATE "{table}" SET token = {value}')
    columns = [column.name for column in Base.metadata.tables[table].c]
    names = ", ".join(f'"{name}"' for name in columns if name not in ("id", "token"))
    _refused(
        world,
        f'INSERT INTO "{table}" (id, {names}) SELECT id + 900, {names} FROM "{table}"',
        # The audit log takes no event out of sequence, with a token or without.
        "token|follows the last one",
    )
    rows = select(Base.metadata.tables[table].c.token)
    with world.reading() as session:
        tokens = session.scalars(rows).all()
    assert len(set(tokens)) == len(tokens) > 0
    if len(tokens) > 1:
        _refused(world, f"UPDATE \"{table}\" SET token = '{tokens[0]}'")


def _refused(world: World, change: str, names: str = "token|NOT NULL|CHECK") -> None:
    with world.writing() as session, pytest.raises(IntegrityError, match=names):
        session.execute(text(change))
