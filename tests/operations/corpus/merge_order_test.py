"""Merges of speakers are undone in any order, whatever was extracted since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from annotator.imports.incoming import IncomingText
from annotator.models import SPEAKERS, Attribution, Document
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.operations.corpus.merges import merge, undo_merge
from annotator.operations.names import found_names, note_merged
from annotator.records import DocumentMetadata
from annotator.terms import Manner

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.world import World

NAMES = ("Ada", "Bo", "Cy", "Di")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.sampled_from(NAMES), st.just("")),
        st.tuples(st.just("merge"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("undo"), st.sampled_from(NAMES), st.just("")),
    ),
    max_size=12,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_merges_are_undone_in_any_order_amid_new_texts(world: World, steps: Any) -> None:
    with world.writing() as session:
        document_id = session.scalars(select(Document.id)).first() or _document(session)
        ids = {name: found_names(session, SPEAKERS, [name])[name].id for name in NAMES}
        into: dict[str, str] = {}
        merges: dict[str, int] = {}
        said: list[tuple[int, str]] = []

        def root(name: str) -> str:
            return root(into[name]) if name in into else name

        for step, name, other in steps:
            if step == "say":
                said.append((_attribution(session, document_id, len(said), name), name))
            elif step == "merge" and name not in into and root(other) != name:
                kept = root(other)
                ends = {"name_id": ids[name], "into_id": ids[kept]}
                merges[name], into[name] = merge(session, SPEAKERS, **ends), kept
            elif step == "undo" and name in into:
                undo_merge(session, SPEAKERS, merge_id=merges[name])
                del into[name]
            rows = session.execute(select(Attribution.id, Attribution.speaker_id)).all()
            assert {row.id: row.speaker_id for row in rows} == {
                attribution: ids[root(found)] for attribution, found in said
            }
        session.rollback()


def _document(session: Session) -> int:
    batch_id = begin_import(session, label="test")
    incoming = [IncomingText("a.txt", "A text.", DocumentMetadata())]
    import_texts(session, batch_id=batch_id, incoming=incoming, unstated=DocumentMetadata())
    return session.scalars(select(Document.id)).one()


def _attribution(session: Session, document_id: int, position: int, name: str) -> int:
    found = found_names(session, SPEAKERS, [name])[name]
    row = Attribution(
        document_id=document_id, position=position, speaker_id=found.id, manner=Manner.DIRECT
    )
    session.add(row)
    session.flush()
    note_merged(session, SPEAKERS, [(found, row.id)])
    return row.id
