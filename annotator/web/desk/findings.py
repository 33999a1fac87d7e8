"""Findings as the desk shows them: each at its field, with its reason beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wtforms import RadioField

from annotator.language import ngettext
from annotator.web.forms.base import blame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.checks.finding import CheckFinding
    from annotator.records import JudgementInput
    from annotator.terms import Severity
    from annotator.web.forms.judgement import JudgementForm

#: At which decision a finding stands; one on a source stands with that source.
_SLOTS = {"candidate": "claim", "wording": "claim", "evidence": "evidence"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding on the page.

    `slot` is the decision or the source at which it stands, None for what is merely missing in a
    field and is said there; `target` is the id of the field that mends it. `reason_name` is the
    field for its reason, None when it wants none.
    """

    slot: str | None
    field: str
    target: str
    severity: Severity
    message: str
    refuses: bool
    reason_name: str | None
    reason: str

    @property
    def way(self) -> tuple[str, str]:
        """Return where to go to mend it, as (id of the field, what to do there)."""
        return self.reason_name or self.target, self.message


def shown(
    form: JudgementForm, given: JudgementInput, findings: Sequence[CheckFinding]
) -> list[Shown]:
    """Return the findings that annotators see.

    What a source lacks that could not be read is said by the form at the field that is wrong, and
    not here again.
    """
    return [
        _shown(form, given, finding)
        for finding in findings
        if finding.shown and not _unread(form, finding)
    ]


def kept_reasons(form: JudgementForm, findings: Sequence[Shown]) -> list[tuple[str, str]]:
    """Return reasons that were typed for what is not found any more, as (name, reason).

    They are kept in the form, in case the finding comes back.
    """
    shown_now = {finding.reason_name for finding in findings}
    fields = [form.reason, *(row.form.reason for row in form.evidence)]
    typed = [(f"{field.name}-{n}", why) for field in fields for n, why in field.data.items()]
    return [(name, why) for name, why in typed if why and name not in shown_now]


def still_missing(form: JudgementForm, findings: Sequence[Shown]) -> list[tuple[str, str]]:
    """Return what keeps a judgement back, as (id of the field, what to do there), each field
    once.
    """
    refusing = [finding.way for finding in findings if finding.refuses]
    # What a check finds missing is blamed on its field as well.
    found = {words for _target, words in refusing}
    ways = [*(way for way in form.complaints() if way[1] not in found), *refusing]
    return list({target: (target, words) for target, words in reversed(ways)}.values())[::-1]


def blame_all(form: JudgementForm, findings: Sequence[Shown]) -> None:
    """Say at each field what is missing in it, and above the form a summary."""
    refusing = [finding for finding in findings if finding.refuses]
    for finding in refusing:
        if finding.slot is None and finding.field not in form.errors:
            blame(form, finding.field, finding.message)
    marked = sum(finding.slot is not None for finding in refusing)
    if marked:
        form.form_errors.append(
            ngettext(
                "Fix or explain %(count)s problem below.",
                "Fix or explain %(count)s problems below.",
                marked,
            )
        )


def _shown(form: JudgementForm, given: JudgementInput, finding: CheckFinding) -> Shown:
    row = None if finding.row is None else str(form.sources()[finding.row].name)
    reason = f"{row}-reason-{finding.number}" if row else f"reason-{finding.number}"
    slot = row or _SLOTS.get(finding.field, "verdict")
    return Shown(
        slot=slot if finding.number or row else None,
        field=finding.field,
        target=f"{row}-{finding.field}" if row else _target(form, finding.field),
        severity=finding.severity,
        message=finding.message,
        refuses=finding.refuses(given),
        reason_name=reason if finding.wants_reason else None,
        reason=given.reasons.get(finding.reason_key, ""),
    )


def _target(form: JudgementForm, name: str) -> str:
    """Return the id of what takes the focus for a field: of several buttons the first."""
    if name == "evidence":
        return "evidence-title"
    return f"{form[name].id}-0" if isinstance(form[name], RadioField) else str(form[name].id)


def _unread(form: JudgementForm, finding: CheckFinding) -> bool:
    row = finding.row
    return finding.number is None and row is not None and bool(form.sources()[row].errors)
