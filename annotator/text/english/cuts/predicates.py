"""Clauses and predicates side by side: "Maro resigned and left", "it broke and Orlest fled"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english.cuts import limits
from annotator.text.english.cuts.coordinations import Coordination, headed_by
from annotator.text.english.joining import VERBAL
from annotator.text.english.subjects import SUBJECTS, subject_of
from annotator.text.parsing.trees import below, under
from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.english.cuts.statement import Statement
    from annotator.text.parsing.trees import Part

#: Words that open a condition: it belongs to each statement behind it.
CONDITIONS = words("if unless when whenever while once until because since as")
TRAILING = words("if unless")
#: They need no object; of any other verb, "bought and sold ships" lends the object.
INTRANSITIVE = words(
    """
    resign die fall rise come go arrive return stay leave lose win meet stop begin start end sleep
    rest sit stand live vote run fail succeed collapse crash sink disappear vanish emerge appear
    escape flee retire apologise apologize agree disagree travel walk work speak talk wait move
    increase decrease drop grow shrink survive suffer continue happen occur explode erupt surrender
    retreat protest march respond react marry divorce graduate recover relent
    """
)
#: Pasts that are no participles: "has broken its word and took bribes" needs no "has".
PASTS = words(
    """
    began bit blew bore broke came chose did drank drew drove ate fell flew forbade forgot forgave
    froze gave grew hid knew lay overcame overtook ran rang rode rose sang sank saw shook shrank
    spoke sprang stole strode swam swore threw took tore underwent undertook was went were withdrew
    woke wore wove wrote became arose beat
    """
)
REFUTING = words("true false wrong untrue incorrect so right")
REFERRING = words("that this it which they he she")
#: They join clauses that do not both hold.
EXCLUDING = words("or nor than not neither either")
#: What shows that a past tense is no passive that has lost its "was".
ACTIVE = frozenset(("aux", "auxpass", "dobj", "attr", "acomp", "prt", "xcomp", "ccomp"))
#: Relations of a clause within another.
INNER = frozenset(("ccomp", "relcl", "advcl", "acl", "pcomp"))


def clauses(statement: Statement) -> list[Part] | None:
    """Return one part for each clause with its own subject; None if they hold together."""
    verb = statement.verb
    found = headed_by(verb, statement.part) if verb is not None else None
    if verb is None or found is None or not any(subject_of(m) for m in found.later):
        return None
    if found.joins & EXCLUDING or not all_verbal(found):
        return None
    if any(member.dep_ == "dep" for member in found.later):
        return None
    groups = grouped(found)
    if refutes(groups[-1][0]) or not is_joined(found) or ends_in_a_clause(found, statement):
        return None
    if any(shares_its_passive(found.first, member) for member in found.later):
        return None
    return [group_part(found, group, statement) for group in groups]


def shares_its_passive(first: Token, member: Token) -> bool:
    """Return True for "two were killed and 20 others wounded", which shares its "were"."""
    passive = any(c.dep_ == "auxpass" for c in first.lefts)
    active = any(c.dep_ in ACTIVE for c in member.children)
    active = active or member.lemma_.lower() in INTRANSITIVE
    return passive and member.lower_.endswith("ed") and not active


def grouped(found: Coordination) -> list[list[Token]]:
    """Return the members, each with those behind it that share its subject."""
    groups = [[found.first]]
    for member in found.later:
        if subject_of(member) is not None:
            groups.append([member])
        else:
            groups[-1].append(member)
    return groups


def group_part(found: Coordination, group: list[Token], statement: Statement) -> Part:
    """Return the words of one clause: its own, and the condition that opens the sentence."""
    at = [found.members.index(member) for member in group]
    own = frozenset[int]().union(*(found.own[k] for k in at))
    if len(at) > 1:
        inner = range(min(own), max(own) + 1)
        own |= frozenset(i for i in inner if i in found.whole and not in_another(found, at, i))
    if group[0] == found.first:
        return own | (statement.part - found.whole)
    return own | conditions(found.first, statement.part) | hedges(found.first, statement)


def hedges(verb: Token, statement: Statement) -> Part:
    """Return the "Perhaps" that opens the first clause: the others are no surer."""
    opening = (c for c in verb.lefts if c.dep_ == "advmod" and c.lower_ in limits.HEDGES)
    subject = statement.subject
    before = subject.i if subject is not None else verb.i
    return frozenset(c.i for c in opening if c.i < before)


def in_another(found: Coordination, at: list[int], i: int) -> bool:
    """Return True for a word of a member outside of the group."""
    return any(i in own for k, own in enumerate(found.own) if k not in at)


def conditions(verb: Token, part: Part) -> Part:
    """Return "If elected," of "if elected, he would cut taxes and raise wages"."""
    out: frozenset[int] = frozenset()
    for child in verb.lefts:
        if child.i in part and child.dep_ == "advcl" and is_condition(child):
            out |= under(child, part)
            after = max(out, default=verb.i) + 1
            if verb.doc[after].lower_ == ",":
                out |= part & {after}
    return out


def is_condition(clause: Token) -> bool:
    """Return True for a clause that says when the rest holds; "had it been built" is one too."""
    marks = [c for c in clause.children if c.dep_ in ("mark", "advmod")]
    if any(mark.lower_ in CONDITIONS for mark in marks):
        return True
    return is_inverted(clause)


def is_inverted(clause: Token) -> bool:
    """Return True for "had it been built" and "should it fail"."""
    first = clause.doc[clause.left_edge.i]
    return first.dep_ in ("aux", "auxpass") and first.lower_ in ("had", "were", "should")


def all_verbal(found: Coordination) -> bool:
    """Return True if each member is a verb: "Maro won 40 percent, Tarro 35" leaves it out."""
    return all(member.pos_ in VERBAL for member in found.members)


def is_joined(found: Coordination) -> bool:
    """Return True if "and", "but" or a semicolon stands before the last member."""
    doc = found.first.doc
    edge = min(found.own[-1], default=found.members[-1].i)
    before = [doc[k].lower_ for k in range(max(0, edge - 2), edge)]
    return bool({"and", "but", "yet", ";"} & {*before, *found.joins})


def refutes(verb: Token) -> bool:
    """Return True for ", but that is not so": it takes back what was said before."""
    subject = subject_of(verb)
    if subject is None or subject.lower_ not in REFERRING:
        return False
    if verb.lemma_ not in ("be", "do", "have", "will", "can"):
        return False
    rest = [c for c in verb.children if c != subject and not c.is_punct]
    said = [c for c in rest if c.dep_ in ("acomp", "attr")]
    denied = any(limits.is_denial(c) for c in rest)
    return any(c.lower_ in REFUTING for c in said) or (denied and not said)


def ends_in_a_clause(found: Coordination, statement: Statement) -> bool:
    """Return True if a clause inside the first member ends just before the second, without a
    comma: the second may belong to it.
    """
    doc = found.first.doc
    for own, member in zip(found.own, found.later, strict=False):
        last = max(own, default=-1)
        edge = min(below(member) & statement.part)
        if any(doc[k].lower_ in (",", ";", "-", "–", "—") for k in range(last + 1, edge + 1)):
            continue
        for token in doc[min(own, default=0) : last + 1]:
            inner = token.dep_ in INNER and token != found.first
            if inner and token.i in own and token.right_edge.i == last and subject_of(token):
                return True
    return False


def predicates(statement: Statement) -> list[Part] | None:
    """Return one part for each predicate of the same subject; None if they hold together."""
    for verb in statement.spine():
        found = headed_by(verb, statement.part)
        if found is not None and may_part(found, statement):
            rest = statement.part - found.whole
            return [rest | own_part(found, k, statement) for k in range(len(found.members))]
    return None


def own_part(found: Coordination, k: int, statement: Statement) -> Part:
    """Return the words of one predicate with what it takes over from the first."""
    if k == 0:
        return found.own[0]
    first, member = found.first, found.members[k]
    taken: frozenset[int] = frozenset()
    for child in first.lefts:
        if child.i not in statement.part:
            continue
        # "How to improve schools and provide meals", "allegedly took bribes and sold land".
        of_all = child.dep_ in SUBJECTS or child.tag_ == "WRB" or child.lower_ in limits.HEDGES
        if of_all or needs(found, member, child):
            taken |= under(child, statement.part)
    return found.own[k] | taken | conditions(first, statement.part)


def needs(found: Coordination, member: Token, child: Token) -> bool:
    """Return True if `child` is an auxiliary of the first verb that the later one cannot do
    without.
    """
    first = found.first
    if child.dep_ == "neg" or any(limits.is_denial(token) for token in adverb(child)):
        return "or" in found.joins
    if child.dep_ not in ("aux", "auxpass"):
        return False
    if member.pos_ == "AUX" and member.tag_ != "VB":
        return False
    if any(c.dep_ in ("aux", "auxpass") for c in member.children):
        return False
    if "or" in found.joins:
        return True
    passive = any(c.dep_ == "auxpass" for c in first.children)
    if passive and has_own_object(member):
        return False
    if is_carried(first):
        return True
    if first.tag_ == member.tag_ and first.tag_ in ("VB", "VBN", "VBG"):
        return not (first.tag_ == "VBN" and is_denied(first))
    if is_perfect(first) and member.tag_ == "VBD":
        return member.lower_ not in PASTS and not is_denied(first)
    # "was named and awarded": the tagger takes the second for a past tense.
    return passive and member.tag_ == "VBD" and not has_own_object(member)


def adverb(child: Token) -> list[Token]:
    """Return the words of an adverb: "no longer" is one."""
    return list(child.subtree) if child.dep_ == "advmod" else [child]


def is_perfect(verb: Token) -> bool:
    """Return True for "has broken": "wasted" after it has the same "has"."""
    has = any(c.dep_ == "aux" and c.lower_ in ("has", "have", "'ve", "having") for c in verb.lefts)
    return has and verb.tag_ == "VBN"


def is_carried(verb: Token) -> bool:
    """Return True for an infinitive: what is joined to it is one too."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def has_own_object(verb: Token) -> bool:
    """Return True for a verb with an object, a number or a complement after it."""
    return any(c.dep_ in ("dobj", "nummod", "attr", "ccomp", "xcomp", "acomp") for c in verb.rights)


