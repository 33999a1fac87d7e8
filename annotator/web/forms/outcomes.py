"""What a claim can come to, as one choice: a kind and a code, as `verdict:refuted`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from wtforms import SelectChoice

from annotator.labels import heading, label
from annotator.language import _
from annotator.terms import NotCheckableReason, RejectionReason

if TYPE_CHECKING:
    from annotator.schemes import Scheme

Term = TypeVar("Term", NotCheckableReason, RejectionReason)


def outcome_choices(scheme: Scheme) -> list[SelectChoice]:
    """Return the verdicts of a scheme, and each reason for having none."""
    return [
        *(SelectChoice(f"verdict:{verdict.code}", verdict.name) for verdict in scheme.verdicts),
        *(
            SelectChoice(
                f"not_checkable:{reason}", _("Not checkable: %(reason)s", reason=label(reason))
            )
            for reason in NotCheckableReason
        ),
        *(SelectChoice(f"rejected:{reason}", _rejected(reason)) for reason in RejectionReason),
    ]


def chosen_outcome(
    chosen: str | None,
) -> tuple[str | None, NotCheckableReason | None, RejectionReason | None]:
    """Return the choice as a verdict, a reason why it cannot be checked, or one why it is no
    claim.
    """
    kind, _colon, code = (chosen or "").partition(":")
    return (
        code if kind == "verdict" else None,
        _one_of(NotCheckableReason, code, kind == "not_checkable"),
        _one_of(RejectionReason, code, kind == "rejected"),
    )


def outcome_value(
    verdict: str | None,
    not_checkable_reason: NotCheckableReason | None,
    rejection_reason: RejectionReason | None,
) -> str:
    """Return an outcome as the choice that stands for it."""
    if verdict is not None:
        return f"verdict:{verdict}"
    if rejection_reason is not None:
        return f"rejected:{rejection_reason}"
    return f"not_checkable:{not_checkable_reason}"


def _rejected(reason: RejectionReason) -> str:
    if reason is RejectionReason.NOT_A_CLAIM:
        return heading(label(reason))
    return _("Not a claim: %(reason)s", reason=label(reason))


def _one_of(kind: type[Term], code: str, wanted: bool) -> Term | None:
    """Return the term of that code, where this kind of outcome was chosen."""
    return kind(code) if wanted and code in set(kind) else None
