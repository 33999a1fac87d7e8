"""Signatures: a paragraph of a quotation, a dash and a name is said by the named person."""

from __future__ import annotations

import pytest

from annotator.text import extract
from tests.text.seen import claims, reports, speakers


@pytest.mark.parametrize("dash", [" — ", "― ", " – ", " -- ", " - "])
def test_a_signed_quotation_is_said_by_its_signer(dash: str) -> None:
    text = f"“The gate is open. Nobody was hurt.”{dash}Ada Maro\n\nThe road was closed."
    assert reports(text) == [("Ada Maro", dash.strip(), "“The gate is open. Nobody was hurt.”")]
    assert claims(text) == ["The gate is open", "Nobody was hurt", "The road was closed"]
    assert [one.attribution for one in extract(text).candidates] == [0, 0, None]


def test_a_signature_may_say_who_signs() -> None:
    text = "“The harbour was closed in May.” — Rolf Tarro, mayor of Orlest."
    assert reports(text)[0][0] == "Rolf Tarro, mayor of Orlest"


def test_a_signed_quotation_of_one_sentence_gives_its_claims_to_the_signer() -> None:
    text = "“The port was closed and the road was open.”― Ada Maro.\n"
    assert [one.attribution for one in extract(text).candidates] == [0, 0]


def test_a_signature_ends_what_its_signer_says() -> None:
    text = "“The gate is open now.” — Ada Maro\n“The road is closed now.” — Rolf Tarro\n"
    assert speakers(text) == ["Ada Maro", "Rolf Tarro"]


@pytest.mark.parametrize(
    "text",
    [
        "“The gate is open” — Maro opened it in May.",
        "Maro read “The gate is open” — Orlest",
        "“Orlest Hour” — Radio Verania",
    ],
)
def test_a_dash_behind_a_quotation_is_not_always_a_signature(text: str) -> None:
    assert ("—") not in [cue for _, cue, _ in reports(text)]


def test_french_signatures_are_read_as_well() -> None:
    text = "« Le port est ouvert. » — Ada Maro\n"
    assert [(source, cue) for source, cue, _ in reports(text, "fr")] == [("Ada Maro", "—")]
