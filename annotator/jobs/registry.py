"""What the worker does: a new kind of job is a module and a name in JOBS."""

from __future__ import annotations

from annotator.jobs.anchoring import ANCHORING
from annotator.jobs.comparing import COMPARISON
from annotator.jobs.drafts import DRAFTS
from annotator.jobs.emptying import EMPTYING
from annotator.jobs.extraction import EXTRACTION
from annotator.jobs.fetching import FETCH
from annotator.jobs.imports import IMPORT
from annotator.jobs.ordering import ORDERING
from annotator.jobs.previewing import PREVIEW
from annotator.jobs.tidying import TIDYING

#: Each kind runs in its own threads.
JOBS = (
    *(EXTRACTION, COMPARISON, DRAFTS, ORDERING, FETCH, ANCHORING),
    *(PREVIEW, IMPORT, TIDYING, EMPTYING),
)
