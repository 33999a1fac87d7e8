"""Invented news as rows: documents with a claim in each sentence. Same seed, same rows."""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from annotator import dates
from annotator.matching.similarity import bands
from annotator.models import (
    Attribution,
    AttributionSpan,
    Claim,
    ClaimBand,
    Document,
    Match,
    Mention,
    MentionSpan,
    Sentence,
    SetClaim,
)
from annotator.terms import (
    ClaimKind,
    ExtractionState,
    Manner,
    MatchMethod,
    MatchState,
    Precision,
    SpanPart,
    Visibility,
    Worthiness,
)
from benchmarks import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.models.base import Base

    Rows = dict[type[Base], list[dict[str, Any]]]

#: The only set of each database.
SET, OVERLAP = 1, 2
SPEAKERS = ("Ada Maro", "Rolf Tarro", "Ida Senn", "Olle Harwick", "Una Quill")
CUE = "said that"
THEN = datetime(2025, 12, 6, tzinfo=UTC)
LEASE = timedelta(hours=1)
EXTRACTOR = "benchmark/1"
#: Each document has so many sentences, every one a claim.
SENTENCES = 20
#: The tables, those that others refer to first.
ORDER = (
    *(Document, Sentence, Attribution, AttributionSpan, Mention, MentionSpan),
    *(Claim, ClaimBand, Match, SetClaim),
)
FRAMES = (
    "The {} {} of {} reported {} {} in {}, {} more than the {} {} had",
    "The {} {} at {} closed for {} {} in {} after the {} {} failed",
    "The {} of {} paid {} crowns for the {} {} and the {} {} in {}",
)
LONG_WORD = re.compile(r"\b[a-z]{5,}\b")


def documents(claims: int) -> Iterator[Rows]:
    """Yield the rows of one document after the other, until there are so many claims."""
    chance = random.Random(texts.SEED)  # noqa: S311 - nothing is kept secret by it
    known = known_words()
    ids = count(1)
    for number in range(1, -(-claims // SENTENCES) + 1):
        told = [sentence(known, chance) for _ in range(SENTENCES)]
        yield _document(number, told, ids, claims)


def known_words() -> list[str]:
    """Return the words of which sentences are made."""
    return sorted({word for text in texts.originals() for word in LONG_WORD.findall(text)})


def sentence(known: list[str], chance: random.Random) -> str:
    """Return a sentence of the news's own words, which says nothing and has a claim's size."""
    frame = chance.choice(FRAMES)
    words = [chance.choice(known) for _ in range(frame.count("{}"))]
    words[chance.randrange(len(words))] = str(chance.randrange(2, 10_000))
    return frame.format(*words) + "."


def _document(number: int, told: list[str], ids: count[int], most: int) -> Rows:
    rows: Rows = defaultdict(list)
    written = ""
    for position, words in enumerate(told):
        claim_id = next(ids)
        if claim_id > most:
            break
        speaker = claim_id % len(SPEAKERS) if claim_id % 3 == 0 else None
        lead = "" if speaker is None else f"{SPEAKERS[speaker]} {CUE} "
        begin = len(written)
        written += lead + words + ("\n\n" if position % 3 == 2 else " ")
        where = {"document_id": number, "position": position}
        content = (begin + len(lead), begin + len(lead) + len(words) - 1)
        _keep_sentence(rows, claim_id, where, (begin, content[1] + 1))
        if speaker is not None:
            _keep_attribution(rows, claim_id, where, speaker, begin, content)
        _keep_claim(rows, claim_id, where, words[:-1], content, attributed=speaker is not None)
        rows[SetClaim].append(_in_set(claim_id))
    document = _text_row(number, written.strip(), told[0][:60])
    return {Document: [document], **rows}


def _text_row(number: int, written: str, title: str) -> dict[str, Any]:
    return {
        "id": number,
        "import_batch_id": 1,
        "outlet_id": 1,
        "title": title,
        "url": f"https://herald.example/{number}",
        "language": "en",
        **dates.columns(dates.PartialDate(THEN, Precision.DAY)),
        "text": written,
        "sha256": hashlib.sha256(written.encode()).hexdigest(),
        "created_at": THEN,
        "extraction": ExtractionState.DONE,
        "extractor": EXTRACTOR,
    }


def _keep_sentence(rows: Rows, number: int, where: dict[str, int], span: tuple[int, int]) -> None:
    rows[Sentence].append({"id": number, **where, "start": span[0], "end": span[1]})


def _keep_attribution(
    rows: Rows,
    number: int,
    where: dict[str, int],
    speaker: int,
    begin: int,
    content: tuple[int, int],
) -> None:
    manner = Manner.REPORTED
    rows[Attribution].append({"id": number, **where, "speaker_id": speaker + 1, "manner": manner})
    named = begin + len(SPEAKERS[speaker])
    spans = (
        (SpanPart.SOURCE, (begin, named)),
        (SpanPart.CUE, (named + 1, named + 1 + len(CUE))),
        (SpanPart.CONTENT, content),
    )
    rows[AttributionSpan] += [
        {"attribution_id": number, "part": part, "position": 0, "start": span[0], "end": span[1]}
        for part, span in spans
    ]


def _keep_claim(
    rows: Rows,
    number: int,
    where: dict[str, int],
    words: str,
    span: tuple[int, int],
    *,
    attributed: bool,
) -> None:
    """The claim with the place where the document says it."""
    found = {"rule": "sentence", "extractor": EXTRACTOR, "score": 0.8}
    rows[Mention].append(
        {
            "id": number,
            **where,
            "sentence_id": number,
            "attribution_id": number if attributed else None,
            "quote": words,
            "worthiness": Worthiness.CFS,
            **found,
        }
    )
    place = {"position": 0, "start": span[0], "end": span[1]}
    rows[MentionSpan].append({"mention_id": number, **place})
    claim = {"id": number, "text": words, "kind": ClaimKind.CONTENT, "language": "en"}
    seen = {"visibility": Visibility.PUBLIC, "compared": True}
    rows[Claim].append({**claim, **seen, "created_at": THEN})
    rows[ClaimBand] += [{"value": value, "claim_id": number} for value in set(bands(words))]
    said = {"state": MatchState.CONFIRMED, "method": MatchMethod.EXTRACTION, "created_at": THEN}
    rows[Match].append({"mention_id": number, "claim_id": number, **said})


def _in_set(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "visibility": Visibility.PUBLIC,
        "claim_set_id": SET,
        "claim_id": number,
        "position": number,
        "seats_left": OVERLAP,
    }
