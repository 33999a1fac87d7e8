"""Times as pages say them: in UTC, until the page's script says them in the reader's own zone."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from annotator.clock import now

if TYPE_CHECKING:
    from datetime import datetime


def moment(at: datetime) -> Markup:
    """A time with its date."""
    utc = at.astimezone(UTC)
    return _time(utc, f"{utc.day} {utc:%B %Y, %H:%M} UTC")


def clock_time(at: datetime) -> Markup:
    """A time of today, or of the hours around it."""
    utc = at.astimezone(UTC)
    return _time(utc, f"{utc:%H:%M} UTC", Markup(" data-clock"))


def coming(at: datetime) -> Markup:
    """A time that is to come: of the day, and with its date where it is more than a day away."""
    return moment(at) if at > now() + timedelta(days=1) else clock_time(at)


def _time(utc: datetime, said: str, form: str = "") -> Markup:
    datetime_ = f"{utc:%Y-%m-%dT%H:%M:%SZ}"
    return Markup('<time datetime="{}"{}>{}</time>').format(datetime_, form, said)
