"""Agreement among annotators: judgements in, figures out; STATISTICS lists them.

For queries and everything above; pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.agreement import alpha, gwet
from annotator.agreement.bennett import bennett_s
from annotator.agreement.cohen import cohen_kappa
from annotator.agreement.dawid_skene import dawid_skene_credits, log_likelihoods
from annotator.agreement.fleiss import fleiss_kappa
from annotator.agreement.majority import majority_credits
from annotator.agreement.pair import pairs_of
from annotator.agreement.percent import percent
from annotator.agreement.scott import scott_pi
from annotator.agreement.statistic import LEVELS, Statistic
from annotator.agreement.table import votes_of
from annotator.agreement.values import mean, total

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.agreement.counts import Floats
    from annotator.agreement.statistic import Level
    from annotator.agreement.table import Votes

SHARE, BEYOND, SUM = "{:.0%}", "{:z.2f}", "{:z,.1f}"
ALPHA = "Krippendorff’s α"
GOLD = "against gold"

PERCENT = Statistic("percent", "Percent agreement", SHARE, votes_of, percent)
ALPHA_NOMINAL = Statistic("alpha_nominal", ALPHA, BEYOND, votes_of, alpha.alpha_nominal)


def _of_votes(
    key: str, name: str, compute: Callable[[Votes], Floats], level: Level = "nominal"
) -> Statistic[Votes]:
    return Statistic(key, name, BEYOND, votes_of, compute, level)


#: What a page shows of a set.
HEADLINES = (PERCENT, ALPHA_NOMINAL)

STATISTICS: tuple[Statistic[Any], ...] = (
    PERCENT,
    Statistic("mean_P_i", "Mean agreement of an item", SHARE, votes_of, percent),
    Statistic("cohen_kappa", "Cohen’s κ", BEYOND, pairs_of, cohen_kappa),
    _of_votes("fleiss_kappa", "Fleiss’ κ", fleiss_kappa),
    Statistic("scott_pi", "Scott’s π", BEYOND, pairs_of, scott_pi),
    _of_votes("bennett_s", "Bennett’s S", bennett_s),
    _of_votes("gwet_ac1", "Gwet’s AC1", gwet.gwet_ac1),
    _of_votes("gwet_ac2_quadratic", "Gwet’s AC2", gwet.gwet_ac2_quadratic, "interval"),
    ALPHA_NOMINAL,
    _of_votes("alpha_ordinal", f"{ALPHA}, ordinal", alpha.alpha_ordinal, "ordinal"),
    _of_votes("alpha_interval", f"{ALPHA}, interval", alpha.alpha_interval, "interval"),
    _of_votes("alpha_ratio", f"{ALPHA}, ratio", alpha.alpha_ratio, "ratio"),
    _of_votes("alpha_masi", f"{ALPHA}, MASI", alpha.alpha_masi),
    _of_votes("alpha_masi_dkpro", f"{ALPHA}, MASI of DKPro", alpha.alpha_masi_dkpro),
    _of_votes("alpha_set_2004", f"{ALPHA}, sets", alpha.alpha_set_2004),
    Statistic(
        "majority_vote_accuracy_ties_split", f"Majority {GOLD}", SHARE, majority_credits, mean
    ),
    Statistic("dawid_skene_accuracy", f"Dawid–Skene {GOLD}", SHARE, dawid_skene_credits, mean),
    Statistic(
        "dawid_skene_log_likelihood",
        "Dawid–Skene log-likelihood",
        SUM,
        log_likelihoods,
        total,
        resampled=False,
    ),
)


def at_level(level: Level | None) -> tuple[Statistic[Any], ...]:
    """Return the statistics that labels of this level can have; all where it is not said."""
    known = LEVELS[: LEVELS.index(level) + 1] if level else LEVELS
    return tuple(statistic for statistic in STATISTICS if statistic.level in known)
