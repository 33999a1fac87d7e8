"""How much memory a process has held."""

from __future__ import annotations

import resource
from pathlib import Path


def peak() -> float:
    """Return the most megabytes that this process has held so far."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not getrusage: on Linux it begins with what the process held that started this one.
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
