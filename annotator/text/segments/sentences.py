"""Sentences by rules: the line first, then the stops within it. Linear in the text's length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.text.clusters import end_of
from annotator.text.segments import abbreviations as abbr
from annotator.text.segments.tags import NUMBER
from annotator.text.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.text.extraction import Span

LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
CLOSERS = "\"'”’»›)]}*"
#: French sets a blank before the mark that closes; a mark that opens has its word right behind it.
SPACED_CLOSER = re.compile(r"[ \xa0\u2009\u202f]»(?=[\s.,;:!?…)]|\Z)")
#: A run of stops, then whatever closes with it, then what follows.
STOP = re.compile(r"[.!?…。！？]+(?: \.)*")
WORD_BEFORE = re.compile(r"[^\s(\[“\"‘]*\Z")
NEXT_WORDS = re.compile(r"\s*([\"'“‘«(\[]*)([^\s]*)(?:\s+(\S*))?")
ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
ADDRESS = re.compile(r"[@/\\]|www|http", re.IGNORECASE)
SAYING = re.compile(
    r"(?:said|says|asked|asks|wrote|writes|added|adds|tweeted|replied|shouted|told|wondered|"
    r"declared|exclaimed|continued|demanded|cried)\b"
)
VERBLIKE = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|may|might|must|should|said|"
    r"says|went|came|left|made|took|told|held|met|\w+ed)\b"
)
#: A footnote's mark after the stop belongs to the sentence before it.
#: So does the smile after it.
NOTE = re.compile(r"(?: ?\[(?:\d{1,3}|…|\.\.\.)\]| ?[:;]-?[)(DP])+(?=\s|\Z)")
#: Speech that breaks off: "We need a — Do you have ...?" The words are those that open a sentence.
BROKEN = re.compile(
    r"(?<=[^\W\d] [—–])\s(?=([A-Z][a-z’']+)\s)|(?<=[^\W\d] --)\s(?=([A-Z][a-z’']+)\s)"
)
#: The picture's credit: a separate sentence after its caption.
CREDIT = re.compile(r"\s(?=(?:Image|Photo|Photograph|Picture|Credit)s?(?: credit)?: *[A-Z])")
#: "(Herald Photo)" at the end of a line belongs to the caption before it.
BRACKETED = re.compile(r"\s*[(\[][^.!?()\[\]]{1,60}[)\]]\s*\Z")
#: Characters of the line that a rule may look back on or forward to: what keeps it linear.
REACH = 80


def split_sentences(text: str) -> list[Span]:
    """Return the sentences of a text, in order, without overlap, trimmed of blanks."""
    out: list[Span] = []
    for start, end in lines(text):
        begin = start
        for stop in boundaries(text, start, end):
            span = trimmed(text, begin, stop)
            if span:
                out.append(span)
            begin = stop
        span = trimmed(text, begin, end)
        if span:
            out.append(span)
    return out


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines as offsets."""
    begin = 0
    for found in LINE_BREAK.finditer(text):
        yield begin, found.start()
        begin = found.end()
    yield begin, len(text)


def boundaries(text: str, start: int, end: int) -> list[int]:
    """Return offsets inside the line `start`..`end` at which a sentence ends."""
    out: list[int] = []
    # “2. The road is open”: the stop is that of the item's number.
    number = NUMBER.match(text, start, end)
    for found in STOP.finditer(text, number.end() if number else start, end):
        stop = closed(text, found.end(), end)
        if stop < end and ends_sentence(text, start, end, found, stop):
            out.append(stop)
    out += [
        found.start()
        for found in BROKEN.finditer(text, start, end)
        if (found.group(1) or found.group(2)).lower() in abbr.OPENERS
    ]
    out += [found.start() for found in CREDIT.finditer(text, start, end)]
    return sorted({end_of(text, stop) for stop in out})


def closed(text: str, stop: int, end: int) -> int:
    """Return where the sentence that stops at `stop` ends: behind what closes with it."""
    while stop < end and text[stop] in CLOSERS:
        stop += 1
    for mark in (SPACED_CLOSER, NOTE):
        found = mark.match(text, stop, end)
        if found:
            stop = found.end()
    return stop


