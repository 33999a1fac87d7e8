"""Whether what was recorded is still what is stored: texts, releases, audit log, derived rows."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from annotator.errors import BadInput
from annotator.examinations.database import RESTORE
from annotator.examinations.examination import Diagnosis
from annotator.operations.derived.search_words import verify_words
from annotator.operations.derived.structures import verify_all
from annotator.queries.audit_log.kept_heads import kept_heads
from annotator.queries.audit_log.verification import verify
from annotator.queries.integrity.hashes import (
    changed_documents,
    changed_release_files,
    changed_snapshots,
    misplaced_passages,
)
from annotator.queries.sets.claim_sets import all_sets
from annotator.terms import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.examinations.examination import Installation

#: More of one kind are named by their number alone.
MOST_NAMED = 20


def texts(found: Installation) -> Iterator[Diagnosis]:
    """Yield documents, snapshots and passages that are not what they were."""
    with found.database.reading() as session:
        for kind, changed in (
            ("document", changed_documents(session)),
            ("snapshot", changed_snapshots(session)),
            ("passage", misplaced_passages(session)),
        ):
            yield from _changed(kind, map(str, changed))


def releases(found: Installation) -> Iterator[Diagnosis]:
    """Yield the files of releases that are not what they were."""
    with found.database.reading() as session:
        yield from _changed("release file", changed_release_files(session))


#: After a restore into another instance folder, too: a backup holds no key.
OTHER_KEY = (
    "Put the audit key back that signed the file: `audit-key` in the instance folder, or"
    " CLAIMBOOK_AUDIT_KEY. If the key is lost, compare the file with your own copy, then move it"
    " away; the worker writes a new one."
)


def audit_log(found: Installation) -> Iterator[Diagnosis]:
    """Yield the first event or row that is not what the audit log vouches for."""
    heads = None
    try:
        heads = kept_heads(found.environ)
    except BadInput as error:
        yield Diagnosis(str(error), OTHER_KEY)
    with found.database.reading() as session:
        broken = verify(session, contents=True, heads=heads).broken
    if broken is not None:
        yield Diagnosis(
            broken.words,
            "Find out who changed the database past Claimbook. Compare with a backup from before;"
            " `audit verify` shows the events that hold.",
        )


def derived(found: Installation) -> Iterator[Diagnosis]:
    """Yield the derived structures of a set that differ from their sources."""
    with found.database.reading() as session:
        sets = all_sets(session)
    for claim_set_id, name in sets:
        with found.database.reading() as session:
            verified = verify_all(session, claim_set_id)
        for key, rows in verified.items():
            if rows.count:
                yield Diagnosis(
                    f"{name}: {many(rows.count, 'row')} of {key} are not what the judgements say.",
                    f"Run `sets verify --repair “{name}”`.",
                )


def search(found: Installation) -> Iterator[Diagnosis]:
    """Yield the tables that are not searched by the words of their texts."""
    with found.database.reading() as session:
        verified = verify_words(session)
    for name, rows in verified.items():
        if rows.count:
            yield Diagnosis(
                f"{many(rows.count, 'row')} of {name} would not be found by the words of the text.",
                "Run `search --repair`.",
            )


def _changed(kind: str, names: Iterable[str]) -> Iterator[Diagnosis]:
    """Yield one diagnosis for all of a kind that changed."""
    named = list(islice(iterator := iter(names), MOST_NAMED))
    more = sum(1 for _ in iterator)
    if named:
        others = f" and {more:,} more" if more else ""
        count = many(len(named) + more, kind)
        yield Diagnosis(
            f"{count} changed after Claimbook stored the hash: {', '.join(named)}{others}.",
            f"Find out who changed the database past Claimbook. {RESTORE}",
        )
