"""What has happened in a world before a test: done once, and copied for each test after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.world import World

Past = Callable[[World], object]


def after(past: Past) -> pytest.MarkDecorator:
    """Let a test begin after this function was called with its world."""
    return pytest.mark.after.with_args(past)


def claim_on_anns_desk(world: World) -> None:
    """Four claims are in the set, and the first is on Ann's desk."""
    world.import_statements()
    world.take("ann")
