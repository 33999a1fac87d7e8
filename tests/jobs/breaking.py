"""What breaks a process that reads a text, in a module that such a process imports quickly."""

from __future__ import annotations

import os
import signal

from annotator.text.extraction import Extraction

NOTHING = Extraction("en", "test/1", (), (), ())


def hang_at_the_first(words: str, _language: str, _finely: bool) -> Extraction:
    """Never end with the first document."""
    while "bridge 0 " in words:
        signal.pause()
    return NOTHING


def die_at_the_first(words: str, _language: str, _finely: bool) -> Extraction:
    """End the process at the first document, as a system without memory does."""
    if "bridge 0 " in words:
        os.kill(os.getpid(), signal.SIGKILL)
    return NOTHING
