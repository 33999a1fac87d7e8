"""Every route, asked by every role with hostile input: none may be answered with 500.

The seed is printed with the figure; `CLAIMBOOK_FUZZ_SEED` makes the same requests again.
"""

from __future__ import annotations

import gc
import logging
import os
import tempfile
import warnings
from collections import Counter
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from secrets import randbits
from typing import TYPE_CHECKING

from benchmarks.desk.databases import SQLite, databases
from torture.figure import Figure
from torture.fuzz.hostile_requests import Attacker
from torture.fuzz.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "Hostile input to every route, from every role."
SEED = "CLAIMBOOK_FUZZ_SEED"
#: Of the short round, which meets the same requests at each run.
SHORT_SEED = 15
SHORT, LONG = 150, 100_000


def figures(*, short: bool) -> Iterator[Figure]:
    """Yield how many inputs were answered with 500 on each database, and which."""
    seed = int(os.environ.get(SEED) or (SHORT_SEED if short else randbits(32)))
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        kinds = [SQLite(folder)] if short else stack.enter_context(databases(folder))
        for kind in kinds:
            yield _figure(kind.name, kind.empty(), seed, SHORT if short else LONG)


@contextmanager
def _files_left_open() -> Iterator[None]:
    """Bear with the files of forms that broke off, which close only when they are forgotten."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


def _figure(kind: str, url: str, seed: int, most: int) -> Figure:
    # The log of each error would hide the figure.
    logging.getLogger("annotator.web").setLevel(logging.CRITICAL)
    with _files_left_open(), Site(url) as site:
        attacker = Attacker(site, Random(seed))  # noqa: S311 - it must repeat itself
        broken: Counter[str] = Counter()
        for number in range(most):
            request = attacker.request(number)
            if fault := site.fault(request):
                broken[fault] += 1
    examples = "; ".join(fault for fault, _ in broken.most_common(20))
    return Figure(
        f"{kind}, fuzzed inputs answered with 500",
        "0",
        f"{broken.total()} of {most:,}, seed {seed} {examples}".strip(),
        not broken,
    )
