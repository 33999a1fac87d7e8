"""Wraps: the line breaks that a mailer or an editor set to fill a width, not to end anything.

In a filled block the first word of a line never fits behind the line before it. A poem, a list or
an address breaks where it likes, and sooner or later a word would have fitted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from annotator.text.segments import english_stops
from annotator.text.segments.abbreviations import AFTER_A_CLOCK
from annotator.text.segments.signatures import NAME
from annotator.text.segments.tags import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
#: A word up to where a line may break: Chinese and Japanese break behind each sign.
WORD = re.compile(r"\s*([\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]|\S+)")
SCRIPT = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
#: Columns of a table, and quoted mail, are no prose.
COLUMNS = re.compile(r"\S(?:\t| {3,})\S|\s*[|>]")
ITEM = re.compile(r"\s*[•▪◦‣·*]\s")
#: Counts in a list alone: elsewhere it is a dash of the sentence, or a day of the month.
MARKED = re.compile(rf"\s*[-–—]\s|{NUMBER.pattern}")
LABELLED = re.compile(rf"\s*{NAME}(?:, [^.!?:]{{1,60}})?:\s")
STOPPED = re.compile(r"[.!?…:;。！？।۔؟]['\"’”»)\]]*\Z")
#: No line ends so by choice: an open bracket, a hyphen, an article, a short word in small letters.
OPEN_END = re.compile(r"(?:[(“‘«-]|(?<![^\s(“\"])(?:[^\W\d_A-Z]{1,3}|A|An|The|In|On|At))\Z")
#: Words that open a sentence, so that the line before is a heading.
OPENING = re.compile(r"(?:The|A|An|In|It|He|She|They|We|I|There|This|That|On|At|For|But|And)\b")
#: Narrower lines are lists, wider ones paragraphs.
NARROWEST, WIDEST = 20, 200
#: Fewest wraps of a block that tells its own width.
FEWEST = 3
#: One line of so many may be wider (an address), one break of so many early (a heading).
FEW_WIDE, FEW_RAGGED = 50, 4
#: One wrap of so many has to show that its sentence goes on.
GOING = 5
#: Some fill a line but for a word: then so many wraps have to show it, with such slack.
MANY, LOOSE = 6, 0.125
#: A line this long that ends in the middle of a sentence was broken by no writer.
LONG = 45


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line without its blanks at the end; `next_start` is where the next one begins."""

    start: int
    end: int
    words: str

    @property
    def width(self) -> int:
        """Return the columns that it takes."""
        return self.end - self.start

    @property
    def indent(self) -> int:
        """Return the blanks before its first word."""
        return self.width - len(self.words.lstrip())


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break between two lines with words; the first may stand in a list."""

    before: TextLine
    after: TextLine
    in_list: bool = False

    @property
    def fitting(self) -> int:
        """Return the width in which the next word would have stood on the line before."""
        word = WORD.match(self.after.words)
        blank = 0 if self.is_tight else 1
        return self.before.width + blank + (len(word[1]) if word else 0)

    @property
    def is_tight(self) -> bool:
        """Return True if no blank belongs between: behind a hyphen or a Chinese sign."""
        last, first = self.before.words[-1:], self.after.words.lstrip()[:1]
        if SCRIPT.match(last) and SCRIPT.match(first):
            return True
        return last == "-" and self.before.words[-2:-1].isalnum() and first.isalnum()

    @property
    def goes_on(self) -> bool:
        """Return True if the words show that the sentence goes on behind the break."""
        first = self.after.words.lstrip()[:1]
        if first.islower() or OPEN_END.search(self.before.words) or is_cut_short(self.before.words):
            return True
        if self.is_in_date:
            return True
        return first.isalpha() and not first.isupper() and not STOPPED.search(self.before.words)

    @property
    def is_in_date(self) -> bool:
        """Return True for a break between a month and its day or year."""
        last, first = self.before.words.split()[-1], self.after.words.split(maxsplit=1)[0]
        if last.isdecimal():
            return first.lower() in AFTER_A_CLOCK
        return first[0].isdecimal() and last.lower() in AFTER_A_CLOCK

    @property
    def is_chosen(self) -> bool:
        """Return True if the next line begins an item or a turn, or either is a row of a table."""
        before, after = self.before.words, self.after.words
        if any(COLUMNS.match(words) or ITEM.match(after) for words in (before, after)):
            return True
        if MARKED.match(after):
            return self.in_list or is_stopped(before)
        return is_stopped(before) and bool(LABELLED.match(after))


@dataclass(frozen=True, slots=True)
class Fill:
    """How lines are filled: to a width, all but `slack` of it."""

    width: int
    slack: int = 0

    def holds(self, one: LineBreak) -> bool:
        """Return True if the next word would not have fitted into the line before it."""
        return one.before.width <= self.width < one.fitting + self.slack

    def is_too_narrow(self, line: TextLine) -> bool:
        """Return True for a line that could have been broken and was not."""
        return line.width > self.width and " " in line.words[: self.width].strip()

    def is_wrap(self, one: LineBreak) -> bool:
        """Return True for a filled line whose next one begins nothing new."""
        return self.holds(one) and not one.is_chosen

    def is_ragged(self, one: LineBreak) -> bool:
        """Return True for a line that is broken early, where no paragraph ends."""
        return not (self.holds(one) or one.is_chosen or is_stopped(one.before.words))


def is_stopped(words: str) -> bool:
    """Return True for a stop at the end that is not a shortened word's: "on Jan. / 3. The port"."""
    return bool(STOPPED.search(words)) and not is_cut_short(words)


