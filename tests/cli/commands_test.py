"""The command line, as an administrator types it."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from annotator.operations.derived.structures import DERIVED
from annotator.records import DocumentMetadata
from tests import commands
from tests.serving import environment
from tests.world import judgement, statement, with_reports

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.storage.database import Database
    from tests.cli.conftest import Run, Start
    from tests.world import World


def test_documents_are_imported_from_a_folder_and_the_one_that_fails_is_named(
    run: Run, start: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "news"
    (folder / "inner").mkdir(parents=True)
    (folder / "a.txt").write_text(statement("the harbour was open"))
    (folder / "inner" / "b.txt").write_text(statement("the bridge was closed"))
    (folder / "broken.txt").write_bytes(b"\x00\x01")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    done = start("import", str(folder), "--outlet", "Northern Herald", "--date", "2025-12", code=1)
    assert "2 imported, 0 here before, 1 failed" in done.stdout
    assert "broken.txt: It is not a text file" in done.stderr
    again = run("import", str(folder / "a.txt"))
    assert "0 imported, 1 here before, 0 failed" in again.stdout


@pytest.mark.parametrize("accept", [False, True])
def test_guesses_are_shown_and_kept_only_when_they_are_accepted(
    run: Run, database: Database, tmp_path: Path, accept: bool
) -> None:
    paragraph = "<p>The harbour of Orlest was open again on Saturday, the ministry said.</p>"
    page = f"<html><title>Open again</title><body><article>{paragraph * 3}</article></body></html>"
    (tmp_path / "a.html").write_text(page)
    done = run("import", str(tmp_path / "a.html"), *(["--accept-guesses"] if accept else []))
    assert "a.html: title “Open again” (from the head of the page)" in done.stderr
    said = "Guesses are kept (1 text)." if accept else "Guesses are not kept without"
    assert said in done.stderr
    with database.reading() as session:
        titles = session.scalars(text("SELECT title FROM document")).all()
    assert titles == ["Open again" if accept else "a"]


def test_claims_go_straight_into_a_set(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("President Ada Maro said that 41 people had been wounded.")
    run("sets", "add", "Verania", "--overlap", "3")
    run("import", str(tmp_path / "a.txt"), "--set", "Verania")
    assert "0 of 1 claim judged by 3" in run("sets", "list").stdout


def test_an_import_may_cut_its_texts_finely(run: Run, database: Database, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(statement("the harbour was open"))
    run("import", str(tmp_path / "a.txt"), "--finely")
    with database.reading() as session:
        extractors = session.scalars(text("SELECT extractor FROM document")).all()
    assert [" finely " in extractor for extractor in extractors] == [True]


def test_the_derived_state_of_a_set_is_verified_and_repaired(run: Run, world: World) -> None:
    world.import_statements("the harbour was open")
    for name in ("ann", "bob"):
        world.judge(name)
    lines = run("sets", "verify", "Verania").stdout.splitlines()
    assert [line.split("\t")[1] for line in lines] == [one.key for one in DERIVED]
    assert "Verania\tseats\t1 row\t0 differences" in lines
    with world.writing() as session:
        session.execute(text("UPDATE pattern_count SET claims = 4 WHERE question = 'verdict'"))
        session.commit()
    refused = run("sets", "verify", "--all", code=1)
    assert "Verania\tpattern_counts\t2 rows\t1 difference" in refused.stdout
    assert "\tverdict, supported:2: 4 kept, 1 right" in refused.stdout
    assert "1 row differs from the sources." in refused.stderr
    repaired = run("sets", "verify", "Verania", "--repair", "--json").stdout
    found = json.loads(repaired)
    assert found["structures"]["pattern_counts"] == {
        "rows": 2,
        "count": 1,
        "differences": [{"row": "verdict, supported:2", "kept": "4", "right": "1"}],
    }
    assert {one["count"] for one in found["rebuilt"].values()} == {0}
    assert "rebuilt" not in json.loads(run("sets", "verify", "--all", "--json").stdout)
    assert "Name one set, or use --all" in run("sets", "verify", code=2).stderr


def test_known_answers_are_read_whole_or_not_at_all(run: Run, world: World, tmp_path: Path) -> None:
    world.import_statements()
    answers = tmp_path / "answers.csv"
    rows = ["claim_id,purpose,answer,reason", "2,calibration,refuted,The log says so."]
    answers.write_text("\n".join([*rows, "3,calibration,not_checkable:nonsense,Why."]))
    refused = run("sets", "known-answers", "Verania", str(answers), "--by", "ed", code=1)
    assert "Line 3: “nonsense” is not one of opinion" in refused.stderr
    answers.write_text("\n".join([*rows, "99,known_answer,rejected:not_a_claim,Why."]))
    refused = run("sets", "known-answers", "Verania", str(answers), "--by", "ed", code=1)
    assert "Line 3: the set has no claim 99" in refused.stderr
    answers.write_text("\n".join(rows))
    done = run("sets", "known-answers", "Verania", str(answers), "--by", "ed")
    assert "Known answers kept in “Verania”: 1." in done.stdout


def test_an_import_that_was_stopped_is_ended_by_the_next(
    run: Run, database: Database, tmp_path: Path
) -> None:
    _leave_unread(database)
    (tmp_path / "b.txt").write_text(statement("the bridge was closed"))
    run("import", str(tmp_path / "b.txt"))
    with database.reading() as session:
        from annotator.queries.corpus.documents import documents

        assert {line.extraction for line in documents(session).items} == {"done"}


def test_accounts_are_made_changed_and_closed(run: Run) -> None:
    run("users", "add", "ann", "--role", "annotator")
    run("users", "roles", "ann", "reviewer", "editor")
    assert run("users", "list").stdout == "ann\tann\teditor reviewer  (no password yet)\n"
    typed = "another long one\n" * 2
    assert "The password of ann is set." in run("users", "password", "ann", typed=typed).stdout
    run("users", "close", "ann")
    assert run("users", "list").stdout == "ann\tann\teditor reviewer  (may not log in)\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("users", "add", "A b", "--role", "editor"), "user name has"),
        (("users", "close", "nobody"), "There is no account “nobody”"),
        (("export", "--set", "Nothing"), "There is no claim set “Nothing”"),
        (("sets", "add", "New", "--overlap", "0"), "from 1 to 50"),
        (("sets", "fill", "Nothing"), "There is no claim set"),
        (("sets", "fill", "Nothing", "--document", "999"), "There is no document 999."),
        (("import", "README.md", "--language", "german"), "is no code of a language"),
        (("serve", "--port", "99999"), "“99999” cannot be used: write a port"),
        (("import", "setup.cfg"), "does not exist"),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_in_one_line(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    done = run(*arguments, code=None)
    assert done.exit_code != 0
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_labelled_set_is_exported_to_a_file_and_to_the_pipe(
    run: Run, start: Start, world: World, tmp_path: Path
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("supported"))
    output = tmp_path / "out.jsonl"
    run("export", "--set", "Verania", "--by", "rita", "-o", str(output))
    (row,) = [json.loads(line) for line in output.read_text().splitlines()]
    assert (row["label"], row["basis"], len(row["judgements"])) == ("supported", "unanimous", 2)
    piped = start("export", "--set", "Verania", "--by", "rita", "--format", "csv").stdout
    assert [r["annotator"] for r in csv.DictReader(io.StringIO(piped))] == [
        "Annotator A",
        "Annotator B",
    ]
    assert list(tmp_path.glob("*.part")) == []


def test_extract_reads_french_and_says_when_a_language_has_no_rules(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Le port est ouvert, a dit Ada Maro.", encoding="utf-8")
    done = run("extract", str(tmp_path / "a.txt"), "--language", "fr-CA")
    (claim,) = json.loads(done.stdout)["claims"]
    assert (claim["speaker"]["name"], claim["score"]) == ("Ada Maro", None)
    assert done.stderr.strip() == ""
    done = run("extract", str(tmp_path / "a.txt"), "--language", "it")
    assert "There are no rules for the language “it” yet" in done.stderr
    assert "is no code" in run("extract", "README.md", "--language", "french", code=1).stderr


def test_claims_that_nobody_weighed_are_put_into_a_set_when_asked_for(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Der Hafen ist offen.", encoding="utf-8")
    run("sets", "add", "Häfen")
    done = run("import", str(tmp_path / "a.txt"), "--language", "de")
    assert "There are no rules for the language “de” yet" in done.stdout
    assert "0 claims added" in run("sets", "fill", "Häfen").stdout
    assert "1 claim added" in run("sets", "fill", "Häfen", "--worth", "none").stdout


def test_a_database_that_was_never_migrated_says_what_to_do(tmp_path: Path) -> None:
    new = f"sqlite:///{tmp_path}/new.sqlite"
    done = commands.run(("users", "list"), {**environment(tmp_path), "DATABASE_URL": new})
    assert done.returncode == 1
    assert "alembic upgrade head" in done.stderr


def _leave_unread(database: Database) -> None:
    from annotator.imports.incoming import IncomingText
    from annotator.operations.corpus.documents import begin_import, import_texts

    with database.writing() as session:
        batch_id = begin_import(session, label="stopped")
        text = IncomingText(
            name="a.txt",
            text=statement("the harbour was open"),
            metadata=DocumentMetadata(title="A"),
        )
        import_texts(session, batch_id=batch_id, incoming=[text], unstated=DocumentMetadata())
        session.commit()


def test_speakers_and_outlets_are_merged_by_name(run: Run, world: World, tmp_path: Path) -> None:
    for n, outlet in enumerate(("Northern Herald", "NORTHERN HERALD")):
        (tmp_path / f"{n}.txt").write_text(statement(f"the harbour had {n + 2} gates"))
        run("import", str(tmp_path / f"{n}.txt"), "--outlet", outlet)
    done = run("outlets", "merge", "NORTHERN HERALD", "Northern Herald", "--by", "ed")
    merged = "“NORTHERN HERALD” is a further name of “Northern Herald”: 1 document moved."
    assert merged in done.stdout
    world.import_statements("the road was open", changed=partial(with_reports, speaker="A. Maro"))
    done = run("speakers", "merge", "A. Maro", "Ada Maro")
    assert "“A. Maro” is a further name of “Ada Maro”: 1 attribution moved." in done.stdout
    refused = run("speakers", "merge", "Bo Tarn", "Ada Maro", code=1)
    assert "No speaker has the name “Bo Tarn”" in refused.stderr


def test_search_finds_words_and_verifies_and_repairs_its_index(run: Run, world: World) -> None:
    world.import_statements("the 渡轮 sank", "the harbour was open")
    found = run("search", "渡轮").stdout
    assert "claims: 1\n" in found
    assert "the 渡轮 sank" in found
    assert "sources: 0\n" in found
    lines = [json.loads(line) for line in run("search", "harb*", "--json").stdout.splitlines()]
    assert {"claims", "documents"} <= {line["kind"] for line in lines if "id" in line}
    assert "claims:" not in run("search", "harbour", "--kind", "documents").stdout
    assert "Write words to search for" in run("search", "*", code=2).stderr
    run("search", "--verify")
    with world.writing() as session:
        session.execute(text("UPDATE claim SET words = 'zebra'"))
        session.commit()
    assert "2 rows would not be found" in run("search", "--verify", code=1).stderr
    assert "search --repair" in run("doctor", code=None).stdout
    assert "claim\t2 rows\t0 differences" in run("search", "--repair").stdout
    assert "claims: 1\n" in run("search", "渡轮").stdout
