"""A newsroom with many claims, written in bulk: documents of ten claims each, a set with all."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert

from annotator.clock import now
from annotator.models import (
    Agent,
    Attribution,
    Claim,
    Document,
    ImportBatch,
    Match,
    Mention,
    Outlet,
    Sentence,
    SetClaim,
)
from annotator.operations.people import users
from annotator.operations.sets import claim_sets
from annotator.passwords import new_password
from annotator.terms import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from annotator.storage.database import Database

PASSWORD = "a long enough password"  # noqa: S105 - of a database that is deleted
PER_DOCUMENT = 10
CHUNK = 1_000
#: One word in so many: the first stands in nearly every claim, the last in a handful.
VOCABULARY = 20_000


@dataclass(frozen=True, slots=True)
class Words:
    """Invented words by how often they come up, as the words of a language do."""

    words: tuple[str, ...]
    weights: tuple[float, ...]

    @staticmethod
    def made(random_: random.Random) -> Words:
        """Return a vocabulary whose n-th word comes up in proportion to 1 / n."""
        letters = "bdfgklmnprstvz"
        found: dict[str, None] = {}
        while len(found) < VOCABULARY:
            syllables = random_.randint(2, 4)
            word = "".join(
                random_.choice(letters) + random_.choice("aeiou") for _ in range(syllables)
            )
            found[word] = None
        total = 0.0
        weights = []
        for n in range(1, VOCABULARY + 1):
            total += 1 / n
            weights.append(total)
        return Words(tuple(found), tuple(weights))

    def claim(self, random_: random.Random) -> str:
        """Return a claim of eight to sixteen words."""
        chosen = random_.choices(self.words, cum_weights=self.weights, k=random_.randint(8, 16))
        return " ".join(chosen).capitalize()


def fill(database: Database, claims: int) -> Words:
    """Write so many claims into an empty database, and an editor who may read all lists."""
    random_ = random.Random(17)  # noqa: S311 - the same at each run
    words = Words.made(random_)
    with database.writing() as session:
        users.add_user(
            session,
            name="ed",
            display_name="Ed",
            password=new_password(PASSWORD),
            roles=[Role.EDITOR, Role.REVIEWER],
        )
        claim_set_id = claim_sets.make_set(
            session,
            name="Verania",
            description="For measuring.",
            overlap=2,
            scheme="verdicts",
            guideline="# Be fair",
        )
        session.commit()
    with database.writing() as session:
        _registers(session)
        session.commit()
    for first in range(0, claims, CHUNK):
        with database.writing() as session:
            _chunk(session, first, min(CHUNK, claims - first), claim_set_id, words, random_)
            session.commit()
    return words


def _registers(session: Session) -> None:
    session.connection().execute(
        insert(ImportBatch), [{"id": 1, "label": "measuring", "created_at": now(), "state": "done"}]
    )
    session.connection().execute(
        insert(Agent), [{"id": n, "name": f"Speaker Number {n}"} for n in range(1, 501)]
    )
    session.connection().execute(
        insert(Outlet), [{"id": n, "name": f"Outlet {n}"} for n in range(1, 51)]
    )


def _chunk(
    session: Session,
    first: int,
    count: int,
    claim_set_id: int,
    words: Words,
    random_: random.Random,
) -> None:
    moment = now()
    texts = [words.claim(random_) for _ in range(count)]
    ids = range(first + 1, first + count + 1)
    documents = range(first // PER_DOCUMENT + 1, (first + count) // PER_DOCUMENT + 1)
    session.connection().execute(
        insert(Document),
        [
            {
                "id": one,
                "import_batch_id": 1,
                "outlet_id": random_.randint(1, 50),
                "title": texts[(one * PER_DOCUMENT) % count],
                "language": "en",
                "text": ". ".join(_of(texts, one, first)),
                "sha256": hashlib.sha256(str(one).encode()).hexdigest(),
                "created_at": moment,
                "extraction": "done",
                "extractor": "measuring",
                "finely": False,
                "published_at": moment.replace(day=random_.randint(1, 28), hour=0, minute=0),
                "published_precision": "day",
            }
            for one in documents
        ],
    )
    for table, rows in _of_claims(ids, texts, claim_set_id, random_):
        # Past the session: no event vouches for them.
        session.connection().execute(insert(table), list(rows))


def _of(texts: list[str], document: int, first: int) -> list[str]:
    start = (document - 1) * PER_DOCUMENT - first
    return texts[start : start + PER_DOCUMENT]


def _of_claims(
    ids: range, texts: list[str], claim_set_id: int, random_: random.Random
) -> Iterator[tuple[type, Iterator[dict[str, object]]]]:
    moment = now()
    place = {one: ((one - 1) // PER_DOCUMENT + 1, (one - 1) % PER_DOCUMENT) for one in ids}
    both = {one: {"document_id": place[one][0], "position": place[one][1]} for one in ids}
    said = dict(zip(ids, texts, strict=True))
    yield Sentence, ({"id": one, **both[one], "start": 0, "end": 10} for one in ids)
    yield (
        Attribution,
        (
            {"id": one, **both[one], "speaker_id": random_.randint(1, 500), "manner": "reported"}
            for one in ids
        ),
    )
    yield (
        Claim,
        (
            {
                "id": one,
                "visibility": "public",
                "text": said[one],
                "kind": "content",
                "language": "en",
                "created_at": moment,
                "compared": True,
            }
            for one in ids
        ),
    )
    yield from _where_said(ids, said, both, claim_set_id)


def _where_said(
    ids: range, said: dict[int, str], both: dict[int, dict[str, int]], claim_set_id: int
) -> Iterator[tuple[type, Iterator[dict[str, object]]]]:
    moment = now()
    yield (
        Mention,
        (
            {
                "id": one,
                **both[one],
                "sentence_id": one,
                "attribution_id": one,
                "quote": said[one],
                "worthiness": "CFS",
                "score": 0.9,
                "rule": "measuring",
                "extractor": "measuring",
                "kept_whole": False,
            }
            for one in ids
        ),
    )
    yield (
        Match,
        (
            {
                "mention_id": one,
                "claim_id": one,
                "state": "confirmed",
                "method": "extraction",
                "created_at": moment,
            }
            for one in ids
        ),
    )
    yield (
        SetClaim,
        (
            {
                "visibility": "public",
                "claim_set_id": claim_set_id,
                "claim_id": one,
                "position": one,
                "seats_left": 2,
                "round": 1,
                "returned": False,
                "was_complete": False,
            }
            for one in ids
        ),
    )
