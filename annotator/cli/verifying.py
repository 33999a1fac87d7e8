"""`sets verify`: whether what is derived from the judgements of a set is what they say."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from annotator.cli.context import database, plain_errors
from annotator.errors import BadInput
from annotator.operations.derived.structures import rebuild_all, verify_all
from annotator.queries.sets import claim_sets as queries
from annotator.terms import many

if TYPE_CHECKING:
    from annotator.operations.derived.structure import VerifiedRows

#: So many differences of one structure are printed; --json prints all that are named.
MOST_PRINTED = 20


@click.command("verify")
@click.argument("name", required=False)
@click.option("--all", "all_sets", is_flag=True, help="Verify every set.")
@click.option("--repair", is_flag=True, help="Rebuild the structures of a set that differs.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, one line for each set.")
@plain_errors
def verify(name: str | None, *, all_sets: bool, repair: bool, as_json: bool) -> None:
    """Compare the derived state of a set with its sources."""
    if (name is None) is not all_sets:
        raise click.UsageError("Name one set, or use --all, not both.")
    left = 0
    for claim_set_id, set_name in _sets(name):
        found = _verified(claim_set_id)
        rebuilt = _rebuilt(claim_set_id) if repair and _differing(found) else None
        left += _differing(found if rebuilt is None else rebuilt)
        if as_json:
            click.echo(_as_json(set_name, found, rebuilt))
        else:
            _print(set_name, found)
            if rebuilt is not None:
                click.echo(f"{set_name}\trebuilt")
    if left:
        rows = many(left, "row differs", "rows differ")
        raise BadInput(f"{rows} from the sources. Rebuild with `sets verify --repair`.")


def _sets(name: str | None) -> list[tuple[int, str]]:
    with database().reading() as session:
        if name is not None:
            return [(queries.set_named(session, name), name)]
        return queries.all_sets(session)


def _verified(claim_set_id: int) -> dict[str, VerifiedRows]:
    with database().reading() as session:
        return verify_all(session, claim_set_id)


def _rebuilt(claim_set_id: int) -> dict[str, VerifiedRows]:
    """Rebuild in one transaction, and verify what is kept then."""
    with database().writing() as session:
        rebuild_all(session, claim_set_id)
        session.commit()
    return _verified(claim_set_id)


def _differing(found: dict[str, VerifiedRows]) -> int:
    return sum(one.count for one in found.values())


def _as_json(
    name: str, found: dict[str, VerifiedRows], rebuilt: dict[str, VerifiedRows] | None
) -> str:
    line: dict[str, object] = {"set": name, "structures": _plain(found)}
    if rebuilt is not None:
        line["rebuilt"] = _plain(rebuilt)
    return json.dumps(line, ensure_ascii=False)


def _plain(found: dict[str, VerifiedRows]) -> dict[str, dict[str, object]]:
    return {key: asdict(one) for key, one in found.items()}


def _print(name: str, found: dict[str, VerifiedRows]) -> None:
    for key, one in found.items():
        rows, count = many(one.rows, "row"), many(one.count, "difference")
        click.echo(f"{name}\t{key}\t{rows}\t{count}")
        for difference in one.differences[:MOST_PRINTED]:
            click.echo(f"\t{difference.row}: {difference.kept} kept, {difference.right} right")
        if one.count > MOST_PRINTED:
            click.echo(f"\t{one.count - MOST_PRINTED:,} more")
