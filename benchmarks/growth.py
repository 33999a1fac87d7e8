"""How the time grows with the text: on n, 2n and 4n characters it must be linear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.jobs.printing import Asked, GivenText, line
from benchmarks import texts
from benchmarks.table import Row
from benchmarks.timing import seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TITLE = "Growth with the length of a text"
NOTE = (
    "One text of n, 2n and 4n characters, from its words to its line of JSON, as `extract` does"
    " it; 4n stands in the row. The growth is the time for a character at 4n by that at n: 1 is"
    " linear. “No rules” is every step but the parser, as a language without rules gets; a line"
    " without a stop is one sentence that is too long for the parser."
)
#: 4n characters with and without the parser.
PARSED, UNPARSED = 800_000, 50_000_000
GOAL = "about 1"


def rows(parsed: int = PARSED, unparsed: int = UNPARSED) -> Iterator[Row]:
    """Yield seconds and growth for each kind of text."""
    yield growth("news in paragraphs, English", paragraphs, "en", parsed)
    yield growth("news as a single line, English", texts.one_line, "en", parsed)
    yield growth("quotation that nothing closes, English", unclosed, "en", parsed)
    yield growth("names of people and nothing else, English", names, "en", parsed)
    yield growth("single line without a stop, English", endless, "en", unparsed)
    yield growth("news as a single line, no rules", repeated, "xx", unparsed)


def growth(name: str, made: Callable[[int], str], language: str, characters: int) -> Row:
    """Return the row for one kind of text of so many characters at most."""
    sizes = (characters // 4, characters // 2, characters)
    asked = Asked(language)
    line(GivenText("warm-up", made(1000), 0), asked)
    times = []
    for size in sizes:
        given = GivenText(name, made(size), size)
        times.append(seconds(lambda given=given: line(given, asked)))  # type: ignore[misc]
    ratio = times[-1] / times[0] / 4
    spent = " / ".join(f"{one:.1f}" for one in times)
    return Row(f"{name}, {characters:,}", GOAL, f"{ratio:.2f} ({spent} s)")


def paragraphs(characters: int) -> str:
    """Return News with its paragraphs."""
    return "\n\n".join(texts.news(characters))[:characters]


def unclosed(characters: int) -> str:
    """Return a quotation that runs to the end of a single line."""
    return "Ada Maro said: “" + texts.one_line(characters).translate({8220: None, 8221: None})


def names(characters: int) -> str:
    """Return offices and names without a stop."""
    return ("President Ada of Maro " * (characters // 22 + 1))[:characters]


def endless(characters: int) -> str:
    """Return words without a stop."""
    return ("the port of Orlest was open and " * (characters // 32 + 1))[:characters]


def repeated(characters: int) -> str:
    """Return a single line of news that begins again every million characters."""
    news = texts.one_line(1_000_000) + " "
    return (news * (characters // len(news) + 1))[:characters]
