"""An outcome as a file or a command writes it: `refuted`, `not_checkable:opinion`."""

from __future__ import annotations

from annotator.errors import BadInput
from annotator.language import _
from annotator.terms import NotCheckableReason, RejectionReason

#: A verdict's code, a reason why it cannot be checked, or one why it is no claim.
Outcome = tuple[str | None, NotCheckableReason | None, RejectionReason | None]


def read(written: str) -> Outcome:
    """Return the outcome; of nothing written, nothing. Raises BadInput for an unknown
    reason.
    """
    kind, _sign, code = written.strip().partition(":")
    kinds = {"not_checkable": NotCheckableReason, "rejected": RejectionReason}
    if kind not in kinds:
        return written.strip() or None, None, None
    if code not in set(kinds[kind]):
        raise BadInput(
            _("“%(code)s” is not one of %(value)s.", code=str(code), value=", ".join(kinds[kind])),
            "outcome",
        )
    if kind == "rejected":
        return None, None, RejectionReason(code)
    return None, NotCheckableReason(code), None
