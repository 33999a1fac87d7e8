"""Check 4: another's fact-check is an opinion on the claim, not evidence for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from annotator.checks.finding import Remark, check
from annotator.evidence.addresses import host, original, within_any
from annotator.language import _
from annotator.terms import Severity
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import EvidenceInput, JudgementInput

#: Sites that publish fact-checks and little else; most have signed the principles of the IFCN.
SITES = words(
    """
    factcheck.org politifact.com snopes.com fullfact.org africacheck.org chequeado.com
    maldita.es newtral.es correctiv.org mimikama.org lupa.news lupa.uol.com.br aosfatos.org
    boomlive.in altnews.in factly.in newschecker.in vishvasnews.com newsmobile.in tsek.ph
    verafiles.org mafindo.or.id turnbackhoax.id cekfakta.com factcheckcenter.jp
    tfc-taiwan.org.tw mygopen.com stopfake.org voxukraine.org demagog.org.pl demagog.cz
    demagog.sk teyit.org dogrulukpayi.com factnameh.com misbar.com fatabyyano.net
    faktograf.hr istinomer.rs raskrinkavanje.ba raskrikavanje.rs vistinomer.mk
    ellinikahoaxes.gr pagellapolitica.it facta.news faktisk.no faktabaari.fi
    kallkritikbyran.se tjekdet.dk factcheckni.org leadstories.com factchequeado.com
    colombiacheck.com ecuadorchequea.com verificado.com.mx verifica.efe.com
    poligrafo.sapo.pt dubawa.org pesacheck.org factcheckhub.com congocheck.net zimfact.org
    re-check.ch healthfeedback.org sciencefeedback.co climatefeedback.org logicallyfacts.com
    truthorfiction.com checkyourfact.com annielab.org factreview.gr konkret24.tvn24.pl
    factcheck.kz factcheck.kg factcheck.ge mythdetector.ge
    """
)
#: A newspaper's desk for fact-checks has its own folder, or says so at the head of the title.
_PATH = re.compile(
    r"/(?:fact-?_?check(?:s|ing|ed)?|faktencheck|faktenfinder|reality-?check)(?=[/_.-]|$)",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:fact-?check(?:s|ing)?|faktencheck)\.")
_TITLE = re.compile(r"^\W*(?:fact[- ]?check(?:ing)?|faktencheck|reality check)\b", re.IGNORECASE)


@check(4, Severity.BLOCKS)
def fact_check(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield sources that are fact-checks, unless the set takes them as evidence."""
    if circumstances.policy.factchecks_allowed:
        return
    for row, link in enumerate(given.evidence):
        stored = circumstances.stored.get(row)
        addresses = (link.url, stored.address if stored else None)
        marked = stored is not None and stored.claim_review
        if marked or _named_so(link) or any(map(is_fact_check, addresses)):
            yield Remark(
                "url",
                _(
                    "This is a fact-check, which judges the claim and is no evidence. Link the "
                    "sources that it rests on instead."
                ),
                row,
            )


def is_fact_check(url: str | None) -> bool:
    """Return True if an address is that of a fact-check, also as a copy in an archive."""
    page = original(url)
    name = host(page)
    if within_any(name, SITES):
        return True
    return bool(_HOST.match(name) or (name and _PATH.search(urlsplit(page).path)))


def _named_so(link: EvidenceInput) -> bool:
    return _TITLE.match(link.title) is not None
