"""What the pages of speakers and of outlets share: the list, one of them, saving, merging."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import redirect, render_template, url_for

from annotator.errors import BadInput, Conflict, NotFound
from annotator.http.access import has, me
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _, ngettext
from annotator.operations.corpus import known_names as operations
from annotator.operations.corpus import merges
from annotator.queries.corpus import known_names as queries
from annotator.queries.corpus.said_documents import said_documents
from annotator.queries.desk.claim_notes import findings_on_claims
from annotator.queries.sets.claim_filters import ClaimFilters
from annotator.queries.sets.claim_sets import sets_with_schemes
from annotator.queries.sets.claims_table import claims_page
from annotator.terms import Role
from annotator.web import query
from annotator.web.claim_columns import shown_columns
from annotator.web.forms.names import MergeForm, OutletForm, SpeakerForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.queries.corpus.known_names import KnownName
    from annotator.queries.corpus.name_registers import NameRegister

    NameForm = SpeakerForm | OutletForm


@dataclass(frozen=True, slots=True)
class NamePages:
    """The pages of a register, by the name of their blueprint."""

    key: str
    register: NameRegister
    form: type[NameForm]

    def listing(self) -> ResponseReturnValue:
        """Return the list, with names that look alike for those who may merge them."""
        words, after = query.asked("words").strip(), query.number("after")
        found = queries.known_names(session(), self.register, words=words, after=after)
        may_change = has(Role.EDITOR, Role.ADMINISTRATOR)
        first = may_change and not words and after is None
        alike = queries.look_alike(session(), self.register) if first else ()
        return render_template(
            f"{self.key}/list.html", found=found, words=words, after=after, alike=alike
        )

    def one(self, row_id: int) -> ResponseReturnValue:
        """Return one with its documents and claims; a further name leads to its own page."""
        main = queries.main_of(session(), self.register, row_id)
        if main != row_id:
            return redirect(url_for(f"{self.key}.one", row_id=main))
        found = queries.known_name(session(), self.register, row_id)
        return self._page(found, self._filled(found), MergeForm())

    def change(self, row_id: int) -> ResponseReturnValue:
        """Save the names and what else is known, unless another person has changed it since."""
        found = queries.known_name(session(), self.register, row_id)
        form = self.form()
        if not form.validate_on_submit():
            return self._page(found, form, MergeForm()), 422
        if form.seen.data != _seen(found):
            # The next save is about what this page shows.
            form.seen.data = _seen(found)
            return self._page(found, form, MergeForm(), changed=True), 409
        try:
            self._save(found, form)
        except BadInput as error:
            form.blame(error)
            return self._page(found, form, MergeForm()), 422
        notice(_("Changes saved: %(name)s.", name=form.name.data), "done")
        return redirect(url_for(f"{self.key}.one", row_id=row_id))

    def merge(self, row_id: int) -> ResponseReturnValue:
        """Merge others into one: by the name that was typed, or those that look alike."""
        form = MergeForm()
        found = queries.known_name(session(), self.register, row_id)
        try:
            others = form.validate_on_submit() and self._others(form, row_id)
        except NotFound as error:
            form.name.errors = [str(error)]
            others = []
        if not others or row_id in others:
            if not form.name.errors:
                form.name.errors = [_("Enter another name.")]
            return self._page(found, self._filled(found), form), 422
        for other in others:
            merges.merge(session(), self.register, name_id=other, into_id=row_id)
        merged = ngettext("%(count)s name merged.", "%(count)s names merged.", len(others))
        notice(_("%(merged)s You can undo it below.", merged=merged), "done")
        return redirect(url_for(f"{self.key}.one", row_id=row_id))

    def undo(self, row_id: int, merge_id: int) -> ResponseReturnValue:
        """Undo a merge and go to what stands alone again."""
        found = queries.known_name(session(), self.register, row_id)
        if merge_id not in [line.id for line in found.merges]:
            raise Conflict(_("This merge was undone already."))
        merged = merges.undo_merge(session(), self.register, merge_id=merge_id)
        notice(_("The merge is undone."), "done")
        shown = queries.is_shown(session(), self.register, merged)
        leads_to = merged if shown else row_id
        return redirect(url_for(f"{self.key}.one", row_id=leads_to))

    def _others(self, form: MergeForm, row_id: int) -> list[int]:
        if form.others.data:
            # The one that is kept stands among those that look alike.
            return [
                other
                for other in form.others.data
                if other != row_id and queries.is_shown(session(), self.register, other)
            ]
        return [queries.row_of(session(), self.register, form.name.data or "")]

    def _filled(self, found: KnownName) -> NameForm:
        # A form that was sent to another view of this page is not read here.
        own = "\n".join(one.name for one in found.further if not one.merged)
        return self.form(
            formdata=None,
            name=found.line.name,
            further=own,
            seen=_seen(found),
            organisation=found.line.organisation,
            domains="\n".join(found.domains),
        )

    def _save(self, found: KnownName, form: NameForm) -> None:
        row_id, name = found.line.id, form.name.data or ""
        had = {one.name: one.id for one in found.further if not one.merged}
        wanted = form.further_names()
        for further, name_id in had.items():
            if further not in (*wanted, name):
                operations.remove_name(session(), self.register, row_id=row_id, name_id=name_id)
        operations.rename(session(), self.register, row_id=row_id, name=name)
        for further in wanted:
            operations.add_name(session(), self.register, row_id=row_id, name=further)
        if isinstance(form, SpeakerForm):
            said = form.organisation.data
            operations.mark_organisation(session(), row_id=row_id, organisation=said)
        else:
            written = form.domains.data or ""
            operations.change_domains(session(), row_id=row_id, domains=written)

    def _page(
        self, found: KnownName, form: NameForm, merging: MergeForm, *, changed: bool = False
    ) -> str:
        row_id, after = found.line.id, query.number("after")
        speaks = self.key == "speakers"
        filters = ClaimFilters(speaker=row_id) if speaks else ClaimFilters(outlet=row_id)
        claims = claims_page(session(), me().id, filters, after=after)
        columns = shown_columns("state.document.said.warnings" if speaks else "state.speaker.said")
        claim_ids = [line.claim_id for line in claims.lines]
        return render_template(
            f"{self.key}/one.html",
            known=found,
            form=form,
            merging=merging,
            changed=changed,
            near=queries.names_near(session(), self.register, row_id),
            documents=said_documents(session(), self.register, row_id),
            claims=claims,
            sets=sets_with_schemes(session()),
            columns=columns,
            findings=findings_on_claims(session(), claim_ids) if "warnings" in columns else {},
            after=after,
        )


def _seen(found: KnownName) -> str:
    """Return what the page shows, to be compared when it is saved."""
    further = sorted(one.name for one in found.further)
    shown = [found.line.name, found.line.organisation, further, list(found.domains)]
    return json.dumps(shown, ensure_ascii=False)
