"""What `extract` prints of a document and of a claim."""

from __future__ import annotations

from annotator.text.assembly.contract import contract, speaker
from annotator.text.extraction import (
    Candidate,
    ExtractedAttribution,
    ExtractedSentence,
    Extraction,
    Span,
)

SOURCE, CUE, CONTENT = (Span(0, 4),), (Span(5, 9),), (Span(10, 41),)
TEXT = "The port and the road were open."
FOUND = Extraction(
    "en",
    "test/1",
    (ExtractedSentence(Span(0, 32)),),
    (),
    (
        Candidate(
            0,
            (Span(0, 31),),
            TEXT[:31],
            "clause",
            doubts=("repair", "speaker"),
            kept_whole=True,
            fell_back="no verb",
        ),
    ),
    turned_back={"no verb": 2},
)


def test_an_unresolved_speaker_has_the_words_of_the_text_and_says_so() -> None:
    said = ExtractedAttribution(SOURCE, CUE, CONTENT, "They", "reported", resolved=False)
    assert speaker(said) == {"spans": [[0, 4]], "name": "They", "resolved": False}


def test_a_resolved_speaker_has_no_such_mark() -> None:
    said = ExtractedAttribution(SOURCE, CUE, CONTENT, "Ada Maro", "reported")
    assert speaker(said) == {"spans": [[0, 4]], "name": "Ada Maro"}


def test_an_explanation_says_what_was_turned_back_and_what_is_doubted() -> None:
    printed = contract("port", FOUND, explained=True)
    assert printed["turned_back"] == {"no verb": 2}
    (claim,) = printed["claims"]
    assert (claim["rule"], claim["doubts"]) == ("clause", ["repair", "speaker"])
    assert (claim["kept_whole"], claim["fell_back"]) == (True, "no verb")


def test_nothing_is_explained_unasked() -> None:
    printed = contract("port", FOUND)
    assert "turned_back" not in printed
    assert not {"doubts", "kept_whole", "fell_back"} & printed["claims"][0].keys()
