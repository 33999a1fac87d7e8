"""Claims as the desk draws them: the one before the annotator, and those that come next."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from flask import render_template
from markupsafe import Markup

from annotator.http.access import me
from annotator.http.transaction import looking
from annotator.labelling.outcome import label
from annotator.queries.desk.desk import ahead, desk_item
from annotator.queries.desk.feedback import decision_after, why_it_stands
from annotator.queries.desk.standing import standing
from annotator.queries.judging.judgements import own_judgement
from annotator.queries.sets.known_answers import answer_after
from annotator.queries.sources.fetches import anchors_of
from annotator.web.desk.drafts import drawn_from, drawn_with
from annotator.web.desk.findings import kept_reasons, still_missing
from annotator.web.desk.skeletons import from_skeleton, is_untouched
from annotator.web.forms.judgement import JudgementForm, MarkForm, SkipForm, as_typed
from annotator.web.forms.replies import ReplyForm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from annotator.queries.desk.desk import DeskItem
    from annotator.tokens import Token
    from annotator.web.desk.findings import Shown
    from annotator.web.desk.skeletons import Render

#: What the claims to come may add to a page, compressed; one in a huge document comes after it.
MOST_BYTES_AHEAD = 7 * 1024
_TEXTS = ("document", "said", "suggestion")
_NO_SESSION = {"csrf": False, "csrf_context": None}


class _Forms(NamedTuple):
    """The forms on the desk of one claim."""

    judgement: JudgementForm
    mark: MarkForm
    skip: SkipForm


def on_desk(assignment_id: Token) -> DeskItem:
    """Return the claim of a request. Raises NotFound when it is not on this person's desk."""
    return desk_item(looking(), assignment_id, me().id)


def item_page(
    found: DeskItem,
    form: JudgementForm | None = None,
    findings: Sequence[Shown] = (),
    mark_form: MarkForm | None = None,
    skip_form: SkipForm | None = None,
) -> str:
    """Return the whole page of a claim with those that come next; without a form, as it was
    left.
    """
    ahead = list(_that_fit(items_ahead(found.claim_set.id, held={found.assignment_id})))
    bar = standing(looking(), found.assignment_id, me().id)
    work = item_part(found, form, findings, mark_form, skip_form)
    return render_template("desk/item.html", item=found, bar=bar, work=work, ahead=ahead)


def done_page(found: DeskItem, reply: ReplyForm | None = None) -> str:
    """Return a claim that the person is done with, and what came of it since."""
    assignment_id = found.assignment_id
    judged = own_judgement(looking(), assignment_id)
    answer = answer_after(looking(), assignment_id, me().id)
    return render_template(
        "desk/done.html",
        item=found,
        judged=judged,
        label=label(judged) if judged else None,
        answer=answer,
        right=label(answer) if answer else None,
        decision=decision_after(looking(), assignment_id, me().id),
        stands=why_it_stands(looking(), assignment_id),
        reply=reply or ReplyForm(formdata=None),
    )


def item_part(
    found: DeskItem,
    form: JudgementForm | None = None,
    findings: Sequence[Shown] = (),
    mark_form: MarkForm | None = None,
    skip_form: SkipForm | None = None,
) -> str:
    """Return what of its page belongs to one claim alone."""
    if (form or mark_form or skip_form) is None and is_untouched(found):
        return from_skeleton(found, {**drawn_with(found), **_texts(found)}, _skeleton)
    forms = _Forms(
        form or _begun(found),
        mark_form or MarkForm(formdata=None),
        skip_form or SkipForm(formdata=None, reason=found.skipped_for),
    )
    return _drawn(found, forms, _texts(found), findings)


def items_ahead(claim_set_id: int, held: Collection[Token]) -> Iterator[str]:
    """Return the claims that this person gets next, but for those that the browser holds
    already.
    """
    coming = ahead(looking(), claim_set_id, me().id, held=held)
    return map(item_part, coming)


def _skeleton(found: DeskItem, own: Mapping[str, str], render: Render) -> str:
    """Draw an untouched claim with the values that only it has, by forms without a session."""
    fields = {name: own[name] for name in own if name not in _TEXTS}
    forms = _Forms(
        JudgementForm(formdata=None, meta=_NO_SESSION, wording=found.text, **fields),
        MarkForm(formdata=None, meta=_NO_SESSION),
        SkipForm(formdata=None, meta=_NO_SESSION),
    )
    return _drawn(found, forms, {name: own[name] for name in _TEXTS}, render=render)


def _drawn(
    found: DeskItem,
    forms: _Forms,
    texts: Mapping[str, str],
    findings: Sequence[Shown] = (),
    render: Render = render_template,
) -> str:
    """Return a claim with its forms; what is to do in a new one the live checks tell."""
    form = forms.judgement
    form.offer(found)
    return render(
        "desk/work.html",
        item=found,
        form=form,
        mark_form=forms.mark,
        skip_form=forms.skip,
        findings=findings,
        kept_reasons=kept_reasons(form, findings),
        missing=still_missing(form, findings) if form.errors else (),
        **texts,
    )


def _texts(found: DeskItem) -> dict[str, Markup]:
    """Return the claim's document, whose words the claim is, and a wording that stands alone."""
    return {
        name: Markup(render_template(f"desk/{name}.html", item=found))  # noqa: S704 - ours
        for name in _TEXTS
    }


def _begun(found: DeskItem) -> JudgementForm:
    """Return the form as it was left: from the draft, else from the judgement that is being
    revised.
    """
    judged = own_judgement(looking(), found.assignment_id) if found.reopened else None
    typed = as_typed(judged, anchors_of(looking(), judged.id)) if judged else None
    return drawn_from(found.draft.fields if found.draft else (), found, typed)


def _that_fit(parts: Iterator[str]) -> Iterator[str]:
    packer, size = zlib.compressobj(), 0
    for part in parts:
        size += len(packer.compress(part.encode()) + packer.flush(zlib.Z_SYNC_FLUSH))
        if size > MOST_BYTES_AHEAD:
            return
        yield part
