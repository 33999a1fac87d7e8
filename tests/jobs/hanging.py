"""A reader whose second part hangs or ends its process, as the file's name says."""

from __future__ import annotations

import os
import time

from annotator.imports.part_reader import Answer, PartReader
from annotator.imports.questions import NO_ANSWERS


def work(name: str, *arguments: object) -> Answer:
    """Open a file as three parts, or read one of them."""
    reader = PartReader()
    file = os.environ["CLAIMBOOK_TEST_PART"]
    reader.open("a.csv", b"text\n" + file.encode(), NO_ANSWERS)
    if name == "open":
        return ["part 1", "part 2", "part 3"]
    if arguments[0] == 1 and file == "hangs":
        time.sleep(600)
    if arguments[0] == 1 and file == "ends":
        os._exit(1)
    return reader.read(0)
