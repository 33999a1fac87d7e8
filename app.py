"""The Flask application and its command line; nothing else."""

from annotator.cli import COMMANDS
from annotator.database import Database
from annotator.settings import from_environment
from annotator.web import create_app

settings = from_environment()
app = create_app(settings, Database(settings.database_url))

for command in COMMANDS:
    app.cli.add_command(command)
