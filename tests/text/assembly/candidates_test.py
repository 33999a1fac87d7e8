"""What a candidate keeps of the claim that was cut and of the report that says it."""

from __future__ import annotations

from annotator.text.assembly.candidates import propose
from annotator.text.draft import DraftClaim, DraftReport, ExtractionDraft
from annotator.text.extraction import ExtractedAttribution, Span

TEXT = "Maro said the port and the road were open."
SOURCE, CUE, CONTENT = (Span(0, 4),), (Span(5, 9),), (Span(10, 41),)


def draft_with(claim: DraftClaim, *, chosen: bool = False) -> ExtractionDraft:
    draft = ExtractionDraft(TEXT, "en")
    draft.reports = [DraftReport(0, SOURCE, CUE, CONTENT, "reported", [claim])]
    draft.attributions = [
        ExtractedAttribution(SOURCE, CUE, CONTENT, "Ada Maro", "reported", chosen=chosen)
    ]
    return draft


def test_a_candidate_keeps_the_doubts_of_its_cut() -> None:
    draft = draft_with(DraftClaim(0, CONTENT, "clause", ("repair", "attachment")))
    propose(draft)
    assert [one.doubts for one in draft.candidates] == [("repair", "attachment")]


def test_a_speaker_chosen_among_several_is_a_doubt_of_each_claim() -> None:
    draft = draft_with(DraftClaim(0, CONTENT, "clause", ("repair",)), chosen=True)
    propose(draft)
    assert [one.doubts for one in draft.candidates] == [("repair", "speaker")]


def test_a_candidate_says_that_it_was_kept_whole_and_what_the_guard_refused() -> None:
    draft = draft_with(DraftClaim(0, CONTENT, "clause", kept_whole=True, fell_back="no verb"))
    propose(draft)
    (candidate,) = draft.candidates
    assert (candidate.kept_whole, candidate.fell_back) == (True, "no verb")
