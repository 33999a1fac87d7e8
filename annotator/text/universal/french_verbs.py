"""French verbs: the forms that report speech, third person and participles.

Small models do not know the lemma of many a present tense ("estime", "rappelle"), so that the
forms are made here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Verbs that follow no rule below, and what they are conjugated like.
IRREGULAR = {
    "dire": "dit disent disait disaient dirent dira diront dirait disant dite dits",
    "prédire": "prédit prédisent prédisait prédisaient prédirent prédira prédirait prédisant",
    "écrire": "écrit écrivent écrivait écrivaient écrivit écrivirent écrira écrivant",
    "reconnaître": "reconnaît reconnaissent reconnaissait reconnaissaient reconnut reconnu "
    "reconnaissant reconnaîtra",
    "admettre": "admet admettent admettait admettaient admit admis admettant admettra",
    "promettre": "promet promettent promettait promettaient promit promis promettant promettra",
    "soutenir": "soutient soutiennent soutenait soutenaient soutint soutenu soutenant soutiendra",
    "prévenir": "prévient préviennent prévenait prévenaient prévint prévenu prévenant prévenue",
    "poursuivre": "poursuit poursuivent poursuivait poursuivaient poursuivit poursuivi poursuivant",
    "conclure": "conclut concluent concluait concluaient conclu concluant conclura",
    "croire": "croit croient croyait croyaient crut cru croyant croira",
    "craindre": "craint craignent craignait craignaient craignit craignant craindra",
    "prévoir": "prévoit prévoient prévoyait prévoyaient prévit prévu prévoyant prévoira",
    "apprendre": "apprend apprennent apprenait apprenaient apprit appris apprenant apprendra",
    "reprendre": "reprend reprennent reprenait reprenaient reprit repris reprenant reprendra",
    "démentir": "dément démentent démentait démentaient démentit démenti démentant démentira",
}
ENDINGS = {
    "ir": "it issent issait issaient irent ira iront irait issant i ie is ies",
    "re": "- ent ait aient it irent ra ront rait ant u ue us ues",
}


def forms(verbs: Iterable[str]) -> dict[str, str]:
    """Return the infinitive by each form of it, the infinitive itself among them."""
    return {form: verb for verb in sorted(verbs) for form in (verb, *forms_of(verb))}


def forms_of(verb: str) -> list[str]:
    """Return the forms of one verb."""
    if verb in IRREGULAR:
        return IRREGULAR[verb].split()
    stem, ending = verb[:-2], verb[-2:]
    if ending in ENDINGS:
        return [stem + end.strip("-") for end in ENDINGS[ending].split()]
    # "annonça", "jugeait": the sound of the stem is kept; "répète", "rappelle": it opens.
    soft = re.sub("c$", "ç", re.sub("g$", "ge", stem))
    wide = re.sub("el$", "ell", re.sub("é([^aeiouéè]+)$", r"è\1", stem))
    out = [soft + end for end in ("a", "ait", "aient", "ant")]
    out += [wide + end for end in ("e", "ent")]
    out += [stem + end for end in ("èrent", "é", "ée", "és", "ées")]
    return out + [future + end for future in {stem, wide} for end in ("era", "eront", "erait")]
