"""Words of dates. Lower case, without stops."""

from __future__ import annotations

from annotator.word_lists import words

MONTHS = words(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec
    """
)
DAYS = words("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow")
