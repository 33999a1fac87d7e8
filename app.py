"""The Flask application and its command line; nothing else."""

from annotator.cli import COMMANDS
from annotator.settings import from_environment
from annotator.storage.database import Database
from annotator.web import create_app

settings = from_environment()
app = create_app(settings, Database(settings.database_url))

for command in COMMANDS:
    app.cli.add_command(command)
