"""The demonstration: fictional news of Verania with some judgements.

For cli and the first start in the browser; goes through operations.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotator import imports, text
from annotator.demonstration.judging import judge_and_decide
from annotator.operations.corpus import documents, extractions
from annotator.operations.people import users
from annotator.operations.sets import claim_sets
from annotator.passwords import compare, new_password
from annotator.queries.corpus.documents import claim_ids_found, next_waiting
from annotator.queries.corpus.wordings import claim_saying
from annotator.queries.people.people import stored_password
from annotator.records import DocumentMetadata
from annotator.terms import Role, Worthiness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from annotator.credentials import NewPassword
    from annotator.storage.database import Database

FOLDER = Path(__file__).parent
SET_NAME = "Verania, December"
OVERLAP = 2


class Account(NamedTuple):
    """An account of the demonstration, with a password that everybody can read here."""

    name: str
    display_name: str
    role: Role
    password: str


# `serve` refuses to show them to a network.
ACCOUNTS = (
    Account("amira", "Amira Lund", Role.ANNOTATOR, "amira counts nine herons"),
    Account("ben", "Ben Okoro", Role.ANNOTATOR, "ben paints the ferry red"),
    Account("chiara", "Chiara Weiss", Role.ANNOTATOR, "chiara mends old maps"),
    Account("rosa", "Rosa Adeyemi", Role.REVIEWER, "rosa winds every clock"),
    Account("emil", "Emil Sandor", Role.EDITOR, "emil grows late pears"),
    Account("greta", "Greta Halloran", Role.ADMINISTRATOR, "greta rings the fog bell"),
)


def hashed_passwords() -> dict[str, NewPassword]:
    """Return the hash of each account's password, which takes a second: open no transaction."""
    return {account.name: new_password(account.password) for account in ACCOUNTS}


def load(session: Session, passwords: Mapping[str, NewPassword]) -> None:
    """Load the whole demonstration into an empty database; committing is the caller's."""
    people = {
        account.name: users.add_user(
            session,
            name=account.name,
            display_name=account.display_name,
            password=passwords[account.name],
            roles=[account.role],
        )
        for account in ACCOUNTS
    }
    claim_set_id = claim_sets.make_set(
        session,
        name=SET_NAME,
        description="What was said about the blast at Sallow Point and the winter after it."
        " Every person, place and newspaper in it is invented.",
        overlap=OVERLAP,
        scheme="verdicts",
        guideline=(FOLDER / "guideline.md").read_text(encoding="utf-8"),
    )
    document_ids = _read_texts(session)
    data = tomllib.loads((FOLDER / "sources.toml").read_text(encoding="utf-8"))
    judged = [claim_saying(session, entry["claim"]) for entry in data["judgement"]]
    # The first text in full, since it is what a new annotator reads first.
    opening = claim_ids_found(session, document_ids[:1], [Worthiness.CFS, Worthiness.UFS])
    worthy = claim_ids_found(session, [], [Worthiness.CFS])
    claim_sets.add_claims(
        session, claim_set_id=claim_set_id, claim_ids=[*judged, *opening, *worthy]
    )
    judge_and_decide(session, claim_set_id, people, data)


def accounts_with_known_passwords(database: Database) -> list[str]:
    """Return the demonstration accounts that anybody who reads this file can log in to."""
    with database.reading() as session:
        stored = [stored_password(session, account.name) for account in ACCOUNTS]
    return [
        account.name
        for account, found in zip(ACCOUNTS, stored, strict=True)
        if found is not None and compare(account.password, found.hash).is_right
    ]


def _read_texts(session: Session) -> list[int]:
    batch_id = documents.begin_import(session, label="Demonstration")
    files = sorted((FOLDER / "texts").glob("*.txt"))
    documents.import_texts(
        session,
        batch_id=batch_id,
        incoming=(found for file in files for found in imports.read(file.name, file.read_bytes())),
        unstated=DocumentMetadata(),
    )
    waiting = next_waiting(session, limit=len(files))
    for document_id, words, language in waiting:
        extractions.keep_extraction(
            session, document_id=document_id, found=text.extract(words, language)
        )
    return [document_id for document_id, _, _ in waiting]
