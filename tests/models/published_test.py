"""A date of publication is kept and read as one thing, though it has two columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator import dates
from annotator.models import Document
from annotator.settings import ROOT

if TYPE_CHECKING:
    from tests.world import World

#: What takes the date apart: the record, the tables, and the hashes of what was judged.
TAKE_IT_APART = (
    *("dates.py", "models/published.py", "models/vouched.py"),
    "queries/judging/fingerprints.py",
)


def test_a_date_is_set_changed_and_removed_as_one(world: World) -> None:
    document_id = world.import_statements()
    for written in ("2025", "2025-12", None, "2025-12-06"):
        with world.writing() as session:
            session.get_one(Document, document_id).published = dates.parse(written)
            session.commit()
        with world.reading() as session:
            document = session.get_one(Document, document_id)
            assert dates.text(document.published) == written
            assert dates.text(dates.in_row(document)) == written


def test_a_statement_that_asks_for_the_date_gets_all_of_it(world: World) -> None:
    world.import_statements()
    wanted = select(Document.published)
    with world.reading() as session:
        kept = session.execute(wanted).scalar_one()
        plain = session.connection().execute(wanted).one()
    assert str(kept) == "2025-12-06"
    assert dates.in_row(plain) == kept
    assert dates.columns(kept) == plain._asdict()


def test_nothing_else_knows_that_a_date_has_two_columns() -> None:
    folder = ROOT / "annotator"
    knowing = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if "published_precision" in path.read_text(encoding="utf-8")
    }
    assert knowing == set(TAKE_IT_APART)
