"""The desk's benchmark works, in a small set: what it measures is its own to say."""

from __future__ import annotations

import pytest

from benchmarks.desk import round as one_round
from benchmarks.desk.crowd import at_once
from benchmarks.desk.saving import Size
from tests import postgresql


@pytest.mark.browser
def test_a_small_round_measures_everything_and_no_save_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    size = Size(claims=240, saves=2, some=1, many=2, warming=1)
    with postgresql.folder() as folder:
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
        rows = list(one_round.rows(folder, size, items=2))
    reached = {row.measure: row.reached for row in rows}
    assert len(reached) == len(rows)
    for kind in ("SQLite", "PostgreSQL"):
        assert reached[f"{kind}, 1 people at once: failed"] == "0 of 2"
        assert reached[f"{kind}, 2 people at once: failed"] == "0 of 2"
    assert reached["those to elsewhere"] == "0"
    assert "2 claims" in reached["key to next claim painted: p95"]
    assert int(reached["keys for a claim with two sources, beyond typing"]) <= 12
    assert one_round.NOTE.endswith(".")


def test_people_who_cannot_begin_say_why_and_keep_nobody_waiting() -> None:
    class Eager:
        def save(self) -> tuple[float, str]:
            return 0.0, ""

    def nobody() -> list[Eager]:
        raise LookupError("no such desk")

    with pytest.raises(RuntimeError, match="no such desk"):
        at_once([nobody, lambda: [Eager()]], 1)
