"""One search over everything: any script, words, phrases and prefixes, and nothing hidden."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from annotator.folding import folded, terms
from annotator.matching.excerpts import excerpt, marked
from annotator.models import Agent, Claim, ClaimSet, Document
from annotator.operations.derived.search_words import rebuild_words, verify_words
from annotator.operations.sets import claim_sets
from annotator.queries.corpus import word_search
from annotator.queries.search.found import KINDS, SearchInput
from annotator.queries.sets.claim_filters import ClaimFilters, chosen_names, claim_choices
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision, SpeakerDecision
from tests.world import judgement

if TYPE_CHECKING:
    from annotator.queries.search.found import FoundPage
    from tests.world import World

FERRY = "渡轮在港口沉没了"
FACTS = (
    "no civilian vehicle entered the port",
    "the ministry had told that civilian no one sails",
    "Éva Kőszegi opened the café in Straßburg",
    FERRY,
    "взрыв был слышен в Тарске",
    "لم يُصب أي مدني في الانفجار",
    "नदी का पानी बढ़ गया",
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("civilian", [0, 1]),
        ("CIVILIAN no", [0, 1]),
        ("“no civilian”", [0]),
        ('"civilian no"', [1]),
        ('"no civil"*', [0]),
        ("civ* port", [0]),
        ("civil", []),
        ("cafe strassburg", [2]),
        (unicodedata.normalize("NFD", "café"), [2]),
        ("eva koszegi", [2]),
        ("渡轮", [3]),
        ("港口沉", [3]),
        ("轮渡", []),
        ("ВЗРЫВ тар*", [4]),
        ("مدني", [5]),
        ("يصب", [5]),
        ("पानी", [6]),
        ("zebra", []),
        ("the OR zebra", []),
    ],
)
def test_claims_are_found_by_words_phrases_and_prefixes_in_any_script(
    world: World, query: str, found: list[int]
) -> None:
    world.import_statements(*FACTS)
    texts = {"".join(piece for piece, _ in thing.title) for thing in _find(world, query).things}
    assert texts == {FACTS[n] for n in found}


def test_what_was_stored_apart_is_found_composed(world: World) -> None:
    world.import_statements(unicodedata.normalize("NFD", "Mirəla Vöß opened the café"))
    assert _find(world, "café VÖSS").total == 1


def test_each_kind_is_found_and_says_why(world: World) -> None:
    document_id = world.import_statements("the 渡轮 sank", speaker="Lena Härwick")
    with world.writing() as session:
        session.get_one(Document, document_id).title = "Nachricht über den Hafen"
        session.commit()
    (claim,) = _find(world, "渡轮").things
    assert claim.line is not None
    assert claim.title == (("the ", False), ("渡轮", True), (" sank", False))
    (document,) = _find(world, "渡轮", "documents").things
    assert (document.id, document.beside) == (document_id, "Northern Herald")
    assert ("渡轮", True) in document.why
    (titled,) = _find(world, "uber hafen", "documents").things
    assert [piece for piece, hit in titled.title if hit] == ["über", "Hafen"]
    (speaker,) = _find(world, "harw*", "speakers").things
    assert speaker.title[-1] == ("Härwick", True)
    (claim_set,) = _find(world, "verania", "sets").things
    assert claim_set.id == world.claim_set_id


def test_what_is_changed_is_found_by_its_new_words_and_what_is_gone_by_none(world: World) -> None:
    world.import_statements("the harbour was open", speaker="Lena Harwick")
    with world.writing() as session:
        session.get_one(Agent, world.nth(Agent)).name = "Tomas Quill"
        session.commit()
    assert _find(world, "quill", "speakers").total == 1
    assert _find(world, "harwick", "speakers").total == 0
    other = world.make_set("Ferries")
    with world.writing() as session:
        claim_sets.change_set(
            session,
            claim_set_id=other,
            name="Bridges",
            description="",
            overlap=2,
            guideline="# Be fair",
            state=session.get_one(ClaimSet, other).state,
        )
        session.commit()
    assert (_find(world, "ferries", "sets").total, _find(world, "bridges", "sets").total) == (0, 1)


def test_a_rewording_and_a_waiting_subclaim_are_never_found_or_counted(world: World) -> None:
    """Not by their author either: they stand at their desk alone."""
    world.import_statements("no civilian was harmed", "the harbour was open")
    before = {query: _find(world, query) for query in ("zanzibar", "harmed", "harbour")}
    split = JudgementInput(
        CandidateDecision.SPLIT, parts=("Zanzibar was harmed.", "The zanzibar harbour was harmed.")
    )
    world.judge("ann", split)
    reworded = judgement(
        candidate=CandidateDecision.REWORDED, wording="Ada Maro’s zanzibar was open"
    )
    world.judge("ann", reworded)
    for name in ("ann", "bob", "rita", "ed"):
        found = {query: _find(world, query, name=name) for query in before}
        assert {query: page.total for query, page in found.items()} == {
            query: page.total for query, page in before.items()
        }
    world.judge("bob", split)
    assert _find(world, "zanzibar").total == 2


def test_a_claim_that_is_hidden_leaves_the_index_and_comes_back_to_it(world: World) -> None:
    world.import_statements("the harbour was open", "zanzibar is far")
    whole, claim = world.nth(Claim), world.nth(Claim, 2)
    for visibility, found in (("waiting", 0), ("public", 1)):
        with world.writing() as session:
            session.execute(
                text("UPDATE claim SET visibility = :to, replaces_id = :whole WHERE id = :id"),
                {"to": visibility, "whole": whole, "id": claim},
            )
            session.commit()
        assert _find(world, "zanzibar").total == found
        if world.database.engine.dialect.name == "sqlite":
            with world.reading() as session:
                words = "SELECT count(*) FROM claim_words WHERE claim_words MATCH 'zanzibar'"
                assert session.scalar(text(words)) == found


def test_a_source_is_found_by_who_may_read_it_and_by_no_one_else(world: World) -> None:
    world.import_statements("the harbour was open")
    assignment = world.take("ann")
    assert assignment is not None
    world.paste("ann", assignment, f"Nobody at the jetty was treated. {FERRY}")
    for query in ("jetty", "渡轮"):
        assert _find(world, query, "sources", name="ann").total == 1
        for name in ("bob", "rita", "ed"):
            assert _find(world, query, "sources", name=name).total == 0
    world.judge("ann")
    assert _find(world, "jetty", "sources", name="rita").total == 0
    world.judge("bob")
    (found,) = _find(world, "jetty", "sources", name="rita").things
    assert (found.id, found.title) == (world.nth(Claim), (("Bulletin 5", False),))


@pytest.mark.parametrize("newest", [False, True])
@pytest.mark.parametrize("kind", ["claims", "documents"])
def test_pages_follow_one_another_ranked_or_newest_first(
    world: World, kind: str, *, newest: bool
) -> None:
    for n in range(5):
        world.import_statements(f"ship {n} met ship {n + 1}{' ship' * (n % 2)}", f"x{n}")
    whole = [thing.id for thing in _find(world, "ship", kind, newest=newest, size=10).things]
    pages: list[int | None] = []
    after = None
    for _ in range(3):
        page = _find(world, "ship", kind, newest=newest, size=2, after=after)
        pages += [thing.id for thing in page.things]
        after = page.after
    assert after is None
    assert pages == whole
    assert len(pages) == 5
    assert (sorted(pages, key=lambda one: -(one or 0)) == pages) is newest


def test_of_more_than_can_be_ranked_the_newest_come_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.import_statements(*(f"ship {n} sank{' ship' * n}" for n in range(4)))
    for module in (word_search, __import__("annotator.queries.search.found", fromlist=["found"])):
        monkeypatch.setattr(module, "MOST_RANKED", 2)
    monkeypatch.setattr("annotator.queries.sets.claims_table.MOST_SORTED", 2)
    page = _find(world, "ship")
    assert (page.total, page.cut) == (2, True)
    ids = [thing.id or 0 for thing in page.things]
    assert ids == sorted(ids, reverse=True)


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80))
def test_whatever_is_typed_is_a_search_in_every_kind(world: World, query: str) -> None:
    if not terms(query):
        return
    for kind in KINDS:
        _find(world, query, kind)


@given(st.text(max_size=60))
def test_folding_forgets_case_and_composition_and_is_done_once(written: str) -> None:
    assert folded(folded(written)) == folded(written)
    assert folded(unicodedata.normalize("NFD", written)) == folded(
        unicodedata.normalize("NFC", written)
    )


@given(st.text(max_size=300), st.sampled_from(["a", "渡轮", '"a b"', "z*"]))
def test_marks_and_excerpts_hold_the_text_as_it_was_written(written: str, query: str) -> None:
    assert "".join(piece for piece, _ in marked(written, terms(query))) == written
    whole = "".join(piece for piece, _ in excerpt(written, terms(query)))
    assert whole.removeprefix("… ").removesuffix(" …").strip() in written


def _find(
    world: World, query: str, kind: str = "claims", *, name: str = "ed", **asked: Any
) -> FoundPage:
    asked.setdefault("size", 20)
    with world.reading() as session:
        return KINDS[kind](session, SearchInput(terms(query), world.people[name], **asked))


def test_a_statement_that_would_leave_the_words_of_a_text_behind_is_refused(world: World) -> None:
    world.import_statements("the harbour was open")
    with world.writing() as session, pytest.raises(TypeError, match="by its objects"):
        session.execute(update(Document).values(title="The bridge"))


def test_a_speaker_that_only_a_judgement_names_is_neither_found_nor_offered(world: World) -> None:
    world.import_statements("the harbour was open")
    given = judgement(speaker_decision=SpeakerDecision.CORRECTED, speaker="Zora Zanzibar")
    world.judge("ann", given)
    with world.reading() as session:
        typed = session.scalars(select(Agent.id).where(Agent.name == "Zora Zanzibar")).one()
        assert [name for _, name in claim_choices(session).speakers] == ["Ada Maro"]
        assert chosen_names(session, ClaimFilters(speaker=typed)).speakers == ()
    for name in ("ann", "bob", "ed"):
        assert _find(world, "zanzibar", "speakers", name=name).total == 0


def test_what_was_changed_past_claimbook_is_found_by_verifying_and_repaired(world: World) -> None:
    document = world.import_statements("the harbour was open")
    with world.reading() as session:
        assert {key for key, rows in verify_words(session).items() if rows.count} == set()
    with world.writing() as session:
        session.execute(text("UPDATE document SET title = 'The bridge'"))
        session.execute(text("UPDATE claim SET words = 'zebra'"))
        session.commit()
    with world.reading() as session:
        found = verify_words(session)
    assert {key: rows.count for key, rows in found.items() if rows.count} == {
        "claim": 1,
        "document": 1,
    }
    assert found["document"].differences[0].row == f"document {document}"
    assert _find(world, "zebra").total == 1
    with world.writing() as session:
        rebuild_words(session)
        session.commit()
    with world.reading() as session:
        assert {key for key, rows in verify_words(session).items() if rows.count} == set()
    assert (_find(world, "zebra").total, _find(world, "harbour").total) == (0, 1)
    assert _find(world, "bridge", "documents").total == 1
