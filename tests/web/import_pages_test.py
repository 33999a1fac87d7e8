"""Documents coming in on a page: the bad ones named, the good ones in."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import update

from annotator.clock import now
from annotator.imports.incoming import IncomingText
from annotator.jobs.extraction import EXTRACTION_HERE
from annotator.jobs.previewing import PREVIEW_HERE
from annotator.jobs.runner import run_waiting
from annotator.models import Claim, Document, Job, LoginSession
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.records import DocumentMetadata
from annotator.text.parsing import parser
from tests.importing import end_import, import_files, upload
from tests.world import statement

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.visitor import Visitor
    from tests.world import World

SCRIPT = "<script>alert(1)</script>"


def test_files_come_in_and_the_ones_that_cannot_are_named(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    page_of_import = import_files(
        person,
        ("news.txt", statement("the harbour was open").encode()),
        ("empty.txt", b""),
        ("picture.txt", b"\x89PNG\x00\x00"),
        ("letter.doc", b"Dear all"),
        ("archive.zip", _zip({"a.txt": statement("the bridge was closed"), "../up.txt": "x"})),
        claim_set=str(world.claim_set_id),
    )
    page = person.text(page_of_import)
    assert "0 of 2 documents read" in page
    for reason in ("It is empty.", "It is a picture", "It is not one of", "climbs out"):
        assert reason in page
    run_waiting(world.database, EXTRACTION_HERE)
    page = person.text(page_of_import)
    assert "2 of 2 documents read" in page
    assert "2 candidate claims found" in page
    assert "You choose which claims are added to" in page
    claims = f"{page_of_import}/claims"
    assert "the harbour was open" in person.text(claims)
    chosen = {"claims": str(world.nth(Claim)), "claim_set": str(world.claim_set_id)}
    assert person.send(claims, chosen, page=claims).status_code == 302
    in_set = person.text(f"/sets/{world.claim_set_id}")
    assert "the harbour was open" in in_set
    assert "the bridge was closed" not in in_set


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
    run_waiting(world.database, PREVIEW_HERE)
    page = person.text(answer.location)
    assert "1 text can be imported." in page
    assert "news/a.txt" in page
    assert "photo.png" not in page


def test_an_import_of_nothing_or_of_a_wrong_address_says_so_and_keeps_what_was_written(
    visitor: Callable[..., Visitor],
) -> None:
    person = visitor("ed")
    nothing = person.send("/imports/new", {})
    assert nothing.status_code == 422
    assert "Choose files, paste a text, or enter an address." in nothing.text
    wrong = {"pasted": "It rained.", "addresses": "https://herald.example/a\nherald"}
    answer = person.send("/imports/new", wrong)
    assert answer.status_code == 422
    for part in ("Line 2:", "It rained.", "https://herald.example/a"):
        assert part in answer.text


def test_a_document_that_holds_a_script_shows_it_as_text(
    visitor: Callable[..., Visitor], world: World
) -> None:
    with world.writing() as session:
        batch_id = begin_import(session, label=SCRIPT)
        text = IncomingText(
            name=SCRIPT,
            text=f"{SCRIPT} The harbour is open.",
            metadata=DocumentMetadata(title=SCRIPT, outlet=SCRIPT),
        )
        import_texts(session, batch_id=batch_id, incoming=[text], unstated=DocumentMetadata())
        session.commit()
    person = visitor("ed")
    for path in ("/documents", "/documents/#1", "/imports/#1"):
        page = person.get(path).text
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


def test_a_language_without_rules_is_said_to_have_none(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    for name, text in (("a.txt", "language: de\n\nDer Hafen ist offen."), ("b.txt", "It is open.")):
        import_files(person, (name, text.encode()))
    run_waiting(world.database, EXTRACTION_HERE)
    note = "There are no rules for the language “de” yet"
    assert note in person.text("/documents/#1")
    assert note in person.text("/imports/#1")
    assert "There are no rules" not in person.text("/documents/#2")
    assert "There are no rules" not in person.text("/imports/#2")


def test_a_french_text_is_read_by_french_rules_when_it_is_imported_as_french(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    text = "« Le port est ouvert », a déclaré Ada Maro, la ministre des Transports."
    import_files(person, ("port.txt", text.encode()), language="fr")
    run_waiting(world.database, EXTRACTION_HERE)
    page = person.text("/documents/#1")
    assert "rules 5 fr_core_news_sm" in page
    assert "Ada Maro" in page
    assert "minor fact" not in page
    claim = person.text("/claims/#1")
    assert "Said by Ada Maro (“a déclaré”)" in claim
    assert "Check-worthiness" not in claim


def test_a_french_text_without_the_model_says_what_to_install(
    visitor: Callable[..., Visitor], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(parser.MODELS, "fr", ("no_such_model",))
    person = visitor("ed")
    import_files(person, ("port.txt", b"Le port est ouvert."), language="fr")
    run_waiting(world.database, EXTRACTION_HERE)
    for path in ("/documents/#1", "/imports/#1"):
        assert "“make language-fr” installs it" in person.text(path)


def test_a_preview_says_what_each_language_gives(
    visitor: Callable[..., Visitor], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = upload(visitor("ed"), ("a.txt", b"It rained.")).location
    run_waiting(world.database, PREVIEW_HERE)
    page = visitor("ed").text(address)
    for said in (
        "English: claims with their speakers",
        "French: claims with their speakers",
        "German: sentences only",
        "Thai: paragraphs only",
        "Another language: sentences only",
    ):
        assert said in page
    assert "is not installed" not in page
    monkeypatch.setitem(parser.MODELS, "fr", ("no_such_model",))
    page = visitor("ed").text(address)
    assert "French: sentences only" in page
    assert "The model for French is not installed: make language-fr adds it." in page


def test_claims_of_a_document_are_put_into_a_set(
    visitor: Callable[..., Visitor], world: World
) -> None:
    document_id = world.import_statements()
    other = world.make_set("Other")
    person = visitor("ed")
    page = f"/documents/{document_id}"
    first, second, third = (str(world.nth(Claim, number)) for number in (1, 2, 3))
    for claims, said in (
        ([first, third, "4711"], "2 claims added."),
        ([first, second], "1 claim added. 1 claim was already in the set."),
    ):
        fields = {**person.hidden(page), "claim_set": str(other), "claims": claims}
        answer = person.client.post(f"{page}/claims", data=fields)
        assert answer.status_code == 302
        assert said in person.text(answer.location)
    nothing = person.send(f"{page}/claims", {"claim_set": str(other)}, page=page)
    assert nothing.status_code == 422
    assert "Select at least one claim." in nothing.text


def test_an_editor_has_a_document_extracted_again_and_cut_finely(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    import_files(person, ("news.txt", statement("the harbour was open").encode()))
    run_waiting(world.database, EXTRACTION_HERE)
    path = f"/documents/{world.nth(Document)}"
    assert "Extract claims again" in person.text(path)
    answer = person.send(f"{path}/extraction", {"finely": "y"}, page=path)
    assert answer.status_code == 302
    assert "Claims are being extracted" in person.text(path)
    run_waiting(world.database, EXTRACTION_HERE)
    page = person.text(path)
    assert " finely " in page
    assert "the harbour was open" in page


def test_a_document_with_claims_in_a_set_offers_no_extraction(
    visitor: Callable[..., Visitor], world: World
) -> None:
    path = f"/documents/{world.import_statements('the harbour was open')}"
    person = visitor("ed")
    assert "Extract claims again" not in person.text(path)
    answer = person.send(f"{path}/extraction", {}, page=path)
    assert answer.status_code == 409
    assert "in a claim set" in answer.text


def test_a_box_of_the_import_cuts_its_texts_finely(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    import_files(person, ("a.txt", statement("it rained").encode()), finely="y")
    import_files(person, ("b.txt", statement("it snowed").encode()))
    run_waiting(world.database, EXTRACTION_HERE)
    first, second = (person.text(f"/documents/{world.nth(Document, n)}") for n in (1, 2))
    assert " finely " in first
    assert " finely " not in second


def _zip(members: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


def test_a_preview_shows_files_texts_duplicates_and_reasons_before_anything_is_imported(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    table = b"text,title,outlet,date\nIt rained.,Rain,Herald,2025-12-06\nIt rained.,,,\n"
    page = upload(person, ("a.csv", table), ("b.txt", b"")).location
    assert "Files are being read" in person.text(page)
    run_waiting(world.database, PREVIEW_HERE)
    text = person.text(page)
    for said in (
        *("Preview of the import", "1 text can be imported.", "2 files", "1 duplicate"),
        *('value="Rain"', 'value="Herald"', 'value="2025-12-06"', "It rained.", "It is empty."),
        *("duplicate of no. 1", "Import 1 text"),
    ):
        assert said in text
    assert "No documents" in person.text("/documents") or "Rain" not in person.text("/documents")
    assert person.send(f"{page}/cancel", {}, page=page).status_code == 302
    assert "Nothing was imported." in person.text(page)
    assert person.send(f"{page}/confirm", {}, page="/imports/new").status_code == 409


def test_a_preview_says_which_titles_are_guessed_and_as_what_a_document_is_kept(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    named = b"title: Rain\n\nIt rained."
    page = upload(person, ("a.txt", named), ("news/harvest.txt", b"It grew.")).location
    run_waiting(world.database, PREVIEW_HERE)
    text = person.text(page)
    assert re.search(r'class="in" name="title-[\d.]+" value="Rain"', text)
    assert re.search(r'class="in guess" name="title-[\d.]+" value="harvest"', text)
    assert "from the file name" in text
    assert "2 of 2 texts ticked" in text
    person.send(f"{page}/confirm", {}, page=page)
    end_import(world)
    assert ">harvest<" in person.text(page)


def test_an_import_that_waits_for_a_worker_says_that_none_runs(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    page = upload(person, ("a.txt", b"It rained.")).location
    assert "No worker has begun this job." not in person.text(page)
    with world.writing() as session:
        session.execute(update(Job).values(due_at=now() - timedelta(minutes=1)))
        session.commit()
    assert "No worker has begun this job." in person.text(page)


def test_an_upload_whose_session_is_extended_is_stored(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    with world.writing() as session:
        session.execute(update(LoginSession).values(expires_at=now() + timedelta(hours=1)))
        session.commit()
    assert upload(person, ("a.txt", b"It rained.")).status_code == 302


def test_editors_are_told_whom_to_ask_for_a_worker_and_administrators_how_to_start_it(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page = upload(visitor("ed"), ("news.txt", b"The mill was open.")).location
    for waited, editors in ((0, "ask an administrator to start"), (60, "Ask an administrator to")):
        with world.writing() as session:
            session.execute(update(Job).values(due_at=now() - timedelta(seconds=waited)))
            session.commit()
        assert editors in visitor("ed").text(page)
        assert "make run" not in visitor("ed").text(page)
        assert "<code>make run</code>" in visitor("adam").text(page)


def test_the_label_of_an_import_says_how_many_more_files_it_has(
    visitor: Callable[..., Visitor],
) -> None:
    five = [(f"{n}.txt", f"The mill {n} was open.".encode()) for n in range(5)]
    person = visitor("ed")
    assert "<p>0.txt, 1.txt, 2.txt, 3.txt, 4.txt ·" in person.text(upload(person, *five).location)
    two_more = [*five, ("5.txt", b"Five."), ("6.txt", b"Six.")]
    assert "4.txt, and 2 more ·" in person.text(upload(person, *two_more).location)
    long = [(f"{n}{'x' * 60}.txt", b"The mill was open.") for n in range(7)]
    assert ", and 2 more ·" in person.text(upload(person, *long).location)


def test_texts_of_one_file_without_titles_are_named_by_their_first_words(
    visitor: Callable[..., Visitor],
) -> None:
    person = visitor("ed")
    long = "The harbour of Kesselbrook was open to all ships in the whole of last winter."
    lines = f"text\n{long}\nThe mill was closed.\n".encode()
    import_files(person, ("posts.csv", lines), ("news.txt", b"The bridge was closed."))
    page = person.text("/documents")
    assert ">“The harbour of Kesselbrook was open to all ships in the …”<" in page
    assert ">“The mill was closed.”<" in page
    assert ">posts<" not in page
    assert ">news<" in page
