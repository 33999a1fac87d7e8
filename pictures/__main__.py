"""`python -m pictures [FILE …]`: the pictures of the documentation, all or those named."""

from __future__ import annotations

import contextlib
import logging
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator import demonstration
from annotator.jobs.migration import migrate
from annotator.settings import ROOT, Settings
from annotator.storage.database import Database
from annotator.web import create_app
from pictures import PICTURES, Picture
from tests.browser.chromium import running, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

HEIGHT = 800
FILES = tuple(picture.file for picture in PICTURES)


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]…", type=click.Choice(FILES))
@click.option("--into", type=click.Path(path_type=Path), default=ROOT / "docs", show_default="docs")
def main(files: tuple[str, ...], into: Path) -> None:
    """Draw the pictures of the documentation again."""
    for name in ("alembic", "werkzeug"):
        logging.getLogger(name).setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder, running() as browser:
        untouched = Path(folder) / "untouched.sqlite"
        _load(untouched)
        for picture in PICTURES:
            if picture.file in (files or FILES):
                # None depends on those before it.
                own = Path(folder) / "claimbook.sqlite"
                shutil.copy(untouched, own)
                with _site(own) as address:
                    _draw(browser, address, picture, into / picture.file)
                click.echo(picture.file)


def _load(file: Path) -> None:
    """Load the demonstration into a new database."""
    migrate(f"sqlite:///{file}")
    database = Database(f"sqlite:///{file}")
    passwords = demonstration.hashed_passwords()
    with database.writing() as session:
        demonstration.load(session, passwords)
        session.commit()
    database.dispose()


@contextlib.contextmanager
def _site(file: Path) -> Iterator[str]:
    """Serve a database."""
    database = Database(f"sqlite:///{file}")
    settings = Settings(f"sqlite:///{file}", "for pictures alone", design_page=True)
    with served(create_app(settings, database)) as address:
        yield address
    database.dispose()


def _draw(browser: Browser, address: str, picture: Picture, file: Path) -> None:
    context = browser.new_context(
        base_url=address,
        viewport={"width": picture.width, "height": HEIGHT},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    page = context.new_page()
    if picture.who:
        account = next(one for one in demonstration.ACCOUNTS if one.name == picture.who)
        page.goto("/login")
        page.get_by_label("User name").fill(account.name)
        page.get_by_label("Password").fill(account.password)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url("**/")
    page.goto(picture.address)
    if picture.act:
        picture.act(page)
    page.wait_for_load_state("networkidle")
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    main()
