"""Pages, one blueprint per task, listed in PAGES.

For `web` alone; pages do not import each other.
"""

from annotator.web.pages import (
    account,
    agreement,
    audit_log,
    claim_sets,
    claims,
    design,
    desk,
    documentation,
    documents,
    drafts,
    exports,
    health,
    hints,
    history,
    home,
    imports,
    jobs,
    known_answers,
    people,
    releases,
    review,
    sources,
)

PAGES = (
    health.page,
    account.page,
    home.page,
    imports.page,
    documents.page,
    claims.page,
    claim_sets.page,
    known_answers.page,
    desk.page,
    drafts.page,
    history.page,
    sources.page,
    hints.page,
    review.page,
    agreement.page,
    exports.page,
    releases.page,
    people.page,
    jobs.page,
    audit_log.page,
    design.page,
    documentation.page,
)
