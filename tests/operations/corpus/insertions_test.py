"""What makes a claim stand alone is stored with its mention; the database refuses what is none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.exc import IntegrityError

from annotator.models import Mention, MentionInsertion
from annotator.queries.corpus.documents import whole_document
from annotator.suggestions.wordings import FoundInsertion
from annotator.terms import DateUnit
from annotator.text.extraction import RelativeDate
from tests.world import with_insertion

if TYPE_CHECKING:
    from tests.world import World

FACT = "she opened the port on Monday"


def test_a_name_and_a_date_are_stored_with_the_mention(world: World) -> None:
    def changed(found: Any) -> Any:
        return with_insertion(found, "Monday", "", RelativeDate("weekday_before", 0))

    document_id = world.import_statements(FACT, changed=changed)
    with world.reading() as session:
        document = whole_document(session, document_id)
    (claim,) = document.claims
    (found,) = claim.insertions
    assert document.text[found.start : found.end] == "Monday"
    assert found == FoundInsertion(found.start, found.end, "", DateUnit.WEEKDAY_BEFORE, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": 3, "end": 3},
        {"words": " "},
        {"unit": DateUnit.DAY},
        {"number": 1},
        {"unit": DateUnit.WEEKDAY_AFTER, "number": 7},
    ],
)
def test_the_database_refuses_an_insertion_that_says_nothing(
    world: World, wrong: dict[str, Any]
) -> None:
    world.import_statements(FACT, changed=partial(with_insertion, words="she", inserted="Maro"))
    fields = {"start": 0, "end": 3, "words": "Maro", **wrong}
    row = MentionInsertion(mention_id=world.nth(Mention), position=9, **fields)
    with world.writing() as session:
        session.add(row)
        with pytest.raises(IntegrityError):
            session.flush()
