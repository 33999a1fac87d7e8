"""The demonstration: fictional news of Verania with some judgements.

For cli alone; goes through operations.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import imports, text
from annotator.demonstration.judging import judge_and_decide
from annotator.operations.corpus import documents, extractions
from annotator.operations.people import users
from annotator.operations.people.logins import kept_password
from annotator.operations.sets import claim_sets
from annotator.passwords import matches
from annotator.queries.corpus.documents import claim_ids_found, next_waiting
from annotator.queries.corpus.wordings import claim_saying
from annotator.records import DocumentMetadata
from annotator.terms import Role, Worthiness

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FOLDER = Path(__file__).parent
SET_NAME = "Verania, December"
OVERLAP = 2
# Known to everybody who reads this: `serve` refuses to show them to a network.
ACCOUNTS = (
    ("amira", "Amira Lund", Role.ANNOTATOR),
    ("ben", "Ben Okoro", Role.ANNOTATOR),
    ("chiara", "Chiara Weiss", Role.ANNOTATOR),
    ("rosa", "Rosa Adeyemi", Role.REVIEWER),
    ("emil", "Emil Sandor", Role.EDITOR),
    ("greta", "Greta Halloran", Role.ADMINISTRATOR),
)


def password_of(name: str) -> str:
    """Return the password of a demonstration account."""
    return f"verania-{name}"


def load(session: Session) -> None:
    """Load the whole demonstration into an empty database; committing is the caller's."""
    people = {
        name: users.add_user(
            session,
            name=name,
            display_name=display_name,
            password=password_of(name),
            roles=[role],
        )
        for name, display_name, role in ACCOUNTS
    }
    claim_set_id = claim_sets.make_set(
        session,
        name=SET_NAME,
        description="What was said about the blast at Sallow Point and the winter after it."
        " Every person, place and paper in it is invented.",
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


def accounts_with_known_passwords(session: Session) -> list[str]:
    """Return the demonstration accounts that anybody who reads this file can log in to."""
    kept = {name: kept_password(session, name=name) for name, _, _ in ACCOUNTS}
    return [
        name
        for name, found in kept.items()
        if found is not None and matches(password_of(name), found[1])
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
