"""Files, releases and commands tell nothing of a judgement before its reader may know it, and name
no annotator before the claim is decided.
"""

from __future__ import annotations

import re
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from annotator.cli import COMMANDS
from annotator.exports import FORMATS
from annotator.models import SetClaim
from annotator.operations.people import users
from annotator.operations.releases import releases
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.review.reviews import review
from annotator.records import ReleaseInput
from annotator.terms import ReleaseRule, Role
from tests.past import after
from tests.security.canary import CANARY, both_are_done, with_roles
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result
    from flask import Flask

    from tests.visitor import Visitor
    from tests.world import World


@after(both_are_done)
def test_a_file_names_no_annotator_before_the_claim_is_decided(
    visitor: Callable[..., Visitor], world: World
) -> None:
    rita = visitor("rita")
    for one in FORMATS:
        written = rita.get(f"/sets/#1/export.{one.key}").text
        assert CANARY in written
        assert _named(written) == {"Annotator A", "Annotator B"}
    world.decide("rita")
    for one in FORMATS:
        assert _named(rita.get(f"/sets/#1/export.{one.key}").text) == {"ann", "bob"}


@after(both_are_done)
def test_the_letters_of_a_file_are_those_of_the_page(world: World) -> None:
    with world.reading() as session:
        (claim,) = labelled_claims(session, world.claim_set_id, world.people["rita"])
        on_page = review(session, world.nth(SetClaim), world.people["rita"])
    assert [one.id for one in claim.judgements] == [one.id for one in on_page.judgements]
    assert [one.annotator for one in claim.judgements] == ["Annotator A", "Annotator B"]


@after(both_are_done)
def test_a_release_names_no_annotator_of_an_undecided_claim(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _release(world)
    rita = visitor("rita")
    for one in FORMATS:
        assert _named(rita.get(f"/releases/#1/files/{one.key}").text) == {
            "Annotator A",
            "Annotator B",
        }
    report = rita.get("/releases/#1/files/report").text
    assert not re.search(r"\b(?:ann|bob)\b", report)


@after(both_are_done)
def test_a_release_is_for_those_who_judged_in_the_set_when_their_claims_are_decided(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _release(world)
    bob = with_roles(world, visitor, list(Role))
    paths = ("/sets/#1/releases", "/releases/#1", *(f"/releases/#1/files/{f.key}" for f in FORMATS))
    for path in paths:
        answer = bob.get(path)
        assert (answer.status_code, CANARY in answer.text) == (403, False), path
    assert "Release created" not in bob.text("/audit-log?since=2020").split("</form>")[-1]
    made = bob.send("/sets/#1/releases/new", {"rule": "unanimous"}, page="/account")
    assert made.status_code == 403
    world.decide("rita")
    assert all(bob.get(path).status_code == 200 for path in paths)


@after(both_are_done)
def test_a_command_shows_its_reader_what_the_pages_show_them(app: Flask, world: World) -> None:
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["bob"], roles=list(Role))
        session.commit()
    export = ("export", "--set", "Verania")
    assert CANARY in _run(app, *export, "--by", "rita").stdout
    for by in ((), ("--by", "bob")):
        for one in FORMATS:
            assert CANARY not in _run(app, *export, "--format", one.key, *by).stdout
    assert "can still change" in _run(app, *export).stderr
    assert "cannot read judgements" in _run(app, *export, "--by", "cleo", code=1).stderr
    for arguments in (
        ("agreement", "--set", "Verania"),
        ("sets", "release", "Verania"),
        ("sets", "releases", "Verania"),
    ):
        assert "--by" in _run(app, *arguments, code=1).stderr
    assert _run(app, "review", "list", "--set", "Verania", "--by", "bob").stdout == ""
    assert "- to decide" in _run(app, "sets", "list").stdout
    seen = _run(app, "audit", "list").stdout
    assert "judgement_submitted" not in seen


def _named(written: str) -> set[str]:
    return set(re.findall(r"\b(?:ann|bob|Annotator [A-Z])\b", written))


def _release(world: World) -> None:
    """Rita releases what has a majority of any size, undecided as it is."""
    world.import_statements("the bridge was shut")
    for name in ("ann", "cleo"):
        world.judge(name, judgement(justification=CANARY))
    given = ReleaseInput(ReleaseRule.UNANIMOUS, any_source=True)
    with TemporaryFile() as room:
        with world.reading() as session:
            prepared = releases.prepare(
                session,
                claim_set_id=world.claim_set_id,
                given=given,
                made_by="rita",
                reader=world.people["rita"],
                room=room,
            )
        with world.writing() as session:
            releases.keep(session, prepared=prepared, made_by_id=world.people["rita"])
            session.commit()


def _run(app: Flask, *arguments: str, code: int = 0) -> Result:
    for command in COMMANDS:
        app.cli.add_command(command)
    done = app.test_cli_runner(catch_exceptions=False).invoke(args=arguments)
    assert done.exit_code == code, done.stderr
    return done
