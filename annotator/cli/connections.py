"""Gunicorn's threaded worker, which receives a whole request before a thread works on it.

Gunicorn lets a thread wait for each byte: as many slow senders as there are threads stop it. Here
one loop receives for all. A thread gets a request when it is whole; one that would be large is
asked for first, with its headers alone.
"""

from __future__ import annotations

import socket
from collections import Counter
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from time import monotonic
from typing import TYPE_CHECKING, Any

from gunicorn import util
from gunicorn.http import wsgi
from gunicorn.workers.gthread import ThreadWorker

from annotator.cli.received import ReceivingConnection, Stage
from annotator.strangers import ASKS_ONLY, KNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future

#: Of one process. Each needs an open file, of which a system often allows 1,024.
CONNECTIONS = 512
#: Of one process, from an address from which no person who is logged in has sent anything.
MOST_FROM_STRANGER = 64
MOST_KNOWN = 10_000
#: Longer than people pause: a save must not meet a connection that is just being closed.
KEPT_SECONDS = 20
HEAD_SECONDS = 10.0
BODY_SECONDS = 10.0
#: Bytes a second: more than a bad mobile connection gives, so only who delays is cut off.
LEAST_RATE = 16 * 1024
#: How long the answer to a refused request may take to arrive while more is still sent.
LINGER_SECONDS = 5.0
CHUNK = 64 * 1024


