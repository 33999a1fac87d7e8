"""Times, as they stand where the reader is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from annotator.clock import now
from annotator.models import Assignment
from tests.browser import desk

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

AT = datetime(2025, 12, 5, 23, 30, tzinfo=UTC)
IN_UTC = "5 Dec 2025, 23:30 UTC"
EAST_OF_IT = "Pacific/Auckland"
SHIFTS = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().length))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(0), 300);
})"""


def _judged(world: World) -> None:
    world.import_statements(desk.FIRST, desk.SECOND)
    world.judge("ann")
    with world.writing() as session:
        session.execute(
            update(Assignment).where(Assignment.decided_at.is_not(None)).values(decided_at=AT)
        )
        session.commit()


def _history(page: Page, world: World) -> Page:
    page.goto(f"/sets/{world.claim_set_id}/mine")
    return page


def test_a_time_is_the_readers_own_with_utc_in_its_title(visitors: Visitors, world: World) -> None:
    _judged(world)
    page = _history(visitors.log_in("ann", zone=EAST_OF_IT), world)
    shown = page.locator("time")
    expect(shown).to_have_text("6 Dec 2025, 12:30")
    expect(shown).to_have_attribute("title", IN_UTC)
    expect(shown).to_have_attribute("datetime", "2025-12-05T23:30:00Z")


def test_a_save_says_how_long_the_claim_is_on_the_desk_from_then_on(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann", zone=EAST_OF_IT)
    desk.start(page)
    with world.writing() as session:
        session.execute(update(Assignment).values(lease_until=now() + timedelta(minutes=2)))
        session.commit()
    page.reload()
    until = page.locator("#on-desk-until time")
    soon = str(until.get_attribute("datetime"))
    desk.say_checkable(page)
    expect(page.locator("#saving")).to_contain_text("Saved ")
    expect(until).not_to_have_attribute("datetime", soon)
    with world.reading() as session:
        end = session.scalars(select(Assignment.lease_until)).one()
    expect(until).to_have_attribute("datetime", f"{end.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    expect(until).to_have_text(f"{end.astimezone(ZoneInfo(EAST_OF_IT)):%H:%M}")


def test_what_follows_a_time_is_where_it_was_from_the_start(
    visitors: Visitors, world: World
) -> None:
    _judged(world)
    page = visitors.log_in("rita")
    page.goto("/audit-log")
    expect(page.locator("time[title]").first).to_be_visible()
    assert page.evaluate(SHIFTS) == 0


def test_a_time_is_in_utc_and_says_so_where_there_are_no_scripts(
    visitors: Visitors, world: World
) -> None:
    _judged(world)
    page = _history(visitors.log_in("ann", zone=EAST_OF_IT, scripts=False), world)
    expect(page.locator("time")).to_have_text(IN_UTC)


def test_the_desks_times_are_the_readers_own_also_when_its_bar_is_drawn_anew(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST, desk.SECOND)
    page = visitors.log_in("ann", zone=EAST_OF_IT)
    desk.start(page)
    lease = page.locator(".deskbar time")
    expect(lease).to_have_text(_clock_of(lease.get_attribute("datetime")))
    desk.judge(page)
    desk.submit(page)
    expect(page.get_by_role("link", name="1 of 2")).to_be_visible()
    expect(lease).to_have_text(_clock_of(lease.get_attribute("datetime")))


def _clock_of(written: str | None) -> str:
    assert written is not None
    return f"{datetime.fromisoformat(written).astimezone(ZoneInfo(EAST_OF_IT)):%H:%M}"
