"""A file in pieces: written once to a room on the disk, compressed, with its hash."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Bytes of a file in one piece, before they are compressed.
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """A file that lies in a room from `start` on, in pieces of these lengths, compressed."""

    sha256: str
    size: int
    start: int
    lengths: tuple[int, ...]

    def pieces(self, room: IO[bytes]) -> Iterator[bytes]:
        """Yield the compressed pieces, in their order."""
        room.seek(self.start)
        for length in self.lengths:
            yield room.read(length)


def compressed(content: bytes) -> bytes:
    """Return a piece as it is stored: fast rather than small."""
    return zlib.compress(content, level=1)


def write(content: Iterable[bytes], room: IO[bytes]) -> Written:
    """Put a file at the end of the room; memory does not grow with it."""
    start, digest, size = room.seek(0, 2), hashlib.sha256(), 0
    lengths, waiting = [], bytearray()
    for stretch in content:
        digest.update(stretch)
        size += len(stretch)
        waiting += stretch
        while len(waiting) >= PIECE:
            lengths.append(room.write(zlib.compress(bytes(waiting[:PIECE]))))
            del waiting[:PIECE]
    if waiting:
        lengths.append(room.write(zlib.compress(bytes(waiting))))
    return Written(digest.hexdigest(), size, start, tuple(lengths))


def read(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the file again, piece by piece."""
    for piece in pieces:
        yield zlib.decompress(piece)
