"""`review`: the reviewer's room on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotator.cleaning import whole_number
from annotator.cli.context import database, plain_errors
from annotator.cli.deciding import IN_REVIEW, decide
from annotator.cli.review_text import line_of, lines_of
from annotator.cli.values import Number, OneOf
from annotator.errors import BadInput
from annotator.labelling.outcome import MERGED, NOT_CHECKABLE, REJECTED, SPLIT
from annotator.operations.review.spot_checks import draw as draw_one
from annotator.queries.people.people import person_named, reviewer_named
from annotator.queries.review import review_queue
from annotator.queries.review.queue_filters import Filters, queue_choices
from annotator.queries.review.reviews import review as one_review
from annotator.queries.sets.claim_sets import claim_set, set_named
from annotator.queries.visibility.blindness import count_withheld
from annotator.terms import DisagreementKind, DisagreementReason, QueueState, many, words

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.queries.review.queue_filters import QueueChoices
    from annotator.queries.review.review_queue import QueuedDifference
    from annotator.records import Page


@click.group()
def review() -> None:
    """Decide on claims on which annotators differ."""


review.add_command(decide)


@review.command("list")
@click.option("--set", "set_name", required=True, help="The claim set.")
@click.option(
    "--show",
    type=OneOf(QueueState),
    default="open",
    show_default=True,
)
@click.option("--annotator", help="Only claims that this user name judged.")
@click.option("--label", help="Only claims that an annotator gave this label.")
@click.option(
    "--speaker", help="Only what this speaker says: a name, or the number in the address."
)
@click.option("--document", help="Only claims in this document: its title, or its number.")
@click.option("--kind", type=OneOf(DisagreementKind))
@click.option("--reason", type=OneOf(DisagreementReason))
@click.option("--order", type=OneOf(review_queue.ORDERS), default="error", show_default=True)
@click.option(
    "--page", "number", type=Number("a page’s number, as 2"), default=1, show_default=True
)
@click.option("--by", required=True, help="User name of the reviewer.")
@plain_errors
def list_claims(
    set_name: str, show: str, order: str, number: int, by: str, **wanted: str | None
) -> None:
    """Print the claims of a set that wait for a decision, were drawn, or are decided.

    Claims that the reviewer judged are left to others.
    """
    with database().reading() as session:
        claim_set_id, reviewer_id = set_named(session, set_name), reviewer_named(session, by).id
        found = review_queue.queue(
            session,
            claim_set_id,
            reviewer_id,
            show=QueueState(show),
            filters=_filters(session, claim_set_id, reviewer_id, wanted),
            order=order,
            number=number,
        )
        left = count_withheld(session, claim_set_id, reviewer_id)
    if found.items and number > found.last:
        raise BadInput(f"The list has {many(found.last, 'page')}: page {number} does not exist.")
    _print(found)
    if left:
        click.echo(f"{many(left, 'claim')} that you judged, left to other reviewers.", err=True)


@review.command("show")
@click.argument("number", type=IN_REVIEW)
@click.option(
    "--by", required=True, help="User name of the reviewer, whose letters the annotators get."
)
@plain_errors
def show_claim(number: int, by: str) -> None:
    """Print a claim in review: what was judged, without names until it is decided."""
    with database().reading() as session:
        found = one_review(session, number, reviewer_named(session, by).id)
    for line in lines_of(found):
        click.echo(line)


@review.command("draw")
@click.option("--set", "set_name", required=True, help="The claim set.")
@click.option("--by", required=True, help="User name of the reviewer.")
@plain_errors
def draw(set_name: str, by: str) -> None:
    """Draw one agreed claim for a spot check, and print its number."""
    with database().writing() as session:
        drawn = draw_one(
            session,
            claim_set_id=set_named(session, set_name),
            reviewer_id=reviewer_named(session, by).id,
        )
        session.commit()
    click.echo(drawn)


def _print(found: Page[QueuedDifference]) -> None:
    for line in found.items:
        click.echo(line_of(line))
    if not found.items:
        click.echo("No claim here is like that.", err=True)
    if found.number < found.last:
        click.echo(f"There are more: --page {found.number + 1}", err=True)


def _filters(
    session: Session, claim_set_id: int, reviewer_id: int, wanted: dict[str, str | None]
) -> Filters:
    """Return what the options name. Raises BadInput, NotFound for what is not there."""
    choices = queue_choices(session, claim_set_id, reviewer_id)
    annotator, kind, reason = wanted["annotator"], wanted["kind"], wanted["reason"]
    return Filters(
        annotator=person_named(session, annotator).id if annotator else None,
        label=_label(session, claim_set_id, wanted["label"]),
        speaker=_chosen(choices, "speaker", wanted["speaker"]),
        document=_chosen(choices, "document", wanted["document"]),
        kind=DisagreementKind(kind) if kind else None,
        reason=DisagreementReason(reason) if reason else None,
    )


def _label(session: Session, claim_set_id: int, written: str | None) -> str | None:
    verdicts = (label.code for label in claim_set(session, claim_set_id).scheme.verdicts)
    known = (*verdicts, NOT_CHECKABLE, REJECTED, SPLIT, MERGED)
    if written is None or written in known:
        return written
    raise BadInput(f"“{written}” is no label of this set. There are: {', '.join(known)}.")


def _chosen(choices: QueueChoices, what: str, written: str | None) -> int | None:
    """Return the id of a speaker or a document: as the page's address has it, or by its name."""
    if written is None:
        return None
    named: tuple[tuple[int, str], ...] = getattr(choices, f"{what}s")
    if number := whole_number(written):
        return number
    found = [one for one, name in named if name.casefold() == written.strip().casefold()]
    if len(found) == 1:
        return found[0]
    there = "more than one" if found else "no"
    raise BadInput(f"There is {there} {words(what)} “{written}” in this set; give the number.")
