"""A set's figures of agreement as lines that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.lookalikes import lookalikes, missing_words, spelled
from annotator.terms import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.agreement.judgements import Judgements
    from annotator.agreement.report import AgreementReport
    from annotator.agreement.statistic import Figure
    from annotator.cli.judged_files import JudgedSet


MOST_LISTED = 5


def table(judged: JudgedSet, found: AgreementReport) -> str:
    """Return what the figures rest on, then a line for each."""
    pattern = found.pattern
    labels = (
        f"{pattern.fewest}"
        if pattern.fewest == pattern.most
        else f"{pattern.fewest} to {pattern.most}"
    )
    head = [f"Set: {judged.name}"] if judged.name is not None else []
    head.append(
        f"{many(pattern.items, 'item')}, {many(pattern.annotators, 'annotator')},"
        f" {many(pattern.judgements, 'judgement')};"
        f" {labels} {'label' if labels == '1' else 'labels'} an item,"
        f" {pattern.missing:,} missing of all by everybody"
    )
    width = max(len(statistic.name) for statistic, _ in found.figures)
    lines = [f"{one.name:<{width}}  {_figure(figure)}" for one, figure in found.figures]
    return "\n".join([*head, *lines, *(f"Note: {note}" for note in notes(judged, found))])


def notes(judged: JudgedSet, found: AgreementReport) -> list[str]:
    """Return what was left out, and what the figures do not show by themselves."""
    return [*_counted(judged, found), *_doubted(judged.judgements)]


def _counted(judged: JudgedSet, found: AgreementReport) -> Iterator[str]:
    pattern = found.pattern
    model = "; Dawid and Skene’s model reads all" if judged.judgements.replicates else ""
    repeats = "rows that repeat an annotator on an item with"
    said = {
        "empty labels, which are judgements that are missing": judged.empty,
        f"{repeats} the same label, which count once{model}": judged.repeats - judged.contradicted,
        f"{repeats} another label, of which the last counts{model}": judged.contradicted,
        "rows with blanks around a cell, which were removed": judged.trimmed,
        "items with a single label, which say nothing about agreement": pattern.single,
        "items that are tied between labels": pattern.tied,
    }
    yield from (f"{what}: {number:,}" for what, number in said.items() if number)
    if pattern.used == 1:
        yield "only one label was given, so that all agreement may be chance"


def _doubted(judgements: Judgements) -> Iterator[str]:
    """Yield what may be a mistake in the table: it counts as it stands."""
    given = np.bincount(judgements.label, minlength=len(judgements.labels))
    times = dict(zip(judgements.labels, given.tolist(), strict=True))
    if words := missing_words(judgements.labels):
        listed = _some([f"“{word}” ({times[word]:,})" for word in words])
        yield (
            f"labels that look like a missing value and count as labels: {listed}."
            f" To count them as missing, add --missing {','.join(words)}"
        )
    names = {
        "labels": judgements.labels,
        "annotators": judgements.annotators,
        "items": judgements.items,
    }
    for what, known in names.items():
        if groups := lookalikes(known):
            listed = _some([" and ".join(f"“{name}”" for name in spelled(one)) for one in groups])
            yield (
                f"{what} that differ only in case, blanks or Unicode form and count as different:"
                f" {listed}"
            )


def _some(listed: list[str]) -> str:
    """Return the first few; a table may have thousands."""
    more = f" and {len(listed) - MOST_LISTED:,} more" if len(listed) > MOST_LISTED else ""
    return f"{', '.join(listed[:MOST_LISTED])}{more}"


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return f"undefined: {figure.reason}"
    value = f"{figure.value:>z10.4f}"
    if figure.interval is None:
        return value
    low, high = figure.interval
    return f"{value}   95 %: {low:z.4f} to {high:z.4f}"
