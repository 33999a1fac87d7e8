"""An editor takes a labelled set home."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from annotator.terms import Stance
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

BULLETIN, HALL = "https://relief.example/bulletins/5", "https://town.example/hall?a=1&b=2"


def test_both_downloads_hold_all_judgements_the_decision_and_every_source(
    visitors: Visitors, world: World
) -> None:
    _judged_and_decided(world)
    page = visitors.log_in("ed")
    page.get_by_role("link", name="Verania").click()

    (claim,) = [json.loads(line) for line in _download(page, "JSON lines").splitlines()]
    assert {judged["annotator"] for judged in claim["judgements"]} == {"ann", "bob"}
    assert [link["url"] for judged in claim["judgements"] for link in judged["evidence"]] == [
        BULLETIN,
        BULLETIN,
        HALL,
    ]
    assert claim["adjudication"]["reviewer"] == "rita"
    assert claim["label"] == "refuted"

    rows = list(csv.DictReader(_download(page, "CSV").splitlines()))
    assert [(row["annotator"], row["source_url"]) for row in rows] == [
        ("ann", BULLETIN),
        ("bob", BULLETIN),
        ("bob", HALL),
    ]
    assert {(row["reviewer"], row["decided_verdict"]) for row in rows} == {("rita", "refuted")}


def test_a_claim_that_is_still_judged_goes_out_without_its_judgements(
    visitors: Visitors, world: World
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    page = visitors.log_in("ed")
    page.get_by_role("link", name="Verania").click()
    expect(page.get_by_text("1 unfinished claim is exported without")).to_be_visible()
    (claim,) = [json.loads(line) for line in _download(page, "JSON lines").splitlines()]
    assert claim["judgements"] == []


def test_an_annotator_is_offered_no_export_and_gets_none(visitors: Visitors, world: World) -> None:
    visitors.expect_answers(403)
    page = visitors.log_in("ann")
    page.get_by_role("link", name="Verania").click()
    expect(page.get_by_role("heading", name="Export claims")).to_have_count(0)
    page.goto(f"/sets/{world.claim_set_id}/export.jsonl")
    expect(page.get_by_role("heading", name="No access")).to_be_visible()


def _judged_and_decided(world: World) -> None:
    world.import_statements("no harm had been done to civilians")
    world.judge("ann", judgement("supported", evidence=(evidence(url=BULLETIN),)))
    world.judge(
        "bob",
        judgement(
            "refuted",
            evidence=(
                evidence(Stance.CONTRADICTS, url=BULLETIN),
                evidence(Stance.NEUTRAL, url=HALL, title="Town hall"),
            ),
        ),
    )
    world.decide("rita")


def _download(page: Page, name: str) -> str:
    with page.expect_download() as starting:
        page.get_by_role("link", name=name).click()
    return Path(starting.value.path()).read_text(encoding="utf-8")
