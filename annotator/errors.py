"""All errors that Claimbook raises, in one tree; each carries a sentence for the reader.

ClaimbookError
├── BadInput        an input cannot be used: a file, a field, a name
│   └── NotFetched  the text of a source could not be fetched
├── NotFound        the object does not exist or is not visible to this user
├── Refused         this user may not do this
├── Conflict        another person, or the same form, came first
├── ParserMissing   a part that the work needs is not installed
├── ProcessLost     a process that did a part of the work is gone
├── Damaged         a file is not what it was when its hash was recorded
└── DatabaseRefused this program cannot work with the database as it is
    ├── DatabaseNewer   a newer version of Claimbook migrated it
    ├── DatabaseTooOld  only an older version of Claimbook can migrate it
    └── MigrationFailed a migration raised an error and was rolled back
"""


class ClaimbookError(Exception):
    """The root: `str(error)` says what happened, what is safe and what to do."""


class BadInput(ClaimbookError):
    """An input cannot be used. `field` names the form field or column, where there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotFetched(BadInput):
    """The text of a source could not be fetched; the sentence says what to do instead."""


class NotFound(ClaimbookError):
    """The object does not exist or is not visible to this user."""


class Refused(ClaimbookError):
    """The user may not do this."""


class Conflict(ClaimbookError):
    """The state has moved on since the form was drawn; nothing was changed."""


class ParserMissing(ClaimbookError):
    """spaCy or its model is not installed."""


class ProcessLost(ClaimbookError):
    """A process that did a part of the work was ended from outside."""


class Damaged(ClaimbookError):
    """A file does not have the hash that was recorded of it; it is given to nobody."""


class DatabaseRefused(ClaimbookError):
    """This program cannot work with the database in its present state; nothing was changed."""


class DatabaseNewer(DatabaseRefused):
    """A newer version of Claimbook migrated the database."""


class DatabaseTooOld(DatabaseRefused):
    """The database is from before the first migration of this version."""


class MigrationFailed(DatabaseRefused):
    """A migration raised an error; all that ran with it were rolled back."""
