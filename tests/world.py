"""A small newsroom for tests, made through the operations as people would."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from annotator import dates
from annotator.imports.incoming import IncomingText
from annotator.models import ClaimSet, SetClaim, User
from annotator.operations.corpus import documents
from annotator.operations.corpus.extractions import keep_extraction
from annotator.operations.desk import assignments, fetches, judgements
from annotator.operations.desk.prepared_judgements import prepare
from annotator.operations.jobs import running
from annotator.operations.people import users
from annotator.operations.review import adjudications
from annotator.operations.sets import claim_sets
from annotator.passwords import new_password
from annotator.queries.corpus.documents import next_waiting
from annotator.records import (
    DecisionInput,
    DocumentMetadata,
    EvidenceInput,
    JudgementInput,
    SourceText,
)
from annotator.terms import (
    CandidateDecision,
    Checkability,
    Decision,
    DisagreementReason,
    Role,
    Stance,
    Worthiness,
)
from annotator.text.extraction import (
    Candidate,
    ExtractedAttribution,
    ExtractedSentence,
    Extraction,
    Insertion,
    Span,
)
from tests.addresses import addressed, nth, token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy.orm import Session

    from annotator.drafts import DraftInput
    from annotator.models import Base
    from annotator.models.base import Tokened
    from annotator.operations.desk.judgements import SubmittedJudgement
    from annotator.storage.database import Database
    from annotator.text.extraction import RelativeDate
    from annotator.tokens import Token

SPEAKER, CUE = "President Ada Maro", "said that"
FACTS = (
    "no harm had been done to civilians",
    "the harbour was open",
    "the bridge at Kesselbrook carried 4,000 cars a day",
    "the harvest of the Tarn valley had doubled",
)
PASSWORD = "a long enough password"
ROLES = {
    "ann": Role.ANNOTATOR,
    "bob": Role.ANNOTATOR,
    "cleo": Role.ANNOTATOR,
    "rita": Role.REVIEWER,
    "ed": Role.EDITOR,
    "adam": Role.ADMINISTRATOR,
}


def statement(fact: str) -> str:
    """A sentence of reported speech with the fact as its content."""
    return f"{SPEAKER} {CUE} {fact}."


def found_in(text: str, speaker: str = "Ada Maro") -> Extraction:
    """What is found in a text that was made of statements: one claim each, with its speaker."""
    sentences, attributions, candidates = [], [], []
    seen: dict[str, int] = {}
    for number, (start, end) in enumerate(_sentences(text)):
        source = Span(start, start + len(SPEAKER))
        cue = Span(source.end + 1, source.end + 1 + len(CUE))
        content = Span(cue.end + 1, end - 1)
        words = text[content.start : content.end]
        sentences.append(ExtractedSentence(Span(start, end)))
        attributions.append(
            ExtractedAttribution((source,), (cue,), (content,), speaker, "reported")
        )
        candidates.append(
            Candidate(
                sentence=number,
                spans=(content,),
                text=words,
                rule="test",
                attribution=number,
                repeats=seen.get(words),
                worthiness="CFS",
                score=0.9,
            )
        )
        seen.setdefault(words, number)
    return Extraction("en", "test/1", tuple(sentences), tuple(attributions), tuple(candidates))


def with_claims(found: Extraction, **changes: Any) -> Extraction:
    """What was found, with these fields of each candidate claim."""
    candidates = tuple(replace(one, **changes) for one in found.candidates)
    return replace(found, candidates=candidates)


def with_insertion(
    found: Extraction, words: str, inserted: str, date: RelativeDate | None = None
) -> Extraction:
    """What was found, with these words of each claim inserted in place of others."""

    def changed(one: Candidate) -> Candidate:
        start = one.spans[0].start + one.text.find(words)
        insertion = Insertion(Span(start, start + len(words)), inserted, date)
        return replace(one, insertions=(insertion,)) if words in one.text else one

    return replace(found, candidates=tuple(map(changed, found.candidates)))


def with_reports(found: Extraction, **changes: Any) -> Extraction:
    """What was found, with these fields of each attribution."""
    attributions = tuple(replace(one, **changes) for one in found.attributions)
    return replace(found, attributions=attributions)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.index(".", start) + 1
        yield start, end
        start = end + 1


def evidence(stance: Stance = Stance.SUPPORTS, **changes: Any) -> EvidenceInput:
    """A link to a source, as the desk sends it."""
    fields: dict[str, Any] = {
        "url": "https://relief.example/bulletins/5",
        "title": "Bulletin 5",
        "publisher": "Relief Society",
        "published": dates.parse("2025-12-05"),
        "quote": "Forty-one people were treated on Friday.",
        "stance": stance,
    }
    return EvidenceInput(**{**fields, **changes})


def judgement(verdict: str | None = "supported", **changes: Any) -> JudgementInput:
    """A judgement that may be kept, as the desk sends it."""
    stance = Stance.CONTRADICTS if verdict == "refuted" else Stance.SUPPORTS
    fields: dict[str, Any] = {
        "candidate": CandidateDecision.ACCEPTED,
        "worthiness": Worthiness.CFS,
        "checkability": Checkability.CHECKABLE,
        "verdict": verdict,
        "justification": f"The bulletin shows that it is {verdict}.",
        "confidence": 4,
        "seconds": 90,
        "evidence": (evidence(stance),),
    }
    return JudgementInput(**{**fields, **changes})


def decision(**changes: Any) -> DecisionInput:
    """A decision that may be kept, as the review sends it: refuted, whatever the judgements say."""
    fields: dict[str, Any] = {
        "decision": Decision.ALL_WRONG,
        "chosen_judgement": None,
        "verdict": "refuted",
        "not_checkable_reason": None,
        "rejection_reason": None,
        "reasons": (DisagreementReason.MISSED_EVIDENCE,),
        "note": "The hospital's log settles it.",
        "evidence": (evidence(Stance.CONTRADICTS, title="The hospital's log", url=None),),
    }
    return DecisionInput(**{**fields, **changes})


def submit(
    session: Session,
    *,
    assignment_id: Token,
    annotator_id: int,
    token: str,
    given: JudgementInput,
    draft: DraftInput | None = None,
) -> SubmittedJudgement:
    """Prepare and keep a judgement in one session."""
    prepared = prepare(session, assignment_id=assignment_id, annotator_id=annotator_id, given=given)
    return judgements.keep(session, prepared, token=token, draft=draft)


class World:
    """People of every role and a claim set in one database, made unless they are there."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with self.reading() as session:
            rows = session.execute(select(User.name, User.id))
            self.people: dict[str, int] = {row.name: row.id for row in rows}
        if not self.people:
            self._add_people()
            self.make_set("Verania")
        self.claim_set_id = self.nth(ClaimSet)

    def _add_people(self) -> None:
        password = new_password(PASSWORD)
        with self.writing() as session:
            for name, role in ROLES.items():
                self.people[name] = users.add_user(
                    session, name=name, display_name=name.title(), password=password, roles=[role]
                )
            session.commit()

    def writing(self) -> AbstractContextManager[Session]:
        """A session that may change things."""
        return self.database.writing()

    def reading(self) -> AbstractContextManager[Session]:
        """A session that only looks."""
        return self.database.reading()

    def at(self, path: str, missing: int | None = None) -> str:
        """The address with the id of the nth of its kind in place of `#n`."""
        with self.reading() as session:
            return addressed(session, path, missing)

    def nth(self, table: type[Base], number: int = 1) -> int:
        """The id of the row that was made as the nth of its table."""
        with self.reading() as session:
            return nth(session, table, number)

    def token(self, table: type[Tokened], number: int = 1) -> Token:
        """The token of the row that was made as the nth of its table."""
        with self.reading() as session:
            return token(session, table, number)

    def numbers(self, table: type[Base], ids: Iterable[int]) -> list[int]:
        """As which of their table the rows with these ids were made."""
        with self.reading() as session:
            made = session.scalars(select(table.__table__.c.id)).all()
        return [sorted(made).index(one) + 1 for one in ids]

    def make_set(self, name: str, overlap: int = 2, scheme: str = "verdicts") -> int:
        """An empty set."""
        with self.writing() as session:
            claim_set_id = claim_sets.make_set(
                session,
                name=name,
                description="For tests.",
                overlap=overlap,
                scheme=scheme,
                guideline="# Be fair",
            )
            session.commit()
        return claim_set_id

    def import_statements(
        self,
        *facts: str,
        claim_set_id: int | None = None,
        speaker: str = "Ada Maro",
        in_set: bool = True,
        changed: Callable[[Extraction], Extraction] = lambda found: found,
    ) -> int:
        """A document that states these facts, read, its claims in the set; returns its id.

        Without `in_set` its claims are in none. `changed` gives what is kept instead of what the
        statements say.
        """
        text = " ".join(statement(fact) for fact in facts or FACTS)
        with self.writing() as session:
            batch_id = documents.begin_import(
                session,
                label="test",
                claim_set_id=(claim_set_id or self.claim_set_id) if in_set else None,
            )
            documents.import_texts(
                session,
                batch_id=batch_id,
                incoming=[
                    IncomingText(
                        name="statement.txt",
                        text=text,
                        metadata=DocumentMetadata(
                            title="A statement",
                            outlet="Northern Herald",
                            url="https://herald.example/statement",
                            published=dates.parse("2025-12-06"),
                        ),
                    )
                ],
                unstated=DocumentMetadata(),
            )
            ((document_id, words, _),) = next_waiting(session)
            found = changed(found_in(words, speaker))
            keep_extraction(session, document_id=document_id, found=found)
            session.commit()
        return document_id

    def take(self, name: str, claim_set_id: int | None = None) -> Token | None:
        """The token of the assignment that the queue gives this person."""
        with self.writing() as session:
            assignment_id = assignments.take_next(
                session,
                claim_set_id=claim_set_id or self.claim_set_id,
                annotator_id=self.people[name],
                lease_minutes=60,
            )
            session.commit()
        return assignment_id

    def paste(self, name: str, assignment_id: Token, text: str, **fields: Any) -> Token:
        """The person pastes a text as a source; returns the fetch's token."""
        given = SourceText(text=text, media_type="text/plain", **{"title": "Bulletin 5", **fields})
        with self.writing() as session:
            fetch_id = fetches.paste(
                session,
                assignment_id=assignment_id,
                annotator_id=self.people[name],
                given=given,
            )
            session.commit()
        return fetch_id

    def open_document(self, name: str, assignment_id: Token, document_id: int) -> Token:
        """The person opens an imported document as a source; returns the fetch's token."""
        with self.writing() as session:
            fetch_id = fetches.open_document(
                session,
                assignment_id=assignment_id,
                annotator_id=self.people[name],
                document_id=document_id,
            )
            session.commit()
        return fetch_id

    def add_to_set(self, claim_id: int) -> None:
        """Put a claim that is there into the set too."""
        with self.writing() as session:
            claim_sets.add_claims(session, claim_set_id=self.claim_set_id, claim_ids=[claim_id])
            session.commit()

    def judge(
        self, name: str, given: JudgementInput | None = None, *, claim_set_id: int | None = None
    ) -> Token:
        """The person takes the next claim and judges it; returns the judgement's token."""
        assignment_id = self.take(name, claim_set_id)
        assert assignment_id is not None
        with self.writing() as session:
            kept = submit(
                session,
                assignment_id=assignment_id,
                annotator_id=self.people[name],
                token=secrets.token_hex(8),
                given=given or judgement(),
            )
            session.commit()
        return kept.judgement_id

    def fail_next(self, kind: str, reason: str) -> bool:
        """The worker takes the next job of a kind, which fails; False if none waits."""
        with self.writing() as session:
            held = running.take(session, kind=kind, lease=timedelta(minutes=1))
            if held is not None:
                running.fail(session, held=held, reason=reason)
            session.commit()
        return held is not None

    def decide(self, name: str, set_claim_id: int | None = None, **changes: Any) -> int:
        """The person decides on a claim, the first one unless an id is given.

        Unless it is changed, the outcome is one of their own: refuted.
        """
        set_claim_id = set_claim_id or self.nth(SetClaim)
        with self.writing() as session:
            adjudication_id = adjudications.decide(
                session,
                set_claim_id=set_claim_id,
                reviewer_id=self.people[name],
                token=secrets.token_hex(8),
                given=decision(**changes),
            )
            session.commit()
        return adjudication_id
