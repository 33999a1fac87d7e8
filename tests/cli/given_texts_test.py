"""The texts that `extract` is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.cli.given_texts import texts_in
from annotator.errors import BadInput
from annotator.jobs.printing import GivenText

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_one_text_and_a_line_is_one_text(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes("\ufeffIt snowed.\0".encode())
    (tmp_path / "a.jsonl").write_bytes(b'{"doc_id": 1, "text": "It rained."}\r\n\n')
    assert list(texts_in([tmp_path / "b.txt", tmp_path / "a.jsonl"])) == [
        GivenText("b", "It snowed.", 14),
        GivenText("1", "It rained.", 37),
    ]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"\x00\x01", "a.txt: It is not a text file"),
        ("a.txt", b" \n", "a.txt: It is empty"),
        ("a.jsonl", b"\n", "a.jsonl: It is empty"),
        ("a.jsonl", '{"doc_id": "a"}\n'.encode("utf-16"), "a.jsonl, line 1: It is not clean"),
        ("a.jsonl", b'{"doc_id": "a"}', "a.jsonl, line 1: it needs “doc_id” and “text”"),
        ("a.jsonl", b'{"doc_id": 1, "text": 1}', "a.jsonl, line 1: it needs “doc_id” and “text”"),
        ("a.jsonl", b"[" * 100_000, "a.jsonl, line 1: it needs “doc_id” and “text”"),
    ],
    ids=range(7),
)
def test_what_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadInput, match=message):
        list(texts_in([tmp_path / name]))
