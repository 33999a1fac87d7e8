"""Members of a set from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.world import World


def test_the_members_of_a_set_are_chosen_and_shown(run: Run, world: World) -> None:
    assert run("sets", "members", "Verania").stdout == "annotators\tall\nreviewers\tall\n"
    chosen = run("sets", "members", "Verania", "--annotator", "ann", "--annotator", "bob").stdout
    assert chosen == "annotators\tann bob\nreviewers\tall\n"
    refused = run("sets", "members", "Verania", "--annotator", "ann", code=1)
    assert "asks 2 annotators per claim, but has 1 annotator." in refused.stderr
    refused = run("sets", "members", "Verania", "--reviewer", "ann", code=1)
    assert "has another role" in refused.stderr
    back = run("sets", "members", "Verania", "--annotator", "all", "--reviewer", "rita").stdout
    assert back == "annotators\tall\nreviewers\trita\n"
