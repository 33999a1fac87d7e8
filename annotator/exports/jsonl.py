"""JSON lines: an object a claim, with every mention, judgement, evidence link and decision."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import msgspec

from annotator.records import LabelledClaim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSION = "claimbook-jsonl/1"
_NAMES = tuple(field.name for field in fields(LabelledClaim))


def write(claims: Iterable[LabelledClaim]) -> Iterator[bytes]:
    """Yield one line a claim, UTF-8, keys in the order of the records, times in UTC."""
    encoder = msgspec.json.Encoder()
    for claim in claims:
        line = {"format": VERSION, **{name: getattr(claim, name) for name in _NAMES}}
        yield encoder.encode(line) + b"\n"
