"""Questions about the files of an import: answered on the page, and columns remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.jobs.previewing import PREVIEW_HERE
from annotator.jobs.runner import run_waiting
from tests.importing import upload

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

TABLE = "Nr;Nachricht;Zeitung\n1;Der Hafen ist offen.;Tarn Kurier\n"
DATES = b"text,date\nThe harbour was open.,04/03/2026\n"


def test_the_columns_of_a_table_are_asked_for_once_and_remembered(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    page = _previewed(world, person, "a.csv", TABLE.encode())
    text = person.text(page)
    assert "1 question about the files" in text
    assert "Der Hafen ist offen." in text
    chosen = {"question-0-column-text": "Nachricht", "question-0-column-outlet": "Zeitung"}
    assert person.send(f"{page}/answers", chosen, page=page).status_code == 302
    run_waiting(world.database, PREVIEW_HERE)
    text = person.text(page)
    assert "1 text can be imported." in text
    assert 'value="Tarn Kurier"' in text
    other = _previewed(world, person, "b.csv", TABLE.replace("offen", "zu").encode())
    text = person.text(other)
    assert "question about the files" not in text
    assert 'value="Tarn Kurier"' in text


def test_the_order_of_day_and_month_is_asked_for(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    page = _previewed(world, person, "a.csv", DATES)
    assert "Does the day or the month come first?" in person.text(page)
    answer = {"question-0-value": "day_first"}
    assert person.send(f"{page}/answers", answer, page=page).status_code == 302
    run_waiting(world.database, PREVIEW_HERE)
    assert 'value="2026-03-04"' in person.text(page)


def test_an_answer_that_no_question_offers_is_refused(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    page = _previewed(world, person, "a.csv", TABLE.encode())
    for wrong, status in (
        ({"question-0-column-text": "Ort"}, 422),
        ({"question-0-column-outlet": "Zeitung"}, 422),
        ({"question-0-column-text": "Nr", "question-0-name": "b.csv"}, 409),
    ):
        assert person.send(f"{page}/answers", wrong, page=page).status_code == status
    assert "1 question about the files" in person.text(page)


def _previewed(world: World, person: Visitor, name: str, content: bytes) -> str:
    page = str(upload(person, (name, content)).location)
    run_waiting(world.database, PREVIEW_HERE)
    return page
