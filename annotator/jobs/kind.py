"""A kind of job: what waits, what is run, and how long it may take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.jobs.run import Run
    from annotator.language import LazyText

#: What most jobs need seconds for.
DEADLINE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job; `key` stands in the table, `title` on the page.

    `waits` finds the subjects that need such a job, where no operation adds it: 0 for work on the
    whole database. `pause` is how many seconds a worker that found nothing waits, `at_once` how
    many of them run side by side in one worker. A run that takes longer than `deadline` fails.
    """

    key: str
    title: LazyText
    run: Callable[[Run], None]
    waits: Callable[[Session, datetime], Sequence[int]] | None = None
    pause: float = 0.5
    at_once: int = 1
    deadline: timedelta = DEADLINE
