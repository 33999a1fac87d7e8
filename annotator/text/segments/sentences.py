"""Sentences by rules: the line first, then the stops within it. Linear in the text's length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.text.clusters import end_of
from annotator.text.segments import abbreviations as abbr
from annotator.text.segments import english_stops, german, hindi, spanish
from annotator.text.segments.stops import FullStop
from annotator.text.segments.tags import NUMBER
from annotator.text.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.text.extraction import Span
    from annotator.text.segments.stops import StopRules

LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
CLOSERS = "\"'”’»›)]}*」』）】〉》"
#: German closes with the mark that English opens with; a blank or another mark follows.
TURNED_CLOSER = re.compile(r"[“‘«‹](?=[\s.,;:!?)]|\Z)")
#: French sets a blank before the mark that closes; a mark that opens has its word right behind it.
SPACED_CLOSER = re.compile(r"[ \xa0\u2009\u202f]»(?=[\s.,;:!?…)]|\Z)")
#: A run of stops, then whatever closes with it, then what follows.
STOP = re.compile(r"[.!?…。！？｡।॥۔؟։።။។]+(?: \.)*")
#: Signs that end a sentence with or without a blank behind them.
FULL = frozenset("。！？｡।॥۔؟։።။។")
#: What a sentence goes on with behind a quotation in Japanese and in Chinese.
GOES_ON = re.compile(
    r"\s*(?:[とってなのをがはに、，,]|[^。！？，,；：\s]{1,8}(?:[说說称稱问問答]|表示|写道)[，。：])"
)
WORD_BEFORE = re.compile(r"[^\s(\[“\"‘„»]*\Z")
NEXT_WORDS = re.compile(r"\s*([—–](?=\w)|[\"'“‘«„‚»›(\[¿¡]*)([^\s]*)(?:\s+(\S*))?")
#: What a writer who forgets the blank ends a sentence with: a word, a year, a share.
WHOLE_WORD = re.compile(
    r"(?:\A|[^\w.])(?:(?:[^\W\d_][’']?)*[^\W\d_A-Z]{2}|\d{4}|\d+ ?%)[)’'\"”]*\Z"
)
CAPITALISED = re.compile(r"[\"“‘(]?[^\W\d_a-zß-ÿ][’']?[^\W\d_A-Z]")
ADDRESS = re.compile(r"[@/\\]|www|http", re.IGNORECASE)
SAYING = re.compile(
    r"(?:said|says|asked|asks|wrote|writes|added|adds|tweeted|replied|shouted|told|wondered|"
    r"declared|exclaimed|continued|demanded|cried)\b"
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
#: Mail in one line: the time of sending, a greeting, a farewell, a smile or an address ends.
MAIL = re.compile(
    r"(?:\d\d?/\d\d?/\d{2,4},? \d\d?:\d\d(?::\d\d)? ?[AP]M"
    r"|\b(?:Dear|Hi|Hello|Hey)(?: [A-Z]\w+\.?){1,3},"
    r"|\b(?:[Rr]egards|[Ss]incerely|[Cc]heers|[Tt]ruly),)\s(?=[\"“]?[A-Z])"
    r"|\s[:;]-?[)D]\s(?=[^\W\d_])"
    r"|https?://\S+\s(?=https?://)"
)
#: "(Herald Photo)" at the end of a line belongs to the caption before it.
BRACKETED = re.compile(r"\s*[(\[][^.!?()\[\]]{1,60}[)\]]\s*\Z")
#: No sentence opens so: "812 hab. / km²", "Senn Bros. & Co.".
UNDIVIDED = frozenset("/&")
#: Characters of the line that a rule may look back on or forward to: what keeps it linear.
REACH = 80
#: How a language reads a full stop; others are read as English is.
RULES: dict[str, StopRules] = {
    "de": german.STOPS,
    "es": spanish.STOPS,
    **dict.fromkeys(("hi", "mr", "ne"), hindi.STOPS),
}


def split_sentences(text: str, language: str = "en") -> list[Span]:
    """Return the sentences of a text, in order, without overlap, trimmed of blanks."""
    rules = RULES.get(language, english_stops.STOPS)
    out: list[Span] = []
    for start, end in lines(text):
        begin = start
        for stop in [*boundaries(text, start, end, rules), end]:
            span = trimmed(text, begin, stop)
            if span:
                out.append(span)
            begin = stop
    return out


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines as offsets."""
    begin = 0
    for found in LINE_BREAK.finditer(text):
        yield begin, found.start()
        begin = found.end()
    yield begin, len(text)


