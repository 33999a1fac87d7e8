"""`extract`, as a person types it: files in, a line of JSON for each document out."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from annotator.settings import ROOT
from tests.world import statement

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run, Start

COMMAND = (sys.executable, "-m", "flask", "--app", "app", "extract", "--language", "xx")


def rows(number: int, length: int = 3_000) -> str:
    """So many documents as lines of a .jsonl file, together too much for one process."""
    words = "The port of Orlest was open. " * (length // 29)
    return "".join(json.dumps({"doc_id": str(n), "text": words}) + "\n" for n in range(number))


def test_one_object_is_printed_for_each_document_in_the_order_given(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text(statement("the harbour was open"))
    (tmp_path / "a.jsonl").write_text('{"doc_id": "one", "text": "It rained."}\n\n')
    done = run("extract", str(tmp_path / "b.txt"), str(tmp_path / "a.jsonl"))
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert (first["doc_id"], second["doc_id"]) == ("b", "one")
    (claim,) = first["claims"]
    assert claim["text"] == "the harbour was open"
    assert claim["speaker"]["name"] == "Ada Maro"


def test_a_finer_cut_is_recorded_and_an_explanation_is_printed_on_request(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(statement("the harbour was open"))
    plain = json.loads(run("extract", str(tmp_path / "a.txt")).stdout)
    told = json.loads(run("extract", str(tmp_path / "a.txt"), "--finely", "--explain").stdout)
    assert " finely " in told["extractor"]
    assert isinstance(told["turned_back"], dict)
    assert told["claims"][0]["doubts"] == []
    assert "finely" not in plain["extractor"]
    assert "turned_back" not in plain


def test_the_scorers_contract_is_held_on_real_news(run: Run, shared: Path) -> None:
    files = sorted((shared / "data" / "corpus").glob("*.txt"))
    rows = [json.loads(line) for line in run("extract", *map(str, files)).stdout.splitlines()]
    assert [row["doc_id"] for row in rows] == [file.stem for file in files]
    for row, file in zip(rows, files, strict=True):
        text = file.read_bytes().decode()
        assert all(text[start:end].strip() for start, end in row["sentences"])
        for claim in row["claims"]:
            assert claim["text"].split()[0] in text
            assert 0 <= claim["score"] <= 1
            assert all(0 <= start < end <= len(text) for start, end in claim["spans"])


@pytest.mark.parametrize("processes", ["1", "2"])
def test_the_line_that_cannot_be_read_is_named_after_all_before_it_are_printed(
    start: Start, tmp_path: Path, processes: str
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(rows(120) + "nonsense\n" + rows(1))
    done = start("extract", str(file), "--language", "xx", "--processes", processes, code=1)
    assert f"Error: {file}, line 121: it needs “doc_id” and “text”" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    names = [json.loads(line)["doc_id"] for line in done.stdout.splitlines()]
    assert names == [str(number) for number in range(120)]


def test_many_documents_print_the_same_by_two_processes_as_by_one(
    run: Run, start: Start, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text(rows(120))
    (tmp_path / "b.txt").write_text("The road of Orlest was closed.")
    files = (str(tmp_path / "a.jsonl"), str(tmp_path / "b.txt"))
    one = run("extract", *files, "--language", "xx", "--processes", "1")
    two = start("extract", *files, "--language", "xx", "--processes", "2")
    assert one.stdout == two.stdout
    assert len(two.stdout.splitlines()) == 121
    assert one.stderr == two.stderr
    assert "There are no rules" in one.stderr


def test_lines_come_out_while_others_go_in_and_an_interrupt_ends_every_process(
    tmp_path: Path,
) -> None:
    pipe = tmp_path / "a.jsonl"
    os.mkfifo(pipe)
    ended = threading.Event()
    writing = threading.Thread(target=_write, args=(pipe, ended))
    with subprocess.Popen(
        [*COMMAND, "--processes", "2", str(pipe)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        writing.start()
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["doc_id"] == "0"
        os.killpg(process.pid, signal.SIGINT)
        # Ends only when the last process that holds the pipe is gone.
        _, errors = process.communicate(timeout=30)
    ended.set()
    writing.join(timeout=30)
    assert process.returncode == 1
    assert b"Aborted!" in errors
    assert b"Traceback" not in errors


def test_a_terminal_shows_how_far_it_is_and_the_file_gets_the_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The port of Orlest was open.")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*COMMAND, str(tmp_path / "a.txt")],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
    )
    shown = os.read(ours, 10_000)
    os.close(theirs)
    os.close(ours)
    assert b"Reading" in shown
    assert json.loads(done.stdout)["doc_id"] == "a"


def _write(pipe: Path, ended: threading.Event) -> None:
    """Writes documents into a pipe, and leaves it open as if there were more to come."""
    with suppress(BrokenPipeError), pipe.open("w") as stream:
        stream.write(rows(200))
        stream.flush()
        ended.wait(timeout=60)
