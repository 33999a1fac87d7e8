"""Clusters: what a reader sees as one sign, however many code points it has. Never cut in two.

A flag, a family joined to one picture, a hand with its colour, a letter with its accents.
"""

from __future__ import annotations

import regex

CLUSTER = regex.compile(r"\X")


def is_inside(text: str, at: int) -> bool:
    """Return True if the code points before and behind `at` are parts of one cluster."""
    if not 0 < at < len(text) or text[at - 1 : at + 1].isascii():
        return False
    return bool(CLUSTER.match(text, at - 1, at + 1).end() > at)


def start_of(text: str, at: int) -> int:
    """Return where the cluster begins that `at` stands inside of; else `at`."""
    while is_inside(text, at):
        at -= 1
    return at


def end_of(text: str, at: int) -> int:
    """Return where the cluster ends that `at` stands inside of; else `at`."""
    while is_inside(text, at):
        at += 1
    return at
