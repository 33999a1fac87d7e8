"""`backup`, `restore` and `doctor`, as an administrator types them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.past import after, claim_on_anns_desk

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Run
    from tests.world import World


@after(claim_on_anns_desk)
def test_a_backup_is_made_and_restored_by_command(
    run: Run, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMBOOK_INSTANCE", str(tmp_path))
    made = run("backup", str(tmp_path / "monday")).stdout
    assert "Read back: every file is as it was written." in made
    assert "exists already" in run("backup", str(tmp_path / "monday"), code=1).stderr
    refused = run("restore", str(tmp_path / "monday"), code=1)
    assert "add --replace" in refused.stderr
    world.database.dispose()
    done = run("restore", str(tmp_path / "monday"), "--replace").stdout
    (before,) = tmp_path.glob("before-restore-*")
    assert f"What was there is in {before}" in done
    assert "Run `doctor` now." in done


@after(claim_on_anns_desk)
def test_the_doctor_prints_what_to_do_and_exits_with_1_on_a_problem(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMBOOK_INSTANCE", str(tmp_path))
    monkeypatch.delenv("CLAIMBOOK_CHEAP_PASSWORDS")
    healthy = run("doctor").stdout
    assert "ok       audit-log" in healthy
    monkeypatch.setenv("CLAIMBOOK_CHEAP_PASSWORDS", "1")
    ill = run("doctor", code=1)
    assert "problem  settings" in ill.stdout
    assert "-> Unset it, restart Claimbook" in ill.stdout
    assert "The examination found 1 problem." in ill.stderr
    lines = [json.loads(line) for line in run("doctor", "--json", code=1).stdout.splitlines()]
    states = {line["key"]: line["state"] for line in lines}
    assert states["settings"] == "problem"
    assert states["derived"] == "ok"
    (found,) = (one for line in lines for one in line["found"] if one["serious"])
    assert found.keys() == {"words", "advice", "serious"}


def test_a_backup_into_a_folder_that_is_missing_names_it(run: Run, tmp_path: Path) -> None:
    refused = run("backup", str(tmp_path / "disk" / "monday"), code=1)
    assert f"The folder {tmp_path / 'disk'} does not exist" in refused.stderr
    assert not (tmp_path / "disk").exists()
