"""What people send, good and bad: a clear answer, nothing lost, nothing half-done."""

from __future__ import annotations

import csv
import html
import io
import json
import threading
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from annotator.imports.incoming import IncomingText
from annotator.jobs.extraction import read_some
from annotator.models import ClaimSet, Judgement
from annotator.operations.documents import Unstated, begin_import, import_texts
from annotator.terms import Decision
from tests.web.entrance_test import JUDGEMENT
from tests.world import judgement, statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.test import TestResponse

    from tests.web.conftest import Visitor
    from tests.world import World

SCRIPT = "<script>alert(1)</script>"


def test_files_come_in_and_the_ones_that_cannot_are_named(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    answer = _upload(
        person,
        ("news.txt", statement("the harbour was open").encode()),
        ("empty.txt", b""),
        ("picture.txt", b"\x89PNG\x00\x00"),
        ("letter.doc", b"Dear all"),
        ("archive.zip", _zip({"a.txt": statement("the bridge was closed"), "../up.txt": "x"})),
        claim_set=str(world.claim_set_id),
    )
    page = person.text(answer.location)
    assert "0 of 2 documents read" in page
    for reason in ("It is empty.", "It is not a text file", "It is none of", "climbs out"):
        assert reason in page
    read_some(world.database)
    page = person.text(answer.location)
    assert "2 of 2 documents read, 2 claims found" in page
    assert "the harbour was open" in person.text(f"/sets/{world.claim_set_id}")


def test_a_folder_is_taken_in_and_what_is_no_text_in_it_is_passed_over(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    answer = person.client.post(
        "/imports/new",
        data={
            **person.hidden("/imports/new"),
            "language": "en",
            "claim_set": "0",
            "folder": [
                (io.BytesIO(statement("the harbour was open").encode()), "news/a.txt"),
                (io.BytesIO(b"\x89PNG"), "news/photo.png"),
            ],
        },
        content_type="multipart/form-data",
    )
    page = person.text(answer.location)
    assert "0 of 1 document read" in page
    assert "photo.png" not in page


@pytest.mark.parametrize(
    "pointless",
    [
        {"evidence-0-stance": ""},
        {"evidence-0-published": "soon"},
        {"verdict": "", "confidence": ""},
        {"confidence": "sure"},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "decision",
    [
        {"candidate": "rejected", "rejection_reason": "not_atomic"},
        {"checkability": "not_checkable", "not_checkable_reason": "opinion"},
    ],
    ids=["rejected", "not checkable"],
)
def test_what_a_decision_has_made_pointless_keeps_nobody_from_going_on(
    visitor: Callable[..., Visitor],
    world: World,
    decision: dict[str, str],
    pointless: dict[str, str],
) -> None:
    world.import_statements()
    person = visitor("ann")
    person.send("/sets/1/next", {}, page="/")
    assert person.send("/desk/1", {**JUDGEMENT, **pointless, **decision}).location == "/desk/2"


def test_all_that_is_wrong_is_said_at_once(visitor: Callable[..., Visitor], world: World) -> None:
    world.import_statements()
    person = visitor("ann")
    person.send("/sets/1/next", {}, page="/")
    wrong = {"evidence-0-published": "soon", "justification": "", "confidence": ""}
    page = person.send("/desk/1", {**JUDGEMENT, **wrong}).text
    for complaint in ("is not a date", "Say in a sentence why", "Say how sure you are."):
        assert complaint in page


@pytest.mark.parametrize("drawn_at", ["-99999999999999999999", "abc", ""])
def test_how_long_it_took_is_no_claim_of_the_browsers(
    visitor: Callable[..., Visitor], world: World, drawn_at: str
) -> None:
    world.import_statements()
    person = visitor("ann")
    person.send("/sets/1/next", {}, page="/")
    person.send("/desk/1", JUDGEMENT)
    person.send("/desk/2", {**JUDGEMENT, "drawn_at": drawn_at})
    with world.reading() as session:
        first, second = session.scalars(select(Judgement.seconds).order_by(Judgement.id))
    assert first is not None
    assert second is None


def test_the_ends_of_lines_are_kept_as_they_were_typed(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    person = visitor("ann")
    person.send("/sets/1/next", {}, page="/")
    person.send("/desk/1", {**JUDGEMENT, "justification": "First.\r\nSecond."})
    with world.reading() as session:
        assert session.scalars(select(Judgement.justification)).one() == "First.\nSecond."


@pytest.mark.parametrize("path", ["/documents/", "/desk/", "/claims/", "/sets/", "/review/"])
def test_an_id_that_no_table_can_hold_is_no_page(
    visitor: Callable[..., Visitor], world: World, path: str
) -> None:
    for number in ("4711", "9999999999", "99999999999999999999"):
        for name in ("ann", "rita"):
            assert visitor(name).get(path + number).status_code in (403, 404)


def test_an_address_that_only_takes_forms_leads_home(visitor: Callable[..., Visitor]) -> None:
    assert visitor("ann").get("/sets/1/next").location == "/"


def test_an_export_is_named_by_its_set_in_any_script(
    visitor: Callable[..., Visitor], world: World
) -> None:
    claim_set_id = world.make_set("Prüfung / مرحبا")
    answer = visitor("ed").get(f"/sets/{claim_set_id}/export.jsonl")
    assert "filename*=UTF-8''Pr%C3%BCfung" in answer.headers["Content-Disposition"]


def test_more_sources_than_a_form_holds_are_refused_and_not_dropped(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    person = visitor("ann")
    person.send("/sets/1/next", {}, page="/")
    rows = {f"evidence-{n}-quote": f"Passage {n}" for n in range(51)}
    for changes in ({}, {"add_source": "1"}):
        answer = person.send("/desk/1", {**JUDGEMENT, **rows, **changes})
        assert answer.status_code == 422
        assert "can have 50 sources" in answer.text
    assert _count(world, Judgement) == 0


def test_an_import_without_a_file_keeps_what_was_written(visitor: Callable[..., Visitor]) -> None:
    answer = visitor("ed").send("/imports/new", {"outlet": "Northern Herald", "date": "soon"})
    assert answer.status_code == 422
    for part in ("Choose at least one file.", "is not a date", "Northern Herald"):
        assert part in answer.text


def test_a_document_that_holds_a_script_shows_it_as_text(
    visitor: Callable[..., Visitor], world: World
) -> None:
    with world.writing() as session:
        batch_id = begin_import(session, label=SCRIPT)
        text = IncomingText(
            name=SCRIPT, text=f"{SCRIPT} The harbour is open.", title=SCRIPT, outlet=SCRIPT
        )
        import_texts(session, batch_id=batch_id, incoming=[text], unstated=Unstated())
        session.commit()
    person = visitor("ed")
    for path in ("/documents", "/documents/1", "/imports/1"):
        page = person.get(path).text
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


def test_claims_of_a_document_are_put_into_a_set(
    visitor: Callable[..., Visitor], world: World
) -> None:
    document_id = world.import_statements()
    other = world.make_set("Other")
    person = visitor("ed")
    page = f"/documents/{document_id}"
    answer = person.client.post(
        f"{page}/claims",
        data={**person.hidden(page), "claim_set": str(other), "claims": ["1", "3", "4711"]},
    )
    assert answer.status_code == 302
    assert "2 claims added" in person.text(answer.location)
    nothing = person.send(f"{page}/claims", {"claim_set": str(other)}, page=page)
    assert nothing.status_code == 422
    assert "Tick at least one claim." in nothing.text


def test_a_judgement_goes_in_and_the_next_claim_comes(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    person = visitor("ann")
    start = person.send("/sets/1/next", {}, page="/")
    assert start.location == "/desk/1"
    page = person.text("/desk/1")
    assert "President Ada Maro" in page
    assert "Said by Ada Maro (“said that”)" in page
    saved = person.send("/desk/1", JUDGEMENT)
    assert saved.location == "/desk/2"
    assert "Saved." in person.text("/desk/2")
    assert "1 judged, 4 in the set" in person.text("/desk/2")


def test_when_nothing_is_left_the_annotator_is_told_so(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    person = visitor("ann")
    person.send("/sets/1/next", {}, page="/")
    done = person.send("/desk/1", JUDGEMENT)
    assert "That was all for now" in person.text(done.location)
    assert "your judgement is saved" in person.text("/desk/1")


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"verdict": "half_true"}, "“half_true” is no verdict of “Four verdicts”."),
        ({"verdict": ""}, "Choose a verdict."),
        ({"verdict": "refuted"}, "needs a source that contradicts the whole claim"),
        ({"justification": " "}, "Say in a sentence why"),
        ({"confidence": "9"}, "a number from 1 to 5"),
        ({"confidence": "sure"}, "Invalid Choice"),
        ({"checkability": ""}, "Say whether the claim can be checked."),
        ({"checkability": "perhaps"}, "Invalid Choice"),
        ({"checkability": "not_checkable"}, "Say why it cannot be checked."),
        ({"candidate": "rejected"}, "Say why it is no claim."),
        ({"candidate": "reworded", "wording": " "}, "Write the claim in your words"),
        ({"evidence-0-url": "javascript:alert(1)"}, "is not the address of a page"),
        ({"evidence-0-quote": ""}, "Source 1 needs the passage"),
        ({"evidence-0-stance": ""}, "Say what this passage does to the claim."),
        ({"evidence-0-stance": "loves"}, "Say what this passage does to the claim."),
        ({"evidence-0-published": "31-31-2025"}, "is not a date"),
        ({"evidence-0-set_number": "0"}, "A number from 1 to 99."),
    ],
    ids=str,
)
def test_what_is_missing_or_wrong_is_said_and_everything_typed_is_still_there(
    visitor: Callable[..., Visitor], world: World, changes: dict[str, str], complaint: str
) -> None:
    world.import_statements()
    person = visitor("ann")
    person.send("/sets/1/next", {}, page="/")
    fields = {**JUDGEMENT, "evidence-0-title": "Bulletin <5>", "evidence-0-note": "Read twice"}
    answer = person.send("/desk/1", {**fields, **changes})
    assert answer.status_code == 422
    page = answer.text
    assert complaint in _unescaped(page)
    assert "Bulletin &lt;5&gt;" in page
    assert "Read twice" in page
    assert _count(world, Judgement) == 0


def test_one_more_row_for_a_source_keeps_what_was_typed(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    person = visitor("ann")
    person.send("/sets/1/next", {}, page="/")
    answer = person.send("/desk/1", {**JUDGEMENT, "add_source": "1"})
    assert 'name="evidence-1-quote"' in answer.text
    assert "The harbour is open again." in answer.text
    assert _count(world, Judgement) == 0


def test_a_form_sent_twice_at_once_is_one_judgement(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    person = visitor("ann")
    person.send("/sets/1/next", {}, page="/")
    fields = {**person.hidden("/desk/1"), **JUDGEMENT}
    cookie = person.client.get_cookie("claimbook")
    assert cookie is not None
    answers: list[TestResponse] = []

    def send() -> None:
        client = visitor()
        client.client.set_cookie("claimbook", cookie.value)
        answers.append(client.post("/desk/1", fields))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {(a.status_code, a.location) for a in answers} == {(302, "/desk/2")}
    assert _count(world, Judgement) == 1


def test_a_claim_judged_in_another_tab_says_so_and_shows_what_was_typed(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    person = visitor("ann")
    person.send("/sets/1/next", {}, page="/")
    first, second = person.hidden("/desk/1"), person.hidden("/desk/1")
    person.post("/desk/1", {**first, **JUDGEMENT})
    answer = person.post("/desk/1", {**second, **JUDGEMENT, "justification": "Written later."})
    assert answer.status_code == 409
    assert "You have judged this claim already" in answer.text
    assert "Written later." in answer.text


def test_a_skipped_claim_is_passed_on(visitor: Callable[..., Visitor], world: World) -> None:
    world.import_statements()
    person = visitor("ann")
    person.send("/sets/1/next", {}, page="/")
    answer = person.send("/desk/1/skip", {"reason": "ambiguous"}, page="/desk/1")
    assert answer.location == "/desk/2"
    assert "passed this claim on" in person.text("/desk/1")


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
    assert right.location == "/sets/1/review"
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


def test_a_set_is_made_and_changed_and_bad_fields_are_named(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("adam")
    fields = {"name": "Ellmark", "overlap": "3", "scheme": "three_way", "guideline": "# Be *kind*"}
    made = person.send("/sets/new", fields)
    assert "3 people for each" in person.text(made.location)
    assert "<em>kind</em>" in person.get(f"{made.location}/guideline").text
    for changes, complaint in (
        ({"name": "Verania"}, "There is a set"),
        ({"overlap": "0"}, "Write a number from 1 to 50."),
        ({"overlap": "many"}, "Not a valid integer"),
        ({"name": ""}, "Give the set a name."),
    ):
        answer = person.send(f"{made.location}/edit", {**fields, "state": "open", **changes})
        assert answer.status_code == 422
        assert complaint in _unescaped(answer.text)
    person.send(f"{made.location}/edit", {**fields, "state": "closed"})
    assert "takes no more judgements" in person.text(made.location)
    assert _count(world, ClaimSet) == 2


def test_an_account_is_made_and_changed_and_nobody_locks_themself_out(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("adam")
    fields = {"name": "Nia", "display_name": "Nia Brandt", "password": "long enough words"}
    assert "Choose at least one role." in person.send("/people/new", fields).text
    assert person.send("/people/new", {**fields, "roles": "reviewer"}).status_code == 302
    assert visitor().log_in("nia", "long enough words").status_code == 302
    adam = world.people["adam"]
    answer = person.send(f"/people/{adam}", {"display_name": "Adam", "roles": "editor"})
    assert "You cannot take your own administrator" in answer.text
    closed = person.send(f"/people/{world.people['ann']}", {"display_name": "A", "roles": "editor"})
    assert closed.status_code == 302
    assert visitor().log_in("ann").status_code == 422


def test_text_that_no_database_can_hold_is_cleaned_at_the_door(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    person = visitor("ann")
    person.send("/sets/1/next", {}, page="/")
    saved = person.send("/desk/1", {**JUDGEMENT, "justification": "It is\x00 so."})
    assert saved.status_code == 302
    with world.reading() as session:
        assert session.scalars(select(Judgement.justification)).one() == "It is so."


def _count(world: World, table: Any) -> int:
    with world.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _upload(person: Visitor, *files: tuple[str, bytes], claim_set: str = "0") -> TestResponse:
    fields = {**person.hidden("/imports/new"), "language": "en", "claim_set": claim_set}
    return person.client.post(
        "/imports/new",
        data={**fields, "files": [(io.BytesIO(data), name) for name, data in files]},
        content_type="multipart/form-data",
    )


def _zip(members: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


def _unescaped(page: str) -> str:
    return html.unescape(page)
