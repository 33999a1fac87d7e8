"""Commands, listed in COMMANDS.

For `app.py` alone; knows nothing of HTTP.
"""

from annotator.cli import (
    agreement,
    audit,
    claim_sets,
    demonstration,
    exporting,
    extracting,
    importing,
    jobs,
    reviewing,
    serving,
    users,
    working,
)

COMMANDS = (
    serving.serve,
    working.worker,
    importing.import_,
    extracting.extract,
    exporting.export,
    users.users,
    claim_sets.sets,
    reviewing.review,
    agreement.agreement,
    audit.audit,
    jobs.jobs,
    demonstration.demo,
)
