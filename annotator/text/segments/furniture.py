"""Page furniture: what stands around a story and is no part of it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.text.extraction import ExtractedSentence, Span
from annotator.text.segments import captions, site_lines, tags
from annotator.text.segments.abbreviations import OPENERS
from annotator.text.segments.sentences import LINE_BREAK
from annotator.text.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
DAY = (
    rf"(?:\d{{1,2}}(?:er)? {MONTH} \d{{4}}|"
    r"\d{4}-\d\d?-\d\d?|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    r"|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+\.? \d{1,2}, \d{4})"
)
#: "Updated 2024-05-06", "Monday, May 6, 2024", "Published: 6 May 2024, 10:15", "Le 6 mai 2024".
DATE_LINE = re.compile(
    rf"(?:(?:date|updated|published|posted|last modified|modified|"
    rf"publié|mis à jour|modifié)\b)?[:\s]*(?:on |at |le |\w+di |dimanche )*"
    rf"(?:[A-Z][a-z]+day,? )?{DAY}[\s,|–—-]*(?:at )?(?:\d{{1,2}}[:.]\d\d)?[\sA-Za-z.]{{0,12}}\.?",
    re.IGNORECASE,
)
DATE_PREFIX = re.compile(r"(?:date|updated|published|posted):? +\d{4}-\d\d-\d\d\s+", re.IGNORECASE)
NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|van|von|al)){0,4}"
BYLINE = re.compile(
    rf"(?:[Bb]y:?|BY:?|[Ww]ritten by|[Ee]dited by|[Rr]eported by|[Rr]eporting by|[Tt]ext by|"
    rf"[Aa]uthor:|Par)"
    rf"\s+{NAME}(?:(?:,| and|;) .{{0,60}})?"
)
#: What a transcript tells of the hall: "(Applause)", "[Laughter.]".
ASIDE = re.compile(
    r"[(\[][^()\[\]]{0,20}\b(?:applause|laughter|laughs|cheers|cheering|booing|crosstalk|inaudible|"
    r"interruption|interjections?|music|pause|silence|applaus|beifall|heiterkeit|risas|aplausos|"
    r"applaudissements|rires)\b[^()\[\]]{0,20}[)\]]\.?",
    re.IGNORECASE,
)
#: "ORLEST, Verania (AGENCY) - ", "Orlest/Tarsk, 19 April 2023 (AGENCY): ".
DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.’'/ ]{1,30}(?:, [A-Z][\w.’'/ ]{1,30})?)"
    r"(?P<date>,? (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?)?"
    r"(?P<agency>,? ?\([^()]{2,40}\))?\s*(?P<mark>--|[-–—―:])\s+"
)
ENDS = re.compile(r"[.!?…:;,。！？；，।॥۔؟։።။។][\"'”“’‘»«)\]」』）*]*\Z")
LETTERS = re.compile(r"[^\W\d_][^\W_’']*")
#: A line longer than this without a stop is a sentence whose stop is missing.
HEADING_WORDS = 22
#: Most sentences of a caption, and most characters.
LONGEST, WIDEST = 3, 900


def mark(
    text: str, spans: list[Span], *, has_stops: bool = True
) -> tuple[list[ExtractedSentence], list[Span | None]]:
    """Return the sentences with their furniture, and what of each may hold claims.

    Where the language has no stops, no line is a heading for lack of one.
    """
    sentences: list[ExtractedSentence] = []
    bodies: list[Span | None] = []
    for span in spans:
        bullet = tags.BULLET.match(text, span.start, span.end)
        kind = kind_of(text, Span(bullet.end(), span.end) if bullet else span)
        if kind is None and has_stops and len(spans) > 1 and not bullet and is_heading(text, span):
            kind = "heading"
        sentences.append(ExtractedSentence(span, kind))
        bodies.append(None if kind else body(text, span))
    for index in credited(text, sentences):
        sentences[index], bodies[index] = ExtractedSentence(spans[index], "caption"), None
    return sentences, bodies


def credited(text: str, sentences: list[ExtractedSentence]) -> Iterator[int]:
    """Yield the sentences of a line that begins as a caption or ends with the credit of one."""
    starts = [i for i, _ in enumerate(sentences) if not i or begins_line(text, sentences, i)]
    for first, end in pairwise([*starts, len(sentences)]):
        if not 1 < end - first <= LONGEST:
            continue
        if sentences[end - 1].span.end - sentences[first].span.start > WIDEST:
            continue
        head, tail = (words_of(text, sentences[i].span) for i in (first, end - 1))
        if captions.OPENS.match(head) or captions.is_credited(tail):
            yield from range(first, end)


def words_of(text: str, span: Span) -> str:
    """Return the words of a sentence without the date that a site puts in front of them."""
    dated = DATE_PREFIX.match(text, span.start, span.end)
    return text[dated.end() if dated else span.start : span.end]


def begins_line(text: str, sentences: list[ExtractedSentence], index: int) -> bool:
    """Return True if a line break stands before the sentence."""
    return bool(LINE_BREAK.search(text, sentences[index - 1].span.end, sentences[index].span.start))


def kind_of(text: str, span: Span) -> str | None:
    """Return the furniture that the words of the whole sentence are, or None."""
    if span.end - span.start > 300:
        return None
    words = words_of(text, span)
    if ASIDE.fullmatch(words):
        return "aside"
    if captions.is_caption(words):
        return "caption"
    of_site = site_lines.kind_of(words)
    if of_site:
        return of_site
    if is_byline(words):
        return "byline"
    if DATE_LINE.fullmatch(words):
        return "date"
    found = DATELINE.fullmatch(words + " ")
    return "dateline" if found and is_dateline(found) else None


def is_byline(words: str) -> bool:
    """Return True for "By Ada Maro, Northern Herald"; not for "By Monday, the port was open."."""
    return bool(BYLINE.fullmatch(words)) and not (", " in words and ENDS.search(words))


def is_heading(text: str, span: Span) -> bool:
    """Return True for a separate line without a stop at its end, or one written as a title."""
    words = text[span.start : min(span.end, span.start + 300)]
    if (ENDS.search(words) and not is_title(words)) or len(words.split()) > HEADING_WORDS:
        return False
    before = text[max(0, span.start - 3) : span.start].strip(" \t\xa0")
    after = text[span.end : span.end + 3].strip(" \t\xa0")
    return (not before or before[-1] in "\r\n") and (not after or after[0] in "\r\n")


def is_title(words: str) -> bool:
    """Return True for "Ships That Sank: A Long Story.": every longer word has a capital."""
    long = [word for word in LETTERS.findall(words) if len(word) > 3]
    return len(long) > 3 and all(word[0].isupper() for word in long) and not words.isupper()


def body(text: str, span: Span) -> Span | None:
    """Return the sentence without the tags, the date and the dateline in front of it."""
    start = tags.behind(text, span.start, span.end)
    if start > span.start:
        rest = trimmed(text, start, span.end)
        return body(text, rest) if rest else None
    dated = DATE_PREFIX.match(text, span.start, span.end)
    if dated:
        rest = trimmed(text, dated.end(), span.end)
        return body(text, rest) if rest else None
    found = DATELINE.match(text, span.start, min(span.end, span.start + 120))
    if found and is_dateline(found):
        rest = trimmed(text, found.end(), span.end)
        return body(text, rest) if rest else None
    return span


def is_dateline(found: re.Match[str]) -> bool:
    """Return True for a place with a date, an agency or in capitals; not for "In May - as ever -
    ...".
    """
    place = found["place"]
    if place.split()[0].lower() in OPENERS:
        return False
    if found["mark"] == ":":
        return bool(found["agency"])
    return bool(found["date"] or found["agency"]) or place.split(",")[0].isupper()
