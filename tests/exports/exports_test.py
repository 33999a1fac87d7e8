"""Every format is known by its key, and writes piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import BadInput
from annotator.exports import FORMATS, Format, format_of
from tests.exports.made import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.records import LabelledClaim


def test_each_format_is_found_by_its_key_and_no_two_share_one() -> None:
    assert [format_of(known.key) for known in FORMATS] == list(FORMATS)
    assert len({known.key for known in FORMATS}) == len(FORMATS)
    assert len({known.suffix for known in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("key", ["", "JSONL", "xlsx", ".csv"])
def test_another_key_is_refused_with_those_that_there_are(key: str) -> None:
    with pytest.raises(BadInput) as refusal:
        format_of(key)
    assert str(refusal.value) == f"There is no export format “{key}”. There are: jsonl, csv."
    assert refusal.value.field == "format"


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: str(known.key))
def test_a_claim_is_written_before_the_next_is_asked_for(known: Format) -> None:
    asked = []

    def claims() -> Iterator[LabelledClaim]:
        for number in range(1_000):
            asked.append(number)
            yield labelled(claim_id=number)

    pieces = known.write(claims())
    for _ in range(3):
        assert next(pieces)
    assert len(asked) <= 3


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: str(known.key))
def test_the_same_claims_give_the_same_bytes(known: Format) -> None:
    claims = [labelled(), labelled(claim_id=13)]
    assert b"".join(known.write(claims)) == b"".join(known.write(claims))
