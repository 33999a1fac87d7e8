"""The table of claims as pages: its columns, its filters in the address, and ticked claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.models import Claim, SetClaim
from tests.past import after
from tests.world import FACTS, judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

_HEADS = re.compile(r"<th scope=\"col\"[^>]*>(.*?)</th>", re.DOTALL)


def _one_decided(world: World) -> None:
    """Four claims in a set, the first decided."""
    world.import_statements()
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    world.decide("rita")


@after(_one_decided)
def test_everyone_sees_the_claims_and_only_readers_of_judgements_how_far_they_are(
    visitor: Callable[..., Visitor],
) -> None:
    reader, annotator = visitor("rita").text("/claims"), visitor("ann").text("/claims")
    assert _heads(reader) == [
        *("Verdict or state", "Claim", "Speaker", "Said", "Judged", "Warnings"),
    ]
    assert _heads(annotator) == ["Claim", "Speaker", "Said"]
    assert FACTS[0] in reader
    assert FACTS[0] in annotator
    assert ("Refuted" in reader, "Refuted" in annotator) == (True, False)


@after(_one_decided)
def test_an_annotator_filters_by_no_state_and_no_verdict_even_by_the_address(
    visitor: Callable[..., Visitor],
) -> None:
    annotator = visitor("ann")
    whole = _rows(annotator.text("/claims"))
    for address in ("state=decided", "verdict=refuted", "worthiness=CFS", "state=candidate"):
        assert _rows(annotator.text(f"/claims?{address}")) == whole
    offered = annotator.text("/claims?filter=1")
    assert "Speaker</label>" in offered
    assert "Verdict</label>" not in offered


@after(_one_decided)
def test_filters_stand_in_the_address_and_are_removed_one_by_one(
    visitor: Callable[..., Visitor], world: World
) -> None:
    address = f"/claims?state=decided&verdict=refuted&claim_set={world.claim_set_id}&order=-said"
    page = visitor("rita").text(address)
    assert "1 claim matches these filters" in page
    assert _rows(page) == [FACTS[0]]
    for name, words in (("Verdict", "Refuted"), ("State", "Decided"), ("Claim set", "Verania")):
        assert f"<b>{name}</b>{words}" in page
    removing = re.search(r'href="([^"]*)" aria-label="Remove the filter Verdict"', page)
    assert removing is not None
    assert "verdict" not in removing[1]
    assert "state=decided" in removing[1]
    assert "order=-said" in removing[1]
    assert "No claim matches these filters" in visitor("rita").text("/claims?verdict=supported")


def test_the_reader_chooses_the_columns(visitor: Callable[..., Visitor], world: World) -> None:
    world.import_statements("the harbour was open")
    page = visitor("ed").text("/claims?columns=document.set")
    assert _heads(page)[1:] == ["Claim", "Document", "Claim set"]
    assert "A statement</bdi></a></td>" in page
    assert _heads(visitor("ed").text("/claims?columns=none"))[1:] == ["Claim"]
    assert "columns=document.said.set" in page


def test_ticked_claims_are_added_to_a_set_and_the_list_is_shown_again(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open", "a ferry sank")
    other, editor = world.make_set("Ferries"), visitor("ed")
    fields = {"claims": world.nth(Claim, 2), "claim_set": other}
    answer = editor.send("/claims/add", fields, page="/claims?order=said")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/claims?order=said"
    assert "1 claim added." in editor.text(f"/claims?claim_set={other}")
    assert _rows(editor.text(f"/claims?claim_set={other}")) == ["a ferry sank"]
    editor.send("/claims/add", fields, page="/claims")
    assert "1 claim was already in the set." in editor.text("/claims")
    assert world.numbers(SetClaim, [world.nth(SetClaim, 3)]) == [3]


def test_nothing_ticked_adds_nothing_and_a_foreign_address_leads_to_the_list(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    editor = visitor("ed")
    answer = editor.send(
        "/claims/add",
        {"claim_set": world.claim_set_id, "back": "https://elsewhere.example/"},
        page="/claims",
    )
    assert answer.headers["Location"] == "/claims"
    assert "Tick at least one claim" in editor.text("/claims")
    unknown = {"claims": 10**6, "claim_set": world.claim_set_id}
    assert editor.send("/claims/add", unknown, page="/claims").status_code == 404
    token = editor.hidden("/claims")
    annotator = visitor("ann")
    assert annotator.post("/claims/add", {**token, "claim_set": 1}).status_code in {400, 403}


def _heads(page: str) -> list[str]:
    return [re.sub(r"<[^>]*>", "", head).strip() for head in _HEADS.findall(page)]


def _rows(page: str) -> list[str]:
    return re.findall(r'<th class="c" scope="row"[^>]*><a [^>]*><bdi>(.*?)</bdi>', page)
