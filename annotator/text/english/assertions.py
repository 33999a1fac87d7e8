"""Assertions: whether a report's content is claimed by its source. Token indices.

"Maro said the port was open" makes it Maro's claim. "Maro denied that the port was open", "could
say", "asked whether" and "refused to say" do not: there the whole report is the claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english.cues import lemma_of
from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.english.found import FoundAttribution

#: Verbs whose clause is denied, wished, doubted, asked or felt, not said to be so.
NOT_ASSERTING = words(
    """
    deny doubt hope wish ask wonder question inquire imagine refute dispute reject fear fret worry
    demand propose recommend urge request suspect guess speculate pretend dream seem appear threaten
    oppose learn check discuss forget care
    """
)
#: Verbs by which one goes on to say something: "went on to say".
GOING_ON = words("go continue begin start proceed come keep add hasten")
#: "It was noted that ..." and "it should be noted that ..." only lead into what the writer says.
LEADING_IN = words(
    """
    note stress emphasize emphasise underline underscore highlight mention point recall add state
    announce remember reiterate reaffirm declare inform
    """
)
MODALS = words("could would may might should can must shall ca wo 'd ought will")
DENIALS = words("not n't never neither nor hardly no nobody none nothing no-one")
#: Said beside the cue, they are the paper's own verdict on the content.
FALSELY = words("falsely wrongly wrongfully mistakenly erroneously incorrectly misleadingly")
#: What one avoids or denies doing has not been said: "denied telling reporters that ...".
NOT_DOING = words("deny avoid refuse resist consider contemplate stop")
SUBORDINATING = words("after before because since when until once so")
CONDITIONAL = words("if unless whether lest")
WH = words("what who whom whose which why how whether where when if")
#: Sources whose words are not to be relied on, and words that are no source at all.
RUMOURS = words("rumour rumor hoax myth gossip conspiracy this that these those there")
#: "By saying that" says it; "without saying that" and "accused of saying that" do not.
SAYING_BY = words("by in while after before with as")


def is_asserted(found: FoundAttribution) -> bool:
    """Return True if the content is claimed by its source."""
    verb = found.verb
    if verb.pos_ not in ("VERB", "AUX"):
        return verb.lower_ in ("according", ":")
    if found.nominal or found.is_act or lemma_of(verb) in NOT_ASSERTING:
        return False
    if not found.source and lemma_of(verb) not in LEADING_IN:
        return False
    if is_unreliable(found) or is_asked(found) or is_subordinate(found):
        return False
    if may_go_on(found):
        return False
    return said_outright(verb, is_led_in=not found.source)


def said_outright(verb: Token, *, is_led_in: bool) -> bool:
    """Return False for what is not, might be or was only to be said."""
    current = verb
    for _ in range(4):
        children = list(current.children)
        if any(c.dep_ == "neg" or c.lower_ in DENIALS | FALSELY for c in children):
            return False
        if any(c.dep_ == "aux" and c.lower_ in MODALS for c in children) and not is_led_in:
            return False
        if any(c.dep_ == "mark" and c.lower_ in CONDITIONAL for c in children):
            return False
        subject = next((c for c in children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and any(c.lower_ in DENIALS for c in (subject, *subject.children)):
            return False
        if current.dep_ == "xcomp" and not goes_on(current):
            return False
        if current.dep_ == "pcomp" and current.head.lower_ not in SAYING_BY:
            return False
        if current.dep_ not in ("xcomp", "conj") or current.head.i == current.i:
            return True
        if current.dep_ == "conj" and any(c.dep_ in ("aux", "auxpass", "nsubj") for c in children):
            return True
        current = current.head
    return True


def may_go_on(found: FoundAttribution) -> bool:
    """Return True for "told Maro that the port was open, and left the room": the second verb may
    be the speaker's, who did it.
    """
    verb, doc = found.verb, found.verb.doc
    members = [c for c in found.head.rights if c.dep_ == "conj" and c.pos_ == "VERB"]
    if len(members) != 1 or members[0].i not in found.content or verb.tag_ != "VBD":
        return False
    later = members[0]
    if later.tag_ != "VBD" or any(c.dep_ in ("nsubj", "nsubjpass", "conj") for c in later.children):
        return False
    before = {doc[k].lower_ for k in (later.left_edge.i - 1, later.left_edge.i - 2)}
    return before == {"and", ","}


def is_subordinate(found: FoundAttribution) -> bool:
    """Return True for "after Maro said ..." and "because Maro said ...": the sentence needs it
    whole. "As Maro said" only passes on what stands around it.
    """
    marks = [c.lower_ for c in found.verb.children if c.dep_ in ("mark", "advmod")]
    if found.verb.dep_ != "advcl" or not marks:
        return False
    follows = min(found.content) > found.verb.i
    return bool(SUBORDINATING.intersection(marks)) or ("as" in marks and follows)


def goes_on(verb: Token) -> bool:
    """Return True for "went on to say", False for "refused to say"."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if verb.head.lemma_.lower() in NOT_DOING:
        return False
    return not to or verb.head.lemma_.lower() in GOING_ON


def is_unreliable(found: FoundAttribution) -> bool:
    """Return True for a rumour, and for "this" and "that", which are no speakers."""
    doc = found.verb.doc
    heads = [doc[i] for i in found.source if doc[i].head.i not in found.source]
    return any(
        token.lemma_.lower() in RUMOURS and token.tag_ not in ("WDT", "WP") for token in heads
    )


def is_asked(found: FoundAttribution) -> bool:
    """Return True for a content that asks: "whether it was open", "why it was closed"."""
    doc, head = found.verb.doc, found.head
    if head.head == found.verb and any(
        c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in head.children
    ):
        return True
    first = next((doc[i] for i in sorted(found.content) if doc[i].is_alpha), None)
    if first is None or first.lower_ not in WH:
        return False
    clause = next((t for t in (first, *first.ancestors) if t.pos_ in ("VERB", "AUX")), None)
    return clause is None or clause.dep_ not in ("advcl", "csubj")
