"""A connection and what has been received of its request: which bytes there are, and which miss."""

from __future__ import annotations

import re
from enum import Enum, auto
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any

from gunicorn.http.parser import RequestParser
from gunicorn.http.unreader import Unreader
from gunicorn.workers.gthread import TConn

from annotator.strangers import STRANGER_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

#: Bytes. More is no browser's, even with many cookies.
MOST_HEAD = 64 * 1024
_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
_CODED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)


class Stage(Enum):
    """How far a request is received."""

    HEAD = auto()
    #: Its body is large, and the pages have not been asked yet.
    ASKS = auto()
    BODY = auto()
    WHOLE = auto()
    #: What a thread returns for a request whose large body may come.
    ADMITTED = auto()


class Received(Unreader):
    """The bytes of a request that are there, for Gunicorn's parser: it never waits for more."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file

    def chunk(self, size_hint: int | None = None) -> bytes:
        """Return the next bytes, none at their end."""
        return self._file.read(size_hint or 8192)

    def rest(self) -> bytes:
        """Return what the request did not need: the beginning of the next."""
        return bytes(self.take_buffered() + self._file.read())


class ReceivingConnection(TConn):
    """A connection whose request is received before a thread has it.

    Gunicorn parses what is received. The patterns here only tell when that is worth it: where they
    are wrong, it finds too few bytes and says so.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        # A thread has nothing to wait for.
        self.initialized = self.data_ready = True
        self.deadline = 0.0
        self.progress = Stage.HEAD
        self.when_closed: Callable[[], None] = lambda: None
        self._begin(b"")

    @property
    def asks(self) -> bool:
        """Return True if its body is large and has not been admitted."""
        return self.progress is Stage.ASKS

    def add(self, data: bytes) -> None:
        """Keep what has come."""
        self._file.write(data)
        self.length += len(data)
        if self.progress is Stage.HEAD:
            self._head += data
            self._look_for_its_end(len(data))
        if self.progress is Stage.BODY and self.length >= self.needed:
            self.progress = Stage.WHOLE

    def admit(self) -> None:
        """Let its large body come."""
        self._file.seek(0, 2)
        self.progress = Stage.BODY
        self.add(b"")

    def read_again(self) -> None:
        """Put a parser before the first byte."""
        self._file.seek(0)
        self._received = Received(self._file)
        self.parser = RequestParser(self.cfg, self.sock, self.client)
        self.parser.unreader = self._received

    def begin_next(self) -> bool:
        """Forget the request; return True if there are bytes of the next one."""
        rest = self._received.rest()
        self._file.close()
        self._begin(rest)
        return bool(rest)

    def close(self, graceful: bool = False) -> None:
        """Close it and what it has received. Never gracefully: Gunicorn would wait for that."""
        del graceful
        self._file.close()
        super().close()
        self.when_closed()

    def _begin(self, data: bytes) -> None:
        # It is closed with the request, which no block of code encloses.
        self._file: IO[bytes] = SpooledTemporaryFile(MOST_HEAD + STRANGER_BYTES)  # noqa: SIM115
        self._head = b""
        self.length = self.needed = 0
        self.progress = Stage.HEAD
        self.refusal: tuple[int, str] | None = None
        self.expects = False
        self.add(data)

    def _look_for_its_end(self, new: int) -> None:
        # The end may have begun in what came before.
        end = self._head.find(_END, max(0, len(self._head) - new - len(_END)))
        if end < 0 or end > MOST_HEAD:
            if len(self._head) > MOST_HEAD:
                self.refusal = 431, "Request Header Fields Too Large"
            return
        head, self._head = self._head[: end + len(_END)], b""
        if _CODED.search(head):
            self.refusal = 411, "Length Required"
            return
        said = _LENGTH.search(head)
        body = int(said[1]) if said else 0
        self.needed = len(head) + body
        self.expects = bool(_EXPECTS.search(head)) and self.length < self.needed
        self.progress = Stage.ASKS if body > STRANGER_BYTES else Stage.BODY
