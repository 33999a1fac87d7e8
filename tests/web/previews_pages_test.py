"""The preview of an import: three ways in, edits of each text, addresses that fail, two tabs."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from sqlalchemy import event

from annotator.import_states import ImportState
from annotator.jobs.previewing import PREVIEW_HERE
from annotator.jobs.runner import run_waiting
from annotator.queries.corpus.imports import import_of
from annotator.queries.corpus.previews import rows_after
from tests.fetching.server import serving
from tests.importing import all_documents, end_import, import_items, state_of, stored, upload

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from werkzeug.test import TestResponse

    from tests.visitor import Visitor
    from tests.world import World

FIELDS = ("title", "outlet", "published", "author", "language")
_FIELD = re.compile(r'name="((?!tick)\w+-\d+\.\d+)" value="([^"]*)"')
_TICK = re.compile(r'name="(tick-[\d.]+)" value="y"( checked)?')


def test_files_a_pasted_text_and_addresses_are_one_import(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    with serving(_answer) as server:
        address = f"{server.address}/harbour"
        fields = {"pasted": "Rain in Orlest\n\nIt rained.", "addresses": f"{address}\n\n{address}"}
        page = upload(person, ("news.txt", b"It snowed."), **fields).location
        run_waiting(world.database, PREVIEW_HERE, server.rules)
        assert server.visits == ["/harbour"]
    text = person.text(page)
    assert "3 texts can be imported." in text
    for title in ("news", "Harbour open again"):
        assert f'value="{title}"' in text
    assert "Rain in Orlest" in text
    assert all_documents(world) == []
    assert _send(person, page, "confirm").status_code == 302
    end_import(world)
    assert [text for text, _outcome in import_items(world, _id(page)) if text and "snowed" in text]
    assert len(all_documents(world)) == 3
    assert stored(world) == 0
    listed = person.words("/documents")
    assert "Harbour open again" in listed


def test_an_address_that_fails_keeps_its_row_with_the_reason_and_is_tried_again(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    with serving(_answer) as server:
        addresses = f"{server.address}/missing\n{server.address}/harbour"
        page = upload(person, addresses=addresses).location
        run_waiting(world.database, PREVIEW_HERE, server.rules)
        text = person.text(page)
        assert "1 address was not fetched" in text
        assert "The address answers 404" in text
        assert "1 text can be imported." in text
        _edit(person, page, 1, outlet="Tarn Courier")
        file_id = re.search(r'name="file" value="(\d+)"', text)
        assert file_id
        again = {"file": file_id[1]}
        assert person.send(f"{page}/again", again, page=page).status_code == 302
        run_waiting(world.database, PREVIEW_HERE, server.rules)
        assert sorted(server.visits) == ["/harbour", "/missing", "/missing"]
    assert 'value="Tarn Courier"' in person.text(page)
    _send(person, page, "confirm")
    end_import(world)
    done = person.text(page)
    assert "1 text was not imported" in done
    assert f"{server.address}/missing" in person.text(f"/imports/new?again={page.split('/')[-1]}")


def test_no_address_of_our_own_network_is_opened(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    with serving(_answer) as server:
        page = upload(person, addresses=f"http://127.0.0.1:{server.port}/harbour").location
        run_waiting(world.database, PREVIEW_HERE)
        assert server.visits == []
    assert "1 address was not fetched" in person.text(page)


def test_what_a_person_changes_in_a_preview_is_what_is_imported(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    table = b"text,title,outlet\nIt rained.,Rain,Herald\nIt snowed.,Snow,Herald\nIt was dry.,,\n"
    page = _previewed(world, person, ("a.csv", table))
    edited = _edit(
        person, page, 1, title="Rain in Orlest", outlet="", published="2025-12", author="A. Maro"
    )
    assert edited.status_code == 302
    assert _edit(person, page, 2, tick=False).status_code == 302
    text = person.text(page)
    assert 'value="Rain in Orlest"' in text
    assert "2 of 3 texts ticked" in text
    assert "Import 2 texts" in text
    assert all_documents(world) == []
    assert _send(person, page, "confirm", outlet="Tarn Courier").status_code == 302
    end_import(world)
    assert [text for _id, text in all_documents(world)] == ["It rained.", "It was dry."]
    rain, dry = (person.words(f"/documents/#{number}") for number in (1, 2))
    assert "Rain in Orlest" in rain
    assert "A. Maro" in rain
    assert "Dec 2025" in rain
    assert "Herald" not in rain
    assert "Tarn Courier" not in rain
    assert "Tarn Courier" in dry
    assert "1 text was left out." in person.text(page)


def test_a_duplicate_of_a_text_that_is_left_out_is_left_out_too(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    page = _previewed(world, person, ("a.csv", b"text\nIt rained.\nIt rained.\nIt snowed.\n"))
    assert "duplicate of no. 1" in person.text(page)
    _edit(person, page, 1, tick=False)
    _send(person, page, "confirm")
    end_import(world)
    assert [text for _id, text in all_documents(world)] == ["It snowed."]


def test_a_wrong_date_or_language_is_named_beside_what_was_typed_and_nothing_is_kept(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    page = _previewed(world, person, ("a.txt", b"It rained."))
    answer = _edit(person, page, 1, title="Rain", published="32 Dec 2025", language="german")
    assert answer.status_code == 422
    for said in ("“32 Dec 2025” is not a date", "is no code of a language", 'value="32 Dec 2025"'):
        assert said in answer.text
    assert 'value="Rain"' in answer.text
    assert 'value="Rain"' not in person.text(page)
    confirmed = _send(person, page, "confirm", change={"published-1": "32 Dec 2025"})
    assert confirmed.status_code == 422
    assert state_of(world, _id(page)) is ImportState.PREVIEWED


def test_two_tabs_on_one_preview_do_not_overwrite_each_other(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person, other = visitor("ed"), visitor("adam")
    table = b"text,title\nIt rained.,Rain\nIt snowed.,Snow\n"
    page = _previewed(world, person, ("a.csv", table))
    first, second = _fields(person.text(page)), _fields(other.text(page))
    assert person.post(f"{page}/rows", _changed(first, 1, title="Mine")).status_code == 302
    # Another text, and the first one as it was seen: nothing is overwritten.
    assert other.post(f"{page}/rows", _changed(second, 2, title="Theirs")).status_code == 302
    text = person.text(page)
    assert 'value="Mine"' in text
    assert 'value="Theirs"' in text
    # The same text: both are shown, and a second save is meant.
    refused = other.post(f"{page}/rows", _changed(second, 1, title="Rainfall"))
    assert refused.status_code == 409
    assert 'value="Rainfall"' in refused.text
    assert "Now saved: Mine" in refused.text
    assert 'value="Mine"' in person.text(page)
    assert other.post(f"{page}/rows", _fields(refused.text)).status_code == 302
    assert 'value="Rainfall"' in person.text(page)


def test_an_import_is_confirmed_only_as_it_was_seen(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person, other = visitor("ed"), visitor("adam")
    page = _previewed(world, person, ("a.csv", b"text,title\nIt rained.,Rain\nIt snowed.,Snow\n"))
    seen = _fields(person.text(page))
    _edit(other, page, 2, tick=False)
    refused = person.post(f"{page}/confirm", seen)
    assert refused.status_code == 409
    assert "changed this preview since you opened it" in refused.text
    assert state_of(world, _id(page)) is ImportState.PREVIEWED
    assert person.post(f"{page}/confirm", _fields(refused.text)).status_code == 302
    end_import(world)
    assert len(all_documents(world)) == 1


def test_a_script_saves_changes_and_its_page_can_go_on(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    page = _previewed(world, person, ("a.csv", b"text\nIt rained.\nIt snowed.\n"))
    fields = _changed(_fields(person.text(page)), 1, title="Rain")
    json = {"Accept": "application/json"}
    answer = person.post(f"{page}/rows", fields, headers=json)
    said = answer.get_json()
    assert (answer.status_code, said["ticked"]) == (200, "2 of 2 texts ticked")
    fields["version"] = str(said["version"])
    fields |= {f"seen-{key}": seen for key, seen in said["seen"].items()}
    wrong = person.post(f"{page}/rows", _changed(fields, 1, published="soon"), headers=json)
    assert wrong.status_code == 422
    assert "is not a date" in wrong.get_json()["message"]
    assert person.post(f"{page}/confirm", fields).status_code == 302


def test_an_import_without_a_ticked_text_is_refused(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    page = _previewed(world, person, ("a.txt", b"It rained."))
    fields = _changed(_fields(person.text(page)), 1, tick=False)
    answer = person.post(f"{page}/confirm", fields)
    assert answer.status_code == 422
    assert "Tick at least one text." in answer.text
    assert state_of(world, _id(page)) is ImportState.PREVIEWED


def test_1200_files_are_one_upload_and_the_preview_shows_them_in_pages(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    files = [(io.BytesIO(f"Text {n} of many.".encode()), f"{n}.txt") for n in range(1200)]
    answer = person.client.post(
        "/imports/new", data={**person.hidden("/imports/new"), "files": files}
    )
    page = answer.location
    run_waiting(world.database, PREVIEW_HERE)
    text = person.text(page)
    assert "1200 of 1200 texts ticked" in text.replace(",", "")
    assert len(_TICK.findall(text)) == 50
    fields = {**_changed(_fields(text), 3, title="The third"), "after": "50"}
    following = person.post(f"{page}/rows", fields)
    assert following.location.endswith("?after=50")
    assert 'value="50"' in person.text(following.location)
    assert 'value="The third"' in person.text(page)


def test_a_preview_takes_as_many_statements_for_one_text_as_for_fifty(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    counts = []
    for number in (1, 50):
        rows = "".join(f"It rained {n} times in {number} towns.\n" for n in range(number))
        page = _previewed(world, person, (f"{number}.csv", f"text\n{rows}".encode()))
        statements: list[str] = []
        with world.reading() as session:
            event.listen(
                session.connection(),
                "before_cursor_execute",
                lambda *given, heard=statements: heard.append(given[2]),
            )
            found = import_of(session, _id(page))
            rows_after(session, found.id, found.options, 0)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_all_imports_are_listed_with_a_way_back_to_each_preview(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    assert "There are no imports yet" in person.text("/imports")
    page = _previewed(world, person, ("harvest.txt", b"It grew."), ("broken.txt", b""))
    words = person.words("/imports")
    assert "harvest.txt, broken.txt" in words
    assert "waits for you" in words
    assert f'href="{page}"' in person.text("/imports")
    _send(person, page, "confirm")
    end_import(world)
    assert "1 not read" in person.words("/imports")
    assert visitor("ann").get("/imports").status_code == 403


def _previewed(world: World, person: Visitor, *files: tuple[str, bytes]) -> str:
    page = str(upload(person, *files).location)
    run_waiting(world.database, PREVIEW_HERE)
    return page


def _fields(page: str) -> dict[str, str]:
    """The form of a preview as a browser sends it."""
    hidden = re.findall(r'type="hidden" name="([\w.-]+)" value="([^"]*)"', page)
    guard = re.findall(r'name="(csrf_token)" type="hidden" value="([^"]*)"', page)
    ticks = {name: "y" for name, checked in _TICK.findall(page) if checked}
    return {**dict(hidden), **dict(guard), **dict(_FIELD.findall(page)), **ticks}


def _changed(
    fields: dict[str, str], row: int, *, tick: bool = True, **values: str
) -> dict[str, str]:
    """The form with other values in one of its rows, from 1."""
    key = _keys(fields)[row - 1]
    changed = {**fields, **{f"{name}-{key}": value for name, value in values.items()}}
    if not tick:
        del changed[f"tick-{key}"]
    return changed


def _keys(fields: dict[str, str]) -> list[str]:
    return [name.removeprefix("title-") for name in fields if name.startswith("title-")]


def _edit(
    person: Visitor, page: str, row: int, *, tick: bool = True, **values: str
) -> TestResponse:
    fields = _changed(_fields(person.text(page)), row, tick=tick, **values)
    return person.post(f"{page}/rows", fields)


def _send(
    person: Visitor, page: str, action: str, change: dict[str, str] | None = None, **fields: str
) -> TestResponse:
    sent = {**_fields(person.text(page)), "language": "en", "claim_set": "0", **fields}
    for name, value in (change or {}).items():
        field, _dash, row = name.rpartition("-")
        sent = {**sent, f"{field}-{_keys(sent)[int(row) - 1]}": value}
    return person.post(f"{page}/{action}", sent)


def _id(page: str) -> int:
    return int(page.rpartition("/")[2])


def _answer(connected: socket.socket, path: str) -> None:
    body = (
        b"<html><head><title>Harbour open again</title></head><body><article>"
        b"<p>The harbour of Orlest is open again after the storm, the harbour office said.</p>"
        b"<p>Forty ships had waited for three days outside of the breakwater.</p>"
        b"</article></body></html>"
    )
    status = b"404 Not Found" if path == "/missing" else b"200 OK"
    head = b"HTTP/1.1 " + status + b"\r\nContent-Type: text/html\r\nConnection: close\r\n"
    connected.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
