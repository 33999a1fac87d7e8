"""Who annotates in a set, and who reviews in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from wtforms import BooleanField, SelectChoice

from annotator.language import _, lazy
from annotator.shared_settings import MemberSettings
from annotator.web.forms.people import RolesField
from annotator.web.forms.settings import SettingsForm

if TYPE_CHECKING:
    from annotator.queries.sets.members import PossibleMember


class MembersForm(SettingsForm):
    """The members of a set."""

    all_annotators = BooleanField(lazy("All annotators, also new ones"))
    annotators = RolesField(lazy("Annotators of this set"), coerce=int)
    all_reviewers = BooleanField(lazy("All reviewers, also new ones"))
    reviewers = RolesField(lazy("Reviewers of this set"), coerce=int)

    def offer(
        self, annotators: tuple[PossibleMember, ...], reviewers: tuple[PossibleMember, ...]
    ) -> Self:
        """Offer the people who have each role."""
        self.annotators.choices = [*map(_choice, annotators)]
        self.reviewers.choices = [*map(_choice, reviewers)]
        return self

    def beside(self, stored: Any) -> Self:
        """Return the stored members, among the same people."""
        other = self.showing(stored)
        other.annotators.choices = self.annotators.choices
        other.reviewers.choices = self.reviewers.choices
        return other

    def given(self) -> MemberSettings:
        """Return the form as a record; where all are members, no one is chosen."""
        return MemberSettings(
            all_annotators=bool(self.all_annotators.data),
            annotators=frozenset(() if self.all_annotators.data else self.annotators.data or ()),
            all_reviewers=bool(self.all_reviewers.data),
            reviewers=frozenset(() if self.all_reviewers.data else self.reviewers.data or ()),
        )


def _choice(person: PossibleMember) -> SelectChoice:
    name = f"{person.display_name} ({person.name})"
    if not person.active:
        name = _("%(name)s: the account is closed", name=name)
    return SelectChoice(person.id, name)
