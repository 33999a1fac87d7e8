"""PostgreSQL's own programs: where they are, and how they reach a database."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from psycopg.conninfo import make_conninfo

from annotator.errors import BadInput

if TYPE_CHECKING:
    from annotator.storage.database import Database

_VERSION = re.compile(r"\(PostgreSQL\) ((\d+)\S*)")


def program(name: str, least: int) -> str:
    """Return the path of a program of PostgreSQL, of this version or a later one.

    Raises BadInput, with what to install.
    """
    path = shutil.which(name)
    if path is None:
        raise BadInput(
            f"The program {name} is not on the PATH. Install the client programs of PostgreSQL"
            f" {least} (Debian: postgresql-client-{least}), and add their folder to the PATH."
        )
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    version = _VERSION.search(said)
    if version is None or int(version[2]) < least:
        found = version[1] if version else "of an unknown version"
        raise BadInput(
            f"{path} is {found}, but the server is PostgreSQL {least}: {name} must be as new as"
            f" the server. Install the client programs of PostgreSQL {least}, and put their folder"
            " first on the PATH."
        )
    return path


def reaching(database: Database) -> tuple[str, dict[str, str]]:
    """Return how a program reaches a database: its argument, and an environment for it.

    The password is in the environment alone: other accounts can read the arguments.
    """
    _, parameters = database.engine.dialect.create_connect_args(database.url)
    # An object of the driver, which no other program knows.
    parameters.pop("context", None)
    password = parameters.pop("password", None)
    environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    environment.pop("SECRET_KEY", None)
    return make_conninfo("", **parameters), environment
