"""What is found in one text: sentences, attributions and candidate claims, as offsets into it.

All offsets are Python string indices (code points), end exclusive: `text[start:end]` is what is
meant, always. A thing said in pieces has several spans, in the order of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Manner = Literal["direct", "reported", "mixed"]
Worthiness = Literal["CFS", "UFS", "NFS"]
#: A repair of the parse, an attachment with a rival, a speaker chosen among several.
Doubt = Literal["repair", "attachment", "speaker"]
DateUnit = Literal["day", "weekday_before", "weekday_after", "month", "year"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text: 0 <= start < end."""

    start: int
    end: int


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ExtractedSentence:
    """One sentence; `furniture` names what it is when it belongs to the page, not to the story."""

    span: Span
    furniture: str | None = None


@dataclass(frozen=True, slots=True)
class ExtractedAttribution:
    """One attribution: the source's words, the cue and the content, each as spans.

    `speaker` is who the source is, resolved over the document ("Ada Maro" for "She"); `within` is
    the index of the attribution that this one stands inside, where one report quotes another.
    Where `resolved` is False the text does not tell who it is, and `speaker` is its words.
    `chosen` marks a speaker who was chosen among several. The claim of an `is_report` is the whole
    report ("Maro stressed the importance of trade"), since its content asserts nothing by itself;
    an `is_expression` among them only puts a noun phrase into words.
    """

    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None
    manner: Manner
    within: int | None = None
    resolved: bool = True
    chosen: bool = False
    is_report: bool = False
    is_expression: bool = False


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A date by the day on which the document was published.

    `number` counts days, months or years from it; of a weekday, it is which one (0 is Monday), and
    the nearest one before or after is meant.
    """

    unit: DateUnit
    number: int


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words in place of `span` that a reader understands without the document: a name, or a date
    with what stands before it ("on", "in").
    """

    span: Span
    words: str
    date: RelativeDate | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One atomic claim in the source's own words.

    `text` reads as a sentence part and is joined from the spans; `attribution` and `repeats` are
    indices into the extraction (who says it; the earlier candidate that this one says again);
    `score` is the check-worthiness from 0 to 1, `worthiness` its class, both None in a language
    without word lists for them; `rule` is the step that made the candidate.

    `doubts` are the known ones; `kept_whole` marks several predicates or members that are one
    claim on purpose; `fell_back` is why the final guard refused a finer part of it. With its
    `insertions` it stands alone, as far as they are sure.
    """

    sentence: int
    spans: Spans
    text: str
    rule: str
    attribution: int | None = None
    repeats: int | None = None
    worthiness: Worthiness | None = None
    score: float | None = None
    doubts: tuple[Doubt, ...] = ()
    kept_whole: bool = False
    fell_back: str | None = None
    insertions: tuple[Insertion, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one text. `extractor` names the program, its version and its model.

    `finely` says how statements were cut; `turned_back` counts by reason the parts that the final
    guard refused.
    """

    language: str
    extractor: str
    sentences: tuple[ExtractedSentence, ...]
    attributions: tuple[ExtractedAttribution, ...]
    candidates: tuple[Candidate, ...]
    finely: bool = False
    turned_back: dict[str, int] = field(default_factory=dict)
