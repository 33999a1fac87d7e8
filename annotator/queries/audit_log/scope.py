"""Which rows a claim set and its releases rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select, union

from annotator.models import Base

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import ColumnElement, CompoundSelect, Select, Table

    from annotator.models.vouched import VouchedTable

    Ids = Select[Any] | CompoundSelect[Any]

# Claims that wait or are private belong to what a set rests on: tables, past their classes.
_T: dict[str, Table] = dict(Base.metadata.tables)


def resting(table: VouchedTable, claim_set_id: int) -> ColumnElement[bool]:
    """Return the condition of the rows of a table that a set rests on."""
    for names, condition in _CONDITIONS:
        if table.name in names:
            return condition(_T[table.name], claim_set_id)
    raise KeyError(table.name)


def _ids(name: str, column: str, where: Callable[[Table], ColumnElement[bool]]) -> Select[Any]:
    table = _T[name]
    return select(table.c[column]).where(where(table))


def _set_claims(set_id: int, column: str = "id") -> Select[Any]:
    return _ids("set_claim", column, lambda t: t.c.claim_set_id == set_id)


def _on_claims(name: str, set_id: int, column: str = "id") -> Select[Any]:
    """Return ids of judgements, adjudications or others on the claims of the set."""
    return _ids(name, column, lambda t: t.c.set_claim_id.in_(_set_claims(set_id)))


def _claims(set_id: int) -> CompoundSelect[Any]:
    """Return the claims of the set, those that they were split from, and those of judgements."""
    in_set = _set_claims(set_id, "claim_id")
    judged = _on_claims("judgement", set_id)
    return union(
        in_set,
        _ids("claim", "replaces_id", lambda t: t.c.id.in_(in_set)),
        _on_claims("judgement", set_id, "wording_id"),
        _on_claims("judgement", set_id, "merged_with_id"),
        _ids("judgement_subclaim", "claim_id", lambda t: t.c.judgement_id.in_(judged)),
    )


def _edits(set_id: int) -> Select[Any]:
    return _ids("claim_edit_part", "edit_id", lambda t: t.c.claim_id.in_(_claims(set_id)))


def _matches(set_id: int, column: str) -> Select[Any]:
    return _ids("match", column, lambda t: t.c.claim_id.in_(_claims(set_id)))


def _mentions(set_id: int, column: str) -> Select[Any]:
    return _ids("mention", column, lambda t: t.c.id.in_(_matches(set_id, "mention_id")))


def _attributions(set_id: int, column: str) -> Select[Any]:
    documents = _mentions(set_id, "document_id")
    return _ids("attribution", column, lambda t: t.c.document_id.in_(documents))


def _passages(set_id: int, column: str) -> Select[Any]:
    judged, decided = _on_claims("judgement", set_id), _on_claims("adjudication", set_id)
    cited = union(
        _ids("evidence_link", "passage_id", lambda t: t.c.judgement_id.in_(judged)),
        _ids("adjudication_evidence", "passage_id", lambda t: t.c.adjudication_id.in_(decided)),
    )
    return _ids("passage", column, lambda t: t.c.id.in_(cited))


def _people(set_id: int) -> CompoundSelect[Any]:
    made = _ids("release", "made_by_id", lambda t: t.c.claim_set_id == set_id)
    return union(_on_claims("participation", set_id, "user_id"), made)


def _releases(set_id: int) -> Select[Any]:
    return _ids("release", "id", lambda t: t.c.claim_set_id == set_id)


def _schemes(set_id: int) -> Select[Any]:
    return _ids("claim_set", "scheme_id", lambda t: t.c.id == set_id)


def _agents(table: Table, set_id: int) -> ColumnElement[bool]:
    typed = _on_claims("judgement", set_id, "speaker_id")
    return or_(
        table.c.id.in_(_attributions(set_id, "speaker_id")),
        table.c.id.in_(typed),
        table.c.id.in_(_ids("agent", "same_as_id", lambda t: t.c.id.in_(typed))),
    )


def _outlets(set_id: int) -> CompoundSelect[Any]:
    documents = _mentions(set_id, "document_id")
    return union(
        _ids("document", "outlet_id", lambda t: t.c.id.in_(documents)),
        _ids("publication", "outlet_id", lambda t: t.c.document_id.in_(documents)),
    )


def _in(column: str, ids: Callable[[int], Ids]) -> Callable[[Table, int], ColumnElement[bool]]:
    return lambda table, set_id: table.c[column].in_(ids(set_id))


#: Names of tables, with the condition on their rows.
_CONDITIONS: Sequence[tuple[tuple[str, ...], Callable[[Table, int], ColumnElement[bool]]]] = (
    (("claim_set",), lambda t, s: t.c.id == s),
    (
        (
            *("set_member", "listed_domain", "guideline", "set_claim", "known_answer"),
            *("spot_check", "release"),
        ),
        lambda t, s: t.c.claim_set_id == s,
    ),
    (
        ("named_annotator", "participation", "fetch", "judgement", "adjudication"),
        _in("set_claim_id", _set_claims),
    ),
    # Only of those that were judged an event vouches.
    (("assignment",), _in("id", lambda s: _on_claims("judgement", s, "assignment_id"))),
    (
        ("judgement_subclaim", "evidence_link", "finding"),
        _in("judgement_id", lambda s: _on_claims("judgement", s)),
    ),
    (
        (
            *("adjudication_reason", "adjudication_evidence", "sent_back", "second_round"),
            "reply",
        ),
        _in("adjudication_id", lambda s: _on_claims("adjudication", s)),
    ),
    (
        ("released_claim", "release_file", "release_piece", "derived_file"),
        _in("release_id", _releases),
    ),
    (("label_scheme",), _in("id", _schemes)),
    (("verdict",), _in("scheme_id", _schemes)),
    (("user_account",), _in("id", _people)),
    (("user_role",), _in("user_id", _people)),
    (("claim",), _in("id", _claims)),
    # What a claim of the set came of.
    (("claim_edit",), _in("id", _edits)),
    (("claim_edit_part",), _in("edit_id", _edits)),
    (("match",), _in("claim_id", _claims)),
    (("mention",), _in("id", lambda s: _matches(s, "mention_id"))),
    (
        ("mention_span", "mention_doubt", "mention_insertion"),
        _in("mention_id", lambda s: _matches(s, "mention_id")),
    ),
    (("sentence",), _in("id", lambda s: _mentions(s, "sentence_id"))),
    (("document",), _in("id", lambda s: _mentions(s, "document_id"))),
    (("publication",), _in("document_id", lambda s: _mentions(s, "document_id"))),
    (("attribution",), _in("document_id", lambda s: _mentions(s, "document_id"))),
    (("attribution_span",), _in("attribution_id", lambda s: _attributions(s, "id"))),
    (("agent",), _agents),
    (("outlet",), _in("id", _outlets)),
    (("passage",), _in("id", lambda s: _passages(s, "id"))),
    (("snapshot",), _in("id", lambda s: _passages(s, "snapshot_id"))),
    (("source",), _in("id", lambda s: _passages(s, "source_id"))),
)
