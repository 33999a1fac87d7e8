"""The desk's keys: one list for the page and its script.

A key does what a click on its control does. Users can change keys; their browser stores that.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from markupsafe import Markup, escape

from annotator.language import LazyText, lazy


@dataclass(frozen=True, slots=True)
class Key:
    """An action, its default key, and what it does. An action without a key can be given one."""

    action: str
    key: str
    words: LazyText


KEYS = (
    Key("usual", "y", lazy("It is a claim, worth checking, and can be checked")),
    Key("accept", "j", lazy("It is a claim, as written")),
    Key("reword", "e", lazy("Reword the claim")),
    Key("split", "s", lazy("Split it into several claims")),
    Key("merge", "=", lazy("Merge it with another claim")),
    Key("reject", "x", lazy("It is not a claim")),
    Key("use-wording", "o", lazy("Use the suggested wording")),
    Key("refuse-wording", "t", lazy("Turn it down")),
    Key("speaker", "p", lazy("Wrong speaker?")),
    Key("worth-CFS", "", lazy("It is worth checking")),
    Key("worth-UFS", "b", lazy("It is a minor fact")),
    Key("worth-NFS", "f", lazy("It is not factual")),
    Key("checkable", "k", lazy("It can be checked")),
    Key("not-checkable", "l", lazy("It cannot be checked")),
    Key("source", "n", lazy("Add a source")),
    Key("hints", "h", lazy("Show hints")),
    Key("supports", "v", lazy("The passage supports the claim")),
    Key("contradicts", "c", lazy("The passage contradicts it")),
    Key("neutral", "u", lazy("The passage is neutral")),
    Key("irrelevant", "i", lazy("The passage is irrelevant")),
    *(
        # The other digits say how sure.
        Key(
            f"verdict-{number}",
            str(number) if number < 6 else "",
            lazy("Verdict %(number)s", number=number),
        )
        for number in range(1, 10)
    ),
    Key("why", "w", lazy("Write the justification")),
    *(
        Key(f"sure-{number}", key, lazy("Confidence: %(number)s of 5", number=number))
        for number, key in enumerate("67890", start=1)
    ),
    Key("submit", "Enter", lazy("Submit and take next")),
    Key("skip", "q", lazy("Skip the claim")),
    Key("undo", "z", lazy("Undo the last judgement")),
    Key("redo", "r", lazy("Redo: keep what was undone")),
    Key("mark", "a", lazy("Add the selected words as a claim")),
    Key("mentions", "m", lazy("Show other mentions")),
    Key("document", "d", lazy("Show the document; again: go to the claim")),
    Key("guideline", "g", lazy("Open the guideline")),
    Key("keys", "?", lazy("Show keys")),
)
_OF = {key.action: key for key in KEYS}


@functools.cache
def keycap(action: str, control: str) -> Markup:
    """Return the key of an action, to stand beside the control with the id `control`."""
    key = _OF[action].key
    return Markup('<kbd aria-hidden="true" data-action="{}" data-for="{}">{}</kbd>').format(
        action, control, escape(shown(key))
    )


def shown(key: str) -> str:
    """Return a key as its cap says it."""
    return {"Enter": "⏎"}.get(key, key.upper())
