"""An editor's pass over the candidates of a document, by forms alone, and by what a script asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.jobs.comparing import COMPARISON
from annotator.jobs.runner import run_waiting
from annotator.models import Claim, ClaimSet, SetClaim
from annotator.queries.corpus.candidates import PAGE_SIZE
from tests.statements import statements
from tests.world import with_insertion, with_reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

FACTS = ("the harbour was open", "the road was closed", "the bell rang")
HARBOUR, ROAD, BELL = FACTS
JSON = {"Accept": "application/json"}


def test_each_decision_is_a_form_that_needs_no_script(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page, person = _document(world), visitor("ed")
    assert _listed(person, page) == list(FACTS)
    _decide(person, page, HARBOUR, "keep", next=_claim(world, ROAD))
    assert "Not decided 2" in person.text(page)
    _decide(person, page, ROAD, "reword", wording="the Kesselbrook road was closed")
    _decide(person, page, BELL, "split", parts="the bell rang once\nthe bell rang twice")
    assert _listed(person, page) == [
        HARBOUR,
        "the Kesselbrook road was closed",
        "the bell rang once",
        "the bell rang twice",
    ]
    twice = "the bell rang twice"
    _decide(person, page, twice, "join", other=_claim(world, "the bell rang once"))
    assert _listed(person, page)[-1] == "the bell rang once; the bell rang twice"
    _decide(person, page, HARBOUR, "drop")
    assert HARBOUR not in _listed(person, page)
    dropped = person.text(f"{page}?show=dropped")
    assert HARBOUR in dropped
    back = re.findall(r'action="([^"]*/edits/\d+/undo[^"]*)"', dropped)
    assert person.post(back[0], person.hidden(page)).status_code == 302
    assert _listed(person, page)[0] == HARBOUR


def test_what_is_written_is_shown_again_with_what_is_wrong_with_it(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page, person = _document(world), visitor("ed")
    begun = person.text(f"{page}?claim={_claim(world, ROAD)}&do=split")
    assert ROAD in begun[begun.index("<textarea") :]
    answer = _decide(person, page, ROAD, "split", status=422, parts="only one")
    assert "Write at least two claims, one per line." in answer
    assert "only one</textarea>" in answer
    answer = _decide(person, page, ROAD, "reword", status=422, wording=" ")
    assert "Write the claim." in answer
    _decide(person, page, ROAD, "speaker", status=422, speaker="Ada Maro")
    assert _listed(person, page) == list(FACTS)


def test_a_script_gets_both_panes_what_was_done_and_the_way_back(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page, person = _document(world), visitor("ed")
    claim = f"{page}/candidates/{_claim(world, ROAD)}"
    form = person.get(f"{claim}/speaker", headers=JSON).get_json()["html"]
    assert 'value="Ada Maro"' in form
    answer = person.post(f"{claim}/drop", person.hidden(page), headers=JSON).get_json()
    assert answer["said"] == "Candidate dropped."
    assert ROAD not in re.sub("<article.*</article>", "", answer["html"], flags=re.DOTALL)
    undone = person.post(answer["undo"], person.hidden(page), headers=JSON).get_json()
    assert (undone["said"], undone["undo"]) == ("Decision undone.", None)
    again = person.post(answer["undo"], person.hidden(page), headers=JSON)
    assert (again.status_code, "undone in between" in again.get_json()["message"]) == (409, True)
    assert _texts(person.get(page, headers=JSON).get_json()["html"]) == list(FACTS)


def test_a_suggested_wording_is_taken_with_one_button(
    visitor: Callable[..., Visitor], world: World
) -> None:
    document_id = world.import_statements(
        "she opened the hall",
        in_set=False,
        changed=lambda found: with_insertion(found, "she", "Ada Maro"),
    )
    page, person = f"/documents/{document_id}", visitor("ed")
    (wording,) = re.findall(r'name="wording" value="([^"]*)"', person.text(page))
    assert wording == "Ada Maro opened the hall"
    _decide(person, page, "she opened the hall", "reword", wording=wording)
    assert _listed(person, page) == [wording]
    assert 'name="wording"' not in person.text(page)


def test_a_speaker_who_is_not_told_is_proposed_and_named(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("it rained", in_set=False)
    document_id = world.import_statements(
        "the dam held", in_set=False, changed=lambda found: with_reports(found, resolved=False)
    )
    page, person = f"/documents/{document_id}", visitor("ed")
    assert "speaker unresolved" in person.text(page)
    _decide(person, page, "the dam held", "speaker", speaker="Ada Maro")
    assert "speaker unresolved" not in person.text(page)
    assert "speaker corrected" in person.text(page)


def test_only_editors_decide_and_others_see_no_buttons(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page = _document(world)
    address = f"{page}/candidates/{_claim(world, ROAD)}/drop"
    for name in ("ann", "rita"):
        person = visitor(name)
        shown = person.text(f"{page}?show=dropped")
        assert ROAD in shown
        assert "data-decide" not in shown
        assert person.post(address, person.hidden("/account")).status_code == 403


def test_a_claim_of_a_set_shows_the_set_and_is_not_changed(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page, person = _document(world), visitor("ed")
    world.add_to_set(_claim(world, ROAD))
    row = re.search(r'<li id="c\d+"[^>]* data-fixed>.*?</li>', person.text(page), re.DOTALL)
    assert row is not None
    assert "in Verania" in row[0]
    assert "checked" not in row[0]
    answer = _decide(person, page, ROAD, "drop", status=409)
    assert "Verania" in answer


def test_ticks_are_set_for_all_none_or_those_worth_checking(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page, person = _document(world), visitor("ed")
    box = r"<input[^>]*tickbox[^>]* checked"
    ticked = {
        which: len(re.findall(box, person.text(f"{page}?tick={which}")))
        for which in ("all", "none", "worth")
    }
    assert ticked == {"all": 3, "none": 0, "worth": 3}


def test_ticked_candidates_go_into_a_new_set(visitor: Callable[..., Visitor], world: World) -> None:
    page, person = _document(world), visitor("ed")
    fields = {"claim_set": "0", "claims": [str(_claim(world, HARBOUR)), str(_claim(world, BELL))]}
    unnamed = person.post(f"{page}/claims", {**person.hidden(page), **fields})
    assert (unnamed.status_code, "A set needs a name" in unnamed.text) == (422, True)
    answer = person.post(f"{page}/claims", {**person.hidden(page), **fields, "name": "Port"})
    assert answer.status_code == 302
    with world.reading() as session:
        texts = session.scalars(
            select(Claim.text)
            .join(SetClaim, SetClaim.claim_id == Claim.id)
            .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
            .where(ClaimSet.name == "Port")
            .order_by(SetClaim.position)
        ).all()
    assert sorted(texts) == sorted([HARBOUR, BELL])


def test_a_long_document_is_shown_in_pages_with_the_part_of_the_text_that_says_them(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page, person = _long(world, 3 * PAGE_SIZE), visitor("ed")
    second = person.text(f"{page}?page=2")
    assert _texts(second)[0] == _fact(PAGE_SIZE)
    assert len(_texts(second)) == PAGE_SIZE
    assert "Show the whole text" in second
    article = second[second.index("<article") : second.index("</article>")]
    assert _fact(PAGE_SIZE) in article
    assert _fact(2 * PAGE_SIZE + 9) not in article
    whole = person.text(f"{page}?page=2&text=whole")
    assert _fact(2 * PAGE_SIZE + 9) in whole
    claim = _claim(world, _fact(PAGE_SIZE + 4))
    assert f'id="c{claim}"' in person.text(f"{page}?claim={claim}")
    fields = {"claim_set": str(world.claim_set_id), "which": "all"}
    answer = person.post(f"{page}/claims", {**person.hidden(page), **fields})
    assert f"{3 * PAGE_SIZE} claims added." in person.text(answer.location)


def test_the_page_asks_no_more_of_the_database_for_more_candidates(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    few, many = _long(world, 10), _long(world, 4 * PAGE_SIZE)
    run_waiting(world.database, COMPARISON)
    person.text(few)
    counts = []
    for page in (few, many):
        with statements(world.database) as sent:
            person.text(page)
        counts.append(len(sent))
    assert counts[1] <= counts[0] + 1


@pytest.mark.parametrize("address", ["keep", "drop", "join", "reword", "split", "speaker"])
def test_a_decision_without_the_guard_of_the_page_is_refused(
    visitor: Callable[..., Visitor], world: World, address: str
) -> None:
    page, person = _document(world), visitor("ed")
    claim = f"{page}/candidates/{_claim(world, ROAD)}/{address}"
    assert person.post(claim, {"wording": "x", "parts": "x\ny", "speaker": "z"}).status_code == 400
    assert _listed(person, page) == list(FACTS)


def _document(world: World) -> str:
    return f"/documents/{world.import_statements(*FACTS, in_set=False)}"


def _fact(number: int) -> str:
    return f"ferry {number + 1:04} had sailed to port {number * 7 + 1:05}"


def _long(world: World, count: int) -> str:
    first = 5000 if count < PAGE_SIZE else 0
    facts = (_fact(first + number) for number in range(count))
    return f"/documents/{world.import_statements(*facts, in_set=False)}"


def _claim(world: World, text: str) -> int:
    with world.reading() as session:
        return session.scalars(select(Claim.id).where(Claim.text == text)).one()


def _decide(
    person: Visitor, page: str, text: str, what: str, status: int = 302, **fields: object
) -> str:
    shown = person.text(page)
    claim_id = re.search(rf'id="w(\d+)"[^>]*>{re.escape(text)}</a>', shown)
    assert claim_id is not None, text
    address = f"{page}/candidates/{claim_id[1]}/{what}"
    answer = person.post(address, {**person.hidden(page), **fields})
    assert answer.status_code == status, answer.text
    return answer.text


def _listed(person: Visitor, page: str) -> list[str]:
    return _texts(person.text(page))


def _texts(page: str) -> list[str]:
    return re.findall(r'id="w\d+"[^>]*>([^<]*)</a>', page)
