"""Known answers: set on a page, met at the desk, shown after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.models import ClaimSet, KnownAnswer
from tests.web.sending import JUDGEMENT, count

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

ANSWER = {
    "purpose": "calibration",
    "outcome": "verdict:refuted",
    "reason": "The log of the **harbour** says so.",
}


def test_an_editor_sets_an_answer_and_annotators_learn_from_it(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    editor = visitor("ed")
    kept = editor.send("/set-claims/#2/known-answer", ANSWER)
    assert kept.location == world.at("/sets/#1/known-answers")
    assert "The log of the" in editor.text("/sets/#1/known-answers")
    person = visitor("ann")
    assert person.send("/sets/#1/next", {}, page="/").location == world.at("/desk/#1")
    assert "The log of the" not in person.text("/desk/#1")
    assert person.send("/desk/#1", JUDGEMENT).location == world.at("/desk/#1")
    page = person.text("/desk/#1")
    assert "The log of the" in page
    assert "Your answer differs." in page
    assert "Change judgement" not in page
    assert person.send("/sets/#1/next", {}, page="/desk/#1").location == world.at("/desk/#2")


def test_a_page_at_the_desk_does_not_tell_a_known_answer_from_a_live_claim(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    editor = visitor("ed")
    editor.send("/set-claims/#4/known-answer", {**ANSWER, "purpose": "known_answer"})
    editor.send("/sets/#1/known-answers", {"every": "2"})
    person = visitor("ann")
    person.send("/sets/#1/next", {}, page="/")
    known, live = person.text("/desk/#1"), person.text("/desk/#2")
    assert "harvest" in known
    for word in ("known", "calibration", "right answer"):
        assert known.casefold().count(word) == live.casefold().count(word)


def test_an_answer_is_drawn_again_for_changing_and_taken_away(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    editor = visitor("ed")
    editor.send("/set-claims/#2/known-answer", ANSWER)
    page = editor.text("/set-claims/#2/known-answer")
    assert 'selected value="verdict:refuted"' in page
    assert ANSWER["reason"] in page
    for status in (302, 404):
        gone = editor.send("/set-claims/#2/known-answer/remove", {}, page="/sets/#1/known-answers")
        assert gone.status_code == status
        assert count(world, KnownAnswer) == 0


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"outcome": ""}, "Choose the answer that is right."),
        ({"outcome": "not_checkable:nonsense"}, "Choose the answer that is right."),
        ({"outcome": "verdict:half_true"}, "half_true"),
        ({"reason": " "}, "Say why"),
        ({"purpose": "fun"}, "Choose an entry of the list."),
    ],
)
def test_an_answer_that_is_not_whole_comes_back_with_what_is_missing(
    visitor: Callable[..., Visitor], world: World, wrong: dict[str, str], complaint: str
) -> None:
    world.import_statements()
    answer = visitor("ed").send("/set-claims/#1/known-answer", {**ANSWER, **wrong})
    assert answer.status_code == 422
    assert complaint in answer.text
    assert count(world, KnownAnswer) == 0


@pytest.mark.parametrize("every", ["1", "-3", "often"])
def test_a_share_that_is_none_is_refused(
    visitor: Callable[..., Visitor], world: World, every: str
) -> None:
    answer = visitor("ed").send("/sets/#1/known-answers", {"every": every})
    assert answer.status_code == 422
    with world.reading() as session:
        assert session.scalars(select(ClaimSet.known_every)).one() is None


def test_a_claim_that_somebody_is_judging_is_refused_by_its_name(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    world.take("ann")
    answer = visitor("ed").send("/set-claims/#1/known-answer", ANSWER)
    assert answer.status_code == 409
    assert "begun to judge" in answer.text
