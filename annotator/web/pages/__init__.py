"""The pages, a blueprint a task; a new page is a module and a line in PAGES."""

from annotator.web.pages import (
    claim_sets,
    claims,
    desk,
    documents,
    drafts,
    entrance,
    exports,
    health,
    hints,
    history,
    home,
    imports,
    known_answers,
    people,
    review,
    sources,
)

PAGES = (
    health.page,
    entrance.page,
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
    exports.page,
    people.page,
)
