"""The annotator's desk: one claim in its document."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, select

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import Assignment, Document, Draft, Fetch, Match, Mention
from annotator.models.any_claims import AnyClaim, AnySetClaim
from annotator.queries.corpus.documents import WholeDocument, whole_document
from annotator.queries.corpus.mentions import whole_id
from annotator.queries.desk.drafts import drafts_of
from annotator.queries.judging.decisions import notes_to
from annotator.queries.sets.claim_sets import OneSet, claim_set
from annotator.queries.sources.fetches import OpenSource, sources_of
from annotator.storage.statements import Prepared
from annotator.suggestions.wordings import suggested
from annotator.terms import ON_DESK, AssignmentState, MatchState

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from annotator.drafts import DraftRecord
    from annotator.queries.corpus.documents import FoundClaim
    from annotator.suggestions.wordings import WordingPart
    from annotator.terms import SkipReason
    from annotator.tokens import Token

    # The rest are put_first, due_on and named.
    _Rest = tuple[Any, ...]
    _Theirs = tuple[
        int,
        Token,
        int | None,
        int,
        AssignmentState,
        SkipReason | None,
        int,
        str,
        bool,
        bool,
        *_Rest,
    ]


@dataclass(frozen=True, slots=True)
class DeskItem:
    """A claim on an annotator's desk: `here` is where the document says it, `elsewhere` counts
    more.

    `former` is the number by which a browser knows the assignment from before tokens, if any.
    `sources` are what they opened for the claim, `draft` what they have written so far, `sent_back`
    the note of a reviewer who wants them to look again, `skipped_for` why they had skipped it
    before they opened it again. An editor may have put the claim first, set its deadline or named
    its annotators.
    """

    assignment_id: Token
    former: str
    claim_id: int
    text: str
    state: AssignmentState
    claim_set: OneSet
    document: WholeDocument
    here: FoundClaim
    elsewhere: int
    sources: tuple[OpenSource, ...] = ()
    draft: DraftRecord | None = None
    sent_back: str | None = None
    skipped_for: SkipReason | None = None
    put_first: bool = False
    due_on: date | None = None
    named: bool = False

    @property
    def reopened(self) -> bool:
        """Return True if the annotator judged the claim and opened it again."""
        return self.state is AssignmentState.REOPENED

    @property
    def opened_again(self) -> bool:
        """Return True if the annotator judged or skipped the claim before."""
        return self.reopened or self.skipped_for is not None

    @property
    def suggested(self) -> tuple[WordingPart, ...]:
        """Return the claim in words that stand alone; empty where none are sure, or for other
        words than those of the document.
        """
        here, document = self.here, self.document
        if self.text != here.quote:
            return ()
        return suggested(document.text, here.spans, here.insertions, document.metadata.published)

    @property
    def others(self) -> tuple[tuple[int, str], ...]:
        """Return the other claims of the document, as (id, words), each once."""
        quotes = {one.claim_id: one.quote for one in self.document.claims}
        quotes.pop(self.here.claim_id, None)
        return tuple(quotes.items())

    @property
    def speakers(self) -> tuple[str, ...]:
        """Return all speakers of the document."""
        return tuple(dict.fromkeys(one.speaker for one in self.document.claims if one.speaker))


@dataclass(frozen=True, slots=True)
class _Said:
    """The claim whose mentions say one, and the documents of those mentions."""

    found_as: int
    documents: tuple[int, ...]


def desk_item(session: Session, assignment_id: Token, annotator_id: int) -> DeskItem:
    """Return what the annotator sees of one claim. Raises NotFound when it is not on their desk."""
    found = _items(session, _ONE, annotator_id=annotator_id, assignment_id=assignment_id)
    if not found:
        raise NotFound(_("This claim is not on your desk."))
    return found[0]


def ahead(
    session: Session, claim_set_id: int, annotator_id: int, *, held: Collection[Token] = ()
) -> tuple[DeskItem, ...]:
    """Return the claims on the annotator's desk, but for those `held`, in the order they will come.

    Those that were open already, as after several undos, come before the reserved.
    """
    return _items(
        session,
        _AHEAD,
        annotator_id=annotator_id,
        claim_set_id=claim_set_id,
        held=list(held),
    )


# Asked for every claim on a desk.
_BEGUN = exists().where(Draft.assignment_id == Assignment.id)
_OPENED = exists().where(Fetch.assignment_id == Assignment.id)
_THEIRS = (
    select(
        *(Assignment.id, Assignment.token, Assignment.former_number, Assignment.claim_set_id),
        *(Assignment.state, Assignment.skip_reason),
        *(AnyClaim.id.label("claim_id"), AnyClaim.text),
        *(_BEGUN.label("begun"), _OPENED.label("opened")),
        *(AnySetClaim.put_first, AnySetClaim.due_on, AnySetClaim.named),
    )
    .join(AnySetClaim, AnySetClaim.id == Assignment.set_claim_id)
    .join(AnyClaim, AnyClaim.id == AnySetClaim.claim_id)
    .where(Assignment.annotator_id == bindparam("annotator_id"))
    .order_by(Assignment.state == AssignmentState.RESERVED, Assignment.turn)
)
_ONE = Prepared(_THEIRS.where(Assignment.token == bindparam("assignment_id")))
_AHEAD = Prepared(
    _THEIRS.where(
        Assignment.claim_set_id == bindparam("claim_set_id"),
        Assignment.state.in_(ON_DESK),
        Assignment.token.not_in(bindparam("held", expanding=True)),
    )
)
_PLACES = Prepared(
    select(AnyClaim.id, Match.claim_id.label("found_as"), Mention.document_id)
    .join(Match, (Match.claim_id == whole_id(AnyClaim)) & (Match.state == MatchState.CONFIRMED))
    .join(Mention, Mention.id == Match.mention_id)
    .join(Document, Document.id == Mention.document_id)
    .where(AnyClaim.id.in_(bindparam("claim_ids", expanding=True)))
    .order_by(Mention.document_id, Mention.position)
)


def _items(session: Session, wanted: Prepared[*_Theirs], **values: object) -> tuple[DeskItem, ...]:
    """Return what the annotator sees of their claims, in their turn; all are of one set."""
    found = wanted.rows(session, **values).all()
    if not found:
        return ()
    rules = claim_set(session, found[0].claim_set_id)
    places = _places_of(session, [row.claim_id for row in found])
    # Claims that follow one another are often of one document.
    documents = {
        document_id: whole_document(session, document_id)
        for document_id in dict.fromkeys(place.documents[0] for place in places.values())
    }
    begun = drafts_of(session, [row.id for row in found if row.begun])
    opened = sources_of(session, [row.id for row in found if row.opened])
    reopened = [row.id for row in found if row.state is AssignmentState.REOPENED]
    notes = notes_to(session, reopened)
    return tuple(
        replace(
            _item(row, rules, documents, places[row.claim_id]),
            sources=opened.get(row.id, ()),
            draft=begun.get(row.id),
            sent_back=notes.get(row.id),
        )
        for row in found
    )


def _item(
    row: Row[*_Theirs], rules: OneSet, documents: dict[int, WholeDocument], place: _Said
) -> DeskItem:
    document = documents[place.documents[0]]
    return DeskItem(
        assignment_id=row.token,
        former=str(row.former_number or ""),
        claim_id=row.claim_id,
        text=row.text,
        state=row.state,
        claim_set=rules,
        document=document,
        here=next(found for found in document.claims if found.claim_id == place.found_as),
        elsewhere=len(place.documents) - 1,
        skipped_for=row.skip_reason,
        put_first=row.put_first,
        due_on=row.due_on,
        named=row.named,
    )


def document_of(session: Session, set_claim_id: int) -> int:
    """Return the document in which the desk shows a claim of a set: the first that says it."""
    claim_id = session.scalars(
        select(AnySetClaim.claim_id).where(AnySetClaim.id == set_claim_id)
    ).one()
    return _places_of(session, [claim_id])[claim_id].documents[0]


def _places_of(session: Session, claim_ids: Sequence[int]) -> dict[int, _Said]:
    """Return where each claim is said, the document that came first at the front."""
    found_as: dict[int, int] = {}
    documents: defaultdict[int, list[int]] = defaultdict(list)
    for row in _PLACES.rows(session, claim_ids=list(claim_ids)).all():
        found_as[row.id] = row.found_as
        documents[row.id].append(row.document_id)
    return {one: _Said(whole, tuple(documents[one])) for one, whole in found_as.items()}
