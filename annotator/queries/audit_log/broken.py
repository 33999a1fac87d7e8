"""What a verification finds wrong."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.hash_chain import EARLIER, INSTALLATION


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is not what an event vouches for; `field` where one field alone tells."""

    table: str
    key: str
    field: str | None = None

    @property
    def words(self) -> str:
        """Return the row as a finding names it."""
        field = f", field {self.field}" if self.field else ""
        return f"table {self.table}, row {self.key}{field}"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first thing that does not hold.

    An event of a chain, by its number there, or a row that events vouch for.
    """

    reason: str
    chain: int | None = None
    number: int | None = None
    row: BadRow | None = None

    @property
    def words(self) -> str:
        """Return the finding as a sentence."""
        if self.row is not None:
            return f"{self.row.words}: {self.reason}."
        if self.chain is None:
            return f"{self.reason}."
        return f"Event {self.number} of {chain_words(self.chain)}: {self.reason}."


def chain_words(chain: int) -> str:
    """Return what a chain is called."""
    if chain == EARLIER:
        return "the earlier chain"
    return "the installation’s chain" if chain == INSTALLATION else f"the chain of set {chain}"
