"""Further publications of a text, as mentions and exports tell of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """The same text in another outlet; `published` is a partial date."""

    outlet: str | None
    published: str | None
    url: str | None
