"""`agreement`: figures of any long table, and of a claim set."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from annotator.cli.agreement import agreement
from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.web import create_app
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.world import World

    #: Runs the command in this process; gives what it printed, or with `code=1` what it refused.
    Told = Callable[..., str]

HEAD = "item_id,annotator_id,label"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The command in this process, with a database that nothing opens."""
    url = f"sqlite:///{tmp_path_factory.mktemp('nothing') / 'never-opened.sqlite'}"
    app = create_app(Settings(url, "for tests"), Database(url))

    def run(*arguments: object, code: int = 0) -> str:
        done = app.test_cli_runner().invoke(agreement, [str(one) for one in arguments])
        assert done.exit_code == code, done.output
        return done.output

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two annotators, four items, labels that are numbers."""
    path = tmp_path / "labels.csv"
    path.write_text(
        f"{HEAD},gold\n1,ann,1,1\n1,bob,1.0,1\n2,ann,2,2\n2,bob,2,2\n"
        "3,ann,3,\n3,bob,1,\n4,ann,3,3\n4,bob,3,3\n"
    )
    return path


def test_a_table_is_printed_as_the_contract_has_it(run: Run, file: Path) -> None:
    (found,) = json.loads(run("agreement", str(file), "--ci", "--json").stdout)["sets"]
    assert (found["set"], found["items"], found["annotators"], found["judgements"]) == (
        None,
        4,
        2,
        8,
    )
    assert found["statistics"]["percent"] == found["statistics"]["mean_P_i"] == 0.75
    assert found["statistics"]["majority_vote_accuracy_ties_split"] == 1
    low, high = found["intervals"]["percent"]
    assert low <= 0.75 <= high
    assert found["undefined"]["alpha_masi"] == "no label is a set joined by “|”"
    assert not found["statistics"].keys() & found["undefined"].keys()
    assert found["intervals"].keys() <= found["statistics"].keys()
    assert found["labels"] == ["1", "2", "3"]
    assert found["notes"] == ["items that are tied between labels: 1"]


def test_a_person_reads_it_as_a_table(told: Told, file: Path) -> None:
    printed = told(file, "--ci")
    assert "4 items, 2 annotators, 8 judgements; 2 labels an item, 0 missing" in printed
    assert "Percent agreement                    0.7500   95 %: 0.2500 to 1.0000" in printed
    assert "Krippendorff’s α, MASI           undefined: no label is a set joined by “|”" in printed
    assert "Note: items that are tied between labels: 1" in printed


def test_one_of_a_kind_is_called_one_and_nothing_is_no_less_than_nothing(
    told: Told, tmp_path: Path
) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(f"{HEAD}\n1,ann,a\n")
    printed = told(file)
    assert "1 item, 1 annotator, 1 judgement; 1 label an item" in printed
    assert "nothing has two judgements yet" in printed
    labels = ("bbb", "bab", "aba")  # 1 - x / x, which a float puts below 0
    rows = (f"{n},{who},{labels[n][who]}" for n in range(3) for who in range(3))
    file.write_text("\n".join([HEAD, *rows]))
    printed = told(file)
    assert "-0.0000" not in printed
    assert "Fleiss’ κ                            0.0000" in printed


def test_a_large_number_is_named_as_it_was_written(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "sums.csv"
    file.write_text(f"{HEAD}\n1,ann,-1900000\n1,bob,2400000\n")
    assert "-1900000 is below 0, where a ratio scale ends" in told(file)


def test_an_empty_file_says_what_belongs_into_it(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "empty.csv"
    file.write_text("")
    refused = told(file, code=1)
    assert f"{file}: its first line is empty. Name the columns there: item_id," in refused


def test_each_set_of_a_table_has_figures_of_its_own(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "sets.csv"
    file.write_text(
        f"set,{HEAD}\nfirst,1,ann,a\nfirst,1,bob,a\nsecond,1,ann,a\nfirst,2,ann,b\n"
        "first,2,bob,b\nsecond,1,bob,\nsecond,1,cleo,b\nsecond,1,ann,b\nsecond,2,ann,b\n"
    )
    first, second = _json(told, file)
    assert (first["set"], first["statistics"]["cohen_kappa"]) == ("first", 1)
    assert second["undefined"]["alpha_nominal"].startswith("only one label was given")
    assert second["notes"] == [
        "empty labels, which are judgements that are missing: 1",
        "rows that repeat an annotator on an item with another label, of which the last counts: 1",
        "items with a single label, which say nothing about agreement: 1",
        "only one label was given, so that all agreement may be chance",
    ]
    assert (second["missing"], second["labels_an_item"]) == (1, [1, 2])
    assert "Set: second" in told(file)


def test_a_label_that_looks_like_a_missing_value_is_named_and_can_be_read_as_one(
    told: Told, tmp_path: Path
) -> None:
    file = tmp_path / "gaps.csv"
    words = ("NA", "nan", "null", "-", "N/A", "None")
    gaps = "".join(f"{n},ann,{word}\n{n},bob,yes\n" for n, word in enumerate(words, 10))
    file.write_text(f"{HEAD}\n1,ann,yes\n1,bob,yes\n2,ann,no\n2,bob,no\n{gaps}")
    (found,) = _json(told, file)
    assert found["statistics"]["percent"] == 0.25
    note = found["notes"][-1]
    assert note.startswith("labels that look like a missing value and count as labels: ")
    assert note.endswith(
        "and 1 more. To count them as missing, add --missing -,N/A,NA,None,nan,null"
    )
    (found,) = _json(told, file, "--missing", "-,N/A,NA,None,nan,null")
    assert found["statistics"]["percent"] == 1
    assert "empty labels, which are judgements that are missing: 6" in found["notes"]


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("True", "true", "“True” and “true”"),
        ("caf\u00e9", "cafe\u0301", "“cafe\\u0301” and “caf\\xe9”"),
        ("supported", "supported\u200b", "“supported” and “supported\\u200b”"),
        ("very true", "very\u00a0true", "“very true” and “very\\xa0true”"),
        ("ДА", "да", "“ДА” and “да”"),
    ],
)
def test_names_that_a_person_takes_for_one_are_named(
    told: Told, tmp_path: Path, one: str, other: str, shown: str
) -> None:
    file = tmp_path / "alike.csv"
    rows = f"1,ann,{one}\n1,bob,{other}\n2,ann,no\n2,bob,no\n"
    file.write_text(f"{HEAD}\n{rows}")
    (found,) = _json(told, file)
    assert found["notes"][-1] == (
        "labels that differ only in case, blanks or Unicode form and count as different: " + shown
    )
    file.write_text(f"{HEAD}\n1,{one},a\n1,{other},a\n{one},bob,b\n{other},bob,b\n")
    (found,) = _json(told, file)
    assert [note.split()[0] for note in found["notes"][-2:]] == ["annotators", "items"]


def test_repeats_that_contradict_are_counted_apart_from_equal_ones(
    told: Told, tmp_path: Path
) -> None:
    file = tmp_path / "repeats.csv"
    file.write_text(f"{HEAD}\n1,ann,a\n1,ann,b\n1,ann,b\n1,bob,b\n2,ann,a\n2,bob,a\n2,bob,a\n")
    (found,) = _json(told, file)
    assert found["notes"] == [
        "rows that repeat an annotator on an item with the same label, which count once: 2",
        "rows that repeat an annotator on an item with another label, of which the last counts: 1",
    ]


def test_a_level_leaves_out_what_labels_of_it_cannot_have(told: Told, file: Path) -> None:
    (found,) = _json(told, file, "--level", "ordinal")
    assert "alpha_ordinal" in found["statistics"]
    assert "alpha_interval" not in {**found["statistics"], **found["undefined"]}


def test_listed_labels_have_an_order_and_no_other_is_taken(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "words.csv"
    file.write_text(f"{HEAD}\n1,ann,low\n1,bob,mid\n2,ann,high\n2,bob,high\n3,ann,lwo\n")
    refused = told(file, "--labels", "low,mid,high", code=1)
    assert "line 6: “lwo” is not one of the labels low, mid, high." in refused
    (found,) = _json(told, file, "--labels", "low,mid,high,lwo")
    assert "alpha_ordinal" in found["statistics"]


def test_distances_from_a_file_give_weighted_figures(
    told: Told, file: Path, tmp_path: Path
) -> None:
    distances = tmp_path / "distances.csv"
    distances.write_text("label,other,distance\n1,3,0.25\n")
    (found,) = _json(told, file, "--distances", distances)
    assert found["statistics"]["weighted_kappa"] > found["statistics"]["cohen_kappa"]
    assert found["statistics"]["alpha_weighted"] > found["statistics"]["alpha_nominal"]
    distances.write_text("label,other,distance\n1,3,near\n")
    refused = told(file, "--distances", distances, code=1)
    assert f"{distances}: Line 2: “near” is no distance" in refused


def test_the_details_have_pairs_people_model_and_queue(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "again.csv"
    rows = [
        f"{n},{who},{label},{n % 2}"
        for n in range(4)
        for who, label in (("ann", "ab"[n % 2]), ("bob", "aabb"[n]))
    ]
    file.write_text("\n".join([f"{HEAD},replicate", *rows, "0,ann,b,2"]))
    (found,) = _json(told, file, "--details")
    details = found["details"]
    (pair,) = details["pairs"]
    assert (pair["annotators"], pair["items"], pair["agreement"]) == (["ann", "bob"], 4, 0.25)
    assert details["confusion"]["a"].keys() == {"a", "b"}
    assert details["fleiss"]["P_observed"] == 0.25
    assert details["gold"] == {"undefined": "no item has a gold label"}
    assert details["themselves"] == {"ann": {"items": 1, "agreement": 0.0}}
    assert sum(details["model"]["class_prevalence"].values()) == pytest.approx(1)
    assert {line["item"] for line in details["queue"]} == {"0", "1", "2", "3"}
    assert "Dawid and Skene’s model reads all: 1" in found["notes"][0]


def test_a_set_whose_labels_are_all_missing_has_reasons_only(told: Told, file: Path) -> None:
    file.write_text(f"set,{HEAD}\nnone,1,ann,\nnone,1,bob,\n")
    (found,) = _json(told, file, "--ci", "--details")
    assert (found["items"], found["annotators"], found["judgements"]) == (0, 0, 0)
    assert found["statistics"] == found["intervals"] == {}
    assert found["details"]["pairs"] == []
    assert found["details"]["queue"] == {"undefined": "nothing has two judgements yet"}
    assert "0 items, 0 annotators" in told(file)


def test_a_column_that_holds_no_labels_is_told(told: Told, file: Path) -> None:
    file.write_text("\n".join([HEAD, *(f"{n},ann,words {n}" for n in range(5_000))]))
    assert f"{file}: 5,000 different labels on 5,000 items" in told(file, code=1)


def test_a_gold_label_is_set_against_each_annotator(told: Told, file: Path) -> None:
    (found,) = _json(told, file, "--details")
    assert found["details"]["gold"]["bob"] == {
        "judgements": 3,
        "right": 3,
        "given": [["1", "1", 1], ["2", "2", 1], ["3", "3", 1]],
    }


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1,ann,a,a\n1,bob,b,b\n", "line 3: item “1” has the gold label “b” here and “a” before"),
        ("1,ann,a\n", "line 2: it has 3 cells"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_code_1(
    run: Run, tmp_path: Path, rows: str, said: str
) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(f"{HEAD},gold\n{rows}")
    refused = run("agreement", str(file), "--json", code=1)
    assert refused.stderr.startswith(f"Error: {file}, {said}")
    assert len(refused.stderr.splitlines()) == 1
    assert refused.stdout == ""


def test_it_wants_a_file_or_a_set_and_json_for_details(told: Told, file: Path) -> None:
    for arguments in ([], [file, "--set", "Verania"]):
        refused = told(*arguments, code=1)
        assert "Name a CSV file, or a claim set by --set; not both." in refused
    refused = told(file, "--details", code=1)
    assert "add --json" in refused


def test_a_claim_set_has_the_figures_of_its_verdicts(run: Run, world: World) -> None:
    world.import_statements("the harbour was open", "the bridge was closed")
    for name in ("ann", "bob"):
        world.judge(name, judgement("supported"))
        world.judge(name, judgement("refuted"))
    (found,) = json.loads(
        run("agreement", "--set", "Verania", "--json", "--details", "--by", "rita").stdout
    )["sets"]
    assert (found["set"], found["items"], found["annotators"]) == ("Verania", 2, 2)
    assert found["statistics"]["alpha_nominal"] == 1
    assert found["details"]["pairs"][0]["annotators"] == ["ann", "bob"]
    checkable = json.loads(
        run(
            "agreement", "--set", "Verania", "--question", "checkability", "--json", "--by", "rita"
        ).stdout
    )
    assert checkable["sets"][0]["labels"] == ["checkable"]
    assert "There is no claim set" in run("agreement", "--set", "Nowhere", code=1).stderr


def _json(told: Told, *arguments: object) -> list[dict[str, Any]]:
    """The sets that are printed."""
    sets = json.loads(told(*arguments, "--json"))["sets"]
    assert isinstance(sets, list)
    return sets


def test_blanks_around_cells_are_removed_and_the_rows_are_counted(
    told: Told, tmp_path: Path
) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(f"{HEAD}\n1,ann,yes \n1,bob,yes\n2, ann ,no\n2,bob,no\n")
    printed = told(file)
    assert "rows with blanks around a cell, which were removed: 2" in printed
    file.write_text(f"{HEAD}\n1,ann,yes\n1,bob,yes\n")
    assert "blanks around a cell" not in told(file)