def ends_sentence(text: str, start: int, end: int, found: re.Match[str], stop: int) -> bool:
    """Return True if the run of stops `found`, closed at `stop`, ends a sentence."""
    before = WORD_BEFORE.search(text[max(start, found.start() - REACH) : found.start()])
    word = before.group() if before else ""
    if not text[stop].isspace():
        return is_missing_space(text, end, found, stop, word)
    if end - stop < REACH and BRACKETED.match(text, stop, end):
        return False
    after = NEXT_WORDS.match(text, stop, min(end, stop + REACH))
    if after is None or not (after.group(1) or after.group(2)):
        return True
    opening, following, second = after.group(1), after.group(2), after.group(3) or ""
    first = following[:1]
    run, closed = found.group(), stop > found.end()
    if first.islower():
        return not closed and not opening and is_careless(run, word)
    if run == ".":
        return stop_ends(word, closed, following, second)
    if "!" in run or "?" in run:
        return not (closed and said_after(text, stop, end))
    # "I... I don't know": the speaker begins again.
    return following != word


def is_careless(run: str, word: str) -> bool:
    """Return True if a writer who begins without capitals ended a sentence: a whole word, a
    stop.
    """
    plain = word.isalpha() and word.islower() and len(word) > 1
    return plain and run in (".", "?", "!", "??", "!!", "!!!") and not is_abbreviation(word)


def is_abbreviation(word: str) -> bool:
    """Return True for a word whose stop may stand within a sentence."""
    return any(word in one for one in abbr.ALL)


def is_missing_space(text: str, end: int, found: re.Match[str], stop: int, word: str) -> bool:
    """Return True for "ended.They": a stop between a word and a capitalised one, not in an
    address.
    """
    tail = text[stop : min(end, stop + REACH)].split(maxsplit=1)[0]
    if found.group() not in (".", "!", "?") or len(word) < 3 or ADDRESS.search(word + tail):
        return False
    letters = word.replace("’", "").replace("'", "")
    return (
        letters[-2:].isalpha()
        and letters[-2:].islower()
        and len(tail) > 1
        and tail[0].isupper()
        and (tail[1].islower() or tail[1] in "’'")
        and "." not in word
    )


def stop_ends(word: str, closed: bool, following: str, second: str) -> bool:
    """Return True if one full stop after `word` ends the sentence before `following`."""
    low = word.lower().strip("\"'“”‘’*-")
    ahead = following.rstrip(",;:.!?\"'”’)").lower()
    digit = following[:1].isdigit()
    if closed and not low:
        return True
    if low in abbr.BEFORE_A_NAME or low in abbr.INSIDE or word in abbr.BEFORE_NAMES:
        return closed
    if low in abbr.BEFORE_A_NUMBER:
        return not (digit or following[:1] == "(" or len(low) == 1)
    if low in abbr.MONTHS:
        return not digit and ahead in abbr.OPENERS
    if low in ("a.m", "p.m"):
        return ahead not in abbr.AFTER_A_CLOCK
    if low in abbr.AFTER_A_NAME or low in abbr.PLACES:
        return closed or ahead in abbr.OPENERS
    if len(word) == 1 and word.isalpha() and word.isupper():
        return word != "I" and ahead in abbr.OPENERS and ahead not in ("a", "i", "an")
    if ACRONYM.search(word):
        return closed or acronym_ends(ahead, second)
    return True


def acronym_ends(ahead: str, second: str) -> bool:
    """Return True if "U.S." ends the sentence: a new one opens, or a name with its verb follows."""
    if ahead in abbr.AFTER_A_COUNTRY:
        return False
    return ahead in abbr.OPENERS or bool(VERBLIKE.match(second))


def said_after(text: str, stop: int, end: int) -> bool:
    """Return True for "“Why?” Ada Maro asked": the attribution goes on with the sentence."""
    words = text[stop : min(end, stop + REACH)].split()[:5]
    for word in words:
        if SAYING.match(word):
            return True
        if word[-1:] in ".!?,;:":
            return False
    return False
