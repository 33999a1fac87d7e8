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
    from pathlib import Path

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


def test_a_whole_log_is_told_with_a_hash_of_each_chain(run: Run, world: World) -> None:
    done = run("audit", "verify", "--contents")
    hashes = re.findall(
        r"^(\w{64})  the (?:installation’s chain|chain of set \d+): ", done.stdout, re.MULTILINE
    )
    assert len(hashes) == 2
    held = re.search(r"(\d+) events hold\.\n$", done.stdout)
    assert held is not None
    world.make_set("Ellmark")
    for kept in hashes:
        told = run("audit", "verify", "--last", kept).stdout
        assert f"{int(held[1]) + 1} events hold." in told
    assert "2 events hold" not in run("audit", "verify", "--set", "Ellmark").stdout


def test_a_cut_log_is_told_by_a_kept_hash_and_by_kept_heads(
    run: Run, world: World, tmp_path: Path
) -> None:
    run("audit", "heads", "-o", str(tmp_path / "kept"))
    (last,) = re.findall(r"(\w{64})  the chain of set", run("audit", "verify").stdout)
    with world.writing() as session:
        session.execute(text("DROP TRIGGER audit_event_delete"))
        session.execute(text(f"DELETE FROM audit_event WHERE hash = '{last}'"))
        session.commit()
    assert "events hold" in run("audit", "verify").stdout
    for how in (("--last", last), ("--heads", str(tmp_path / "kept"))):
        done = run("audit", "verify", *how, code=1)
        assert "the newest events were removed" in done.stderr
    with world.writing() as session:
        session.execute(text("DELETE FROM audit_event WHERE number = 4 AND chain > 0"))
        session.commit()
    done = run("audit", "verify", code=1)
    assert "Event 4 of the chain of set" in done.stderr
    assert "it is missing; the next that is there is event 5." in done.stderr


def test_a_file_of_heads_that_was_changed_is_refused(
    run: Run, world: World, tmp_path: Path
) -> None:
    assert world.people
    kept = tmp_path / "kept"
    run("audit", "heads", "-o", str(kept))
    kept.write_text(kept.read_text().replace('"at": "2', '"at": "1', 1))
    assert "was changed" in run("audit", "verify", "--heads", str(kept), code=1).stderr
    kept.write_text("{}")
    assert "is no file of heads" in run("audit", "verify", "--heads", str(kept), code=1).stderr


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
