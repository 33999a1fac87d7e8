"""What `extract` prints of a claim."""

from __future__ import annotations

from annotator.text.assembly.contract import speaker
from annotator.text.extraction import ExtractedAttribution, Span

SOURCE, CUE, CONTENT = (Span(0, 4),), (Span(5, 9),), (Span(10, 41),)


def test_an_unresolved_speaker_has_the_words_of_the_text_and_says_so() -> None:
    said = ExtractedAttribution(SOURCE, CUE, CONTENT, "They", "reported", resolved=False)
    assert speaker(said) == {"spans": [[0, 4]], "name": "They", "resolved": False}


def test_a_resolved_speaker_has_no_such_mark() -> None:
    said = ExtractedAttribution(SOURCE, CUE, CONTENT, "Ada Maro", "reported")
    assert speaker(said) == {"spans": [[0, 4]], "name": "Ada Maro"}
