"""Every format is known by its key, and writes piece by piece."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import BadInput
from annotator.exports import FORMATS, NATIVE, Format, format_of, jsonl
from tests.exports.made import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.records import LabelledClaim

#: A native file as a release kept it, and what the versions of the writers made of it.
RELEASE = Path(__file__).with_name("release.jsonl")
WRITTEN = {
    "claimbook-jsonl/1": "cc99d31b9b4ba87874b34bd07cca398607d58bcd33398e1c22ef96d85da7c9e5",
    "claimbook-jsonl/2": "39437e735f0353de8ee2349cd0247d92fa917d326447130efed1e2828f3fa44e",
    "claimbook-jsonl/3": "5dd81975195b397d92888d21be0cabffa663de1d571d0b23672da48bb5a74f85",
    "claimbook-jsonl/4": "4918a323bbec9213a4e16e37cafcedfbac5e3f313c3e2324bc62efb091398338",
    "claimbook-jsonl/5": "bcc36d8b40f4c2fa1e1c286da0023edb4fb344de5e7b2e24c980b3fbb8ec1a2d",
    "claimbook-csv/1": "ade856bed56408453486fccd4c4559ca74c568389262369be31c5febc53b5027",
    "claimbook-csv/2": "ade856bed56408453486fccd4c4559ca74c568389262369be31c5febc53b5027",
    "claimbook-csv/3": "f541c9a3cd3dd0ec8b4ec3a39ab9ad7785cd47699d318500492d11a58fd3aedb",
    "claimbook-csv/4": "00da533c02007cb8fba2f83ee7d6cbd4d3dda38cb43ec9b69d741ad5eedced5d",
}


def test_each_format_is_found_by_its_key_and_no_two_share_one() -> None:
    assert [format_of(known.key) for known in FORMATS] == list(FORMATS)
    assert len({known.key for known in FORMATS}) == len(FORMATS)
    assert len({known.suffix for known in FORMATS}) == len(FORMATS)
    assert len({known.version for known in FORMATS}) == len(FORMATS)


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


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: str(known.key))
def test_a_file_is_the_same_when_it_is_written_from_the_native_file(known: Format) -> None:
    claims = [labelled(), labelled(claim_id=13, votes={"refuted": 2, "supported": 1})]
    native = NATIVE.write(claims)
    assert b"".join(known.write(jsonl.read(native))) == b"".join(known.write(claims))


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: str(known.key))
def test_a_writer_that_gives_other_bytes_for_a_kept_release_has_another_version(
    known: Format,
) -> None:
    written = b"".join(known.write(jsonl.read([RELEASE.read_bytes()])))
    sha256 = hashlib.sha256(written).hexdigest()
    assert WRITTEN.get(known.version, sha256) == sha256
