"""A claim in review as lines that a person reads: as the page shows it, names hidden alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.labelling.outcome import decided_label, label
from annotator.pseudonyms import letter
from annotator.queries.review.ways import ways
from annotator.terms import Coverage, Decision, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.queries.review.cited_sources import CitedSource
    from annotator.queries.review.review_history import ReviewEvent
    from annotator.queries.review.review_queue import QueuedDifference
    from annotator.queries.review.reviews import Review
    from annotator.records import DecisionRecord, Evidence, JudgementRecord

#: A terminal obeys these, and texts come from anywhere.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
DID = {
    Decision.ONE_RIGHT: "decided that Annotator {letter} is right",
    Decision.BOTH_ACCEPTABLE: "found both acceptable and used Annotator {letter}",
    Decision.CONFIRMED: "looked at it and found nothing wrong",
    Decision.ALL_WRONG: "found all wrong: {outcome}",
    Decision.SENT_BACK: "sent it back to those who judged it",
    Decision.SECOND_ROUND: "gave it to others, for a second round",
    Decision.REOPENED: "reopened the decision",
}


def line_of(line: QueuedDifference) -> str:
    """Return a line of the list: number in review, what they differ in, likely error, the words."""
    differ = f"differ in {_listed(line.kinds)}" if line.kinds else "all agree"
    likely = "-" if line.likely_error is None else f"{line.likely_error:.2f}"
    fields = [str(line.set_claim_id), differ, likely, _plain(line.claim)]
    return "\t".join(
        [*fields, "you judged it, so another reviewer decides"] if line.mine else fields
    )


def lines_of(found: Review) -> Iterator[str]:
    """Yield all of a claim in review."""
    claim = f"claim {found.claim_id} of “{_plain(found.claim_set.name)}”"
    yield f"Review {found.set_claim_id}, {claim}: {_plain(found.text)}"
    yield f"Differ in {_listed(found.kinds)}." if found.kinds else "All agree."
    for place in found.places[:1]:
        yield f"In {_plain(place.title)}: “{_plain(place.sentence)}”"
    for number, judged in enumerate(found.judgements):
        yield ""
        yield from _judgement(number, judged, found)
    for source in found.sources:
        yield ""
        yield from _source(source)
    if found.history:
        yield from ("", "Before")
        for event in found.history:
            yield from _happened(event)
    yield ""
    yield from _decision(found.decided, found) if found.decided else _open(found)


def _judgement(number: int, judged: JudgementRecord, found: Review) -> Iterator[str]:
    name = f" ({judged.annotator})" if found.decided else ""
    round_number = f", round {judged.round}" if found.round > 1 else ""
    sure = f", {judged.confidence} of 5 sure" if judged.confidence else ""
    yield f"Annotator {letter(number)}{name}{round_number}: {_outcome(judged)}{sure}"
    said = {
        "wording": judged.wording,
        "split into": "; ".join(judged.parts),
        "the same as": judged.merged_with and f"claim {judged.merged_with[0]}",
        "said by": judged.speaker,
        "worth checking": judged.worthiness and judged.worthiness.answer,
        "why": judged.justification,
    }
    for what, value in said.items():
        if value:
            yield f"  {what}: {_plain(value)}"
    for warned in judged.overridden:
        yield f"  went ahead although: {_plain(warned.message)} Because: {_plain(warned.reason)}"
    if judged.hints.shown:
        yield f"  hints: {judged.hints.shown} shown, {judged.hints.opened} opened"


def _source(source: CitedSource) -> Iterator[str]:
    told = (source.title, source.publisher, source.url)
    yield "Source: " + _plain(", ".join(part for part in told if part))
    for passage in source.passages:
        yield f"  {passage.key} “{_plain(passage.quote)}”"
        for number, links in enumerate(passage.links):
            for link in links:
                yield f"    Annotator {letter(number)}: {_link(link)}"


def _happened(event: ReviewEvent) -> Iterator[str]:
    at = event.at.isoformat(timespec="minutes")
    reader = letter(event.reader) if event.reader is not None else ""
    if event.act is not None:
        yield f"  {at} {_did(event.act, event.chosen)}"
        yield from _why(event.act, indent="    ")
    elif event.reply is not None:
        yield f"  {at} Annotator {reader} answered: {_plain(event.reply)}"
    elif event.drawn:
        yield f"  {at} Drawn for a spot check"
    else:
        yield f"  {at} Annotator {reader} had judged before: {words(event.label or '')}"


def _decision(act: DecisionRecord, found: Review) -> Iterator[str]:
    ids = [judged.id for judged in found.judgements]
    chosen = ids.index(act.chosen_judgement) if act.chosen_judgement in ids else None
    yield f"Decided {act.created_at.isoformat(timespec='minutes')}: {_did(act, chosen)}"
    yield f"  label: {words(decided_label(act, found.judgements))}"
    for link in act.evidence:
        yield f"  {_link(link)}: “{_plain(link.quote)}” {_plain(link.title or link.url or '')}"
    yield from _why(act, indent="  ")


def _open(found: Review) -> Iterator[str]:
    if found.judged_by_me:
        yield "You judged this claim, so another reviewer must decide on it."
    elif found.awaits:
        yield f"Decide by (--seen {found.seen})"
        yield from (f"  {way.code:<9} {way.words}" for way in ways(found))
    else:
        yield "All who judged this claim agree: there is nothing to decide."


def _did(act: DecisionRecord, chosen: int | None) -> str:
    reader = letter(chosen) if chosen is not None else ""
    did = DID[act.decision].format(letter=reader, outcome=words(decided_label(act, ())))
    return f"{act.reviewer} {did}"


def _why(act: DecisionRecord, *, indent: str) -> Iterator[str]:
    if act.reasons:
        yield f"{indent}because of {_listed(act.reasons)}"
    if act.note:
        yield f"{indent}note: {_plain(act.note)}"


def _outcome(judged: JudgementRecord) -> str:
    why = judged.not_checkable_reason or judged.rejection_reason
    return words(label(judged)) + (f" ({words(why)})" if why else "")


def _link(link: Evidence) -> str:
    parts = [words(link.stance)]
    if link.coverage is Coverage.PARTIAL:
        parts.append("a part of the claim")
    return ", ".join([*parts, _plain(link.note)] if link.note else parts)


def _listed(terms: Iterable[str]) -> str:
    return ", ".join(words(term) for term in terms)


def _plain(text: str) -> str:
    """Return a text on one line, without control characters."""
    return " ".join(_CONTROLS.sub(" ", text).split())
