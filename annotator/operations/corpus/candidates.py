"""What editors decide on candidate claims before people judge them: each decision can be undone.

A claim is never changed. Other words are another claim, with mentions that a person made; the claim
in whose place it comes is dropped, and comes back when the decision is undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm.util import identity_key

from annotator.actions import Action
from annotator.cleaning import clean, one_line
from annotator.clock import now
from annotator.edit_kinds import EditKind
from annotator.errors import BadInput, Conflict, NotFound
from annotator.language import _
from annotator.models import (
    Claim,
    ClaimEdit,
    ClaimEditPart,
    ClaimSet,
    Document,
    Match,
    Mention,
    MentionSpan,
)
from annotator.models.any_claims import AnyClaim, AnySetClaim
from annotator.operations.audit_log import record
from annotator.queries.corpus.documents import mention_spans
from annotator.terms import MatchMethod, MatchState, Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.queries.corpus.documents import Spans
    from annotator.terms import ClaimKind

#: What a person's mentions have for a rule and an extractor.
PERSON = "person"
LONGEST = 600
ACTIONS = {
    EditKind.KEPT: Action.CANDIDATE_KEPT,
    EditKind.DROPPED: Action.CANDIDATE_DROPPED,
    EditKind.REWORDED: Action.CANDIDATE_REWORDED,
    EditKind.SPLIT: Action.CANDIDATE_SPLIT,
    EditKind.JOINED: Action.CANDIDATES_JOINED,
    EditKind.SPEAKER: Action.SPEAKER_DECIDED,
}
#: Decisions by which other claims come in the place of the candidates.
REPLACES = (EditKind.REWORDED, EditKind.SPLIT, EditKind.JOINED)


class HeldCandidate(NamedTuple):
    """A candidate that this transaction has locked, with its mentions in the document."""

    claim_id: int
    text: str
    kind: ClaimKind
    mentions: tuple[Mention, ...]


class _SaidPlace(NamedTuple):
    """Where a claim is said: as a mention says it, by these spans and in these words."""

    like: Mention
    spans: Spans
    quote: str


def keep(session: Session, *, document_id: int, claim_id: int, by: int) -> int:
    """Keep a candidate as it stands; returns the decision.

    Raises NotFound, and Conflict when the candidate was decided on in between.
    """
    held = hold(session, document_id, [claim_id])
    if in_force(session, claim_id) is not None:
        raise Conflict(_("This candidate is kept already."))
    return note(session, EditKind.KEPT, document_id, [], [held[0].claim_id], by)


def drop(session: Session, *, document_id: int, claim_id: int, by: int) -> int:
    """Drop a candidate, so that no list but its document's has it; returns the decision.

    Raises NotFound, and Conflict when a claim set holds it.
    """
    hold_free(session, document_id, [claim_id])
    show(session, [claim_id], Visibility.DROPPED)
    return note(session, EditKind.DROPPED, document_id, [claim_id], [], by)


def reword(session: Session, *, document_id: int, claim_id: int, wording: str, by: int) -> int:
    """Put a claim in other words in the place of a candidate; returns the decision.

    Raises BadInput for words that are none or the same, NotFound, and Conflict as `drop` does.
    """
    (held,) = hold_free(session, document_id, [claim_id])
    words = _worded(wording, "wording")
    if words == held.text:
        raise BadInput(_("These are the words that it has. Change them."), "wording")
    places = _places(session, held)
    return _replace(session, EditKind.REWORDED, document_id, [held], {words: places}, by)


def split(session: Session, *, document_id: int, claim_id: int, parts: str, by: int) -> int:
    """Put several claims, one a line, in the place of a candidate; returns the decision.

    Raises BadInput for less than two of them, NotFound, and Conflict as `drop` does.
    """
    (held,) = hold_free(session, document_id, [claim_id])
    lines = [line for line in clean(parts).splitlines() if line.strip()]
    words = list(dict.fromkeys(_worded(line, "parts") for line in lines))
    if len(words) < 2:
        raise BadInput(_("Write at least two claims, one per line."), "parts")
    places = _places(session, held)
    # What was said of a part is the part: it lacks a number of the whole on purpose.
    results = {part: [place._replace(quote=part) for place in places] for part in words}
    return _replace(session, EditKind.SPLIT, document_id, [held], results, by)


def join(session: Session, *, document_id: int, claim_id: int, other_id: int, by: int) -> int:
    """Put one claim in the place of two candidates, `other_id` being the first; returns the
    decision.

    Of one sentence it has the words from the first to the last, else those of both. Raises
    NotFound, and Conflict as `drop` does.
    """
    if claim_id == other_id:
        raise BadInput(_("Select another candidate to join this one with."))
    held = {one.claim_id: one for one in hold_free(session, document_id, [other_id, claim_id])}
    pair = [held[other_id], held[claim_id]]
    text, spans = _joined(session, document_id, pair)
    place = _SaidPlace(pair[0].mentions[0], spans, text)
    return _replace(session, EditKind.JOINED, document_id, pair, {text: [place]}, by)


def hold(session: Session, document_id: int, claim_ids: Sequence[int]) -> list[HeldCandidate]:
    """Lock a document, so that editors decide one after the other, and candidates of it.

    Raises NotFound, and Conflict for one that is not there any more.
    """
    document = select(Document.id).where(Document.id == document_id).with_for_update()
    if session.scalar(document) is None:
        raise NotFound(_("There is no such document."))
    locked = select(Claim.id).where(Claim.id.in_(claim_ids)).order_by(Claim.id).with_for_update()
    session.scalars(locked).all()
    said = session.execute(
        select(Claim.id, Claim.text, Claim.kind, Mention)
        .join(Match, (Match.claim_id == Claim.id) & (Match.state == MatchState.CONFIRMED))
        .join(Mention, Mention.id == Match.mention_id)
        .where(Claim.id.in_(claim_ids), Mention.document_id == document_id)
        .order_by(Mention.position)
    ).all()
    found = [
        HeldCandidate(
            row.id, row.text, row.kind, tuple(one.Mention for one in said if one.id == row.id)
        )
        for row in {row.id: row for row in said}.values()
    ]
    if len(found) < len(set(claim_ids)):
        raise Conflict(
            _("This candidate is not there any more: it was dropped or replaced in between.")
        )
    return found


def hold_free(session: Session, document_id: int, claim_ids: Sequence[int]) -> list[HeldCandidate]:
    """Lock candidates that no claim set holds. Raises Conflict for others, as `hold` does too."""
    held = hold(session, document_id, claim_ids)
    refuse_in_sets(session, claim_ids)
    return held


def refuse_in_sets(session: Session, claim_ids: Sequence[int]) -> None:
    """Raise Conflict, with the names of the sets, if one holds any of these claims.

    Whether they were judged there is not told: what a set holds is fixed from the start.
    """
    names = session.scalars(
        select(ClaimSet.name)
        .join(AnySetClaim, AnySetClaim.claim_set_id == ClaimSet.id)
        .where(AnySetClaim.claim_id.in_(claim_ids))
        .distinct()
        .order_by(ClaimSet.name)
    ).all()
    if names:
        raise Conflict(
            _(
                "The claim is in a set (%(names)s), where people judge it as it stands. It can be"
                " changed once it is in no set.",
                names=", ".join(names),
            )
        )


def in_force(session: Session, claim_id: int) -> int | None:
    """Return the decision that a candidate is a result of; None for one not decided on."""
    return session.scalar(
        select(ClaimEdit.id)
        .join(ClaimEditPart, ClaimEditPart.edit_id == ClaimEdit.id)
        .where(
            ClaimEditPart.claim_id == claim_id, ClaimEditPart.result, ClaimEdit.undone_at.is_(None)
        )
        .limit(1)
    )


def show(session: Session, claim_ids: Sequence[int], visibility: Visibility) -> None:
    """Drop claims, or bring them back."""
    session.flush()
    for claim_id in claim_ids:
        # A row of another visibility is of another class: the session forgets the object.
        known = session.identity_map.get(identity_key(AnyClaim, claim_id))
        if known is not None:
            session.expunge(known)
    session.execute(
        update(AnyClaim)
        .where(AnyClaim.id.in_(claim_ids))
        .values(visibility=visibility)
        .execution_options(synchronize_session=False)
    )


def note(
    session: Session,
    kind: EditKind,
    document_id: int,
    claims: Sequence[int],
    results: Sequence[int],
    by: int,
    **speaker: object,
) -> int:
    """Keep a decision with the claims that it is about, and record it; returns its id."""
    edit = ClaimEdit(document_id=document_id, kind=kind, made_by_id=by, made_at=now(), **speaker)
    session.add(edit)
    session.flush()
    session.add_all(
        ClaimEditPart(
            edit_id=edit.id, claim_id=claim_id, position=position, result=claim_id in results
        )
        for position, claim_id in enumerate([*claims, *results])
    )
    session.flush()
    record(
        session,
        ACTIONS[kind],
        f"claim {(claims or results)[0]}",
        before={"claims": list(claims)} if kind in REPLACES else None,
        after={
            "document": document_id,
            **({"claims": list(results)} if kind in REPLACES else {}),
            **({"speaker": speaker["speaker_after"]} if speaker else {}),
        },
        by=by,
    )
    return edit.id


def _worded(words: str, field: str) -> str:
    found = one_line(words)
    if not found:
        raise BadInput(_("Write the claim."), field)
    if len(found) > LONGEST:
        raise BadInput(
            _("A claim has at most %(longest)s characters; write one statement.", longest=LONGEST),
            field,
        )
    return found


def _places(session: Session, held: HeldCandidate) -> list[_SaidPlace]:
    spans = mention_spans(session, [mention.id for mention in held.mentions])
    return [_SaidPlace(mention, spans[mention.id], mention.quote) for mention in held.mentions]


def _joined(session: Session, document_id: int, pair: Sequence[HeldCandidate]) -> tuple[str, Spans]:
    """Return the words of two candidates as one claim, and where they stand."""
    first, second = (one.mentions[0] for one in pair)
    spans = mention_spans(session, [first.id, second.id])
    every = tuple(sorted({*spans[first.id], *spans[second.id]}))
    text = session.scalar(select(Document.text).where(Document.id == document_id)) or ""
    as_said = all(
        one.text == one_line(" ".join(text[start:end] for start, end in spans[one.mentions[0].id]))
        for one in pair
    )
    if not (as_said and first.sentence_id == second.sentence_id):
        return _worded("; ".join(one.text for one in pair), "claims"), every
    start, end = every[0][0], max(last for _first, last in every)
    return _worded(text[start:end], "claims"), ((start, end),)


def _replace(
    session: Session,
    kind: EditKind,
    document_id: int,
    held: Sequence[HeldCandidate],
    results: dict[str, list[_SaidPlace]],
    by: int,
) -> int:
    """Drop candidates and put claims with these words, said in these places, in their place."""
    dropped = [one.claim_id for one in held]
    language = session.scalar(select(Claim.language).where(Claim.id == dropped[0]))
    show(session, dropped, Visibility.DROPPED)
    made = []
    for words, places in results.items():
        claim = Claim(
            text=words,
            kind=held[0].kind,
            language=language,
            made_by_id=by,
            created_at=now(),
        )
        session.add(claim)
        session.flush()
        for number, place in enumerate(places):
            how = MatchMethod.REPEAT if number else MatchMethod.PERSON
            _say(session, claim.id, place, by, how)
        made.append(claim.id)
    return note(session, kind, document_id, dropped, made, by)


def _say(session: Session, claim_id: int, place: _SaidPlace, by: int, method: MatchMethod) -> None:
    """Let a mention that the editor made say a claim, where and as another one does."""
    like = place.like
    last = session.scalar(
        select(func.max(Mention.position)).where(Mention.document_id == like.document_id)
    )
    mention = Mention(
        document_id=like.document_id,
        position=(last or 0) + 1,
        sentence_id=like.sentence_id,
        attribution_id=like.attribution_id,
        quote=place.quote,
        worthiness=like.worthiness,
        score=like.score,
        rule=PERSON,
        extractor=PERSON,
        made_by_id=by,
        place=like.place,
    )
    session.add(mention)
    session.flush()
    session.add_all(
        MentionSpan(mention_id=mention.id, position=position, start=start, end=end)
        for position, (start, end) in enumerate(place.spans)
    )
    session.add(
        Match(
            mention_id=mention.id,
            claim_id=claim_id,
            state=MatchState.CONFIRMED,
            method=method,
            made_by_id=by,
            created_at=now(),
        )
    )
    session.flush()
