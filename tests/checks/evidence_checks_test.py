"""The checks of sources: 1 to 7 and 9 of the nineteen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import dates
from annotator.checks.circumstances import Listing, Policy
from annotator.checks.dating import after_the_claim
from annotator.checks.domains import listed_domain
from annotator.checks.evidence import evidence
from annotator.checks.factchecks import fact_check
from annotator.checks.independence import circular, independent, publishers, wire_credit
from annotator.checks.self_evidence import self_evidence
from annotator.checks.snapshots import quote_drift, snapshot
from annotator.evidence.addresses import domain, is_archive, original, path_date
from annotator.matching.passages import nearest
from annotator.records import QuoteInput
from annotator.terms import ListingKind, Severity, Stance
from annotator.tokens import new_token
from tests.checks.made import TEXT, around, document, found, judgement, link, rows, stored

OPENED = new_token()
LATER = "https://relief.example/2026/01/09/count"


@pytest.mark.parametrize(
    ("claimed", "cited", "late"),
    [
        ("2025-12-06", "2025-12-05", False),
        ("2025-12-06", "2025-12-06", False),
        ("2025-12-06", "2025-12-07", True),
        ("2025-12-06", "2025-12", False),
        ("2025-12-06", "2026-01", True),
        ("2025-12-06", "2025", False),
        ("2025-12-06", "2026", True),
        ("2025-12", "2025-12-31", False),
        ("2025-12", "2026-01-01", True),
        ("2024-02", "2024-03-01", True),
        ("2025", "2025-12-31", False),
        ("2025", "2026-01-01", True),
        ("9999", "9999-12-31", False),
        (None, "2026-01-01", False),
        ("2025-12-06", None, False),
    ],
)
def test_evidence_is_late_only_when_it_cannot_be_of_the_claims_time(
    claimed: str | None, cited: str | None, late: bool
) -> None:
    known = around(document=document(published=claimed))
    assert (rows(after_the_claim, judgement(link(published=cited)), known) == [0]) == late


@settings(deadline=None)
@given(st.dates(), st.dates())
def test_of_two_days_the_later_one_is_late(claimed: object, cited: object) -> None:
    known = around(document=document(published=str(claimed)))
    late = rows(after_the_claim, judgement(link(published=str(cited))), known)
    assert (late == [0]) == (str(cited) > str(claimed))


def test_the_date_in_an_address_counts_and_wants_a_reason() -> None:
    (one,) = found(after_the_claim, judgement(link(url=LATER, published="2025-12-01")))
    assert "By its address it was published on 2026-01-09, after the claim (2025-12-06)." in (
        one.message
    )
    assert one.wants_reason
    assert (one.number, one.field, one.row) == (1, "published", 0)


def test_the_date_of_a_stored_copy_counts() -> None:
    known = around(stored={0: stored("", published=dates.parse("2026-02"))})
    assert rows(after_the_claim, known=known) == [0]


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://x.example/2025/12/06/harbour", "2025-12-06"),
        ("https://x.example/2025/12/harbour", "2025-12"),
        ("https://x.example/news/2025-12-06-harbour.html", "2025-12-06"),
        ("https://x.example/20251206-harbour", "2025-12-06"),
        ("https://x.example/2025/1/9/harbour", "2025-01-09"),
        ("https://x.example/2025/13/harbour", None),
        ("https://x.example/2025/02/30/harbour", None),
        ("https://x.example/article-120251206", None),
        ("https://x.example/1812/12/harbour", None),
        ("https://x.example/harbour?date=2025-12-06", None),
        ("https://web.archive.org/web/20260109010101/https://x.example/harbour", None),
        ("https://web.archive.org/web/2026/https://x.example/2025/12/06/a", "2025-12-06"),
        ("https://archive.ph/20260109/https://x.example/harbour", None),
        ("https://perma.cc/2026-01-09", None),
        ("http://[broken/2025/12/06", None),
        (None, None),
    ],
)
def test_an_address_tells_a_date_and_an_archives_own_stamp_is_none(
    url: str | None, date: str | None
) -> None:
    assert str(path_date(url)) == str(date)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_for_an_address_is_borne(text: str) -> None:
    for url in (text, f"https://{text}", f"https://web.archive.org/web/2/{text}"):
        path_date(url)
        domain(url)
        original(url)
        rows(fact_check, judgement(link(url=url)))


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://www.news.orlest.co.uk/a", "orlest.co.uk"),
        ("https://news.herald.example/a", "herald.example"),
        ("https://maro.github.io/a", "maro.github.io"),
        ("https://10.0.0.1/a", "10.0.0.1"),
        ("https://localhost/a", "localhost"),
        ("", ""),
    ],
)
def test_a_domain_is_what_somebody_has_registered(url: str, owner: str) -> None:
    assert domain(url) == owner


def test_a_source_without_a_stored_copy_is_told_and_asks_nothing() -> None:
    (one,) = found(snapshot)
    assert one.severity is Severity.WARNS
    assert not one.wants_reason
    assert rows(snapshot, known=around(stored={0: stored("Some text.")})) == []
    archived = link(url="https://web.archive.org/web/2025/https://relief.example/5")
    assert rows(snapshot, judgement(archived)) == []
    assert is_archive("https://archive.today/abcde")
    assert not is_archive("https://notarchive.org/abcde")


@pytest.mark.parametrize(
    ("source", "changes", "own"),
    [
        (link(url="http://www.herald.example/bridge/#top"), {}, True),
        (link(url="https://web.archive.org/web/2/https://herald.example/bridge"), {}, True),
        (link(url="https://herald.example/other"), {}, False),
        (link(url="https://herald.example/other"), {"attributed": False}, True),
        (link(publisher="Northern Herald"), {"attributed": False}, True),
        (link(publisher="The Northern Herald"), {"attributed": False}, True),
        (link(publisher="Northern Herald"), {}, False),
        (link(publisher="Office of President Ada Maro"), {}, True),
        (link(publisher="Ministry of the Interior"), {"speaker": "Interior Ministry"}, True),
        (link(publisher="Ministry of Rail"), {"speaker": "Interior Ministry"}, False),
        (link(url="https://press.ada-maro.example/a"), {}, True),
        (link(url="https://adamaro.example/a"), {"speaker": "President Ada Maro"}, True),
        (link(publisher=""), {"speaker": None}, False),
        (link(url=None, publisher=""), {"speaker": None}, False),
        (link(), {"document": document(url=None, outlet=None), "attributed": False}, False),
    ],
)
def test_whoever_makes_the_claim_is_no_evidence_for_it(
    source: object, changes: dict[str, object], own: bool
) -> None:
    (given_,) = (judgement(source),)  # type: ignore[arg-type]
    findings = found(self_evidence, given_, around(**changes))
    assert [finding.wants_reason for finding in findings] == ([True] if own else [])


@pytest.mark.parametrize(
    "source",
    [
        link(url="https://www.politifact.com/a"),
        link(url="https://web.archive.org/web/2/https://fullfact.org/a"),
        link(url="https://herald.example/fact-check/harbour"),
        link(url="https://herald.example/news/factcheck-harbour"),
        link(url="https://factcheck.herald.example/a"),
        link(title="Fact check: was the harbour open?"),
        link(title="FACT-CHECK | The harbour"),
    ],
)
def test_a_fact_check_is_no_evidence_unless_the_set_takes_it(source: object) -> None:
    judged = judgement(link(), source)  # type: ignore[arg-type]
    (one,) = found(fact_check, judged)
    assert (one.row, one.severity, one.wants_reason) == (1, Severity.BLOCKS, False)
    assert rows(fact_check, judged, around(policy=Policy(factchecks_allowed=True))) == []


@pytest.mark.parametrize(
    "source",
    [
        link(),
        link(url="https://herald.example/fact-checkers-protest"),
        link(url="https://notfullfact.org/a"),
        link(title="The facts checked: how bridges are counted"),
        link(url=None),
    ],
)
def test_what_only_sounds_like_a_fact_check_is_none(source: object) -> None:
    assert rows(fact_check, judgement(source)) == []  # type: ignore[arg-type]


def test_a_page_that_is_marked_as_a_fact_check_is_one() -> None:
    assert rows(fact_check, known=around(stored={0: stored("Text.", claim_review=True)})) == [0]
    moved = stored("Text.", address="https://snopes.com/a")
    assert rows(fact_check, known=around(stored={0: moved})) == [0]


OTHER = (
    "The council of Orlest met on Monday to hear how many ships had called at the harbour in"
    " the autumn, and whether the pilots wanted another tug before the winter."
)


def test_a_source_that_tells_the_claims_document_again_is_circular() -> None:
    again = f"A reader writes. {TEXT}"
    (one,) = found(circular, known=around(stored={0: stored(again)}))
    assert "repeats the claim’s own document" in one.message
    assert one.wants_reason
    assert rows(circular, known=around(stored={0: stored(OTHER)})) == []


def test_of_two_sources_that_say_the_same_the_later_one_is_circular() -> None:
    two = judgement(link(), link(url="https://courier.example/a", quote="B"))
    known = around(stored={0: stored(OTHER), 1: stored(OTHER.upper())})
    (one,) = found(circular, two, known)
    assert one.row == 1
    assert "repeats source 1" in one.message


def test_without_a_stored_copy_the_passage_itself_is_compared() -> None:
    assert rows(circular, judgement(link(quote=TEXT))) == [0]
    assert rows(circular, judgement(link(quote=OTHER))) == []


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("ORLEST (VNA) - The harbour was open.", "vna"),
        ("ORLEST, December (Verania News) — The harbour was open.", "verania news"),
        ("The harbour was open.\nSource: Verania News", "verania news"),
        ("The harbour was open.\n\n(Reporting by VNA)", "vna"),
        ("The harbour was open. © Herald", ""),
        ("The source of the river is in the hills.\nThe harbour was open.", ""),
        ("", ""),
    ],
)
def test_a_text_names_the_agency_that_it_comes_from(text: str, agency: str) -> None:
    assert wire_credit(text) == agency


def test_sources_with_one_agencys_credit_are_one_source() -> None:
    two = judgement(link(), link(url="https://courier.example/a", publisher="Courier"))
    known = around(
        stored={0: stored(f"ORLEST (VNA) - {OTHER}"), 1: stored("TARN (VNA) - Other words.")}
    )
    (one,) = found(circular, two, known)
    assert "carries the same agency’s credit as source 1" in one.message
    assert independent(two, known) == 1


@pytest.mark.parametrize(
    ("evidence", "groups"),
    [
        ((link(), link(url="https://relief.example/6", publisher="RS")), 1),
        ((link(), link(url="https://other.example/6", publisher="The Relief Society")), 1),
        ((link(), link(url="https://other.example/6", publisher="Rail Office")), 2),
        ((link(), link(Stance.IRRELEVANT, url="https://o.example/", publisher="Rail Office")), 1),
        ((link(url=None, publisher=""), link(url=None, publisher="")), 2),
        (
            (
                link(url="https://a.example/", publisher="Aster", quote=OTHER),
                link(url="https://b.example/", publisher="Birch"),
                link(url="https://c.example/", publisher="Birch", quote=OTHER),
            ),
            1,
        ),
    ],
)
def test_independent_groups_are_counted_and_not_addresses(
    evidence: tuple[object, ...], groups: int
) -> None:
    judged = judgement(*evidence)  # type: ignore[arg-type]
    assert independent(judged, around()) == groups
    notes = found(publishers, judged)
    assert [(note.severity, note.row) for note in notes] == (
        [(Severity.NOTES, None)] if groups < 2 else []
    )


def test_without_evidence_no_publisher_is_missed() -> None:
    assert found(publishers, judgement(evidence=())) == []


@pytest.mark.parametrize(
    ("url", "listed"),
    [
        ("https://rumours.example/a", True),
        ("https://www.rumours.example/a", True),
        ("https://north.rumours.example/a", True),
        ("https://archive.ph/2025/https://rumours.example/a", True),
        ("https://norumours.example/a", False),
        (None, False),
    ],
)
def test_a_domain_on_the_sets_list_is_told_with_its_note(url: str | None, listed: bool) -> None:
    policy = Policy(listed=(Listing("rumours.example", ListingKind.SATIRICAL, "Jokes daily"),))
    findings = found(listed_domain, judgement(link(url=url)), around(policy=policy))
    assert [finding.wants_reason for finding in findings] == ([True] if listed else [])
    for finding in findings:
        assert "calls rumours.example satirical (Jokes daily)" in finding.message


COPY = "The society’s count — taken twice — found 41 people\u00a0hurt, and no bridge closed."


@pytest.mark.parametrize(
    "quote",
    [
        "found 41 people\u00a0hurt",
        "found 41 people hurt",
        "The society's count - taken twice - found 41",
        "  The society’s\n count ",
        "",
    ],
)
def test_a_passage_may_differ_from_the_copy_in_its_signs_alone(quote: str) -> None:
    known = around(stored={0: stored(COPY)})
    assert found(quote_drift, judgement(link(quote=quote)), known) == []


def test_a_passage_that_is_not_in_the_copy_blocks_and_the_nearest_is_shown() -> None:
    known = around(stored={0: stored(COPY)})
    (one,) = found(quote_drift, judgement(link(quote="found 14 people hurt")), known)
    assert one.severity is Severity.BLOCKS
    assert "nearest is: “found 41 people\u00a0hurt,”" in one.message
    assert found(quote_drift, judgement(link(quote="Anything.")), around()) == []


def test_a_passage_in_several_places_of_a_copy_is_for_the_person_to_place() -> None:
    known = around(stored={0: stored("Nobody came. Then nobody left. Nobody came.")})
    wanted = link(quote="Nobody came.", anchor=QuoteInput(OPENED))
    (one,) = found(quote_drift, judgement(wanted), known)
    assert one.message == (
        "This passage stands in 2 places of the stored copy."
        " Quote more words around it, or select it in the text."
    )
    assert (one.field, one.row) == ("quote", 0)
    selected = link(quote="Nobody came.", anchor=QuoteInput(OPENED, 31, 43))
    assert found(quote_drift, judgement(selected), known) == []


def test_one_place_of_a_copy_is_linked_once_however_it_is_written() -> None:
    copy = stored(f"{COPY} Nobody came. Nobody came.", id=7)
    known = around(stored={0: copy, 1: copy})
    alike = [link(quote=quote) for quote in ("found 41 people\u00a0hurt", "found 41 people  hurt")]
    assert rows(evidence, judgement(*alike), known) == [1]
    first, second = copy.text.index("Nobody"), copy.text.rindex("Nobody")
    apart = [
        link(quote="Nobody came.", anchor=QuoteInput(OPENED, start, start + 12))
        for start in (first, second)
    ]
    assert rows(evidence, judgement(*apart), known) == []


def test_two_passages_of_one_copy_do_not_repeat_one_another() -> None:
    copy = stored(TEXT * 3, id=7)
    given = judgement(link(quote="Ada Maro said"), link(quote="the council of Orlest"))
    own = around(document=document(text="Another text."), stored={0: copy, 1: copy})
    assert rows(circular, given, own) == []
    other = around(
        document=document(text="Another text."), stored={0: copy, 1: replace(copy, id=8)}
    )
    assert rows(circular, given, other) == [1]


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(0, 250), st.integers(1, 60))
def test_whatever_is_cut_from_a_copy_is_in_it(text: str, start: int, length: int) -> None:
    quote = text[start : start + length]
    known = around(stored={0: stored(text)})
    assert found(quote_drift, judgement(link(quote=quote)), known) == []


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=300))
def test_the_nearest_passage_is_a_stretch_of_the_text(quote: str, text: str) -> None:
    assert nearest(quote, text) in text
