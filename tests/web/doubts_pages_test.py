"""Pages say where the extraction is unsure, and where the text does not tell who speaks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from annotator.models import Assignment, Claim
from tests.world import SPEAKER, with_claims, with_reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

UNRESOLVED = f"“{SPEAKER}”, speaker unresolved"


def test_a_document_and_a_claim_say_why_the_extraction_is_unsure(
    visitor: Callable[..., Visitor], world: World
) -> None:
    unsure = partial(with_claims, doubts=("attachment", "speaker"))
    document_id = world.import_statements("the harbour was open", changed=unsure)
    person = visitor("ed")
    for path in (f"/documents/{document_id}", f"/claims/{world.nth(Claim)}"):
        page = person.text(path)
        assert "unsure" in page
        assert "another word; the speaker was chosen among several" in page


def test_a_document_says_nothing_of_claims_that_the_extraction_is_sure_of(
    visitor: Callable[..., Visitor], world: World
) -> None:
    document_id = world.import_statements("the harbour was open")
    page = visitor("ed").text(f"/documents/{document_id}")
    assert "unsure" not in page
    assert "unresolved" not in page


@pytest.mark.parametrize("name", ["ed", "ann"])
def test_a_document_and_a_claim_say_that_the_speaker_is_unresolved(
    visitor: Callable[..., Visitor], world: World, name: str
) -> None:
    unresolved = partial(with_reports, speaker="They", resolved=False)
    document_id = world.import_statements("the harbour was open", changed=unresolved)
    person = visitor(name)
    assert UNRESOLVED in person.text(f"/documents/{document_id}")
    assert f"Said by {UNRESOLVED} (“said that”)" in person.text(f"/claims/{world.nth(Claim)}")


def test_the_desk_says_that_the_speaker_is_unresolved(
    visitor: Callable[..., Visitor], world: World
) -> None:
    unresolved = partial(with_reports, speaker="They", resolved=False)
    world.import_statements("the harbour was open", changed=unresolved)
    world.take("ann")
    page = visitor("ann").text(f"/desk/{world.token(Assignment)}")
    assert f"Said by {UNRESOLVED} (“said that”)" in page


def test_a_document_marks_a_whole_report_as_a_claim_about_who_said_it(
    visitor: Callable[..., Visitor], world: World
) -> None:
    report = partial(with_reports, is_report=True)
    document_id = world.import_statements("trade is important", changed=report)
    assert "about who said it" in visitor("ed").text(f"/documents/{document_id}")
