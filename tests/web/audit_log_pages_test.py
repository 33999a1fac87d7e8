"""The audit log as reviewers and administrators read it: filtered by address, and blind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from annotator.actions import Action
from annotator.models import SetClaim
from annotator.operations.audit_log import act_as, record
from annotator.operations.desk import revisions
from annotator.operations.desk.mentions import mark_claim
from annotator.operations.people import users
from annotator.operations.sets import known_answers
from annotator.queries.audit_log.verification import verify
from annotator.records import Answer
from annotator.terms import Purpose, Role
from tests.past import after
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

_GUARD = re.compile(r'name="csrf_token"[^>]*>')
TELLING = {"Judgement submitted", "Decision answered"}
_EVENT = re.compile(
    r'<th scope="row">([\w ]+)</th>\s*<td>(?:<bdi>|<span class="quiet">)([^<]+)</', re.ASCII
)


def _decided(world: World) -> None:
    world.import_statements("the harbour was open")
    _disputed(world)
    world.decide("rita")


@after(_decided)
def test_a_reviewer_reads_who_did_what_newest_first(
    visitor: Callable[..., Visitor], world: World
) -> None:
    page = visitor("rita").text("/audit-log")
    assert _beside_log_ins(page)[:5] == [
        ("Decision made", "Rita"),
        ("Judgement submitted", "Bob"),
        ("Judgement submitted", "Ann"),
        ("Claims added", "command or Claimbook"),
        ("Claims extracted", "command or Claimbook"),
    ]


@after(_decided)
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("person=#1", {"Judgement submitted"}),
        ("action=decision_made", {"Decision made"}),
        ("claim_set=#1&action=set_made", {"Set created"}),
        ("claim=#1", {"Decision made", "Judgement submitted"}),
        ("claim=2", set()),
        ("until=2020", set()),
        ("since=2020-01-01&until=9999&action=claims_added", {"Claims added"}),
        ("since=9999", set()),
        ("person=&action=account_made&claim=&since=&until=&before=", {"Account created"}),
    ],
)
def test_the_address_says_which_events_are_shown(
    visitor: Callable[..., Visitor], world: World, query: str, expected: set[str]
) -> None:
    assert {
        action for action, _ in _EVENT.findall(visitor("rita").text(f"/audit-log?{query}"))
    } == (expected)


@after(_decided)
def test_each_filter_is_shown_in_words_and_removed_alone(
    visitor: Callable[..., Visitor], world: World
) -> None:
    ann = world.people["ann"]
    page = visitor("rita").text(f"/audit-log?person={ann}&action=judgement_submitted&since=2020")
    shown = re.findall(r'<span class="filter"><b>([^<]+)</b>([^<]+)<a href="([^"]+)"', page)
    assert shown == [
        ("Who", "Ann", "/audit-log?action=judgement_submitted&since=2020"),
        ("Action", "Judgement submitted", f"/audit-log?person={ann}&since=2020"),
        ("From", "2020", f"/audit-log?person={ann}&action=judgement_submitted"),
    ]


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("since=yesterday", "“yesterday” is not a date"),
        ("claim=first", "Enter a number"),
        ("claim=99999999999999999999", "Enter a number"),
        (f"claim={'9' * 5000}", "Enter a number"),
        ("person=ann", "Choose an entry of the list."),
        ("person=4711", "Choose an entry of the list."),
        ("action=murder", "Choose an entry of the list."),
        ("before=-1", "No event has the name “-1”"),
    ],
)
def test_a_filter_that_cannot_be_says_so(
    visitor: Callable[..., Visitor], world: World, query: str, complaint: str
) -> None:
    assert world.people
    answer = visitor("adam").get(f"/audit-log?{query}")
    assert answer.status_code == 422
    assert complaint in answer.text


def test_every_event_is_reached_page_by_page_and_none_twice(
    visitor: Callable[..., Visitor], world: World
) -> None:
    with world.writing() as session:
        act_as(session, world.people["ed"])
        for number in range(120):
            record(session, Action.SET_CHANGED, f"set {number}", after={"turn": number})
        session.commit()
    reader, path, seen = visitor("rita"), "/audit-log?action=set_changed", []
    while path:
        page = reader.text(path)
        seen += re.findall(r">set (\d+)<", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = following[1] if following else ""
    assert seen == [str(number) for number in reversed(range(120))]
    assert "Newest" in page


@pytest.mark.parametrize(
    "path", ["/audit-log", "/audit-log?claim=#1", "/audit-log?person=#1", "/claims/#1"]
)
def test_what_a_colleague_does_with_a_claim_leaves_no_trace_before_all_have_judged(
    visitor: Callable[..., Visitor], world: World, path: str
) -> None:
    world.import_statements("the harbour was open")
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["bob"], roles=list(Role))
        session.commit()
    assignment_id = world.take("ann")
    assert assignment_id is not None
    reader = visitor("bob")
    before = _GUARD.sub("", reader.text(path))
    world.paste("ann", assignment_id, "The harbour was open.")
    world.judge("ann")
    with world.writing() as session:
        revisions.undo(
            session,
            claim_set_id=world.claim_set_id,
            annotator_id=world.people["ann"],
            lease_minutes=60,
        )
        session.commit()
    assert _GUARD.sub("", reader.text(path)) == before


def test_who_judged_a_claim_is_not_told_before_it_is_decided_on(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    world.judge("bob", judgement("refuted"))
    reader = visitor("rita")
    assert "Judgement submitted" not in _done(reader.text("/audit-log"))
    assert "No event can be shown yet." in reader.text("/claims/#1")
    world.decide("rita")
    assert "Judgement submitted" in _done(reader.text("/audit-log"))
    assert "Decision made" in _done(reader.text("/claims/#1"))


def test_each_thing_that_a_reviewer_does_is_named_as_what_it_is(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open", "the bridge was shut")
    _disputed(world)
    world.judge("ann")
    world.judge("bob")
    rita, ann = visitor("rita"), visitor("ann")
    rita.send("/sets/#1/spot-checks", {}, page="/sets/#1/review?show=drawn")
    _decide(rita, "back")
    with world.reading() as session:
        assert verify(session).broken is None
    for name in ("ann", "bob"):
        assignment_id = world.take(name)
        visitor(name).send(f"/desk/{assignment_id}/leave", {}, page=f"/desk/{assignment_id}")
    _decide(rita, "right-A", reasons="slip")
    ann.send("/desk/#1/reply", {"text": "The log is of another day."}, page="/desk/#1")
    rita.send("/review/#1/reopen", {"reason": "There is a log."}, page="/review/#1")
    _decide(rita, "again")
    _judge_again(world)
    _decide(rita, "both-A", reasons="slip")
    page = rita.text("/audit-log?since=2020")
    assert [event for event in _beside_log_ins(page) if "udgement" not in event[0]][:7] == [
        ("Decision made", "Rita"),
        ("New annotators asked", "Rita"),
        ("Decision reopened", "Rita"),
        ("Decision answered", "Ann"),
        ("Decision made", "Rita"),
        ("Claim returned to annotators", "Rita"),
        ("Spot check drawn", "Rita"),
    ]
    assert "The log is of another day." in page
    assert "There is a log." in rita.text("/audit-log?action=decision_reopened")
    with world.reading() as session:
        assert verify(session).broken is None


def test_who_judged_or_answered_is_not_told_while_a_second_round_waits_for_its_decision(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    _disputed(world)
    rita = visitor("rita")
    _decide(rita, "right-A", reasons="slip")
    visitor("ann").send("/desk/#1/reply", {"text": "The log is of another day."}, page="/desk/#1")
    assert "Decision answered" in _done(rita.text("/audit-log"))
    rita.send("/review/#1/reopen", {"reason": "There is a log."}, page="/review/#1")
    assert not _done(rita.text("/audit-log")) & TELLING
    _decide(rita, "again")
    _judge_again(world)
    assert "New annotators asked" in _done(rita.text("/audit-log"))
    assert not _done(rita.text("/audit-log")) & TELLING
    _decide(rita, "both-A", reasons="slip")
    assert _done(rita.text("/audit-log")) >= TELLING


def test_who_judged_a_claim_is_not_told_while_its_spot_check_waits(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    world.judge("bob")
    rita = visitor("rita")
    rita.send("/sets/#1/spot-checks", {}, page="/sets/#1/review?show=drawn")
    assert "Judgement submitted" not in _done(rita.text("/claims/#1"))
    _decide(rita, "confirmed")
    assert "Judgement submitted" in _done(rita.text("/claims/#1"))


def test_a_known_answer_is_told_to_those_alone_who_may_set_it(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    given = Answer(Purpose.CALIBRATION, "refuted", None, None, "The canary says so.")
    with world.writing() as session:
        known_answers.set_answer(
            session,
            set_claim_id=world.nth(SetClaim),
            made_by_id=world.people["ed"],
            given=given,
        )
        session.commit()
    assert "canary" not in visitor("rita").text("/audit-log")
    assert "canary" not in visitor("rita").text("/claims/#1")
    assert "canary" in visitor("adam").text("/audit-log")


@after(_decided)
def test_an_annotator_and_an_editor_see_no_trail(
    visitor: Callable[..., Visitor], world: World
) -> None:
    for name in ("ann", "ed"):
        reader = visitor(name)
        assert reader.get("/audit-log").status_code == 403
        assert "Who did what" not in reader.text("/claims/#1")
        assert 'href="/audit-log"' not in reader.text("/")


def test_what_is_done_on_a_page_is_recorded_with_whoever_did_it(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    visitor("ed").get("/sets/#1/export.csv")
    adam = visitor("adam")
    adam.send("/sets/new", {"name": "Ellmark", "overlap": "3", "scheme": "three_way"})
    adam.send("/sets/new", {"name": "Ellmark", "overlap": "3", "scheme": "three_way"})
    assert _beside_log_ins(adam.text("/audit-log"))[:2] == [
        ("Set created", "Adam"),
        ("Set exported", "Ed"),
    ]


def _beside_log_ins(page: str) -> list[tuple[str, str]]:
    """What the page tells, but for the log-ins of those who look at it."""
    return [event for event in _EVENT.findall(page) if event[0] != "Logged in"]


def _disputed(world: World) -> None:
    world.judge("ann")
    world.judge("bob", judgement("refuted"))


def _judge_again(world: World) -> None:
    """The second round of a claim: one more has not had it."""
    world.judge("cleo")


def _decide(reviewer: Visitor, decision: str, **fields: str) -> None:
    answer = reviewer.send("/review/#1", {"decision": decision, "note": "Because.", **fields})
    assert answer.status_code == 302, answer.text


def _done(page: str) -> set[str]:
    return {action for action, _ in _EVENT.findall(page)}


@after(_decided)
def test_what_changed_is_said_in_plain_words(visitor: Callable[..., Visitor], world: World) -> None:
    page = visitor("rita").text("/audit-log")
    said = re.findall(r"<dt>([^<]+)</dt>", page)
    for words in ("judgement of theirs on this claim", "first place in the order", "claims added"):
        assert words in said
    assert not {"number", "from place", "to place"} & set(said)


def test_a_claim_that_was_marked_is_shown_in_its_words(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    assignment_id = world.take("ann")
    assert assignment_id is not None
    with world.writing() as session:
        claim_id = mark_claim(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people["ann"],
            words="harbour was",
        )
        session.commit()
    page = visitor("rita").text("/audit-log?action=claim_marked")
    assert f'href="/claims/{claim_id}"><bdi>harbour was</bdi></a>' in page
    assert "from character" in page


@after(_decided)
def test_an_event_names_what_it_is_about_and_shortens_a_name_that_only_files_use(
    visitor: Callable[..., Visitor], world: World
) -> None:
    adam, bob = visitor("adam"), world.people["bob"]
    with world.writing() as session:
        users.set_roles(session, user_id=bob, roles=[Role.ANNOTATOR, Role.EDITOR])
        session.commit()
    assert f"account {bob}: Bob" in adam.words("/audit-log?action=roles_changed")
    page = adam.text("/audit-log")
    tokens = re.findall(r'title="decision (\w{24})">decision (\w{6})…<', page)
    assert len(tokens) == 1
    assert tokens[0][0].startswith(tokens[0][1])
