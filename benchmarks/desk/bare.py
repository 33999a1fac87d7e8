"""The raw limit: the rows of one save, written and read by plain statements of the driver."""

from __future__ import annotations

import hashlib
import threading
from contextlib import nullcontext
from datetime import timedelta
from itertools import count
from time import perf_counter
from typing import TYPE_CHECKING, Any

from annotator.clock import now
from annotator.tokens import new_token
from benchmarks import texts
from benchmarks.desk.stories import LEASE

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from annotator.storage.database import Database

NOW = timedelta()
_numbers = count(1)
_turn = threading.Lock()

PERSON = "SELECT id, display_name FROM user_account WHERE id = ? AND active"
CLAIM = "SELECT set_claim_id, state FROM assignment WHERE id = ?"
DONE = "UPDATE assignment SET state = 'done', decided_at = ?, decided_number = id WHERE id = ?"
PART = "INSERT INTO participation (set_claim_id, user_id, part) VALUES (?, ?, 'judges')"
JUDGEMENT = (
    "INSERT INTO judgement (assignment_id, set_claim_id, annotator_id, part, number, form_token,"
    " token, candidate, speaker_decision, worthiness, checkability, scheme_id, verdict,"
    " justification, confidence, guideline_id, created_at)"
    " VALUES (?, ?, ?, 'judges', 1, ?, ?, 'accepted',"
    " 'as_found', 'CFS', 'checkable', 1, 'supported', ?, 4, 1, ?) RETURNING id"
)
SOURCE = (
    "INSERT INTO source (key, url, title, publisher, created_at) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (key) DO NOTHING"
)
SOURCE_ID = "SELECT id FROM source WHERE key = ?"
PASSAGE = "INSERT INTO passage (source_id, exact, sha256) VALUES (?, ?, ?) RETURNING id"
LINK = (
    "INSERT INTO evidence_link (judgement_id, position, passage_id, stance, coverage, set_number,"
    " note, url, title, publisher) VALUES (?, ?, ?, 'supports', 'full', 1, '', ?, ?, '')"
)
#: Whether everybody has judged the claim, and what they said.
LOOK = (
    "SELECT seats_left, (SELECT count(*) FROM assignment WHERE set_claim_id = set_claim.id AND"
    " state IN ('reserved', 'active', 'reopened')) FROM set_claim WHERE id = ?"
)
VERDICTS = "SELECT candidate, checkability, verdict FROM judgement WHERE set_claim_id = ?"
NEXT = (
    "SELECT id, claim_id, position FROM set_claim WHERE claim_set_id = 1 AND seats_left > 0"
    " AND position > ? ORDER BY position LIMIT 1"
)
SEAT = "UPDATE set_claim SET seats_left = seats_left - 1 WHERE id = ?"
GIVE = (
    "INSERT INTO assignment (claim_set_id, set_claim_id, annotator_id, round, purpose, state, turn,"
    " opened_at, lease_until, token)"
    " VALUES (1, ?, ?, 1, 'overlap', 'active', ?, ?, ?, ?) RETURNING id"
)
BEGIN = (
    "INSERT INTO progress (claim_set_id, annotator_id, round, judged, turns, passed)"
    " VALUES (1, ?, 1, 0, 1, ?)"
)
PROGRESS = (
    "UPDATE progress SET judged = judged + 1, turns = turns + 1, passed = ?"
    " WHERE claim_set_id = 1 AND annotator_id = ? AND round = 1"
)
SHOW = (
    "SELECT claim.text, document.text FROM claim JOIN match ON match.claim_id = claim.id"
    " JOIN mention ON mention.id = match.mention_id"
    " JOIN document ON document.id = mention.document_id WHERE claim.id = ?"
)


class BareAnnotator:
    """One person who saves without the layers between: driver, statements, one transaction."""

    def __init__(self, database: Database, annotator_id: int, after: int) -> None:
        self._connection = database.engine.raw_connection()
        self._cursor = self._connection.cursor()
        self._on_sqlite = database.engine.dialect.name == "sqlite"
        self._id, self._place, self._turns = annotator_id, after, 0
        self._passage = " ".join(texts.originals()[0].split())[:200]
        with self._waiting():
            self._begin()
            self._run(BEGIN, annotator_id, after)
            self._take_next()
            self._connection.commit()

    def save(self) -> tuple[float, str]:
        """Return seconds of one transaction: the judgement with two links, then the next claim."""
        begin = perf_counter()
        with self._waiting():
            self._begin()
            self._run(PERSON, self._id).fetchone()
            self._judge()
            self._take_next()
            self._connection.commit()
        return perf_counter() - begin, ""

    def close(self) -> None:
        """Give the connection back."""
        self._cursor.close()
        self._connection.close()

    def _judge(self) -> None:
        (claim, _) = self._run(CLAIM, self._assignment).fetchone()
        moment = self._moment()
        self._run(DONE, moment, self._assignment)
        self._run(PART, claim, self._id)
        token = f"bare-{self._id}-{next(_numbers)}"
        words = (token, new_token(), self._passage, moment)
        judgement = self._id_of(JUDGEMENT, self._assignment, claim, self._id, *words)
        for position in (0, 1):
            self._link(judgement, position, moment)
        self._run(LOOK, claim).fetchone()
        self._run(VERDICTS, claim).fetchall()

    def _link(self, judgement: int, position: int, moment: str) -> None:
        number = next(_numbers)
        key = f"archive.example/reports/{number % 500}"
        url = f"https://{key}"
        self._run(SOURCE, key, url, key, "", moment)
        source = self._id_of(SOURCE_ID, key)
        quote = f"{self._id} {number} {self._passage}"
        sha256 = hashlib.sha256(quote.encode()).hexdigest()
        passage = self._id_of(PASSAGE, source, quote, sha256)
        self._run(LINK, judgement, position, passage, url, key)

    def _take_next(self) -> None:
        following = NEXT if self._on_sqlite else f"{NEXT} FOR UPDATE SKIP LOCKED"
        set_claim, claim, self._place = self._run(following, self._place).fetchone()
        self._turns += 1
        self._run(SEAT, set_claim)
        times = (self._moment(), self._moment(LEASE))
        self._assignment = self._id_of(GIVE, set_claim, self._id, self._turns, *times, new_token())
        self._run(PROGRESS, self._place, self._id)
        self._run(SHOW, claim).fetchall()

    def _waiting(self) -> AbstractContextManager[object]:
        """Return SQLite has one writer: they take turns here too."""
        return _turn if self._on_sqlite else nullcontext()

    def _begin(self) -> None:
        if self._on_sqlite:
            self._cursor.execute("BEGIN IMMEDIATE")

    def _moment(self, later: timedelta = NOW) -> str:
        return (now() + later).strftime(
            "%Y-%m-%d %H:%M:%S.%f" if self._on_sqlite else "%Y-%m-%d %H:%M:%S.%f+00"
        )

    def _run(self, statement: str, *values: object) -> Any:
        mark = "?" if self._on_sqlite else "%s"
        return self._cursor.execute(statement.replace("?", mark), values) or self._cursor

    def _id_of(self, statement: str, *values: object) -> int:
        return int(self._run(statement, *values).fetchone()[0])
