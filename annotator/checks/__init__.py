"""What a judgement must hold before it counts: a new check is a function and a line in CHECKS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.carried import carried
from annotator.checks.evidence import evidence
from annotator.checks.fields import fields

if TYPE_CHECKING:
    from annotator.checks.problem import Problem
    from annotator.records import JudgementGiven
    from annotator.schemes import Scheme

CHECKS = (fields, evidence, carried)


def problems(given: JudgementGiven, scheme: Scheme) -> list[Problem]:
    """All that is wrong with a judgement, in the order of CHECKS; empty when it may be kept."""
    return [problem for check in CHECKS for problem in check(given, scheme)]
