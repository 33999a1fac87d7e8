"""Kinds of things that can be withdrawn: a new one is a line in BIN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.language import lazy
from annotator.operations.corpus import withdrawals
from annotator.operations.sets.withdrawals import delete_claim, restore_claim
from annotator.queries.corpus.bin import documents_to_delete, withdrawn_documents
from annotator.queries.sets.withdrawn_claims import claims_to_delete, withdrawn_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.language import LazyText
    from annotator.queries.corpus.bin import BinPage


@dataclass(frozen=True, slots=True)
class BinKind:
    """A kind of things in the bin; `key` stands in addresses, `title` on the page.

    `listed` returns those before an id, newest first. `due` returns those that have been in the bin
    for 30 days, at most so many. `restore` and `delete` take one by its id; each raises NotFound
    for what is not in the bin.
    """

    key: str
    title: LazyText
    listed: Callable[[Session, int | None], BinPage]
    due: Callable[[Session, datetime, int], Sequence[int]]
    restore: Callable[[Session, int], None]
    delete: Callable[[Session, int], None]


def _restore_document(session: Session, document_id: int) -> None:
    withdrawals.restore_document(session, document_id=document_id)


def _delete_document(session: Session, document_id: int) -> None:
    withdrawals.delete_document(session, document_id=document_id)


def _restore_claim(session: Session, set_claim_id: int) -> None:
    restore_claim(session, set_claim_id=set_claim_id)


def _delete_claim(session: Session, set_claim_id: int) -> None:
    delete_claim(session, set_claim_id=set_claim_id)


#: In the order of the page's tabs. Sets and claims come before the documents that they rest on.
BIN = (
    BinKind(
        "claims",
        lazy("Claims of sets"),
        withdrawn_claims,
        claims_to_delete,
        _restore_claim,
        _delete_claim,
    ),
    BinKind(
        "documents",
        lazy("Documents"),
        withdrawn_documents,
        documents_to_delete,
        _restore_document,
        _delete_document,
    ),
)