def is_cut_short(words: str) -> bool:
    """Return True for a line that ends with a shortened word: "Mr."."""
    return words.endswith(".") and english_stops.is_short(words.split()[-1].rstrip(".").lower())


def find(text: str) -> list[LineBreak]:
    """Return the breaks of a text that are wraps, in order."""
    blocks = list(blocks_of(text))
    page = page_fills(blocks)
    return [one for block in blocks for one in in_block(block, page)]


def blocks_of(text: str) -> Iterator[list[LineBreak]]:
    """Yield the breaks of each block of lines that no blank line and no indented one parts."""
    block: list[LineBreak] = []
    before: TextLine | None = None
    in_list = False
    for found in LINE.finditer(text):
        words = found[1].rstrip()
        line = TextLine(found.start(), found.start() + len(words), words) if words else None
        begins = before is None or is_stopped(before.words)
        if line and before and line.indent <= before.indent + 1:
            block.append(LineBreak(before, line, in_list))
        elif block:
            yield block
            block = []
        in_list = bool(words) and (in_list or (begins and bool(MARKED.match(words))))
        before = line
    if block:
        yield block


def page_fills(blocks: Sequence[Sequence[LineBreak]]) -> list[Fill]:
    """Return how the lines of a text are filled, exactly or loosely; empty if they are not."""
    breaks = [one for block in blocks for one in block]
    found = [commonest(breaks, slack) for slack in (0, LOOSE)] if breaks else []
    return [fill for fill in found if fill and is_page(blocks, breaks, fill)]


def is_page(blocks: Sequence[Sequence[LineBreak]], breaks: Sequence[LineBreak], fill: Fill) -> bool:
    """Return True if most breaks of the text are wraps of such lines."""
    wraps = [one for block in blocks if fills(block, fill) for one in block if fill.holds(one)]
    ragged = sum(map(fill.is_ragged, breaks))
    if not wraps or ragged > len(wraps):
        return False
    going = sum(one.goes_on for one in wraps)
    if fill.slack:
        return len(wraps) >= MANY and going * 2 >= len(wraps)
    alone = len(wraps) == len(breaks) < FEWEST and STOPPED.search(wraps[-1].after.words)
    return going * GOING >= len(wraps) or bool(alone and not all(map(is_heading, wraps)))


def in_block(block: Sequence[LineBreak], page: Sequence[Fill]) -> list[LineBreak]:
    """Return the wraps of a block: as the page is filled, or in a way that it tells itself."""
    fill = next((one for one in page if fills(block, one)), None) or own_fill(block)
    return [one for one in block if (fill.is_wrap(one) if fill else is_in_sentence(one))]


def own_fill(block: Sequence[LineBreak]) -> Fill | None:
    """Return how a block is filled in a page that is not; None if it is not."""
    fill = commonest(block, 0)
    going = sum(one.goes_on for one in block)
    sure = fill and len(block) >= FEWEST and all(map(fill.holds, block))
    return fill if fill and sure and fills(block, fill) and going * GOING >= len(block) else None


def fills(block: Sequence[LineBreak], fill: Fill) -> bool:
    """Return True if nearly all breaks of a block are wraps or end a paragraph."""
    lines = [block[0].before, *(one.after for one in block)]
    wide, filled = sum(map(fill.is_too_narrow, lines)), sum(map(fill.holds, block))
    ragged = sum(map(fill.is_ragged, block))
    return wide <= len(lines) // FEW_WIDE and ragged * FEW_RAGGED <= filled and filled > 0


def commonest(breaks: Sequence[LineBreak], slack: float) -> Fill | None:
    """Return the width that explains most breaks, the widest of several, with a share of slack."""
    steps = [0] * (WIDEST + 2)
    for one in breaks:
        if one.before.width <= WIDEST and not one.is_chosen:
            beyond = one.fitting + int(one.fitting * slack)
            steps[max(one.before.width, NARROWEST)] += 1
            steps[max(min(beyond, WIDEST + 1), NARROWEST)] -= 1
    counts = list(accumulate(steps))
    most = max(counts)
    if not most:
        return None
    width = max(width for width, count in enumerate(counts) if count == most)
    return Fill(width, int(width * slack))


def is_heading(one: LineBreak) -> bool:
    """Return True if a sentence seems to begin behind the break."""
    return is_stopped(one.before.words) or bool(OPENING.match(one.after.words.lstrip()))


def is_in_sentence(one: LineBreak) -> bool:
    """Return True for a long line that ends in the middle of a sentence, whatever its width."""
    before, after = one.before.words.removesuffix("-")[-1:], one.after.words[:1]
    return one.before.width >= LONG and (before.islower() or before == ",") and after.islower()
