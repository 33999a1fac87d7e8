"""Commands, listed in COMMANDS.

For `app.py` alone; knows nothing of HTTP.
"""

from annotator.cli import (
    agreement,
    audit,
    backups,
    claim_sets,
    demonstration,
    doctor,
    documents,
    exporting,
    extracting,
    importing,
    jobs,
    names,
    reviewing,
    searching,
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
    documents.documents,
    users.users,
    claim_sets.sets,
    names.speakers,
    names.outlets,
    searching.search,
    reviewing.review,
    agreement.agreement,
    audit.audit,
    backups.backup,
    backups.restore,
    doctor.doctor,
    jobs.jobs,
    demonstration.demo,
)