def is_denied(verb: Token) -> bool:
    """Return True for "has not come", "never came" and "could no longer come"."""
    before = (c for c in verb.lefts if c.dep_ not in (*SUBJECTS, "advcl"))
    return any(limits.is_denial(token) for c in before for token in c.subtree)


def may_part(found: Coordination, statement: Statement) -> bool:
    """Return False for predicates that hold together, or of which the parse is unsure."""
    if not all_verbal(found) or any(m.dep_ == "dep" or subject_of(m) for m in found.later):
        return False
    if found.joins & {"nor", "than", "not", "&"} or not is_together(found):
        return False
    first = found.first
    if first.tag_ == "VBG" and any(m.tag_ == "VB" for m in found.later):
        return False
    if any(c.lower_ in ("instead", "rather") for m in found.later for c in m.lefts):
        return False
    if "or" in found.joins and not is_denied(first):
        return False
    if any(c.lower_ in limits.SCOPES | limits.NEARLY for c in first.lefts if c.dep_ != "nsubj"):
        each = all(any(c.lower_ in limits.NEARLY for c in m.lefts) for m in found.members)
        if not each:
            return False
    if is_denied(first) and not denial_stays(found):
        return False
    if lends_its_object(found) or competes(found, statement) or may_be_passive(found):
        return False
    return not any(is_trailing(c) for c in found.members[-1].rights)


