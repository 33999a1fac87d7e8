"""A file cut into pieces is the same file again."""

from __future__ import annotations

import hashlib
from tempfile import TemporaryFile

from hypothesis import given
from hypothesis import strategies as st

from annotator.storage import chunks


@given(st.lists(st.lists(st.binary(max_size=200), max_size=20), max_size=4))
def test_files_that_share_a_room_come_out_as_they_went_in(files: list[list[bytes]]) -> None:
    with TemporaryFile() as room:
        written = [chunks.write(content, room) for content in files]
        for content, file in zip(files, written, strict=True):
            whole = b"".join(content)
            assert b"".join(chunks.read(file.pieces(room))) == whole
            assert (file.size, file.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())


def test_a_large_file_is_in_pieces_of_one_size() -> None:
    content = [b"harbour " * 100_000] * 4
    with TemporaryFile() as room:
        file = chunks.write(content, room)
        found = list(chunks.read(file.pieces(room)))
    assert [len(piece) for piece in found[:-1]] == [chunks.PIECE] * (len(found) - 1)
    assert b"".join(found) == b"".join(content)
