"""Write times and dates: in UTC, until the page's script writes them in the reader's own zone."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton
from markupsafe import Markup

from annotator import dates, language
from annotator.clock import now
from annotator.terms import Precision

if TYPE_CHECKING:
    from datetime import date, datetime


def moment(at: datetime) -> Markup:
    """Return a time with its date: `6 Dec 2025, 14:05 UTC`."""
    utc = at.astimezone(UTC)
    return _time(utc, f"{day(utc)}, {utc:%H:%M} UTC")


def clock_time(at: datetime) -> Markup:
    """Return a time of today, or of the hours around it: `14:05 UTC`."""
    utc = at.astimezone(UTC)
    return _time(utc, f"{utc:%H:%M} UTC", Markup(" data-clock"))


def coming(at: datetime) -> Markup:
    """Return a time in the future, with its date where it is more than a day away."""
    return moment(at) if at > now() + timedelta(days=1) else clock_time(at)


def day(at: date) -> str:
    """Return a date as the language writes it: `6 Dec 2025`."""
    return format_date(at, "medium", locale=language.current().locale)


def known_part(iso: str) -> str:
    """Return the known part of a date: `6 Dec 2025`, `Dec 2025` or `2025`."""
    found = dates.parse(iso)
    if found is None or found.precision is Precision.YEAR:
        return iso
    if found.precision is Precision.DAY:
        return day(found.at)
    return format_skeleton("yMMM", found.at, locale=language.current().locale)


def _time(utc: datetime, said: str, form: str = "") -> Markup:
    datetime_ = f"{utc:%Y-%m-%dT%H:%M:%SZ}"
    return Markup('<time datetime="{}"{}>{}</time>').format(datetime_, form, said)
