"""`sets release` and what belongs to it, as an administrator types it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from annotator.models import Claim, SetClaim
from annotator.operations.sets import claim_sets
from tests.past import after
from tests.world import judgement

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.world import World


def _judged(world: World) -> None:
    """Two claims are judged by all: one disputed, one not."""
    world.import_statements("the harbour was open", "the bridge was shut")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name)
        world.judge(name, judgement(verdict))


pytestmark = after(_judged)


def test_a_set_is_released_and_the_next_release_says_what_changed(
    run: Run, world: World, tmp_path: Path
) -> None:
    first = run("sets", "release", "Verania", "--any-source", "--by", "rita").stdout
    assert first.splitlines()[0] == "Release 1: 1 claim; left out: 1 disputed"
    world.decide("rita", world.nth(SetClaim, 2))
    second = run("sets", "release", "Verania", "--any-source", "--soft", "--by", "rita").stdout
    assert "Since release 1: 1 added, 0 gone, 0 with another label" in second
    assert "+ claim 2\trefuted\tthe bridge was shut" in second
    listed = [
        line.split("\t")
        for line in run("sets", "releases", "Verania", "--by", "rita").stdout.splitlines()
    ]
    assert [(line[0], *line[2:]) for line in listed] == [
        ("2", "Rita", "adjudicated", "2 claims"),
        ("1", "Rita", "adjudicated", "1 claim"),
    ]
    target = tmp_path / "out.jsonl"
    run("sets", "release-file", "Verania", "1", "--by", "rita", "-o", str(target))
    sha256 = hashlib.sha256(target.read_bytes()).hexdigest()
    assert f"{sha256}  release-1.jsonl" in first


def test_a_format_that_the_release_does_not_keep_is_derived(
    run: Run, world: World, tmp_path: Path
) -> None:
    assert world.people
    run("sets", "release", "Verania", "--any-source", "--by", "rita")
    target = tmp_path / "out.csv"
    written = run(
        "sets", "release-file", "Verania", "1", "--by", "rita", "--format", "csv", "-o", str(target)
    )
    assert "is written by" not in written.stderr
    sha256 = hashlib.sha256(target.read_bytes()).hexdigest()
    (event,) = run("audit", "list", "--by", "rita", "--limit", "1").stdout.splitlines()
    assert "release-1.csv" in event
    assert sha256 in event


def test_the_trail_calls_a_release_by_its_number_in_its_set(run: Run, world: World) -> None:
    run("sets", "release", "Verania", "--any-source", "--by", "rita")
    other = world.make_set("Orlest")
    with world.writing() as session:
        claim_sets.add_claims(session, claim_set_id=other, claim_ids=[world.nth(Claim)])
        session.commit()
    for name in ("ann", "bob"):
        world.judge(name, claim_set_id=other)
    run("sets", "release", "Orlest", "--any-source", "--by", "rita")
    run("sets", "release-file", "Orlest", "1", "--by", "rita")
    listed = run(
        "audit", "list", "--by", "rita", "--set", "Orlest", "--limit", "2"
    ).stdout.splitlines()
    events = [line.split("\t")[3:5] for line in listed]
    assert events == [["set_exported", "release 1"], ["release_made", "release 1"]]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["release", "Verania", "--by", "rita"], "No claim of this set matches this rule"),
        (["release", "Verania", "--margin", "2"], "A margin belongs to a majority"),
        (["release", "Verania", "--rule", "majority", "--margin", "99"], "from 1 to 50"),
        (["release", "Nowhere"], "There is no claim set “Nowhere”"),
        (["release", "Verania", "--by", "nobody"], "There is no account “nobody”"),
        (["release-file", "Verania", "1"], "The set has no release 1"),
    ],
)
def test_what_cannot_be_released_is_one_line(
    run: Run, world: World, arguments: list[str], complaint: str
) -> None:
    assert world.people
    done = run("sets", *arguments, code=1)
    assert complaint in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_a_release_does_not_have_is_named(run: Run, world: World) -> None:
    assert world.people
    run("sets", "release", "Verania", "--any-source", "--by", "rita")
    done = run("sets", "release-file", "Verania", "1", "--by", "rita", "--format", "xlsx", code=1)
    assert "The release has no file “xlsx”" in done.stderr
