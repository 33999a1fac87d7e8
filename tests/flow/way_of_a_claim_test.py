"""One claim's whole way, without the web: from a news text to a reviewed, exported claim."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from annotator import imports, text
from annotator.exports import FORMATS, format_of
from annotator.operations.corpus import documents
from annotator.operations.corpus.extractions import keep_extraction
from annotator.queries.agreement.agreement import agreement_of_set
from annotator.queries.corpus.documents import next_waiting, whole_document
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.review.review_queue import queue
from annotator.queries.review.reviews import review
from annotator.queries.sets.listed_claims import claims_of_set
from annotator.records import DocumentMetadata
from annotator.terms import CandidateDecision, Decision, Stance
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from tests.world import World

NEWS = b"""outlet: Northern Herald
title: The harbour is working
url: https://herald.example/harbour
date: 2025-12-06

ORLEST, December 6 - President Ada Maro received the envoy of Ellmark on Saturday.

The President pointed out that no harm had been done to civilians and infrastructure.
"""
REWORDED = "No harm had been done to civilians in Port Aldane"


def test_a_claim_goes_from_a_news_text_to_a_reviewed_export(world: World) -> None:
    _put_into_the_set(world, _import(world))
    _judge_in_two_ways(world)
    _decide_for_the_refuted(world)

    (row,) = [json.loads(line) for line in _export(world, "jsonl").splitlines()]
    assert row["label"] == "refuted"
    assert row["basis"] == "adjudicated"
    assert row["adjudication"]["reviewer"] == "rita"
    assert row["adjudication"]["note"] == "The hospital's log settles it."
    assert {judged["annotator"] for judged in row["judgements"]} == {"ann", "bob"}
    assert [len(judged["evidence"]) for judged in row["judgements"]] == [1, 2]
    assert row["judgements"][1]["wording"] == REWORDED
    (mention,) = row["mentions"]
    assert mention["outlet"] == "Northern Herald"
    assert mention["published"] == "2025-12-06"
    assert mention["speaker"] == "Ada Maro"
    assert mention["cue"] == "pointed out"
    assert row["text"] == mention["quote"] == "no harm had been done to civilians"

    rows = list(csv.DictReader(io.StringIO(_export(world, "csv").decode())))
    assert [(r["annotator"], r["stance"]) for r in rows] == [
        ("ann", "supports"),
        ("bob", "contradicts"),
        ("bob", "neutral"),
    ]
    assert {r["reviewer"] for r in rows} == {"rita"}


def test_ids_and_columns_that_are_not_ours_come_out_of_an_export_as_they_came_in(
    world: World,
) -> None:
    row = {"id": "VER-7", "topic": "sea", "tags": ["a", 1], "text": NEWS.decode()}
    document_id = _import(world, "news.jsonl", json.dumps(row).encode())
    _put_into_the_set(world, document_id)
    (mention,) = {
        (mention["external_id"], json.dumps(mention["other_fields"]))
        for line in _export(world, "jsonl").splitlines()
        for mention in json.loads(line)["mentions"]
    }
    assert mention == ("VER-7", '{"topic": "sea", "tags": "[\\"a\\", 1]"}')
    cells = next(csv.DictReader(io.StringIO(_export(world, "csv").decode())))
    assert (cells["external_id"], cells["other_fields"]) == ("VER-7", 'topic: sea\ntags: ["a", 1]')


def test_what_is_shown_of_a_text_is_the_text_itself(world: World) -> None:
    document_id = _import(world)
    with world.reading() as session:
        document = whole_document(session, document_id)
    for claim in document.claims:
        words = " ".join(document.text[start:end] for start, end in claim.spans)
        assert words.split() == claim.quote.split()


def test_every_format_is_offered_and_written(world: World) -> None:
    world.import_statements()
    for known in FORMATS:
        assert _export(world, known.key)


def test_the_originals_stay_as_they_were_when_a_reviewer_has_decided(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    with world.reading() as session:
        (line,) = claims_of_set(session, world.claim_set_id, world.people["rita"]).items
        assert line.set_claim_id is not None
        before = review(session, line.set_claim_id, world.people["rita"]).judgements
    world.decide("rita", line.set_claim_id)
    with world.reading() as session:
        assert review(session, line.set_claim_id, world.people["rita"]).judgements == before


def _import(world: World, name: str = "harbour.txt", data: bytes = NEWS) -> int:
    with world.writing() as session:
        batch_id = documents.begin_import(session, label="news")
        documents.import_texts(
            session,
            batch_id=batch_id,
            incoming=imports.read(name, data),
            unstated=DocumentMetadata(),
        )
        ((document_id, words, language),) = next_waiting(session)
        keep_extraction(session, document_id=document_id, found=text.extract(words, language))
        session.commit()
    return document_id


def _put_into_the_set(world: World, document_id: int) -> None:
    """One of the two claims that are found in the text."""
    found = _claims_of(world, document_id)
    assert "no harm had been done to civilians" in found
    assert "no harm had been done to infrastructure" in found
    world.add_to_set(found["no harm had been done to civilians"])


def _judge_in_two_ways(world: World) -> None:
    world.judge("ann", judgement("supported"))
    world.judge(
        "bob",
        judgement(
            "refuted",
            candidate=CandidateDecision.REWORDED,
            wording=REWORDED,
            reasons={(12, None): "The port is where they met."},
            evidence=(
                evidence(Stance.CONTRADICTS),
                evidence(Stance.NEUTRAL, url=None, title="The mayor, by telephone", quote="Ask me"),
            ),
        ),
    )


def _decide_for_the_refuted(world: World) -> None:
    """As its figures and its review show it, and for one of its judgements."""
    with world.reading() as session:
        (line,) = queue(session, world.claim_set_id, world.people["rita"]).items
        found_review = review(session, line.set_claim_id, world.people["rita"])
        percent, alpha = (
            figure
            for _, figure in agreement_of_set(
                session, world.claim_set_id, world.people["rita"]
            ).figures
        )
    assert percent.value == 0
    assert alpha.value is not None
    assert {judged.verdict for judged in found_review.judgements} == {"supported", "refuted"}
    chosen = next(judged for judged in found_review.judgements if judged.verdict == "refuted")
    world.decide(
        "rita",
        line.set_claim_id,
        decision=Decision.ONE_RIGHT,
        chosen_judgement=chosen.id,
        verdict=None,
    )


def _claims_of(world: World, document_id: int) -> dict[str, int]:
    with world.reading() as session:
        return {c.quote: c.claim_id for c in whole_document(session, document_id).claims}


def _export(world: World, key: str) -> bytes:
    with world.reading() as session:
        claims = labelled_claims(session, world.claim_set_id, world.people["rita"])
        return b"".join(format_of(key).write(claims))
