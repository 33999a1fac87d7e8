"""Processes that a test starts."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.process import BaseProcess


@pytest.fixture
def started() -> Callable[[], set[BaseProcess]]:
    """The processes that live now and were started since the test began."""
    before = set(multiprocessing.active_children())
    return lambda: set(multiprocessing.active_children()) - before
