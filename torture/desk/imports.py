"""A large import: uploaded, read, confirmed and written while people save."""

from __future__ import annotations

import secrets
import threading
from contextlib import closing, contextmanager
from dataclasses import replace
from random import Random
from time import monotonic, sleep
from typing import TYPE_CHECKING

from annotator.import_states import ImportState
from annotator.operations.people import users
from annotator.passwords import new_password
from annotator.queries.corpus.imports import import_of
from annotator.terms import Role
from benchmarks.desk import newsroom
from benchmarks.desk.people import HIDDEN, log_in
from benchmarks.desk.round import opened
from torture.desk.crowd import SHORT, beside
from torture.desk.door import HttpDoor
from torture.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.queries.corpus.imports import Import
    from torture.desk.crowd import Place

POSTS, FEW_POSTS = 100_000, 300
#: Saves of each person in a round: as many seconds, in which the whole import is written.
SAVES = 90
#: Seconds that the end of an import is waited for.
PATIENCE = 900.0
LOOK = 0.5
WORDS = "harbour bridge council minister harvest valley school ferry market budget road winter"


def figures(place: Place) -> Iterator[Figure]:
    """Yield what an import costs a save, and whether all of its posts came in."""
    short = place.size == SHORT
    posts = FEW_POSTS if short else POSTS
    size = place.size if short else replace(place.size, saves=SAVES, pairs=1)
    editor = Editor(place)
    with closing(editor):
        yield from beside(
            f"while {posts:,} posts are imported",
            replace(place, size=size),
            lambda _place: editor.importing(posts),
        )
        found, seconds = editor.end()
    yield Figure(
        f"{place.kind}, posts imported beside them, in {seconds:.0f} s",
        f"{posts:,}",
        f"{found.imported:,}",
        found.imported == posts,
    )


class Editor:
    """An editor who imports posts on the pages, beside the people at the desk."""

    def __init__(self, place: Place) -> None:
        self._place, self._name = place, f"editor-{secrets.token_hex(3)}"
        self._begun, self._took, self._batch_id = 0.0, 0.0, 0
        with opened(place.database_url) as database, database.writing() as session:
            users.add_user(
                session,
                name=self._name,
                display_name="Editor",
                password=new_password(newsroom.PASSWORD),
                roles=[Role.EDITOR],
            )
            session.commit()
        self._door = HttpDoor(place.address)
        log_in(self._door, self._name)

    def close(self) -> None:
        """Leave the pages."""
        self._door.close()

    @contextmanager
    def importing(self, posts: int) -> Iterator[None]:
        """Upload posts, and confirm them as soon as the preview is there."""
        content = made(posts)
        self._begun = monotonic()
        following = threading.Thread(target=self._follow, args=(content,))
        following.start()
        yield
        following.join()

    def end(self) -> tuple[Import, float]:
        """Return the import once it is done, with the seconds that it took."""
        found = self._until(ImportState.DONE)
        return found, self._took

    def _follow(self, content: bytes) -> None:
        fields = {**self._guard("/imports/new"), "language": "en", "claim_set": "0"}
        there = self._door.upload("/imports/new", fields, ("files", "posts.csv", content))
        self._batch_id = int(there.rpartition("/")[2])
        self._until(ImportState.PREVIEWED)
        self._door.send(f"{there}/confirm", self._guard(there))
        self._until(ImportState.DONE)
        self._took = monotonic() - self._begun

    def _guard(self, path: str) -> dict[str, str]:
        return dict(HIDDEN.findall(self._door.get(path)))

    def _until(self, state: ImportState) -> Import:
        until = monotonic() + PATIENCE
        with opened(self._place.database_url) as database:
            while True:
                with database.reading() as session:
                    found = import_of(session, self._batch_id)
                if found.state is state:
                    return found
                if monotonic() > until or found.state is ImportState.FAILED:
                    raise RuntimeError(f"The import is {found.state}: {found.failure}")
                sleep(LOOK)


def made(posts: int) -> bytes:
    """Return a CSV file of invented posts, no two alike."""
    chance = Random(posts)  # noqa: S311 - nothing is kept secret by it
    words = WORDS.split()
    rows = (
        f"Post {secrets.token_hex(4)}-{number} on the {' '.join(chance.choices(words, k=25))}.,"
        f"Outlet {number % 40},2025-12-06\n"
        for number in range(posts)
    )
    return ("text,outlet,date\n" + "".join(rows)).encode()
