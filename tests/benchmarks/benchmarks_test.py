"""The benchmarks work, on little text: what they measure is theirs to say, not the tests'."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from annotator.errors import BadInput
from annotator.settings import ROOT
from benchmarks import BENCHMARKS, cost, growth, quality, table, texts, throughput
from benchmarks.table import Row
from benchmarks.timing import paired

if TYPE_CHECKING:
    from pathlib import Path


def test_the_texts_are_always_the_same_and_each_is_another() -> None:
    news = texts.news(30_000)
    assert sum(map(len, news)) >= 30_000
    assert len(set(news)) == len(news)
    assert news == texts.news(30_000)
    assert len(texts.one_line(5_000).splitlines()) == 1


def test_the_extraction_is_set_against_the_parser() -> None:
    rows = list(throughput.rows(characters=1_000, pairs=1))
    assert [row.goal for row in rows] == ["70 %", "", "", ""]
    assert all("%" in row.reached or "characters/s" in row.reached for row in rows)


def test_cost_names_loading_memory_and_each_step() -> None:
    loading, memory, steps = cost.rows(characters=1_000, repeats=1)
    assert loading.reached.endswith(" s")
    assert 50 < int(memory.reached.removesuffix(" MB")) < 2_000
    assert "read" in steps.reached


def test_growth_has_a_row_for_each_kind_of_text() -> None:
    rows = list(growth.rows(parsed=2_000, unparsed=20_000))
    measured = [row.measure for row in rows]
    assert len(set(measured)) == len(measured) > 1


def test_pairs_are_told_by_their_ratio() -> None:
    found = paired(lambda: sum(range(100_000)), lambda: sum(range(100_000)), pairs=3)
    assert found.least <= found.ratio <= found.most


def test_each_benchmark_has_what_the_page_shows() -> None:
    for benchmark in BENCHMARKS:
        assert benchmark.TITLE
        assert benchmark.NOTE.endswith(".")


def test_a_table_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before.\n<!-- speed: begin -->\nold\n<!-- speed: end -->\nAfter.\n")
    table.write(page, "speed", table.markdown([Row("a", "1", "2")]))
    written = page.read_text()
    assert "| a | 1 | 2 |" in written
    assert "old" not in written
    assert written.startswith("Before.")
    assert written.endswith("After.\n")
    with pytest.raises(BadInput, match="no marks"):
        table.write(page, "figures", "")


@pytest.mark.parametrize("score", quality.SCORES, ids=lambda score: str(score.data))
def test_every_figure_is_read_from_what_its_scorer_prints(
    score: quality.Score, shared: Path, tmp_path: Path
) -> None:
    assert shared.is_dir()
    found = tmp_path / "found.jsonl"
    lines = (score.folder / f"{score.data}.jsonl").read_text("utf-8").splitlines()
    ids = [json.loads(line)["doc_id"] for line in lines]
    found.write_text("".join(json.dumps({"doc_id": name, "claims": []}) + "\n" for name in ids))
    rows = list(quality.read(score, quality.scored(score, found)))
    assert [row.measure for row in rows] == [measure for measure, _, _ in score.rows]


def test_without_the_data_it_says_where_they_belong(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.quality"],
        cwd=ROOT,
        env={"CLAIMBOOK_SHARED": str(tmp_path / "nowhere")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "so nothing can be measured" in done.stderr
