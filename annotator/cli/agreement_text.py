"""A set's figures of agreement as lines that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.terms import many

if TYPE_CHECKING:
    from annotator.agreement.report import AgreementReport
    from annotator.agreement.statistic import Figure
    from annotator.cli.judged_files import JudgedSet


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
    pattern = found.pattern
    all_read = judged.judgements.replicates is not None
    repeats = "rows that repeat an annotator on an item, of which the last counts"
    said = {
        "empty labels, which are judgements that are missing": judged.empty,
        f"{repeats}; Dawid and Skene’s model reads all" if all_read else repeats: judged.repeats,
        "items with a single label, which say nothing about agreement": pattern.single,
        "items that are tied between labels": pattern.tied,
    }
    counted = [f"{what}: {number:,}" for what, number in said.items() if number]
    if pattern.used == 1:
        counted.append("only one label was given, so that all agreement may be chance")
    return counted


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return f"undefined: {figure.reason}"
    value = f"{figure.value:>z10.4f}"
    if figure.interval is None:
        return value
    low, high = figure.interval
    return f"{value}   95 %: {low:z.4f} to {high:z.4f}"
