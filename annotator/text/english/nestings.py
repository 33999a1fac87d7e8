"""Nestings: which reports within a report are reports of their own. Token indices.

"Maro said Tarro had warned that the port might close" holds two reports. "Maro said she hoped to
win" and "Maro said Tarro opposed the fee" hold one: only Maro speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from annotator.text.english.found import FoundAttribution

#: The speaker, in her own report.
OWN = words("i he she it we they")


def told_apart(doc: Doc, found: list[FoundAttribution]) -> list[FoundAttribution]:
    """Return the reports without those that only belong to what another one tells."""
    return [one for one in found if not any(is_part(doc, one, outer) for outer in found)]


def is_part(doc: Doc, one: FoundAttribution, outer: FoundAttribution) -> bool:
    """Return True for what stands in another's content and brings in no other speaker."""
    if one is outer or not outer.source or not one.cue <= outer.content:
        return False
    return not is_marked(doc, one) and (one.is_deed or is_own(doc, one))


def is_marked(doc: Doc, one: FoundAttribution) -> bool:
    """Return True for "what she called a mess" and "which she said was closed": set apart as her
    words.
    """
    before = min(one.cue | one.source) - 1
    return before >= 0 and doc[before].tag_ in ("WDT", "WP")


def is_own(doc: Doc, one: FoundAttribution) -> bool:
    """Return True for "she hoped to win" and "to warn that it might close": said of the
    speaker.
    """
    return not one.source or (len(one.source) == 1 and doc[min(one.source)].lower_ in OWN)