class ReceivingWorker(ThreadWorker):
    """A worker whose threads never wait for a sender. It knows HTTP/1.1 without TLS."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: In the order of their coming: the first has taken longest.
        self._receiving: dict[ReceivingConnection, Callable[[Any], None]] = {}
        self._lingering: dict[ReceivingConnection, Callable[[Any], None]] = {}
        self._from: Counter[str] = Counter()
        self._known: dict[str, None] = {}
        self._behind_proxy = bool(self.app.behind_proxy)

    def accept(self, listener: socket.socket) -> None:
        """Receive from a new connection, unless a stranger has too many."""
        try:
            sock, client = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        except OSError as error:
            # No file is left to open: the sender that has taken longest gives theirs.
            self.log.warning("No connection can be accepted: %s", error)
            self._drop_oldest()
            return
        address = str(client[0])
        if self._is_too_many(address):
            sock.close()
            return
        if self.nr_conns >= self.worker_connections - 1:
            self._drop_oldest()
        self.nr_conns += 1
        self._from[address] += 1
        conn = ReceivingConnection(self.cfg, sock, client, listener.getsockname())
        conn.when_closed = partial(self._forget, address)
        self._receive(conn)

    def on_client_socket_readable(self, conn: ReceivingConnection, client: socket.socket) -> None:
        """Receive the next request of a kept connection."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._receive(conn)

    def handle(self, conn: ReceivingConnection) -> object:
        """Work on a whole request, or answer one whose body may not come. Runs in a thread."""
        if conn.asks and self._is_admitted(conn):
            return Stage.ADMITTED
        conn.read_again()
        return super().handle(conn) and not conn.asks

    def handle_request(self, req: Any, conn: ReceivingConnection) -> object:
        """Answer; the sender was told to go on when its body was needed."""
        _expect_nothing(req)
        if conn.asks:
            req.force_close()
        return super().handle_request(req, conn)

    def finish_request(self, conn: ReceivingConnection, fs: Future[object]) -> None:
        """Go on with a connection: receive its body or its next request, or close it."""
        try:
            result = fs.result()
        except Exception:
            self.log.exception("A thread failed.")
            result = False
        if result is Stage.ADMITTED:
            conn.admit()
            self._receive(conn)
        elif not result:
            self._linger(conn)
        elif conn.begin_next():
            self._receive(conn)
        else:
            conn.set_timeout()
            conn.sock.setblocking(False)
            self.keepalived_conns.append(conn)
            go_on = partial(self.on_client_socket_readable, conn)
            self.poller.register(conn.sock, EVENT_READ, go_on)

    def murder_pending(self) -> None:
        """Close connections that take too long; Gunicorn calls this at least once a second."""
        now = monotonic()
        for conn in list(self._receiving):
            if conn.deadline < now or (not self.alive and not conn.length):
                if conn.length:
                    self._refuse(conn, 408, "Request Timeout")
                self._drop(conn)
        for conn in list(self._lingering):
            if conn.deadline < now or not self.alive:
                self._close(conn)

    def _receive(self, conn: ReceivingConnection) -> None:
        conn.sock.setblocking(False)
        conn.deadline = monotonic() + HEAD_SECONDS
        self._receiving[conn] = partial(self._read, conn)
        self.poller.register(conn.sock, EVENT_READ, self._receiving[conn])
        self._go_on(conn, before=None)

    def _read(self, conn: ReceivingConnection, sock: socket.socket) -> None:
        before = conn.progress
        try:
            data = sock.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._drop(conn)
            return
        conn.add(data)
        self._go_on(conn, before)

    def _go_on(self, conn: ReceivingConnection, before: Stage | None) -> None:
        if conn.refusal:
            self._refuse(conn, *conn.refusal)
            self._stop_receiving(conn)
            self._linger(conn)
        elif conn.progress in (Stage.WHOLE, Stage.ASKS):
            self._stop_receiving(conn)
            self.enqueue_req(conn)
        elif conn.progress is Stage.BODY and before is not Stage.BODY:
            conn.deadline = monotonic() + BODY_SECONDS + conn.needed / LEAST_RATE
            if conn.expects:
                with suppress(OSError):
                    conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _is_admitted(self, conn: ReceivingConnection) -> bool:
        """Return True if the pages let the sender send a large body."""
        conn.read_again()
        try:
            req = next(conn.parser)
            _expect_nothing(req)
            _, environ = wsgi.create(req, conn.sock, conn.client, conn.server, self.cfg)
        except Exception:
            return False
        environ[ASKS_ONLY] = True
        statuses: list[str] = []
        answer = self.wsgi(environ, lambda status, *_: statuses.append(status))
        for _ in answer:
            pass
        if hasattr(answer, "close"):
            answer.close()
        return statuses[:1] != [] and statuses[0].startswith("204")

    def _is_too_many(self, address: str) -> bool:
        # All connections of a proxy have one address, and it counts for itself.
        if self._behind_proxy or address in self._known:
            return False
        return self._from[address] >= MOST_FROM_STRANGER

    def know(self, environ: Mapping[str, Any], address: str) -> None:
        """Note the address of a person who is logged in."""
        if environ.get(KNOWN) and address not in self._known:
            self._known[address] = None
            if len(self._known) > MOST_KNOWN:
                del self._known[next(iter(self._known))]

    def _refuse(self, conn: ReceivingConnection, status: int, reason: str) -> None:
        with suppress(OSError):
            util.write_error(conn.sock, status, reason, reason)

    def _linger(self, conn: ReceivingConnection) -> None:
        """Close once the sender has the answer: closing at once could take it away from them."""
        conn.deadline = monotonic() + LINGER_SECONDS
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._close(conn)
            return
        self._lingering[conn] = partial(self._pass_over, conn)
        self.poller.register(conn.sock, EVENT_READ, self._lingering[conn])

    def _pass_over(self, conn: ReceivingConnection, sock: socket.socket) -> None:
        try:
            more = sock.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        if not more:
            self._close(conn)

    def _stop_receiving(self, conn: ReceivingConnection) -> None:
        del self._receiving[conn]
        self.poller.unregister(conn.sock)

    def _drop_oldest(self) -> None:
        if self._receiving:
            self._drop(next(iter(self._receiving)))
        elif self.keepalived_conns:
            conn = self.keepalived_conns.popleft()
            self.poller.unregister(conn.sock)
            self._close(conn)

    def _drop(self, conn: ReceivingConnection) -> None:
        self._stop_receiving(conn)
        self._close(conn)

    def _close(self, conn: ReceivingConnection) -> None:
        if self._lingering.pop(conn, None):
            self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def _forget(self, address: str) -> None:
        self._from[address] -= 1
        if not self._from[address]:
            del self._from[address]


def note_people(worker: ReceivingWorker, req: Any, environ: Mapping[str, Any], _resp: Any) -> None:
    """Tell the worker who sent a request that is answered: Gunicorn's `post_request`."""
    worker.know(environ, str(req.peer_addr[0]))


def _expect_nothing(req: Any) -> None:
    """Let Gunicorn not say “100 Continue”: the loop has, if the body was still to come."""
    req._expected_100_continue = False  # noqa: SLF001