def may_be_passive(found: Coordination) -> bool:
    """Return True for "was appalled and outraged that ...", which may share its "was"."""
    if not any(c.dep_ == "auxpass" or c.lemma_ == "be" for c in (found.first, *found.first.lefts)):
        return False
    helpers = {c.dep_ for c in found.first.lefts}
    if {"aux", "auxpass"} <= helpers and any(has_own_object(m) for m in found.later):
        return any(m.tag_ == "VBN" for m in found.later)
    return any(
        member.lower_.endswith("ed")
        and not any(c.dep_ in ("dobj", "attr", "aux", "auxpass") for c in member.children)
        and has_own_object(member)
        for member in found.later
    )


def is_together(found: Coordination) -> bool:
    """Return True if "and", "but" or (under a denial) "or" stands before the last predicate."""
    return bool(found.joins & {"and", "but", "or", "yet"}) and not found.joins & {
        "neither",
        "either",
        "both",
    }


def denial_stays(found: Coordination) -> bool:
    """Return True if "not" is surely said of the first alone, or of all ("or")."""
    if "or" in found.joins:
        return True
    return all(stands_alone(found.first, member) for member in found.later)


def stands_alone(first: Token, member: Token) -> bool:
    """Return True for a later verb that no "not" before it reaches."""
    if any(c.dep_ in ("aux", "auxpass") for c in member.children) or member.tag_ == "VBZ":
        return True
    if member.tag_ not in ("VBD", "VBN"):
        return False
    did = any(c.lower_ in ("did", "do", "does") for c in first.children)
    if did or (member.tag_ == "VBD" and first.tag_ == "VBD"):
        return True
    # "had not met its duties, sent weapons": a comma and its own object.
    doc = member.doc
    before = doc[member.left_edge.i - 1].lower_ if member.left_edge.i else ""
    comma = before == "," or doc[max(0, member.left_edge.i - 2)].lower_ == ","
    return comma and any(c.dep_ == "dobj" for c in member.rights)


def lends_its_object(found: Coordination) -> bool:
    """Return True for "planning and building a mill": whose object it is, is unsure."""
    for member, following in zip(found.members, found.later, strict=False):
        own = [c for c in member.rights if c not in found.members and c.dep_ not in ("cc", "punct")]
        if own or member.lemma_.lower() in INTRANSITIVE:
            continue
        if any(c.dep_ == "auxpass" for c in (*member.children, *found.first.children)):
            continue
        if any(c.dep_ in ("dobj", "prep") for c in following.rights):
            return True
    return False


def competes(found: Coordination, statement: Statement) -> bool:
    """Return True if a nearer subject stands before a later predicate, in an open clause."""
    doc = found.first.doc
    for member in found.later:
        for token in doc[found.first.i + 1 : member.i]:
            if token.dep_ not in SUBJECTS or token.i not in statement.part:
                continue
            clause = token.head
            if clause.tag_ in ("WDT", "WP") or clause in found.members:
                continue
            after = clause.right_edge.i + 1
            is_closed = clause.dep_ == "relcl" and after < len(doc) and doc[after].lower_ == ","
            before = {doc[member.i - 1].lower_, doc[max(0, member.left_edge.i - 2)].lower_}
            if not is_closed and clause.i < member.i and "," not in before:
                return True
    return False


def is_trailing(clause: Token) -> bool:
    """Return True for "... if the court asked", behind the last predicate."""
    if clause.dep_ != "advcl":
        return False
    return is_inverted(clause) or any(c.lower_ in TRAILING for c in clause.children)
