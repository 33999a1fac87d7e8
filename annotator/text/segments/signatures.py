"""Signatures: whose words a paragraph is that is a quotation, a dash and a name.

“The gate is open. It is wide.” — Ada Maro, mayor of Orlest
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from annotator.text.draft import DraftReport
from annotator.text.extraction import Span
from annotator.text.spans import trimmed

if TYPE_CHECKING:
    from annotator.text.draft import ExtractionDraft

_WORD = r"[^\W\d_a-zà-ÿ][\w.’'-]*"
#: A name, as far as it is written with capitals.
NAME = rf"{_WORD}(?:[ \xa0](?:{_WORD}|de|du|van|von|al)){{0,4}}"
#: The rest of the paragraph behind the quotation: nothing but a name and what its bearer is.
SIGNATURE = re.compile(
    r"[ \t\xa0]*(?P<dash>--|[-–—―])[ \t\xa0]*"
    rf"(?P<name>{NAME}(?:, [^.!?“”\"\n\r]{{1,60}})?)"
    r"[ \t\xa0.]*(?=[\n\r]|\Z)"
)
#: Fewest words of a signed quotation; less is a title or a nickname.
FEWEST = 3


def find(draft: ExtractionDraft) -> None:
    """Add a report for each signed quotation and takes the signature out of its sentence."""
    starts = [sentence.span.start for sentence in draft.sentences]
    for quotation in draft.quotations:
        found = signature(draft.text, quotation)
        if found is None:
            continue
        index = bisect_right(starts, found.start("dash")) - 1
        name = trimmed(draft.text, *found.span("name"), also=".")
        body = draft.bodies[index]
        if name is None or body is None:
            continue
        cue = Span(*found.span("dash"))
        draft.reports.append(DraftReport(index, (name,), (cue,), (quotation,), "direct", []))
        draft.bodies[index] = trimmed(draft.text, body.start, max(body.start, cue.start))


def signature(text: str, quotation: Span) -> re.Match[str] | None:
    """Return the signature behind a quotation that its paragraph begins with."""
    before = text[max(0, quotation.start - 1) : quotation.start]
    short = len(text[quotation.start : quotation.end].split(maxsplit=FEWEST)) < FEWEST
    if before.strip(" \t\xa0\n\r") or before in (" ", "\t", "\xa0") or short:
        return None
    return SIGNATURE.match(text, quotation.end)
