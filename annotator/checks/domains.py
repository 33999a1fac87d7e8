"""Check 7: domains that a set keeps on its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.evidence.addresses import host, original, within
from annotator.language import _
from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput


@check(7, Severity.WARNS)
def listed_domain(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield sources on a domain that the set calls unreliable or satirical."""
    for row, link in enumerate(given.evidence):
        stored = circumstances.stored.get(row)
        hosts = [host(original(link.url)), host(stored.address) if stored else ""]
        for listing in circumstances.policy.listed:
            if any(within(name, listing.domain) for name in hosts if name):
                note = f" ({listing.note})" if listing.note else ""
                yield Remark(
                    "url",
                    _(
                        "This set’s list calls %(domain)s %(kind)s%(note)s. "
                        "Link a better source, or "
                        "say why you rely on this one.",
                        domain=listing.domain,
                        kind=listing.kind,
                        note=note,
                    ),
                    row,
                    own_doing=True,
                )
                break
