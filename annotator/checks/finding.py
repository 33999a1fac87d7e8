"""What a check is, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput, ReasonKey

_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।")


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check has to say: at which field, in words that say what to do.

    `row` is the index of the source that it is about, and `field` then a field of that source.
    `own_doing` says that the annotator chose what is warned of and could choose otherwise, so that
    they are asked why.
    """

    field: str
    message: str
    row: int | None = None
    own_doing: bool = False


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """A remark of one check. `number` is the check's among the nineteen, None for the form's own.

    A judgement is refused while it has a finding that blocks, or one that wants a reason and has
    none.
    """

    number: int | None
    check: str
    severity: Severity
    field: str
    message: str
    row: int | None
    wants_reason: bool

    @property
    def reason_key(self) -> ReasonKey:
        """Return the key of its reason."""
        return self.number or 0, self.row

    @property
    def shown(self) -> bool:
        """Return True if annotators see it."""
        return self.severity is not Severity.LOGGED

    def refuses(self, given: JudgementInput) -> bool:
        """Return True if the judgement may not be kept as it stands."""
        if self.wants_reason:
            return not given.reasons.get(self.reason_key, "").strip()
        return self.severity is Severity.BLOCKS


@dataclass(frozen=True, slots=True)
class Check:
    """A check: called with a judgement and its circumstances, it gives what it finds.

    `of_claim` says that it looks at the claim alone, so that it runs on import as well; `of_words`
    that it asks for nothing but the claim's own words and its document, so that what it finds can
    be kept.
    """

    number: int | None
    key: str
    severity: Severity
    of_claim: bool
    of_words: bool
    remarks: Callable[[JudgementInput, Circumstances], Iterator[Remark]]

    def __call__(
        self, given: JudgementInput, circumstances: Circumstances
    ) -> Iterator[CheckFinding]:
        """Yield what it finds, at most one thing for each source and one for the rest."""
        for remark in self.remarks(given, circumstances):
            yield CheckFinding(
                number=self.number,
                check=self.key,
                severity=self.severity,
                field=remark.field,
                message=remark.message,
                row=remark.row,
                wants_reason=self.severity is Severity.WARNS and remark.own_doing,
            )


def check(
    number: int | None, severity: Severity, *, of_claim: bool = False, of_words: bool = False
) -> Callable[[Callable[[JudgementInput, Circumstances], Iterator[Remark]]], Check]:
    """Make a check of a function that gives remarks; it is named as the function is."""

    def named(remarks: Callable[[JudgementInput, Circumstances], Iterator[Remark]]) -> Check:
        return Check(number, remarks.__name__, severity, of_claim or of_words, of_words, remarks)

    return named


def quoted(text: str) -> str:
    """Return words in quotation marks that end a sentence, with a full stop where they have no
    end.
    """
    return f"“{text}”" if text.endswith(_ENDS) else f"“{text}”."
