"""Every span is exactly what is meant, on every text; and no text is too much."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.text import extract, sentences

PIECES = [
    "Ada Maro said that ",
    "the port was open and the road was closed",
    ", noting that ",
    "“The ferry sank.",
    "” ",
    '"',
    "’s ",
    "according to ",
    "She added: ",
    "\xa0",
    "\r\n",
    "\n\n",
    ". ",
    "? ",
    ", who was late, ",
    " and ",
    "🎉🇦🇿",
    "\u200b",
    "\ud800",
    "\x00",
    "(",
    ") ",
    "Ünïcode ",
    "4.5 percent",
    "By Ben Tarro",
    "U.S. ",
]
MIXED = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=25).map("".join)
SLOWLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def whole(text: str, start: int, end: int) -> bool:
    return (
        0 <= start < end <= len(text) and not text[start].isspace() and not text[end - 1].isspace()
    )


@SLOWLY
@given(MIXED)
def test_spans_are_trimmed_and_in_order_and_texts_are_joined_from_them(text: str) -> None:
    found = extract(text)
    for sentence in found.sentences:
        assert whole(text, sentence.span.start, sentence.span.end)
    for one, following in zip(found.sentences, found.sentences[1:], strict=False):
        assert one.span.end <= following.span.start
    for attribution in found.attributions:
        for spans in (attribution.source, attribution.cue, attribution.content):
            assert all(whole(text, span.start, span.end) for span in spans)
        assert attribution.cue
        assert attribution.content
        assert attribution.within is None or 0 <= attribution.within < len(found.attributions)
    for number, candidate in enumerate(found.candidates):
        assert candidate.spans
        assert all(whole(text, span.start, span.end) for span in candidate.spans)
        starts = [span.start for span in candidate.spans]
        assert starts == sorted(starts)
        assert candidate.text == " ".join(
            " ".join(text[span.start : span.end].split()) for span in candidate.spans
        )
        assert candidate.attribution is None or candidate.attribution < len(found.attributions)
        assert candidate.repeats is None or candidate.repeats < number
        assert found.sentences[candidate.sentence].furniture is None


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_sentences_hold_every_sign_that_is_no_blank(text: str) -> None:
    rest = list(text)
    for one in sentences(text):
        rest[one.start : one.end] = " " * (one.end - one.start)
    assert not "".join(rest).strip()


def test_a_huge_line_does_not_hang() -> None:
    start = time.monotonic()
    for unit in ("x", "and x ", "“a” ", "(", "a.b.c "):
        text = unit * (300_000 // len(unit))
        assert extract(text).sentences
    assert time.monotonic() - start < 30
