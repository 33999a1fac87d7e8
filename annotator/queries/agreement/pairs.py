"""Each two annotators of a set who judged claims in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.matrix import pair_matrix
from annotator.queries.judging.verdicts import coded_verdicts, dated_verdicts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two annotators on the claims that both gave a verdict; `kappa` is None where undefined."""

    first: str
    second: str
    claims: int
    agreement: float
    kappa: float | None


def pairs(session: Session, claim_set_id: int, reader: Reader) -> tuple[PairLine, ...]:
    """Return the agreement on verdicts of each pair, by their log-in names, in alphabetical
    order, over the claims that this reader may read.
    """
    judgements = coded_verdicts(dated_verdicts(session, claim_set_id, reader))
    if not len(judgements.item):
        return ()
    matrix = pair_matrix(judgements)
    names = [str(name) for name in judgements.annotators]
    columns = (matrix.first, matrix.second, matrix.items, matrix.agreement, matrix.kappa)
    lines = [
        PairLine(
            first=min(names[one], names[other]),
            second=max(names[one], names[other]),
            claims=int(claims),
            agreement=float(agreement),
            kappa=float(kappa) if np.isfinite(kappa) else None,
        )
        for one, other, claims, agreement, kappa in zip(*columns, strict=True)
    ]
    return tuple(sorted(lines, key=lambda line: (line.first, line.second)))
