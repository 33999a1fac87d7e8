"""Texts that the desk's scripts show: the page carries them as JSON in its own language."""

from __future__ import annotations

import json

from annotator.labels import label
from annotator.language import marked, translation
from annotator.terms import Stance

#: By the names that static/desk uses; a script puts the values in place.
_TEXTS = {
    "another-person": marked(
        "Not saved: another person is logged in. Your text is kept here for you."
    ),
    "changed-elsewhere": marked("Not saved: this claim was changed in another window."),
    "claim-not-added": marked("The claim was not added. Your text is kept here. Try again."),
    "group": marked("group %(number)s"),
    "judgement-saved": marked("Judgement saved %(time)s"),
    "judgements-kept": marked("Judgements kept here, not saved: %(count)s."),
    "judgements-refused": marked("Judgements not saved: %(count)s."),
    "judgements-waiting": marked("Judgements kept here, not saved yet: %(count)s. Trying again."),
    "kept-of": marked(
        "Your text of %(time)s is kept here. The server does not answer; trying again."
    ),
    "key-chosen": marked("%(action)s: %(key)s."),
    "key-refused": marked("Choose a letter, a digit, another character or Enter."),
    "key-taken": marked("%(key)s is taken: %(action)s."),
    "keys-not-stored": marked("This browser stores nothing. The keys are unchanged."),
    "keys-reset": marked("All keys are reset."),
    "list-keys": marked("Type a letter to choose. Escape leaves the list."),
    "list-keys-skip": marked(
        "Type a letter to choose. Enter skips the claim, Escape leaves the list."
    ),
    "log-in": marked("Log in in a new tab"),
    "no-answer": marked("The server did not answer. Try again."),
    "no-answer-both": marked("The server did not answer. Both texts are kept. Try again."),
    "no-answer-kept": marked("The server did not answer. Your text is kept here. Try again."),
    "not-saved": marked("Not saved: %(reason)s Your text is kept here."),
    "nothing-to-save": marked("Nothing to save yet"),
    "saved": marked("Saved %(time)s"),
    "saving": marked("Saving…"),
    "session-ended": marked("Not saved: your session has ended. Your text is kept here."),
    "show-both": marked("Show both texts"),
    "show-refused": marked("Show claim"),
    "source": marked("Source"),
    "source-filled": marked("Source %(number)s: %(stance)s, “%(quote)s”"),
    "sources": marked("Sources"),
    "submit-again": marked("Not saved: %(reason)s Submit again."),
    "suggestion-refused": marked("Suggested wording: turned down"),
    "suggestion-used": marked("Suggested wording: used"),
    "taken-back": marked(
        "This claim is no longer reserved for you. Your text is saved. Submit it to see whether the"
        " claim still needs judgements."
    ),
    "text-is-back": marked("Your text is back. Saved %(time)s"),
    "too-many-sources": marked("This judgement cannot have more sources."),
    "trying-again": marked("Not saved yet. Your text is kept here. Trying again."),
    "two-texts": marked("Two texts for one claim"),
    "words-added": marked("Added: %(words)s"),
    "words-left-out": marked("Left out: %(words)s"),
}


def script_texts() -> str:
    """Return the texts of the desk's scripts in the current language, as JSON by their names."""
    texts = {name: translation(message) for name, message in _TEXTS.items()}
    texts |= {stance.value: label(stance) for stance in Stance}
    return json.dumps(texts, ensure_ascii=False)
