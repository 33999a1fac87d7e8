"""Label schemes in the database: a version once kept is never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.errors import BadInput
from annotator.language import _
from annotator.models import LabelScheme, Verdict

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.schemes import Scheme


def keep_scheme(session: Session, *, scheme: Scheme) -> int:
    """Return the id of this version of the scheme, kept now if it was not before.

    Raises BadInput when the same version is kept with another definition: that would change what
    judgements were made under.
    """
    kept = session.scalar(
        select(LabelScheme).where(
            LabelScheme.key == scheme.key, LabelScheme.version == scheme.version
        )
    )
    if kept is None:
        kept = LabelScheme(key=scheme.key, version=scheme.version, definition=scheme.definition)
        session.add(kept)
        session.flush()
        session.add_all(Verdict(scheme_id=kept.id, code=label.code) for label in scheme.verdicts)
        session.flush()
    elif kept.definition != scheme.definition:
        raise BadInput(
            _(
                "Version %(version)s of the scheme “%(key)s” is in use with other labels. Give "
                "the changed scheme the next version.",
                version=str(scheme.version),
                key=scheme.key,
            ),
            "scheme",
        )
    return kept.id
