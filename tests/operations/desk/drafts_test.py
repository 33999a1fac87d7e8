"""A draft is kept with every save, and no window overwrites another unseen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from annotator import drafts
from annotator.clock import now
from annotator.drafts import DraftInput
from annotator.errors import NotFound
from annotator.jobs.drafts import DRAFTS
from annotator.jobs.runner import run_waiting
from annotator.models import Assignment, Draft
from annotator.operations.desk import assignments
from annotator.operations.desk.drafts import Saved, Stale, save_draft
from annotator.queries.desk.drafts import draft_of
from annotator.terms import SkipReason
from tests.addresses import MISSING, named
from tests.world import judgement, submit

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.drafts import DraftRecord, Fields
    from annotator.tokens import Token
    from tests.world import World

WHY = (("justification", "The bulletin says so."),)
OTHER = (("justification", "The log says otherwise."),)


def test_a_draft_is_what_was_saved_last(world: World) -> None:
    assignment_id = _begin(world)
    assert _save(world, assignment_id, DraftInput(WHY, 0, "a")).draft.version == 1
    assert _save(world, assignment_id, DraftInput(OTHER, 1, "b")).draft.version == 2
    kept = _kept(world, assignment_id)
    assert kept is not None
    assert (kept.fields, kept.version) == (OTHER, 2)


def test_nobody_else_reads_or_writes_a_draft(world: World) -> None:
    assignment_id = _begin(world)
    _save(world, assignment_id, DraftInput(WHY, 0, "a"))
    with world.reading() as session:
        assert draft_of(session, assignment_id, world.people["bob"]) is None
    with pytest.raises(NotFound):
        _save(world, assignment_id, DraftInput(OTHER, 1, "b"), name="bob")


def test_a_stale_save_is_refused_with_both_texts(world: World) -> None:
    assignment_id = _begin(world)
    _save(world, assignment_id, DraftInput(WHY, 0, "a"))
    with pytest.raises(Stale) as caught:
        _save(world, assignment_id, DraftInput(OTHER, 0, "b"))
    assert (caught.value.mine, caught.value.other.fields) == (OTHER, WHY)
    kept = _kept(world, assignment_id)
    assert kept is not None
    assert kept.fields == WHY


def test_a_save_whose_answer_never_came_is_no_other_window(world: World) -> None:
    assignment_id = _begin(world)
    _save(world, assignment_id, DraftInput(WHY, 0, "a"))
    assert _save(world, assignment_id, DraftInput(WHY, 0, "a")).draft.version == 1
    assert (
        _save(world, assignment_id, DraftInput(OTHER, 0, "b", unanswered=("a",))).draft.version == 2
    )


def test_the_same_text_from_two_windows_is_no_conflict(world: World) -> None:
    assignment_id = _begin(world)
    _save(world, assignment_id, DraftInput((*WHY, ("verdict", "")), 0, "a"))
    assert _save(world, assignment_id, DraftInput(WHY, 0, "b")).draft.version == 2


def test_a_save_takes_nothing_of_a_longer_lease_away(world: World) -> None:
    assignment_id = _begin(world)
    in_two_weeks = now() + timedelta(days=14)
    _set_lease(world, in_two_weeks)
    assert _save(world, assignment_id, DraftInput(WHY, 0, "a")).lease_until == in_two_weeks


def test_a_save_renews_the_lease_and_takes_a_claim_back_that_had_lapsed(world: World) -> None:
    assignment_id = _begin(world)
    _let_the_lease_run_out(world)
    world.take("bob")
    saved = _save(world, assignment_id, DraftInput(WHY, 0, "a"))
    assert saved.lease_until is not None
    assert saved.lease_until > now() + timedelta(minutes=50)
    with world.reading() as session:
        assert named(session, Assignment, assignment_id).state == "active"


def test_a_text_is_kept_also_when_the_claim_has_gone_to_others(world: World) -> None:
    assignment_id = _begin(world)
    _let_the_lease_run_out(world)
    for name in ("bob", "cleo"):
        assert world.take(name)
    saved = _save(world, assignment_id, DraftInput(WHY, 0, "a"))
    assert saved.lease_until is None
    assert saved.draft.fields == WHY


def test_a_draft_goes_with_its_judgement_and_what_was_removed_stays(world: World) -> None:
    assignment_id = _begin(world)
    fields = drafts.remove_source((("evidence-0-quote", "Nobody was hurt."), *WHY), 0, now())
    _save(world, assignment_id, DraftInput(fields, 0, "a"))
    _submit(world, assignment_id, DraftInput(WHY, 1, "b"))
    kept = _kept(world, assignment_id)
    assert kept is not None
    assert [entry.words for entry in drafts.removed(kept.fields)] == ["Nobody was hurt."]
    assert drafts.only_removed(kept.fields) == kept.fields


def test_a_judgement_over_a_newer_draft_of_another_window_is_refused(world: World) -> None:
    assignment_id = _begin(world)
    _save(world, assignment_id, DraftInput(WHY, 0, "a"))
    with pytest.raises(Stale):
        _submit(world, assignment_id, DraftInput(OTHER, 0, "b"))
    _submit(world, assignment_id, DraftInput(OTHER, 0, "b", unanswered=("a",)))
    assert _kept(world, assignment_id) is None


def test_a_finished_claim_takes_no_draft(world: World) -> None:
    assignment_id = _begin(world)
    _submit(world, assignment_id, DraftInput(WHY, 0, "a"))
    with world.writing() as session:
        given = DraftInput(OTHER, 0, "b")
        assert _saved(world, session, assignment_id, given) is None


def test_what_was_removed_longer_ago_than_thirty_days_is_forgotten(world: World) -> None:
    assignment_id = _begin(world)
    long_ago, lately = now() - timedelta(days=31), now() - timedelta(days=29)
    fields: Fields = (("evidence-0-quote", "Old."), ("evidence-1-quote", "New."), *WHY)
    fields = drafts.remove_source(drafts.remove_source(fields, 0, long_ago), 1, lately)
    _save(world, assignment_id, DraftInput(fields, 0, "a"))
    assert run_waiting(world.database, DRAFTS) == 1
    assert run_waiting(world.database, DRAFTS) == 0
    kept = _kept(world, assignment_id)
    assert kept is not None
    assert [entry.words for entry in drafts.removed(kept.fields)] == ["New."]
    assert dict(kept.fields)["justification"] == WHY[0][1]


def test_the_draft_of_a_skipped_claim_is_forgotten_after_thirty_days(world: World) -> None:
    assignment_id = _begin(world)
    _save(world, assignment_id, DraftInput(WHY, 0, "a"))
    with world.writing() as session:
        assignments.skip(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people["ann"],
            reason=SkipReason.AMBIGUOUS,
        )
        session.commit()
    assert run_waiting(world.database, DRAFTS) == 0
    with world.writing() as session:
        session.execute(update(Draft).values(tidy_at=now() - timedelta(minutes=1)))
        session.commit()
    run_waiting(world.database, DRAFTS)
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Draft)) == 0


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from("AB"), st.sampled_from(["type", "save", "lost answer"])),
        max_size=14,
    )
)
def test_however_two_windows_take_turns_no_text_is_overwritten_unseen(
    world: World, steps: list[tuple[str, str]]
) -> None:
    """Each window types and saves; an answer may get lost. What is overwritten was one's own."""
    assignment_id = _begin(world)
    with world.writing() as session:
        for row in session.scalars(select(Draft)):
            session.delete(row)
        session.commit()
    windows = {name: _Window(name) for name in "AB"}
    written_by = ""
    for name, step in steps:
        window = windows[name]
        if step == "type":
            window.typed += 1
            continue
        seen = written_by in ("", name) or window.knows == _version(world, assignment_id)
        same = _kept_text(world, assignment_id) == window.fields
        try:
            saved = _save(world, assignment_id, window.save())
        except Stale:
            assert not seen
            assert not same
            continue
        assert seen or same
        written_by = name
        if step == "save":
            window.hear(saved.draft.version)


