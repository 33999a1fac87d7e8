"""The desk's keys: one list, from which the page draws them and its script reads them.

A key does what a click on its control does. People may give an action another key; that stays in
their browser.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Key:
    """An action, the key it has unless somebody chose another, and what it does."""

    action: str
    key: str
    words: str


KEYS = (
    Key("accept", "y", "It is a claim, as it stands"),
    Key("reword", "e", "Reword the claim"),
    Key("split", "s", "Split it into several claims"),
    Key("merge", "=", "It says the same as another claim"),
    Key("reject", "x", "It is no claim"),
    Key("speaker", "p", "Somebody else says it"),
    Key("worth-CFS", "c", "It is worth checking"),
    Key("worth-UFS", "u", "It is not worth checking"),
    Key("worth-NFS", "f", "It is no fact"),
    Key("checkable", "k", "It can be checked"),
    Key("not-checkable", "l", "It cannot be checked"),
    Key("source", "n", "Add a source"),
    Key("hints", "h", "Show hints"),
    Key("supports", "+", "The passage supports the claim"),
    Key("contradicts", "-", "The passage contradicts it"),
    Key("neutral", "~", "The passage is neutral"),
    Key("irrelevant", "i", "The passage is irrelevant"),
    *(Key(f"verdict-{number}", str(number), f"Verdict {number}") for number in range(1, 10)),
    Key("why", "w", "Write why"),
    *(
        Key(f"sure-{number}", key, f"How sure: {number} of 5")
        for number, key in enumerate("!@#$%", start=1)
    ),
    Key("submit", "Enter", "Submit and take the next"),
    Key("skip", "q", "Skip the claim"),
    Key("undo", "z", "Undo the last decision"),
    Key("redo", "r", "Redo: leave what was undone as it was"),
    Key("mark", "a", "Add the selected words as a claim"),
    Key("mentions", "m", "Show the other mentions"),
    Key("document", "d", "Go to the document, and again to the claim in it"),
    Key("guideline", "g", "Open the guideline"),
    Key("keys", "?", "Show the keys"),
)
_OF = {key.action: key for key in KEYS}


@functools.cache
def keycap(action: str, control: str) -> Markup:
    """The key of an action, to stand beside the control with the id `control`."""
    key = _OF[action].key
    return Markup(
        '<kbd class="key" aria-hidden="true" data-action="{}" data-for="{}">{}</kbd>'
    ).format(action, control, escape(shown(key)))


def shown(key: str) -> str:
    """A key as its cap says it."""
    return {"Enter": "⏎"}.get(key, key.upper())
