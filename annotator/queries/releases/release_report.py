"""What a release says of itself: counts, agreement before and after, reasons, versions."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any

from annotator.agreement import STATISTICS
from annotator.agreement.judgements import coded
from annotator.agreement.report import report
from annotator.hash_chain import canonical

if TYPE_CHECKING:
    from annotator.agreement.statistic import Figure, Statistic
    from annotator.queries.releases.releasing import Tally, Vote
    from annotator.queries.sets.claim_sets import OneSet
    from annotator.records import ReleaseInput

VERSION = "claimbook-release/1"
#: The figures of verdicts that a release gives; the others want numbers, sets or gold.
SHOWN = ("percent", "cohen_kappa", "fleiss_kappa", "gwet_ac1", "alpha_nominal")
_STATISTICS = tuple(known for known in STATISTICS if known.key in SHOWN)


def reported(claim_set: OneSet, given: ReleaseInput, found: Tally) -> dict[str, object]:
    """Return the report of a release that is about to be made, but for its number, maker and
    files.
    """
    judgements = canonical(sorted(found.judgements.items()))
    return {
        "format": VERSION,
        "claim_set": claim_set.name,
        "rule": given.rule,
        "margin": given.margin,
        "soft": given.soft,
        "any_source": given.any_source,
        "claims": len(found.released),
        "labels": dict(Counter(label for label, _ in found.released.values())),
        "bases": dict(Counter(basis.value for _, basis in found.released.values())),
        "left_out": dict(found.left_out),
        "agreement": {"before": _agreement(found.before), "after": _agreement(found.after)},
        "against_decisions": [
            {"annotator": name, "decided": decided, "same": same}
            for name, (decided, same) in sorted(found.against.items())
        ],
        "reasons": dict(found.reasons.most_common()),
        "scheme": f"{claim_set.scheme.key}/{claim_set.scheme.version}",
        "guidelines": sorted(found.guidelines),
        "judgements": {
            "count": len(found.judgements),
            "sha256": hashlib.sha256(judgements.encode()).hexdigest(),
        },
        "snapshots": len(found.snapshots),
        "claims_with_a_source_not_kept": len(found.not_kept),
    }


def _agreement(votes: list[Vote]) -> dict[str, object]:
    """Return the figures of these verdicts with their 95 % intervals by claim, or why there are
    none.
    """
    found = report(coded(votes), _STATISTICS, intervals=True)
    pattern = found.pattern
    return {
        "items": pattern.items,
        "single": pattern.single,
        "annotators": pattern.annotators,
        "judgements": pattern.judgements,
        "figures": [_figure(statistic, figure) for statistic, figure in found.figures],
    }


def _figure(statistic: Statistic[Any], figure: Figure) -> dict[str, object]:
    """Return a figure as numbers, and as a page writes it."""
    written = statistic.said
    return {
        "key": statistic.key,
        "name": statistic.name,
        "value": figure.value,
        "interval": figure.interval,
        "reason": figure.reason,
        "written": None if figure.value is None else written(figure.value),
        "between": None if figure.interval is None else [written(end) for end in figure.interval],
    }
