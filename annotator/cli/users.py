"""`users`: accounts from the command line."""

from __future__ import annotations

from datetime import timedelta

import click

from annotator.cli.context import database, plain_errors
from annotator.cli.values import OneOf
from annotator.operations.people import users as operations
from annotator.operations.people.invitations import LASTS, invite
from annotator.passwords import new_password
from annotator.queries.people.people import people, person_named
from annotator.terms import Role

ROLES = OneOf(Role)
SITE = click.option(
    "--site",
    default="http://127.0.0.1:8000",
    show_default=True,
    help="The address of Claimbook, for the link.",
)


@click.group()
def users() -> None:
    """Make and change accounts."""


@users.command("list")
@plain_errors
def list_users() -> None:
    """Show all accounts."""
    with database().reading() as session:
        for person in people(session):
            state = "" if person.is_set_up else "  (no password yet)"
            state = state if person.active else "  (may not log in)"
            click.echo(
                f"{person.name}\t{person.display_name}\t{' '.join(sorted(person.roles))}{state}"
            )


@users.command("add")
@click.argument("name")
@click.option("--display-name", default="", help="The name that pages show.")
@click.option(
    "--role", "roles", type=ROLES, multiple=True, required=True, help="Once for each role."
)
@SITE
@plain_errors
def add(name: str, display_name: str, roles: tuple[str, ...], site: str) -> None:
    """Make an account, and print the link with which its person sets a password."""
    with database().writing() as session:
        user_id = operations.add_user(
            session,
            name=name,
            display_name=display_name or name,
            roles=[Role(role) for role in roles],
        )
        token = invite(session, user_id=user_id)
        session.commit()
    _print_link(name, site, token)


@users.command("invite")
@click.argument("name")
@SITE
@plain_errors
def invite_again(name: str, site: str) -> None:
    """Print a new link with which an account's person sets their password."""
    with database().writing() as session:
        token = invite(session, user_id=person_named(session, name).id)
        session.commit()
    _print_link(name, site, token)


def _print_link(name: str, site: str, token: str) -> None:
    hours = LASTS // timedelta(hours=1)
    click.echo(f"{name} sets a password at this address, once, within {hours} hours:")
    click.echo(f"{site.rstrip('/')}/invitation/{token}")


@users.command("roles")
@click.argument("name")
@click.argument("roles", type=ROLES, nargs=-1, required=True)
@plain_errors
def set_roles(name: str, roles: tuple[str, ...]) -> None:
    """Give an account exactly these roles."""
    with database().writing() as session:
        operations.set_roles(
            session,
            user_id=person_named(session, name).id,
            roles=[Role(role) for role in roles],
        )
        session.commit()
    click.echo(f"{name}: {' '.join(roles)}.")


@users.command("password")
@click.argument("name")
@plain_errors
def set_password(name: str) -> None:
    """Set a password, which the command asks for, and end all sessions of the account."""
    with database().reading() as session:
        user_id = person_named(session, name).id
    typed = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    password = new_password(typed)
    with database().writing() as session:
        operations.set_password(session, user_id=user_id, password=password)
        session.commit()
    click.echo(f"The password of {name} is set.")


@users.command("close")
@click.argument("name")
@plain_errors
def close(name: str) -> None:
    """Let an account log in no more; what it did stays."""
    with database().writing() as session:
        person = person_named(session, name)
        operations.change_user(
            session,
            user_id=person.id,
            display_name=person.display_name,
            roles=person.roles,
            active=False,
        )
        session.commit()
    click.echo(f"{name} can log in no more.")
