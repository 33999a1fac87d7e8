"""Checks 5 and 6: sources that repeat one another count once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.checks.names import same_owner
from annotator.evidence.addresses import domain, original
from annotator.language import _
from annotator.matching.passages import shingles, told_again
from annotator.terms import Severity, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput

#: "ORLEST, 5 December (VNA) —" at the head of a text.
_DATELINE = re.compile(r"\A\W*[^\W\d_][\w ,.'’/-]{1,60}\((?P<agency>[^()\d]{2,40})\) ?[-–—:]")
#: "Source: VNA", "(Reporting by VNA)", "© VNA" by themselves in a line.
_CREDIT = re.compile(
    r"^[^\w\n]{0,4}(?:(?:source|agency|credit|via) ?: ?|(?:reporting by|with material from) |© ?)"
    r"(?P<agency>[^\W\d_][^\n()\d]{1,40}?)[ ).]{0,4}$",
    re.IGNORECASE | re.MULTILINE,
)
_FEWEST = 2


@check(5, Severity.WARNS)
def circular(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield sources that tell the claim's own document or a source above them again."""
    document = circumstances.document.text
    own = ("the claim’s own document", None, shingles(document), wire_credit(document))
    texts: list[tuple[str, int | None, frozenset[int], str]] = [own]
    for row, link in enumerate(given.evidence):
        stored = circumstances.stored.get(row)
        told = stored.text if stored else link.quote
        mine, credit = shingles(told), wire_credit(told) if stored else ""
        copy = stored.id if stored else None
        for name, their_copy, theirs, their_credit in texts:
            if copy is not None and copy == their_copy:
                continue  # another passage of the same source
            same_credit = credit and credit == their_credit
            if told_again(mine, theirs) or same_credit:
                how = "carries the same agency’s credit as" if same_credit else "repeats"
                yield Remark(
                    "quote",
                    _(
                        "This source %(how)s %(name)s, so it shows nothing new. "
                        "Link the first source, "
                        "or say why this one counts by itself.",
                        how=how,
                        name=name,
                    ),
                    row,
                    own_doing=True,
                )
                break
        texts.append((f"source {row + 1}", copy, mine, credit))


@check(6, Severity.NOTES)
def publishers(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield fewer than two independent publishers behind the evidence."""
    count = independent(given, circumstances)
    if 0 < count < _FEWEST:
        yield Remark(
            "evidence",
            _(
                "All your sources come down to one publisher. A second, independent one makes "
                "the verdict safer."
            ),
        )


def independent(given: JudgementInput, circumstances: Circumstances) -> int:
    """Return how many groups of sources are left when those that hang together are one.

    Sources hang together by their publisher, their registered domain, or because one repeats the
    other. What is irrelevant to the claim is not counted.
    """
    rows = [r for r, link in enumerate(given.evidence) if link.stance is not Stance.IRRELEVANT]
    group = {row: row for row in rows}
    traits = {row: _traits(row, given, circumstances) for row in rows}
    for later in rows:
        for row in rows[: rows.index(later)]:
            if group[row] != group[later] and _together(traits[row], traits[later]):
                gone, kept = group[later], group[row]
                group = {r: kept if g == gone else g for r, g in group.items()}
    return len(set(group.values()))


def wire_credit(text: str) -> str:
    """Return the agency that a text names as its source, in lower case, or nothing."""
    match = _DATELINE.search(text) or _CREDIT.search(text)
    return " ".join(match["agency"].casefold().split()) if match else ""


_Traits = tuple[str, str, frozenset[int], str]


def _traits(row: int, given: JudgementInput, circumstances: Circumstances) -> _Traits:
    link, stored = given.evidence[row], circumstances.stored.get(row)
    text = stored.text if stored else link.quote
    publisher = link.publisher or (stored.publisher if stored else "")
    credit = wire_credit(stored.text) if stored else ""
    return domain(original(link.url)), publisher, shingles(text), credit


def _together(one: _Traits, other: _Traits) -> bool:
    return (
        bool(one[0] and one[0] == other[0])
        or same_owner(one[1], other[1])
        or told_again(one[2], other[2])
        or bool(one[3] and one[3] == other[3])
    )
