"""Processes that end with the one that started them, even where that one was killed."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_SECONDS = 0.5


def when_gone(parent: int, end: Callable[[], object]) -> None:
    """Call `end` once the process of this id is no parent of ours any more."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_SECONDS)
        end()

    threading.Thread(target=watch, daemon=True).start()
