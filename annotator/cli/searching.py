"""`search`: find claims, documents, speakers, sources and sets by their words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.context import database, plain_errors
from annotator.cli.values import SOME, OneOf
from annotator.errors import BadInput
from annotator.folding import terms
from annotator.operations.derived.search_words import rebuild_words, verify_words
from annotator.queries.people.people import person_named
from annotator.queries.search.found import KINDS, SearchInput
from annotator.queries.visibility.blindness import ANYBODY
from annotator.terms import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.queries.search.found import FoundThing


@click.command("search")
@click.argument("words", nargs=-1)
@click.option("--by", help="User name of the person who searches: sources need one.")
@click.option("--kind", type=OneOf(KINDS), help="Only things of this kind.")
@click.option("--limit", type=SOME, default=20, help="So many of each kind.")
@click.option("--newest", is_flag=True, help="Newest first, not the best match.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, one line for each.")
@click.option("--verify", is_flag=True, help="Compare the index with all texts.")
@click.option("--repair", is_flag=True, help="Make the index again where it differs.")
@plain_errors
def search(
    words: tuple[str, ...], *, verify: bool, repair: bool, as_json: bool, **asked: Any
) -> None:
    """Find what has all of these WORDS: “a phrase” in quotation marks, a pre* with a star."""
    if verify or repair:
        _verify(repair=repair)
        return
    wanted = terms(" ".join(words))
    if not wanted:
        raise click.UsageError("Write words to search for, or use --verify.")
    for kind, total, thing in _found(wanted, **asked):
        click.echo(_as_json(kind, thing) if as_json else _as_text(kind, total, thing))


def _found(
    wanted: Any, *, by: str | None, kind: str | None, limit: int, newest: bool
) -> Iterator[tuple[str, str, FoundThing | None]]:
    """Yield each kind with what was found of it; one line without a thing comes first."""
    with database().reading() as session:
        reader = person_named(session, by).id if by else ANYBODY
        for name, find in KINDS.items():
            if kind and name != kind:
                continue
            page = find(session, SearchInput(wanted, reader, limit, newest))
            yield name, f"{page.total:,}{'+' if page.cut else ''}", None
            for thing in page.things:
                yield name, "", thing


def _as_text(kind: str, total: str, thing: FoundThing | None) -> str:
    if thing is None:
        return f"{kind}: {total}"
    title = " ".join("".join(piece for piece, _ in thing.title).split())
    return "\t".join(("", str(thing.id or ""), title, thing.beside, str(thing.published or "")))


def _as_json(kind: str, thing: FoundThing | None) -> str:
    line: dict[str, object] = {"kind": kind}
    if thing is not None:
        published = str(thing.published) if thing.published else None
        title, why = ("".join(piece for piece, _ in words) for words in (thing.title, thing.why))
        line |= {"id": thing.id, "title": title, "why": why, "published": published}
    return json.dumps(line, ensure_ascii=False)


def _verify(*, repair: bool) -> None:
    with database().reading() as session:
        found = verify_words(session)
    if repair and any(rows.count for rows in found.values()):
        with database().writing() as session:
            rebuild_words(session)
            session.commit()
        with database().reading() as session:
            found = verify_words(session)
    for name, rows in found.items():
        click.echo(f"{name}\t{many(rows.rows, 'row')}\t{many(rows.count, 'difference')}")
    if left := sum(rows.count for rows in found.values()):
        raise BadInput(f"{many(left, 'row')} would not be found. Run `search --repair`.")