def boundaries(text: str, start: int, end: int, rules: StopRules) -> list[int]:
    """Return offsets inside the line `start`..`end` at which a sentence ends."""
    out: list[int] = []
    # “2. The road is open”: the stop is that of the item's number.
    number = NUMBER.match(text, start, end)
    for found in STOP.finditer(text, number.end() if number else start, end):
        stop = closed(text, found.end(), end)
        if stop < end and ends_sentence(text, start, end, found, stop, rules):
            out.append(stop)
    out += [
        found.start()
        for found in BROKEN.finditer(text, start, end)
        if (found.group(1) or found.group(2)).lower() in abbr.OPENERS
    ]
    out += [found.end() - 1 for found in MAIL.finditer(text, start, end)]
    out += [found.start() for found in CREDIT.finditer(text, start, end)]
    return sorted({end_of(text, stop) for stop in out})


def closed(text: str, stop: int, end: int) -> int:
    """Return where the sentence that stops at `stop` ends: behind what closes with it."""
    while stop < end and text[stop] in CLOSERS:
        stop += 1
    for mark in (TURNED_CLOSER, SPACED_CLOSER, NOTE):
        found = mark.match(text, stop, end)
        if found:
            stop = found.end()
    return stop


def ends_sentence(
    text: str, start: int, end: int, found: re.Match[str], stop: int, rules: StopRules
) -> bool:
    """Return True if the run of stops `found`, closed at `stop`, ends a sentence."""
    earlier = text[max(start, found.start() - REACH) : found.start()]
    before = WORD_BEFORE.search(earlier)
    word = before.group() if before else ""
    closing = text[found.end() : stop]
    if found.group()[-1] in FULL:
        return not (closing and GOES_ON.match(text, stop, end))
    if not text[stop].isspace():
        return is_missing_space(text, end, found, stop, word)
    if end - stop < REACH and BRACKETED.match(text, stop, end):
        return False
    after = NEXT_WORDS.match(text, stop, min(end, stop + REACH))
    if after is None or not (after[1] or after[2]):
        return True
    if after[2][:1].islower():
        return not closing and not after[1] and is_careless(found.group(), word, rules)
    if after[2][:1] in UNDIVIDED:
        return False
    if found.group() == ".":
        rest = earlier[: len(earlier) - len(word)]
        return rules.ends(FullStop(word, rest, closing, after[2], after[3] or ""))
    if "!" in found.group() or "?" in found.group():
        return not (closing and said_after(text, stop, end))
    # "I... I don't know": the speaker begins again.
    return after[2] != word


def is_careless(run: str, word: str, rules: StopRules) -> bool:
    """Return True if a writer who begins without capitals ended a sentence: a whole word, a
    stop.
    """
    plain = word.isalpha() and word.islower() and len(word) > 1
    return plain and run in (".", "?", "!", "??", "!!", "!!!") and not rules.is_short(word)


def is_missing_space(text: str, end: int, found: re.Match[str], stop: int, word: str) -> bool:
    """Return True for "ended.They", "in 2031.They": no blank between, and no address."""
    tail = text[stop : min(end, stop + REACH)].split(maxsplit=1)[0]
    if found.group() not in (".", "!", "?") or ADDRESS.search(word + tail):
        return False
    return bool(WHOLE_WORD.search(word)) and bool(CAPITALISED.match(tail))


def said_after(text: str, stop: int, end: int) -> bool:
    """Return True for "“Why?” Ada Maro asked": the attribution goes on with the sentence."""
    words = text[stop : min(end, stop + REACH)].split()[:5]
    for word in words:
        if SAYING.match(word):
            return True
        if word[-1:] in ".!?,;:":
            return False
    return False
