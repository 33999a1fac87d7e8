"""Check 3: the author of a claim is no evidence for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.checks.names import parts, same_owner
from annotator.evidence.addresses import domain, original
from annotator.evidence.citations import source_key
from annotator.language import _
from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import EvidenceInput, JudgementInput

# A shorter name would be found in the domains of strangers.
_SHORTEST_IN_DOMAIN = 5


@check(3, Severity.WARNS)
def self_evidence(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield sources that are the claim's own page, or belong to the author of the claim."""
    for row, link in enumerate(given.evidence):
        stored = circumstances.stored.get(row)
        addresses = [original(link.url), original(stored.address) if stored else ""]
        publishers = [link.publisher, stored.publisher if stored else ""]
        if _own_page(link, circumstances):
            what = "This is the page that makes the claim."
        elif _owned(addresses, publishers, circumstances):
            what = f"This source belongs to {_claimant(circumstances)}, who makes the claim."
        else:
            continue
        yield Remark(
            "url",
            _(
                "%(what)s Link a source by someone else, or say why this one still shows it.",
                what=what,
            ),
            row,
            own_doing=True,
        )


def _claimant(circumstances: Circumstances) -> str:
    """Return who says the claim: the speaker, else in its own voice the outlet; nothing when
    unknown.
    """
    if circumstances.attributed:
        return circumstances.speaker or ""
    return circumstances.document.metadata.outlet or domain(circumstances.document.metadata.url)


def _own_page(link: EvidenceInput, circumstances: Circumstances) -> bool:
    own, page = circumstances.document.metadata.url, original(link.url)
    return bool(own and page) and source_key(page, "", "") == source_key(own, "", "")


def _owned(addresses: list[str], publishers: list[str], circumstances: Circumstances) -> bool:
    claimant = _claimant(circumstances)
    domains = {domain(address) for address in addresses if address}
    if not circumstances.attributed and domain(circumstances.document.metadata.url) in domains:
        return True
    if any(same_owner(publisher, claimant) for publisher in publishers):
        return True
    # "adamaro.example" of Ada Maro.
    name = "".join(word for word in claimant.casefold().split()[-2:] if word.isalpha())
    long_enough = bool(parts(claimant)) and len(name) >= _SHORTEST_IN_DOMAIN
    return long_enough and any(name in found.replace("-", "") for found in domains)
