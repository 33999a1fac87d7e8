"""A form that was sent, told from the same form sent again with other content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.errors import BadInput, Conflict
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Characters of a token. A page gives 24.
LONGEST_TOKEN = 100


class SentBefore(Conflict):
    """A form that was sent before with other content; `saved` is what it said then, in lines."""

    def __init__(self, saved: Sequence[str]) -> None:
        super().__init__(
            _(
                "You have sent this form before, with other content. That content is saved, and"
                " this was not."
            )
        )
        self.saved = tuple(line for line in saved if line.strip())


class SentElsewhere(Conflict):
    """A form of another claim, or of another person."""

    def __init__(self) -> None:
        super().__init__(
            _("This form belongs to another claim. Nothing was saved. Open the claim again.")
        )


@dataclass(frozen=True, slots=True)
class Submission:
    """The token of a form, and the SHA-256 of what it said."""

    token: str
    sha256: str

    def is_of(self, stored: str | None) -> bool:
        """Return True if the form said then what it says now.

        Forms that were sent before Claimbook kept hashes have none.
        """
        return stored in (None, self.sha256)


def submission(token: str, said: object) -> Submission:
    """Return a form with what it said, a record or pairs of names and values. Raises BadInput."""
    if len(token) > LONGEST_TOKEN:
        raise BadInput(_("This form is not one of ours. Open the page again."))
    return Submission(token, hashlib.sha256(repr(said).encode()).hexdigest())
