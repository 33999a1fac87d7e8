"""Writes, as verbs: `(session, *, …)`: check, add, flush; they never commit.

For jobs, demonstration, http, web and cli.
"""
