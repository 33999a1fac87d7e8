"""Circumstances: when, where, how and by whom, each told with the statement.

"The port was opened by Maro in 2030" says who opened it and when: each with the verb and its
object, so that each can be checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english.cuts.parts import edged
from annotator.text.english.cuts.weakening import is_event, is_universal, may_weaken
from annotator.text.parsing.trees import under
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from annotator.text.parsing.trees import Part

#: Without "to" and "of", which belong to their verb: "moved to Orlest".
PREPOSITIONS = words(
    """
    in on at by during since after before from for under until till near throughout over within
    inside outside across around along against as between with through
    """
)
#: "Stood at 9 percent" says how much: without it nothing is said.
UNITS = words(
    """
    % percent percentage $ € £ euro euros dollar dollars pound pounds degree degrees point points
    kilometre kilometres kilometer kilometers km metre metres meter meters mile miles feet foot
    tonne tonnes ton tons litre litres hectare hectares
    """
)
#: Prepositions of a date.
WHEN = words("in on at during since by from")


def told_apart(verb: Token, part: Part) -> list[Part]:
    """Return one part for each of several circumstances, and what happened without the one that
    opens the sentence: "In 2030, ...".
    """
    if not may_weaken(verb, part):
        return [part]
    doc = verb.doc
    lasting = is_event(verb) and not is_universal(part, verb)
    opening = openings(verb, part) if lasting else frozenset()
    trees = [under(one, part) for one in circumstances(verb, part)]
    if len(trees) < 2:
        return [part, edged(doc, part - opening)] if opening else [part]
    core = part.difference(*trees)
    alone = [core] if opening else []
    return [edged(doc, one) for one in (*alone, *((core - opening) | tree for tree in trees))]


def circumstances(verb: Token, part: Part) -> Iterator[Token]:
    """Yield the circumstances after a verb; a date may hang from its object."""
    objects = [c.dep_ for c in verb.rights if c.i in part]
    # "Opened a school in Orlest, a bridge in Tarsk": each object has its own circumstances.
    if objects.count("dobj") > 1:
        return
    if verb.lemma_ == "be" and not {"attr", "acomp"} & set(objects):
        return
    for child in (present(one, part) for one in verb.rights):
        if child is None:
            continue
        if is_circumstance(child):
            yield child
        elif child.dep_ in ("dobj", "attr", "xcomp"):
            yield from (one for one in child.rights if is_dated(one, part))


def present(token: Token, part: Part) -> Token | None:
    """Return the token, or the member of its coordination that stands for it in this part."""
    return next((one for one in (token, *token.conjuncts) if one.i in part), None)


def is_circumstance(token: Token) -> bool:
    """Return True for "in Orlest", "by the council" and "last year"."""
    if token.pos_ == "ADP" and token.dep_ in ("prep", "conj"):
        return token.lower_ in PREPOSITIONS and not is_amount(token)
    return token.dep_ in ("agent", "npadvmod")


def is_amount(token: Token) -> bool:
    """Return True for "at 9 percent" and "by two metres"."""
    return any(one.lower_ in UNITS for one in token.subtree)


def is_dated(token: Token, part: Part) -> bool:
    """Return True for "in 2030"."""
    if token.dep_ != "prep" or token.lower_ not in WHEN or token.i not in part:
        return False
    return any(one.like_num for one in token.subtree)


def openings(verb: Token, part: Part) -> Part:
    """Return what stands before the subject and a comma: "In 2030, ..."."""
    out: frozenset[int] = frozenset()
    for child in verb.lefts:
        if child.i in part and child.dep_ in ("prep", "npadvmod", "advcl"):
            after = child.right_edge.i + 1
            if after < len(verb.doc) and verb.doc[after].lower_ == ",":
                out |= under(child, part)
    return out
