"""JSON lines: an object a claim, with every mention, judgement, evidence link and decision."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import msgspec

from annotator.errors import BadInput
from annotator.records import LabelledClaim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSION = "claimbook-jsonl/5"
#: Versions whose files are read: what they lack has its default.
READABLE = (*(f"claimbook-jsonl/{number}" for number in range(1, 5)), VERSION)
#: Judgements had numbers then.
_NUMBERED = tuple(f'{{"format":"{version}",'.encode() for version in READABLE[:2])
_NAMES = tuple(field.name for field in fields(LabelledClaim))
_BEGINNINGS = tuple(f'{{"format":"{version}",'.encode() for version in READABLE)


def write(claims: Iterable[LabelledClaim]) -> Iterator[bytes]:
    """Yield one line a claim, UTF-8, keys in the order of the records, times in UTC."""
    encoder = msgspec.json.Encoder()
    for claim in claims:
        line = {"format": VERSION, **{name: getattr(claim, name) for name in _NAMES}}
        yield encoder.encode(line) + b"\n"


def read(content: Iterable[bytes]) -> Iterator[LabelledClaim]:
    """Yield the claims of a file that `write` wrote, from its bytes in pieces of any length.

    A field that later versions added has its default. Raises BadInput for another format.
    """
    decoder, older = msgspec.json.Decoder(LabelledClaim), msgspec.json.Decoder(dict[str, Any])
    for line in _lines(content):
        if not line.startswith(_BEGINNINGS):
            raise BadInput(f"The file is not in the format {VERSION}.")
        if line.startswith(_NUMBERED):
            yield msgspec.convert(_named(older.decode(line)), LabelledClaim)
        else:
            yield decoder.decode(line)


def _named(claim: dict[str, Any]) -> dict[str, Any]:
    """Return a claim of an older file with the numbers of its judgements as names."""
    for judged in claim["judgements"]:
        judged["id"] = str(judged["id"])
    act = claim["adjudication"]
    if act and act["chosen_judgement"] is not None:
        act["chosen_judgement"] = str(act["chosen_judgement"])
    return claim


def _lines(content: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in content:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
    if rest:
        yield rest
