"""All errors that Claimbook raises, in one tree; each carries a sentence for the reader.

ClaimbookError
├── BadInput        an input cannot be used: a file, a field, a name
│   └── NotFetched  the text of a source could not be fetched
├── NotFound        the object does not exist or is not visible to this user
├── Refused         this user may not do this
├── NotConfirmed    a change would delete data, and the caller has not said yes
├── TooManyTries    too many wrong passwords for one user name from one address
├── TooBusy         too many people ask for the same costly work at once
├── Conflict        another person, or the same form, came first
├── ParserMissing   a part that the work needs is not installed
├── ProcessLost     a process that did a part of the work is gone
├── BackupFailed    a backup or a restore did not end; all is as it was before
├── Damaged         a file is not what it was when its hash was recorded
├── DeadlinePassed  a job took longer than its kind may take
├── JobStopped      a job must not go on
│   ├── JobCancelled    an administrator cancelled it
│   ├── JobLost         its lease ended, and another worker may have it
│   └── WorkerStopping  the worker that runs it is told to stop
└── DatabaseUnavailable   the state of the database keeps this program from using it
    ├── MigrationPending      the database is older than this program
    ├── DatabaseNewer         a newer version of Claimbook migrated it
    ├── DatabaseTooOld        only an older version of Claimbook can migrate it
    ├── MigrationFailed       a migration raised an error and was rolled back
    ├── SchemaIncomplete      a table or a column is missing, though no migration is
    ├── DatabaseLocked        another process holds a lock for too long
    ├── DiskFull              there is no room to write
    ├── DatabaseReadOnly      this program may not write
    ├── DatabaseDamaged       the file is damaged, or it is no database
    └── DatabaseAway          it does not answer
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from annotator.language import lazy

if TYPE_CHECKING:
    from annotator.language import LazyText


class ClaimbookError(Exception):
    """The root: `str(error)` says what happened, what is safe and what to do.

    `retry_seconds` is how long a program waits before it asks again, where that helps.
    """

    retry_seconds: int | None = None

    def in_full(self) -> str:
        """Return the message as an administrator reads it."""
        return str(self)


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


class NotConfirmed(ClaimbookError):
    """A change would delete data and was not confirmed; the sentence says what and how."""


class TooManyTries(ClaimbookError):
    """A user name was tried too often from one address."""

    retry_seconds = 300


class TooBusy(ClaimbookError):
    """Too many people ask for the same costly work at once; nothing was changed."""

    retry_seconds = 5


class Conflict(ClaimbookError):
    """The state has moved on since the form was drawn; nothing was changed."""


class ParserMissing(ClaimbookError):
    """spaCy or its model is not installed."""


class ProcessLost(ClaimbookError):
    """A process that did a part of the work was ended from outside."""


class BackupFailed(ClaimbookError):
    """A backup or a restore did not come to its end; what was there is as it was before."""


class Damaged(ClaimbookError):
    """A file does not have the hash that was recorded of it; it is not given out."""


class DeadlinePassed(ClaimbookError):
    """A job took longer than its kind may take."""


class JobStopped(ClaimbookError):
    """A job must not go on; what it has not committed is dropped."""


class JobCancelled(JobStopped):
    """An administrator cancelled the job while it ran."""


class JobLost(JobStopped):
    """The lease of the job ended, so another worker may run it now."""


class WorkerStopping(JobStopped):
    """The worker that runs the job is told to stop."""


class DatabaseUnavailable(ClaimbookError):
    """The state of the database keeps this program from using it.

    `state` names it for machines. For people, `cause` says what it is, `unsaved` what became of the
    last step, and `remedy` what to do, unless a message says more. `passing` says that it may end
    by itself. `reason` holds the driver's words, for administrators only.
    """

    state: ClassVar[str]
    cause: ClassVar[LazyText]
    unsaved: ClassVar[LazyText] = lazy("The last step was not saved.")
    remedy: ClassVar[LazyText]
    passing: ClassVar[bool] = False

    def __init__(self, message: str | None = None, *, reason: str = "") -> None:
        super().__init__(message or f"{self.cause} {self.unsaved} {self.remedy}")
        self.message, self.reason = message, reason

    def after_saving(self) -> str:
        """Return the message for a user whose last step was saved before."""
        return self.message or f"{self.cause} {self.remedy}"

    def in_full(self) -> str:
        """Return the message and the driver's words."""
        return f"{self} ({self.reason})" if self.reason else str(self)


class MigrationPending(DatabaseUnavailable):
    """The database is older than this program."""

    state = "migration-pending"


class DatabaseNewer(DatabaseUnavailable):
    """A newer version of Claimbook migrated the database."""

    state = "newer"


class DatabaseTooOld(DatabaseUnavailable):
    """The database is from before the first migration of this version."""

    state = "too-old"


class MigrationFailed(DatabaseUnavailable):
    """A migration raised an error; all that ran with it were rolled back."""

    state = "migration-failed"


class SchemaIncomplete(DatabaseUnavailable):
    """A table or a column is missing although all migrations have run."""

    state = "schema-incomplete"
    cause = lazy("The database lacks a table or a column, although all migrations have run.")
    unsaved = lazy("Nothing was changed.")
    remedy = lazy("An administrator must restore a backup, or report this error.")


class DatabaseLocked(DatabaseUnavailable):
    """Another process holds a lock for longer than we wait."""

    state = "locked"
    cause = lazy("The database is locked by other work.")
    remedy = lazy(
        "Try again in a moment. If it stays locked, an administrator must end the process"
        " that holds the lock."
    )
    passing = True


class DiskFull(DatabaseUnavailable):
    """There is no room to write."""

    state = "disk-full"
    cause = lazy("The disk of the server is full, or a size limit is reached.")
    remedy = lazy("An administrator must free disk space. Then try again.")


class DatabaseReadOnly(DatabaseUnavailable):
    """This program may not write to the database."""

    state = "read-only"
    cause = lazy("Claimbook may not write to the database.")
    remedy = lazy("An administrator must give it write access to the database file and its folder.")


class DatabaseDamaged(DatabaseUnavailable):
    """The database file is damaged, or it is no database."""

    state = "damaged"
    cause = lazy("The database file is damaged, or it is not a database.")
    remedy = lazy("An administrator must check DATABASE_URL or restore a backup.")


class DatabaseAway(DatabaseUnavailable):
    """The database does not answer."""

    state = "away"
    cause = lazy("The database does not answer.")
    unsaved = lazy("The last step may not be saved.")
    remedy = lazy(
        "Try again in a moment. If it stays away, an administrator must check that it"
        " runs and that DATABASE_URL names it."
    )
    passing = True
