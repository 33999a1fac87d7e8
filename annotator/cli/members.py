"""`sets members`: who annotates in a set, and who reviews in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from annotator.cli.context import database, plain_errors
from annotator.operations.sets.members import change_members
from annotator.queries.people.people import people, person_named
from annotator.queries.sets.claim_sets import set_named
from annotator.queries.sets.members import members as members_of
from annotator.queries.sets.members import short_sets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from annotator.shared_settings import MemberSettings

#: What stands in place of names where all people of a role are members.
ALL = "all"


@click.command("members")
@click.argument("name")
@click.option("--annotator", "annotators", multiple=True, help="A user name, or “all”.")
@click.option("--reviewer", "reviewers", multiple=True, help="A user name, or “all”.")
@plain_errors
def members(name: str, annotators: tuple[str, ...], reviewers: tuple[str, ...]) -> None:
    """Show the members of a set; with options, choose them first."""
    if not annotators and not reviewers:
        with database().reading() as session:
            _print(session, set_named(session, name))
        return
    with database().writing() as session:
        claim_set_id = set_named(session, name)
        given = members_of(session, claim_set_id)
        if annotators:
            everyone, chosen = ALL in annotators, _ids(session, annotators)
            given = replace(given, all_annotators=everyone, annotators=chosen)
        if reviewers:
            everyone, chosen = ALL in reviewers, _ids(session, reviewers)
            given = replace(given, all_reviewers=everyone, reviewers=chosen)
        change_members(session, claim_set_id=claim_set_id, seen=None, given=given)
        session.commit()
        _print(session, claim_set_id)


def _ids(session: Session, names: Iterable[str]) -> frozenset[int]:
    if ALL in names:
        return frozenset()
    return frozenset(person_named(session, name).id for name in names)


def _print(session: Session, claim_set_id: int) -> None:
    found: MemberSettings = members_of(session, claim_set_id)
    names = {person.id: person.name for person in people(session)}
    for role, everyone, chosen in (
        ("annotators", found.all_annotators, found.annotators),
        ("reviewers", found.all_reviewers, found.reviewers),
    ):
        click.echo(f"{role}\t{ALL if everyone else ' '.join(sorted(names[one] for one in chosen))}")
    for short in short_sets(session, [claim_set_id]):
        click.echo(
            f"The set asks {short.overlap} annotators per claim and has {short.annotators}: its"
            " claims cannot be completed.",
            err=True,
        )
