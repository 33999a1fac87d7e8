"""The benchmark of agreement works, on few judgements: what it measures is its own to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from click.testing import CliRunner

from annotator.agreement import ALPHA_NOMINAL
from annotator.agreement.table import votes_of
from annotator.cli.judged_files import sets_in
from benchmarks.agreement import database, made, measures

if TYPE_CHECKING:
    from pathlib import Path


def test_a_small_round_measures_everything(tmp_path: Path) -> None:
    rows = list(measures.rows(tmp_path, claims=200, times=1))
    measured = [row.measure for row in rows]
    assert len(set(measured)) == len(measured)
    assert "α cold, raw scan" in measured
    model, at_random = (row for row in rows if row.measure.startswith("Dawid–Skene"))
    assert model.reached.endswith(" MB")
    assert at_random.reached.endswith(" s")
    assert measures.NOTE.endswith(".")


def test_the_judgements_are_always_the_same_and_nobody_judges_a_claim_twice() -> None:
    found = made.judged(300)
    assert (len(found.items), len(found.item)) == (300, 3_000)
    assert found.latest is found
    assert np.array_equal(found.label, made.judged(300).label)


def test_the_database_and_a_file_give_the_same_votes(tmp_path: Path) -> None:
    found = made.judged(300)
    votes = votes_of(found)
    connection = database.filled(tmp_path / "made.sqlite", found)
    from_database = database.votes(connection, found.scale)
    connection.close()
    assert sorted(map(tuple, from_database.patterns.tolist())) == sorted(
        map(tuple, votes.patterns.tolist())
    )
    figure = ALPHA_NOMINAL.figure(found)
    assert figure.value is not None
    np.testing.assert_allclose(ALPHA_NOMINAL.compute(from_database), figure.value)
    file = tmp_path / "made.csv"
    done = CliRunner().invoke(made.main, [str(file), "--claims", "300"])
    assert done.exit_code == 0
    (read,) = sets_in(file, [])
    assert ALPHA_NOMINAL.figure(read.judgements) == figure
    assert read.judgements.gold is not None
