"""A reviewer decides, and the set goes out."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from annotator.terms import Decision
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import Visitor
    from tests.world import World

SCRIPT = "<script>alert(1)</script>"


def test_a_reviewer_decides_and_the_names_are_shown_only_then(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    person = visitor("rita")
    assert "differ in" in person.text("/sets/1/review")
    before = person.text("/review/1")
    assert "(ann)" not in before
    wrong = person.send("/review/1", {"decision": "right-A", "note": "Because."})
    assert wrong.status_code == 422
    assert "choose at least one reason" in wrong.text
    right = person.send(
        "/review/1",
        {"decision": "right-A", "reasons": "slip", "note": f"{SCRIPT} Because."},
    )
    assert right.location == "/sets/1/review/next"
    assert person.get(right.location).location == "/sets/1/review"
    after = person.get("/review/1").text
    assert "(ann)" in after
    assert "&lt;script&gt;" in after


def test_exports_are_streamed_with_everything(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    chosen = world.judge("bob", judgement("refuted"))
    world.decide("rita", 1, decision=Decision.ONE_RIGHT, chosen_judgement=chosen, verdict=None)
    person = visitor("ed")
    answer = person.get("/sets/1/export.jsonl")
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''Verania.jsonl"
    (row,) = [json.loads(line) for line in answer.text.splitlines()]
    assert len(row["judgements"]) == 2
    assert row["adjudication"]["chosen_judgement"] == chosen
    rows = list(csv.DictReader(io.StringIO(person.get("/sets/1/export.csv").text)))
    assert {r["source_url"] for r in rows} == {"https://relief.example/bulletins/5"}
    assert person.get("/sets/1/export.pdf").status_code == 422


def test_an_export_is_named_by_its_set_in_any_script(
    visitor: Callable[..., Visitor], world: World
) -> None:
    claim_set_id = world.make_set("Prüfung / مرحبا")
    answer = visitor("ed").get(f"/sets/{claim_set_id}/export.jsonl")
    assert "filename*=UTF-8''Pr%C3%BCfung" in answer.headers["Content-Disposition"]
