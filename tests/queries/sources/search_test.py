"""Search finds words in documents and in sources that a person may see, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from annotator.queries.corpus.documents import count_documents
from annotator.queries.sources.search import FoundText, search

if TYPE_CHECKING:
    from annotator.tokens import Token
    from tests.world import World

TEXT = "Limanda heç kim xəsarət almayıb. Nobody at the jetty was treated on Friday 🚢."


def test_a_document_is_found_by_its_words_with_a_snippet(world: World) -> None:
    document_id = world.import_statements("the harbour was open", "the bridge was shut")
    (found,) = _search(world, "ann", "HARBOUR open")
    assert (found.document_id, found.title) == (document_id, "A statement")
    assert (found.publisher, found.published) == ("Northern Herald", "2025-12-06")
    assert {piece for piece, hit in found.snippet if hit} == {"harbour", "open"}
    assert _search(world, "ann", "harbour zebra") == ()


def test_a_title_is_found_too(world: World) -> None:
    world.import_statements("the harbour was open")
    assert len(_search(world, "ann", "statement")) == 1


@pytest.mark.parametrize("words", ["xəsarət", "XƏSARƏT almayıb", "jetty friday"])
def test_a_source_is_found_by_who_opened_it(world: World, words: str) -> None:
    fetch_id = _paste(world, "ann")
    (found,) = _search(world, "ann", words)
    assert (found.document_id, found.fetch_id, found.title) == (None, fetch_id, "Bulletin 5")


def test_anothers_source_is_found_once_all_have_judged_its_claim(world: World) -> None:
    theirs = _paste(world, "ann")
    assert _search(world, "bob", "jetty") == _search(world, "cleo", "jetty") == ()
    world.judge("ann")
    assert _search(world, "bob", "jetty") == ()
    world.judge("bob")
    assert [found.fetch_id for found in _search(world, "cleo", "jetty")] == [theirs]


def test_of_two_who_opened_one_text_each_finds_their_own(world: World) -> None:
    for name in ("ann", "bob"):
        mine = _paste(world, name)
        assert [found.fetch_id for found in _search(world, name, "jetty")] == [mine]


@pytest.mark.parametrize(
    "words",
    ['"', "*", "a OR b", "NEAR(a b)", "text:jetty", "jetty*", "'; --", "(", "-jetty", "&|!"],
)
def test_what_an_engine_takes_for_its_own_signs_is_looked_for_as_words(
    world: World, words: str
) -> None:
    _paste(world, "ann")
    for found in _search(world, "ann", words):
        assert found.fetch_id


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300))
def test_whatever_is_typed_is_a_search(world: World, words: str) -> None:
    _search(world, "ann", words)


def test_a_text_that_is_gone_or_changed_is_found_by_what_it_is_now(world: World) -> None:
    world.import_statements("the harbour was open")
    with world.writing() as session:
        session.execute(text("UPDATE document SET text = 'The jetty was open.'"))
        session.commit()
    assert _search(world, "ann", "harbour") == ()
    assert len(_search(world, "ann", "jetty")) == 1


def _paste(world: World, name: str) -> Token:
    with world.reading() as session:
        if not count_documents(session):
            world.import_statements("the harbour was open")
    assignment_id = world.take(name)
    assert assignment_id is not None
    return world.paste(name, assignment_id, TEXT)


def _search(world: World, name: str, words: str) -> tuple[FoundText, ...]:
    with world.reading() as session:
        return search(session, words, world.people[name])
