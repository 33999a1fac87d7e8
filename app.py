"""The Flask application and its command line; nothing else."""

import sys

from annotator.cli import COMMANDS
from annotator.errors import ClaimbookError
from annotator.settings import from_environment
from annotator.storage.database import Database
from annotator.web import create_app

try:
    settings = from_environment()
    app = create_app(settings, Database(settings.database_url))
except ClaimbookError as error:
    sys.exit(f"Error: {error.in_full()}")

for command in COMMANDS:
    app.cli.add_command(command)
