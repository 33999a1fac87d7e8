"""Work that may hang or break its process, done by a process beside this one.

The process is kept for the next call, and ended when a call must not go on: no thread of Python can
be ended from outside.
"""

from __future__ import annotations

import os
import signal
import threading
from functools import partial
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from annotator.errors import ProcessLost
from annotator.jobs.pool import CONTEXT, serve

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

Result = TypeVar("Result")

#: Seconds between the checks whether a call may go on.
LOOK_SECONDS = 0.1
LOST = "The process that did it was ended from outside, perhaps because memory ran out."


class Apart(Generic[Result]):
    """A process for calls of `work`, which is started when it is first needed."""

    def __init__(self, work: Callable[..., Result]) -> None:
        self._work = work
        self._one_at_a_time = threading.Lock()
        self._process: Any = None
        self._pipe: Connection | None = None

    def do(self, check: Callable[[], None], *arguments: object) -> Result:
        """Return `work(*arguments)`; raise what it raises, ProcessLost, or what `check` raises.

        `check` is called again and again: when it raises, the process is ended.
        """
        with self._one_at_a_time:
            result, error = self._answer(check, arguments)
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]

    def end(self) -> None:
        """End the process, whatever it does; the next call starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _answer(self, check: Callable[[], None], arguments: tuple[object, ...]) -> Any:
        pipe = self._pipe or self._start()
        try:
            pipe.send(arguments)
            while not pipe.poll(LOOK_SECONDS):
                check()
            return pipe.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError) as lost:
            self.end()
            raise ProcessLost(LOST) from lost
        except BaseException:
            self.end()
            raise

    def _start(self) -> Connection:
        self._pipe, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=_serve, args=(self._work, theirs), daemon=True)
        # A process inherits what its thread holds back: Ctrl+C is for this one alone.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        return self._pipe


def _serve(work: Callable[..., object], pipe: Connection) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    serve(partial(_call, work), pipe)


def _call(work: Callable[..., object], arguments: tuple[object, ...]) -> object:
    return work(*arguments)


def _end_with_parent() -> None:
    """End this process with a parent that was killed, even in the middle of a call."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
