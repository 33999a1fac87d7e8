"""The date of publication: two columns in the database, one attribute everywhere else."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, composite, declared_attr

from annotator import dates
from annotator.terms import Precision  # noqa: TC001


class Published:
    """A table with the date on which something was published, as much of it as is known.

    Read and set `published`. A statement past the session asks for `published` too, and finds both
    columns in its rows (`dates.in_row`). Each table has the constraint of `known_together`.
    """

    published_at: Mapped[datetime | None]
    published_precision: Mapped[Precision | None]

    @declared_attr
    def published(self) -> Mapped[dates.PartialDate | None]:
        """Return the date, None where it is not known."""
        return composite(dates.joined, "published_at", "published_precision")


def known_together() -> CheckConstraint:
    """Return the constraint that refuses a moment without its precision, and the reverse."""
    return CheckConstraint(
        "(published_at IS NULL) = (published_precision IS NULL)", name="published"
    )
