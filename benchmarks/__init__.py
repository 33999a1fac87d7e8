"""Benchmarks of Claimbook: `python -m benchmarks` for speed and cost, `benchmarks.quality` for
what the extraction finds. Speed is a ratio to the raw limit, measured in the same run.

A new benchmark is a module with TITLE, NOTE and `rows()`, and a line in BENCHMARKS.
"""

from __future__ import annotations

from benchmarks import cost, growth, throughput

BENCHMARKS = (throughput, cost, growth)
