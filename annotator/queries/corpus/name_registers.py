"""The registers of names, for pages and commands: they never touch tables."""

from __future__ import annotations

from annotator.models import merges

NameRegister = merges.NameRegister
SPEAKERS, OUTLETS = merges.SPEAKERS, merges.OUTLETS
