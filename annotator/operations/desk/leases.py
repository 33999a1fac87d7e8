"""Leases: until when a claim is an annotator's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from annotator.clock import now
from annotator.errors import BadInput
from annotator.language import _

if TYPE_CHECKING:
    from datetime import datetime


def lease_end(lease_minutes: int) -> datetime:
    """Return when a lease that begins now ends. Raises BadInput for one that ends at once."""
    if lease_minutes < 1:
        raise BadInput(_("A claim is reserved for at least 1 minute."))
    return now() + timedelta(minutes=lease_minutes)
