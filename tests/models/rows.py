"""Rows of tables, for tests that go past our code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.world import World


def with_judgement(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