class _Window:
    """One of two windows on a claim, as the desk's script behaves."""

    def __init__(self, name: str) -> None:
        self.name, self.typed, self.saves, self.knows = name, 0, 0, 0
        self.unanswered: tuple[str, ...] = ()

    @property
    def fields(self) -> Fields:
        return (("justification", f"{self.name} wrote {self.typed}"),)

    def save(self) -> DraftInput:
        self.saves += 1
        name = f"{self.name}{self.saves}"
        given = DraftInput(self.fields, self.knows, name, self.unanswered)
        self.unanswered = (*self.unanswered, name)
        return given

    def hear(self, version: int) -> None:
        self.knows, self.unanswered = version, ()


def _begin(world: World) -> Token:
    with world.reading() as session:
        there = session.scalar(select(func.count()).select_from(Assignment))
    if not there:
        world.import_statements("the harbour was open")
    return world.take("ann") or MISSING


def _save(world: World, assignment_id: Token, given: DraftInput, name: str = "ann") -> Saved:
    with world.writing() as session:
        saved = _saved(world, session, assignment_id, given, name)
        session.commit()
    assert saved is not None
    return saved


def _saved(
    world: World, session: Session, assignment_id: Token, given: DraftInput, name: str = "ann"
) -> Saved | None:
    return save_draft(
        session,
        assignment_id=assignment_id,
        annotator_id=world.people[name],
        given=given,
        lease_minutes=60,
    )


def _submit(world: World, assignment_id: Token, draft: DraftInput) -> None:
    with world.writing() as session:
        submit(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people["ann"],
            token="form",
            given=judgement(),
            draft=draft,
        )
        session.commit()


def _kept(world: World, assignment_id: Token) -> DraftRecord | None:
    with world.reading() as session:
        return draft_of(session, assignment_id, world.people["ann"])


def _version(world: World, assignment_id: Token) -> int:
    kept = _kept(world, assignment_id)
    return kept.version if kept else 0


def _kept_text(world: World, assignment_id: Token) -> Fields | None:
    kept = _kept(world, assignment_id)
    return kept.fields if kept else None


def _let_the_lease_run_out(world: World) -> None:
    _set_lease(world, now() - timedelta(minutes=1))


def _set_lease(world: World, until: datetime) -> None:
    with world.writing() as session:
        begin = until - timedelta(hours=1)
        session.execute(update(Assignment).values(opened_at=begin, lease_until=until))
        session.commit()
