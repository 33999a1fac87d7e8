"""What a reader sees as one sign is never cut, by whatever span."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggestions.landmarks import dates, names
from annotator.text import extract, sentences
from tests.text.seen import claims, speakers
from tests.text.spans_test import PIECES, SLOWLY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.text.extraction import Span

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
HAND = "\U0001f44d\U0001f3fd"
FLAGS = "\U0001f1fb\U0001f1ea\U0001f1f9\U0001f1f1"
KEYCAP = "*\ufe0f\u20e3"
SIGNS = [
    FAMILY,
    HAND,
    FLAGS,
    KEYCAP,
    "\u2764\ufe0f\u200d\U0001f525",
    "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    "e\u0301",
    ".\u0301",
    "”\u0301",
    " \u0308",
    "\u0600",
    "\u1112\u1161\u11ab",
    "\u0915\u094d\u0937\u093f",
    "\u200d",
    "\U0001f1e6",
]
TEXTS = st.lists(
    st.sampled_from(SIGNS) | st.sampled_from(PIECES) | st.text(max_size=4), max_size=25
).map("".join)


def spans(text: str, language: str) -> Iterator[Span]:
    """All that an extraction and the pages take from a text."""
    found = extract(text, language)
    yield from (one.span for one in found.sentences)
    for attribution in found.attributions:
        yield from (*attribution.source, *attribution.cue, *attribution.content)
    for candidate in found.candidates:
        yield from candidate.spans
    yield from dates(text)
    yield from names(text, language)


def cut(text: str, language: str) -> list[str]:
    """The spans that begin or end inside of a cluster."""
    edges = {0, *(found.end() for found in regex.finditer(r"\X", text))}
    return [
        text[one.start : one.end]
        for one in spans(text, language)
        if not {one.start, one.end} <= edges
    ]


@pytest.mark.parametrize("language", ["en", "fr", "de"])
@SLOWLY
@given(TEXTS)
def test_no_span_begins_or_ends_inside_a_cluster(language: str, text: str) -> None:
    assert cut(text, language) == []


@given(TEXTS)
def test_sentences_do_not_overlap_where_clusters_stand_between_them(text: str) -> None:
    found = sentences(text)
    assert all(one.end <= later.start for one, later in pairwise(found))


@pytest.mark.parametrize("sign", [FAMILY, HAND, FLAGS, KEYCAP])
@pytest.mark.parametrize(
    "frame",
    [
        "“Tarro told us ‘the port {} and the road are open’ and left,” Maro said.",
        "“We repaired ‘the road {}’ and {} they closed the port {},” Maro said. “It {} is open.”",
        "Maro said: “The ports ‘{} and {}’ are open. {} The road is closed.”",
        "The port is open{} and the road is closed {}.{} Nobody came.",
    ],
)
def test_an_emoji_of_several_code_points_stays_whole(sign: str, frame: str) -> None:
    text = frame.replace("{}", sign)
    assert cut(text, "en") == []


def test_an_emoji_goes_with_one_of_two_claims() -> None:
    text = f"“We saw ‘our harbour {HAND}’ and the ferries {FAMILY} sail,” Maro said."
    assert sum(FAMILY in claim for claim in claims(text)) == 1
    assert sum(HAND in claim for claim in claims(text)) == 1


def test_a_letter_with_an_accent_of_its_own_stays_in_the_name() -> None:
    text = "The port is open, said Marta Ge\u0301rat."
    assert speakers(text) == ["Marta Ge\u0301rat"]
    assert [text[one.start : one.end] for one in names(text, "en")] == ["Marta Ge\u0301rat"]
