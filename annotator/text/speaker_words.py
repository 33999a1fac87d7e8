"""Words by which a speaker is named again."""

from __future__ import annotations

from annotator.text.words import words

#: Offices: "the President" is the last person who was introduced with that office.
OFFICES = words(
    """
    president minister secretary spokesman spokeswoman spokesperson ambassador chancellor
    premier governor mayor senator chairman chairwoman chair director general commissioner
    leader king queen prime foreign deputy vice assistant judge lawyer professor doctor
    diplomat envoy chief officer official representative head
    """
)
#: Pronouns for one person.
PERSONAL = frozenset(("he", "she"))
#: Names of the office that a head of state is also known by.
HEADS_OF_STATE = ("head of state", "the leader", "state leader")
