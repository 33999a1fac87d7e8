"""The search page, its box on every page, and words as a filter of the table of claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.past import after
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World


def _one_decided(world: World) -> None:
    """Two claims about a ferry, the first decided."""
    world.import_statements("the 渡轮 ferry sank", "the ferry was late")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    world.decide("rita")


@after(_one_decided)
def test_each_kind_is_listed_with_what_was_looked_for_marked(
    visitor: Callable[..., Visitor],
) -> None:
    page = visitor("rita").text("/search?q=FERRY")
    assert "3 results for FERRY" in page
    assert "the 渡轮 <mark>ferry</mark> sank" in page
    assert "Refuted" in page
    assert "Northern Herald" in page
    assert "<mark>渡轮</mark>" in visitor("rita").text("/search?q=渡轮")
    assert 'value="FERRY"' in page


@after(_one_decided)
def test_an_annotator_finds_claims_without_their_verdicts(visitor: Callable[..., Visitor]) -> None:
    page = visitor("cleo").text("/search?q=ferry")
    assert "<mark>ferry</mark> sank" in page
    assert "Refuted" not in page


@after(_one_decided)
def test_words_are_a_filter_of_the_table_of_claims(visitor: Callable[..., Visitor]) -> None:
    page = visitor("rita").text("/claims?words=ferry&state=decided")
    assert "1 claim matches these filters" in page
    assert "<b>Words</b>ferry" in page
    assert "the ferry was late" not in page
    assert "2 claims match these filters" in visitor("ann").text("/claims?words=fer*")


@after(_one_decided)
def test_one_kind_is_read_page_by_page(visitor: Callable[..., Visitor], world: World) -> None:
    for n in range(24):
        world.import_statements(f"boat {n} was in harbour")
    person = visitor("ed")
    page = person.text("/search?q=boat&kind=documents")
    assert page.count("<li>") > 20
    following = page.split('rel="next" href="', 1)[1].split('"', 1)[0]
    assert "First page" in person.text(following)
    assert "All 24 documents" in person.text("/search?q=boat")


def test_nothing_typed_and_nothing_found_say_what_to_do(visitor: Callable[..., Visitor]) -> None:
    person = visitor("ann")
    assert "Type words in the box above" in person.text("/search")
    assert "Type words in the box above" in person.text("/search?q=“*”")
    assert "Nothing has these words" in person.text("/search?q=zebra")
    assert "<b>x</b>" not in person.get("/search?q=<b>x</b>").text
