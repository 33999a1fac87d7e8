"""One run of a job: its lease is kept while it runs, and it stops when it must."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from annotator.clock import now
from annotator.errors import DeadlinePassed, JobCancelled, JobLost, WorkerStopping
from annotator.operations.jobs import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from annotator.fetching import Rules
    from annotator.operations.jobs.running import HeldJob
    from annotator.storage.database import Database

#: A killed worker's job is taken again after so long.
LEASE = timedelta(seconds=30)
#: Prolongs a lease at this interval, so that one late beat loses nothing.
BEAT_SECONDS = 8.0


class Run:
    """What a job may use while it runs.

    `rules` say which addresses may be opened; without them none may.
    """

    def __init__(
        self,
        database: Database,
        held: HeldJob,
        deadline: timedelta,
        *,
        rules: Rules | None = None,
        stop: threading.Event | None = None,
    ) -> None:
        self.database, self.held, self.rules = database, held, rules
        self.subject = held.subject
        self.ended = False
        self._deadline, self._ends = deadline, monotonic() + deadline.total_seconds()
        self._stop = stop or threading.Event()
        self._cancelled, self._lost = False, False

    def check(self) -> None:
        """Return if the job may go on. Raises JobStopped, DeadlinePassed."""
        if self._lost:
            raise JobLost(f"Job {self.held.id} belongs to another worker now.")
        if self._cancelled:
            raise JobCancelled("An administrator cancelled it.")
        if monotonic() > self._ends:
            raise DeadlinePassed(self._too_long())
        if self._stop.is_set():
            raise WorkerStopping("The worker stopped.")

    def note(self, done: int, total: int | None = None) -> None:
        """Note the progress, and stop here if the job must not go on."""
        with self.transaction(done, total):
            pass

    @contextmanager
    def transaction(
        self, done: int | None = None, total: int | None = None, *, lasting: bool = False
    ) -> Iterator[Session]:
        """Commit a piece of the work, unless the job must not go on."""
        with self.database.writing() as session:
            self._prolong(session, done, total, lasting=lasting)
            self.check()
            yield session
            session.commit()

    @contextmanager
    def lasting(self, done: int, total: int) -> Iterator[Session]:
        """Commit a piece that a later run need not repeat.

        The tries are counted from here: a process that is killed again and again gets on.
        """
        with self.transaction(done, total, lasting=True) as session:
            yield session

    @contextmanager
    def last_transaction(self) -> Iterator[Session]:
        """Commit the last piece of the work together with the end of the job."""
        with self.transaction() as session:
            yield session
            running.finish(session, held=self.held)
        self.ended = True

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Prolong the lease until the end of the block."""
        over = threading.Event()
        keeper = threading.Thread(target=self._keep, args=(over,), daemon=True)
        keeper.start()
        try:
            yield
        finally:
            over.set()
            keeper.join()

    def _keep(self, over: threading.Event) -> None:
        while not over.wait(BEAT_SECONDS) and not self._lost:
            try:
                self._beat()
            except JobLost:
                return
            except SQLAlchemyError:
                continue  # The next beat comes before the lease ends.

    def _beat(self) -> None:
        with self.database.writing() as session:
            if monotonic() > self._ends:
                # It does not ask whether it may go on: what it commits later is refused.
                running.fail(session, held=self.held, reason=self._too_long())
                self._lost = True
            else:
                self._prolong(session)
            session.commit()

    def _prolong(
        self,
        session: Session,
        done: int | None = None,
        total: int | None = None,
        *,
        lasting: bool = False,
    ) -> None:
        until = now() + LEASE
        try:
            self._cancelled |= running.prolong(
                session, held=self.held, until=until, done=done, total=total, lasting=lasting
            )
        except JobLost:
            self._lost = True
            raise

    def _too_long(self) -> str:
        return f"It took longer than {self._deadline.total_seconds():g} seconds."
