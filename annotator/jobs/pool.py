"""Several processes that do pieces of work, whose results come in the order of the pieces."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from annotator.errors import ProcessLost

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from multiprocessing.connection import Connection

Piece = TypeVar("Piece")
Result = TypeVar("Result")

#: Spawned: a fork would copy locks that threads of this process hold, and never open them.
CONTEXT = multiprocessing.get_context("spawn")
#: Results for each process that may wait for an earlier one.
AHEAD = 4
LOST = (
    "A process that was reading was ended from outside, perhaps since memory ran out."
    " What is printed is whole. Try again with --processes 1."
)


def cores() -> int:
    """Return the cores that this process may use, which may be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[[Piece], Result], pieces: Iterable[Piece], processes: int
) -> Generator[Result]:
    """Yield `work(piece)` for each piece, in their order; the pieces are taken as they are needed.

    Raises what `work` raised, and ProcessLost when a process was ended from outside. However it
    ends, the processes are gone.
    """
    crew = Crew(work)
    following = 0
    try:
        for number, piece in enumerate(pieces):
            while len(crew.busy) == processes or number - following >= AHEAD * processes:
                crew.collect()
                for result in crew.taken(following):
                    following += 1
                    yield result
            crew.give(number, piece)
        while crew.busy:
            crew.collect()
        yield from crew.taken(following)
    finally:
        crew.end()


class Crew(Generic[Piece, Result]):
    """The processes, each with at most one piece, and the results not yet taken."""

    def __init__(self, work: Callable[[Piece], Result]) -> None:
        self.work = work
        self.processes: list[Any] = []
        self.idle: list[Connection] = []
        self.busy: dict[Connection, int] = {}
        self.results: dict[int, Result] = {}

    def give(self, number: int, piece: Piece) -> None:
        """Give a piece to an idle process, or to a new one."""
        pipe = self.idle.pop() if self.idle else self.start()
        self.busy[pipe] = number
        try:
            pipe.send(piece)
        except BrokenPipeError as error:
            raise ProcessLost(LOST) from error

    def start(self) -> Connection:
        """Return a new process, as the pipe to it."""
        ours, theirs = CONTEXT.Pipe()
        process = CONTEXT.Process(target=serve, args=(self.work, theirs), daemon=True)
        with interrupts_held():
            process.start()
            self.processes.append(process)
        theirs.close()
        return ours

    def collect(self) -> None:
        """Wait for at least one result."""
        for ready in wait(self.busy):
            pipe = next(pipe for pipe in self.busy if pipe is ready)
            try:
                result, error = pipe.recv()
            except (EOFError, ConnectionResetError) as lost:
                raise ProcessLost(LOST) from lost
            if error is not None:
                raise error
            self.results[self.busy.pop(pipe)] = result
            self.idle.append(pipe)

    def taken(self, number: int) -> Iterator[Result]:
        """Yield the results from this number on, as far as they are there."""
        while number in self.results:
            yield self.results.pop(number)
            number += 1

    def end(self) -> None:
        """End every process, whatever it is at."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.join()
        for pipe in (*self.idle, *self.busy):
            pipe.close()


def serve(work: Callable[[Any], Any], pipe: Connection) -> None:
    """What a process does: piece after piece, until the parent process is gone."""
    while True:
        try:
            piece = pipe.recv()
            pipe.send(answer(work, piece))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return


def answer(work: Callable[[Any], Any], piece: Any) -> tuple[Any, Exception | None]:
    """Return the result, or the error, which is raised where the piece came from."""
    try:
        return work(piece), None
    except Exception as error:
        return None, error


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Yield Ctrl+C waits for the end of the block; a process started in it never hears of it.

    Only for the main thread, which alone is interrupted.
    """
    caught: list[int] = []
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    # Blocked in this thread, it may still come to another one.
    handler = signal.signal(signal.SIGINT, lambda number, _: caught.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if caught:
            signal.raise_signal(signal.SIGINT)
