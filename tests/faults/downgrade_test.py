"""A downgrade says which tables, columns and rows it drops, and waits for a yes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text

from annotator.errors import NotConfirmed
from annotator.settings import ROOT
from annotator.storage.revisions import configuration
from tests.migrations.rows import counts, fill
from tests.migrations.schema import schema
from tests.past import after

if TYPE_CHECKING:
    from pathlib import Path

    from tests.world import World

SHRINKING = """
from alembic import op
revision, down_revision = "shrinking", {head!r}
def upgrade():
    pass
def downgrade():
    op.execute("DELETE FROM mention_span")
    with op.batch_alter_table("claim_set") as table:
        table.drop_column("description")
"""


@after(fill)
@pytest.mark.parametrize("revision", ["-1", "base"])
def test_nothing_goes_down_without_a_yes(world: World, url: str, revision: str) -> None:
    above, rows = schema(world.database.engine), counts(world.database)
    world.database.dispose()
    with pytest.raises(NotConfirmed, match="Nothing was changed"):
        command.downgrade(configuration(url), revision)
    assert (schema(world.database.engine), counts(world.database)) == (above, rows)


@after(fill)
def test_a_downgrade_names_rows_and_columns_of_tables_that_stay(
    world: World, url: str, tmp_path: Path
) -> None:
    config = configuration(url)
    head = ScriptDirectory.from_config(config).get_current_head()
    (tmp_path / "shrinking.py").write_text(SHRINKING.format(head=head), encoding="utf-8")
    places = [str(ROOT / "migrations" / "versions"), str(tmp_path)]
    config.set_main_option("version_locations", os.pathsep.join(places))
    world.database.dispose()
    command.upgrade(config, "head")
    before = counts(world.database)
    with pytest.raises(NotConfirmed) as refused:
        command.downgrade(config, "-1")
    rows, sets = before["mention_span"], before["claim_set"]
    assert f"{rows} rows of mention_span" in str(refused.value)
    assert f"column claim_set.description with {sets} value" in str(refused.value)
    assert counts(world.database) == before


@after(fill)
def test_the_command_of_alembic_takes_the_yes(world: World, url: str) -> None:
    before = _revision(world)
    world.database.dispose()
    refused = _alembic(url, "downgrade", "-1")
    assert refused.returncode != 0
    assert "The downgrade drops" in refused.stdout
    assert "alembic -x yes=1 downgrade" in refused.stdout
    done = _alembic(url, "-x", "yes=1", "downgrade", "-1")
    assert done.returncode == 0, done.stderr
    assert "This downgrade drops" in done.stdout
    assert _revision(world) != before


def _revision(world: World) -> str:
    with world.reading() as session:
        return str(session.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _alembic(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alembic", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
