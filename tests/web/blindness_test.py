"""No one sees another's judgement of a claim before all have judged it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from annotator.operations.people import users
from annotator.terms import CandidateDecision, Role
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

# What differs from one drawing of a page to the next.
_FRESH = re.compile(r'name="(?:csrf_token|token|drawn_at)"[^>]*>|until \d\d:\d\d')
NONE = 4711
CANARY = "Zanzibar-canary"
PATHS = (
    "/",
    "/documents",
    "/documents/#1",
    "/claims/#1",
    "/claims/#2",
    "/sets/#1",
    "/sets/#1/guideline",
    "/sets/#1/mine",
    "/sets/#1/known-answers",
    "/sets/#1/review",
    "/sets/#1/review?show=decided",
    "/sets/#1/export.jsonl",
    "/sets/#1/export.csv",
    "/review/#1",
    "/desk/#1",
    "/desk/#2",
    "/desk/#2/sources",
    "/desk/#2/sources?words=harbour",
    "/desk/#2/sources?words=Zanzibar",
    "/desk/#2/sources/#1",
    "/people",
    "/account",
)


@pytest.mark.parametrize("roles", [[Role.ANNOTATOR], list(Role)], ids=["annotator", "every role"])
def test_every_page_is_the_same_whether_a_colleague_has_judged_or_not(
    visitor: Callable[..., Visitor], world: World, roles: list[Role]
) -> None:
    world.import_statements("the harbour was open")
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["bob"], roles=roles)
        session.commit()
    world.take("ann")
    world.take("bob")
    reader = visitor("bob")
    before = _pages(reader, world)
    _judge_with_canary(world)
    after = _pages(reader, world)
    assert [path for path in PATHS if before[path] != after[path]] == []
    assert CANARY not in "".join(page for _, page in after.values())


def test_when_all_have_judged_a_reviewer_reads_it(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    _judge_with_canary(world)
    world.judge("bob", judgement("refuted"))
    page = visitor("rita").text("/review/#1")
    assert CANARY in page
    assert "ann" not in _words(page)


def test_an_annotator_never_reads_a_colleagues_judgement(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    _judge_with_canary(world)
    world.judge("bob", judgement("refuted"))
    assert CANARY not in "".join(page for _, page in _pages(visitor("cleo"), world).values())


def _judge_with_canary(world: World) -> None:
    link = evidence(
        url=f"https://{CANARY}.example/", title=CANARY, publisher=CANARY, quote=CANARY, note=CANARY
    )
    assignment_id = world.take("ann")
    assert assignment_id is not None
    world.paste("ann", assignment_id, f"The harbour, {CANARY}", title=CANARY, publisher=CANARY)
    world.judge(
        "ann",
        judgement(
            candidate=CandidateDecision.REWORDED,
            wording=f"The harbour was open, {CANARY}",
            justification=CANARY,
            evidence=(link,),
            reasons={(10, None): CANARY, (12, None): CANARY},
        ),
    )


def _pages(reader: Visitor, world: World) -> dict[str, tuple[int, str]]:
    """Every page as the reader sees it, but for what is new in each answer.

    What is not there yet is asked for by an id that no row has.
    """
    pages = {}
    for path in PATHS:
        answer = reader.get(world.at(path, missing=NONE))
        pages[path] = (answer.status_code, _FRESH.sub("", answer.text))
    return pages


def _words(page: str) -> set[str]:
    return set(re.findall(r"\w+", page.lower()))
