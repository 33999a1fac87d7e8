"""Writes, as verbs: `(session, *, …)`: check, add, flush; committing is the caller's."""
