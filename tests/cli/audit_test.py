"""`audit`, as an administrator types it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from annotator.models import Claim
from tests.past import after
from tests.world import judgement

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.world import World


def _judged(world: World) -> None:
    """A claim has been decided on, and another is still being judged."""
    world.import_statements("the harbour was open", "the bridge was shut")
    world.judge("ann")
    world.judge("bob", judgement("refuted"))
    world.decide("rita")
    world.judge("ann")


pytestmark = after(_judged)


def test_a_whole_trail_is_told_with_a_hash_to_keep(run: Run, world: World) -> None:
    done = run("audit", "verify", "--judgements")
    found = re.fullmatch(r"(\d+) events hold; the hash of the last is (\w{64})\n", done.stdout)
    assert found is not None
    world.make_set("Ellmark")
    assert f"{int(found[1]) + 1} events hold" in run("audit", "verify", "--last", found[2]).stdout


def test_a_broken_trail_is_told_by_its_exit_code_and_the_link(run: Run, world: World) -> None:
    kept = run("audit", "verify").stdout.split()[-1]
    with world.writing() as session:
        session.execute(text("DROP TRIGGER audit_event_delete"))
        session.execute(text("DELETE FROM audit_event WHERE number > 10"))
        session.commit()
    assert run("audit", "verify").stdout.startswith("10 events hold")
    done = run("audit", "verify", "--last", kept, code=1)
    assert done.stdout.startswith("10 events hold")
    assert "Event 11: no event has the hash that you kept" in done.stderr
    with world.writing() as session:
        session.execute(text("DELETE FROM audit_event WHERE number = 4"))
        session.commit()
    done = run("audit", "verify", code=1)
    assert "Event 4: it is missing; the next that is there is event 5." in done.stderr


def test_events_are_listed_by_who_what_and_when(run: Run, world: World) -> None:
    assert world.people
    listed = run("audit", "list", "--set", "Verania", "--limit", "3")
    lines = [line.split("\t") for line in listed.stdout.splitlines()]
    assert [(line[2], line[3]) for line in lines] == [
        ("rita", "decision_made"),
        ("bob", "judgement_submitted"),
        ("ann", "judgement_submitted"),
    ]
    assert lines[0][6] == f"claim {world.nth(Claim)}"
    assert "verdict: - -> refuted" in lines[0][7]
    assert f"--before {lines[-1][0]}" in listed.stderr
    earlier = run("audit", "list", "--set", "Verania", "--before", lines[-1][0])
    assert earlier.stdout.splitlines()[0].split("\t")[3] == "claims_added"
    mine = run(
        "audit", "list", "--person", "ann", "--claim", str(world.nth(Claim)), "--since", "2020"
    )
    assert len(mine.stdout.splitlines()) == 1
    assert run("audit", "list", "--until", "2020-02-01").stdout == ""
    assert len(run("audit", "list", "--action", "set_made").stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["verify", "--last", "abc"], 2, "A hash has 64 digits"),
        (["list", "--person", "nobody"], 1, "There is no account “nobody”"),
        (["list", "--set", "Nowhere"], 1, "There is no claim set “Nowhere”"),
        (["list", "--since", "yesterday"], 1, "“yesterday” is not a date"),
        (["list", "--action", "murder"], 2, "“murder” is not one of judgement_submitted, "),
        (["list", "--claim", "0"], 2, "“0” cannot be used: write a claim’s number"),
    ],
)
def test_what_cannot_be_looked_for_is_named(
    run: Run, world: World, arguments: list[str], code: int, complaint: str
) -> None:
    assert world.people
    assert complaint in run("audit", *arguments, code=code).stderr
