"""`review`: the reviewer's room as a reviewer types it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from annotator.models import Claim, SetClaim
from annotator.operations.people import users
from annotator.operations.sets import claim_sets
from annotator.queries.audit_log.events import Wanted, trail
from annotator.queries.audit_log.verification import verify
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.terms import Basis, Role, Stance
from tests.past import after
from tests.world import World, evidence, judgement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from annotator.records import LabelledClaim
    from tests.cli.conftest import Run

    Told = Callable[..., Result]

WHY = ("--by", "rita", "--reason", "slip", "--note", "The log settles it.")
NOTED = ("--by", "rita", "--note", "The log settles it.")
NUMBER = re.compile(r"#\d+")
KEY = re.compile(r"^  ([0-9a-f]{16}) ", re.MULTILINE)


def _judged(world: World) -> None:
    """Two claims are judged by all: one disputed, one not."""
    world.import_statements("the harbour was open", "the bridge was shut")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name, judgement(verdict))
        world.judge(name)


pytestmark = after(_judged)


@pytest.fixture
def told(run: Run, world: World) -> Told:
    """`review`, of the nth claim for `#n`."""

    def tell(*arguments: str, code: int = 0) -> Result:
        known = [
            str(world.nth(SetClaim, int(one[1:]))) if NUMBER.fullmatch(one) else one
            for one in arguments
        ]
        return run("review", *known, code=code)

    return tell


def test_a_claim_is_found_read_and_decided_and_names_come_only_then(run: Run, world: World) -> None:
    first = str(world.nth(SetClaim))
    listed = run("review", "list", "--set", "Verania", "--by", "rita").stdout
    assert listed.split("\t")[:2] == [first, "differ in stance, verdict"]
    before = run("review", "show", first, "--by", "rita").stdout
    assert "Annotator A: " in before
    assert "(ann)" not in before
    assert "(bob)" not in before
    letter = before[before.index(": refuted") - 1]
    (seen,) = re.findall(r"--seen ([0-9a-f]{16})", before)
    done = run("review", "decide", first, f"right-{letter}", *WHY, "--seen", seen)
    assert done.stdout == f"Review {first}: claim {world.nth(Claim)} is decided.\n"
    after = run("review", "show", first, "--by", "rita").stdout
    assert f"Annotator {letter} (bob): refuted" in after
    assert "because of slip" in after
    assert "note: The log settles it." in after
    assert _claim(world).label == "refuted"
    assert run("review", "list", "--set", "Verania", "--by", "rita").stdout == ""
    assert run(
        "review", "list", "--set", "Verania", "--by", "rita", "--show", "decided"
    ).stdout.startswith(f"{first}\t")


def test_a_claim_has_its_own_number_beside_that_of_its_review(told: Told, world: World) -> None:
    other = world.make_set("Orlest")
    with world.writing() as session:
        claim_sets.add_claims(session, claim_set_id=other, claim_ids=[world.nth(Claim, 2)])
        session.commit()
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name, judgement(verdict), claim_set_id=other)
    number, claim = world.nth(SetClaim, 3), world.nth(Claim, 2)
    assert told("list", "--set", "Orlest", "--by", "rita").stdout.startswith(f"{number}\t")
    shown = told("show", "#3", "--by", "rita").stdout
    assert shown.startswith(f"Review {number}, claim {claim} of “Orlest”: the bridge was shut\n")
    done = told("decide", "#3", "back", *NOTED).stdout
    assert done.startswith(f"Review {number}: claim {claim} is sent back")


def test_what_is_worth_checking_is_said_as_the_page_says_it(told: Told, world: World) -> None:
    assert world.people
    shown = told("show", "#1", "--by", "rita").stdout
    assert shown.count("  worth checking: yes\n") == 2
    assert "CFS" not in shown


def test_a_judgement_of_the_reviewers_own_rests_on_passages_taken_and_new(
    told: Told, world: World, tmp_path: Path
) -> None:
    key = KEY.findall(told("show", "#1", "--by", "rita").stdout)[0]
    file = tmp_path / "log.jsonl"
    line = {"title": "The hospital's log", "quote": "It was shut.", "stance": "contradicts"}
    file.write_text(json.dumps({**line, "published": "2025-12"}) + "\n", encoding="utf-8")
    own = ("--outcome", "refuted", "--take", f"{key}=neutral,partial", "--evidence", str(file))
    told("decide", "#1", "wrong", *WHY, *own)
    claim = _claim(world)
    assert (claim.label, claim.basis) == ("refuted", Basis.ADJUDICATED)
    assert claim.adjudication is not None
    assert {(link.title, link.stance, link.published) for link in claim.adjudication.evidence} == {
        ("The hospital's log", Stance.CONTRADICTS, "2025-12"),
        ("Bulletin 5", Stance.NEUTRAL, "2025-12-05"),
    }
    shown = told("show", "#1", "--by", "rita").stdout
    assert "contradicts: “It was shut.” The hospital's log" in shown


def test_all_wrong_may_come_to_no_verdict(told: Told, world: World) -> None:
    told("decide", "#1", "wrong", *WHY, "--outcome", "not_checkable:opinion")
    assert _claim(world).label == "not_checkable"


def test_a_claim_is_sent_back_judged_afresh_decided_and_reopened(told: Told, world: World) -> None:
    named = f"Review {world.nth(SetClaim)}: claim {world.nth(Claim)}"
    back = told("decide", "#1", "back", *NOTED)
    assert back.stdout == f"{named} is sent back to those who judged it.\n"
    assert "still being judged" in told("show", "#1", "--by", "rita", code=1).stderr
    _judge_both_again(world)
    again = told("decide", "#1", "again", *NOTED)
    assert again.stdout == f"{named} is given to others, for a second round.\n"
    world.judge("cleo", judgement("supported"))
    told("decide", "#1", "both-C", *WHY)
    told_of = told("show", "#1", "--by", "rita").stdout
    assert "both acceptable and used Annotator C" in told_of
    assert "Annotator C (cleo), round 2: supported" in told_of
    reopened = told("decide", "#1", "reopen", *NOTED)
    assert reopened.stdout == f"{named} waits for a new decision.\n"
    history = told("show", "#1", "--by", "rita").stdout
    assert "rita reopened the decision" in history
    assert "(cleo)" not in history
    with world.reading() as session:
        actions = [event.action for event in trail(session, Wanted(world.people["rita"])).events]
        assert verify(session).broken is None
    assert [action for action in actions if "judgement" not in action][:4] == [
        "decision_reopened",
        "decision_made",
        "second_round_begun",
        "claim_sent_back",
    ]


def test_an_agreed_claim_is_drawn_and_confirmed(told: Told, world: World) -> None:
    agreed = world.nth(SetClaim, 2)
    assert told("draw", "--set", "Verania", "--by", "rita").stdout == f"{agreed}\n"
    drawn = told("list", "--set", "Verania", "--by", "rita", "--show", "drawn").stdout
    assert drawn.startswith(f"{agreed}\tall agree\t-\t")
    assert "confirmed All are right" in told("show", "#2", "--by", "rita").stdout
    told("decide", "#2", "confirmed", "--by", "rita")
    assert _claim(world, 2).basis is Basis.ADJUDICATED
    assert "left to draw" in told("draw", "--set", "Verania", "--by", "rita", code=1).stderr


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--annotator", "ann", "--label", "refuted", "--kind", "verdict"), True),
        (("--speaker", "Ada Maro", "--document", "a statement"), True),
        (("--annotator", "cleo"), False),
        (("--label", "not_checkable"), False),
    ],
)
def test_the_list_is_narrowed_as_the_page_is(
    told: Told, world: World, filters: tuple[str, ...], *, found: bool
) -> None:
    assert world.people
    done = told("list", "--set", "Verania", "--by", "rita", *filters)
    assert bool(done.stdout) is found
    assert ("No claim here is like that." in done.stderr) is not found


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["list", "--set", "Verania", "--by", "rita", "--label", "maybe"],
            "is no label of this set",
        ),
        (["list", "--set", "Verania", "--by", "rita", "--speaker", "Tarro"], "no speaker “Tarro”"),
        (
            ["list", "--set", "Verania", "--by", "rita", "--page", "99"],
            "The list has 1 page: page 99 does not exist",
        ),
        (["show", "4711", "--by", "rita"], "not open for review"),
        (["decide", "#1", "right-A", "--by", "ann"], "“ann” is not a reviewer"),
        (["decide", "#1", "right-C", *WHY], "There are: right-A, right-B, both-A"),
        (["decide", "#1", "right-A", *WHY, "--seen", "0" * 16], "letters may have changed"),
        (["decide", "#1", "right-A", "--by", "rita"], "choose at least one reason. Write a note"),
        (
            ["list", "--set", "Verania", "--by", "rita", "--speaker", "9" * 5000],
            "There is no speaker “999",
        ),
        (["decide", "#1", "wrong", *WHY, "--outcome", "maybe"], "“maybe” is no verdict"),
        (
            ["decide", "#1", "wrong", *WHY, "--outcome", "rejected:x"],
            "“x” is not one of not_a_claim",
        ),
        (["decide", "#1", "wrong", *WHY, "--outcome", "refuted"], "contradicts"),
        (["decide", "#1", "wrong", *WHY, "--take", "ffff=supports"], "No passage “ffff”"),
        (["decide", "#1", "right-A", *WHY, "--outcome", "refuted"], "go with “wrong” alone"),
        (["decide", "#2", "confirmed", *WHY], "nothing to decide"),
        (["decide", "#1", "reopen", *WHY], "say by --note"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_does_nothing(
    told: Told, world: World, arguments: list[str], complaint: str
) -> None:
    done = told(*arguments, code=1)
    assert complaint in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert _claim(world).adjudication is None


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["list", "--set", "Verania", "--by", "rita", "--page", "x"],
            "'--page': “x” cannot be used: write a page’s",
        ),
        (
            ["list", "--set", "Verania", "--by", "rita", "--page", "0"],
            "'--page': “0” cannot be used",
        ),
        (
            ["list", "--set", "Verania", "--by", "rita", "--show", "all"],
            "“all” is not one of open, drawn, decided.",
        ),
        (["show", "x", "--by", "rita"], "write the number that `review list` prints first."),
        (["show", "9" * 5000, "--by", "rita"], "write the number that `review list` prints first."),
        (["decide", "²", "back", *NOTED], "write the number that `review list` prints first."),
    ],
)
def test_a_value_that_cannot_be_is_named_with_what_to_write(
    told: Told, world: World, arguments: list[str], complaint: str
) -> None:
    assert world.people
    assert complaint in told(*arguments, code=2).stderr


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "It is empty."),
        ("{", "Line 1 is not a JSON object"),
        ('\n{"quote": "It was shut.", "stance": "maybe"}', "Line 2: the stance is supports"),
        ('{"colour": "red"}', "Line 1: “colour” is no text of url, title"),
    ],
)
def test_a_file_of_passages_that_cannot_be_read_is_named_with_its_line(
    told: Told, world: World, tmp_path: Path, content: str, complaint: str
) -> None:
    file = tmp_path / "passages.jsonl"
    file.write_text(content, encoding="utf-8")
    own = ("--outcome", "refuted", "--evidence", str(file))
    done = told("decide", "#1", "wrong", *WHY, *own, code=1)
    assert f"{file}: {complaint}" in done.stderr
    assert _claim(world).adjudication is None


def test_nobody_decides_on_what_they_judged_or_on_what_is_decided(told: Told, world: World) -> None:
    with world.writing() as session:
        roles = [Role.ANNOTATOR, Role.REVIEWER]
        users.set_roles(session, user_id=world.people["ann"], roles=roles)
        session.commit()
    listed = told("list", "--set", "Verania", "--by", "ann")
    assert listed.stdout == ""
    assert "2 claims that you judged, left to other reviewers." in listed.stderr
    assert (
        "you judged it and it has no decision yet"
        in told("show", "#1", "--by", "ann", code=1).stderr
    )
    mine = ("decide", "#1", "right-A", "--by", "ann", *WHY[2:])
    assert "you judged it and it has no decision yet" in told(*mine, code=1).stderr
    told("decide", "#1", "right-A", *WHY)
    decided = told("list", "--set", "Verania", "--show", "decided", "--by", "ann").stdout
    assert "you judged it, so another reviewer decides" in decided
    assert (
        "You have decided on this claim already; that decision stands."
        in told("decide", "#1", "right-B", *WHY, code=1).stderr
    )


def test_signs_that_a_terminal_obeys_are_not_printed(told: Told, world: World) -> None:
    world.import_statements("the \x1b[31mmarket was open")
    world.judge("ann", judgement(justification="Red \x1b[2J."))
    world.judge("bob", judgement("refuted", evidence=(evidence(Stance.CONTRADICTS, note="\x07"),)))
    shown = told("show", "#3", "--by", "rita").stdout
    assert "market was open" in shown
    assert not {"\x1b", "\x07"} & set(shown)


def _claim(world: World, nth: int = 1) -> LabelledClaim:
    with world.reading() as session:
        return list(labelled_claims(session, world.claim_set_id, world.people["rita"]))[nth - 1]


def _judge_both_again(world: World) -> None:
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
