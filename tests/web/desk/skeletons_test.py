"""Skeletons: an untouched claim looks as if it were drawn in full, and sees its holes alone."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from gettext import NullTranslations
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import FunctionLoader

from annotator import language
from annotator.language import Language
from annotator.queries.desk.desk import DeskItem, desk_item
from annotator.tokens import new_token
from annotator.web.desk.drafts import drawn_from
from annotator.web.desk.items import item_part
from annotator.web.desk.skeletons import EXTENSION, Skeletons
from annotator.web.holes import UndeclaredUse
from tests.pseudo import PSEUDO, accented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from tests.world import World

#: One set's data would be on another set's desk, one person's on another's.
UNDECLARED = (
    *("{{ item.claim_set.name }}", "{{ item.claim_set.id }}", "{{ item.state }}"),
    *("{{ item.here.quote }}", "{{ item.document.title }}", "{{ item['draft_of'] }}"),
    *("{% if item.claim_set.guideline is defined %}{% endif %}", "{{ item.round|default(1) }}"),
    *("{{ g.person.name }}", "{{ logged_in().name }}", "{% if has('editor') %}{% endif %}"),
    *("{{ request.path }}", "{{ session.login }}", "{{ config.SECRET_KEY }}", "{{ now() }}"),
    *("{{ get_flashed_messages() }}", "{{ terms }}", "{{ lipsum() }}"),
    *("{{ form.csrf_token }}", "{{ form.meta.csrf_context.login }}"),
    *("{{ url_for('claim_sets.one', claim_set_id=1) }}", "{{ url_for('.item') }}"),
    *("{{ url_for('desk.item', assignment_id=item.assignment_id, _anchor='claim') }}",),
    *("{% if item.text %}{% endif %}", "{{ item.text|length }}", "{{ item.text|upper }}"),
    *("{{ item.text|truncate(60) }}", "{{ item.text|urlencode }}", "{{ item.text[:9] }}"),
    *("{{ item.assignment_id + 1 }}", "{{ item.claim_id|int }}", "{{ item.claim_id > 9 }}"),
    *("{{ document|length }}", "{% if form.parts.data %}{% endif %}"),
    *("{% if item.others %}{% endif %}", "{{ item.speakers|length }}", "{{ item.others[0] }}"),
    *("{% for id, words in item.others %}{{ words }}{% endfor %}",),
    *("{% for name in item.speakers %}{{ name }}{% endfor %}",),
)

# What is new in each drawing, and what no page shows.
_ANEW = re.compile(r'(name="(?:token|drawn_at)" type="hidden" value=")[^"]+')
WORDS = st.text(min_size=1, max_size=12) | st.sampled_from(
    [
        "the bridge, and the harbour",
        "\ue000text\ue001",
        "999999991",
        "{{ x }}",
        '<b a="">&amp;',
        "ş🌉",
    ]
)


def _common(part: str) -> str:
    # A skeleton has no indents.
    return re.sub(r"\s*\n\s*", "\n", _ANEW.sub(r"\1", str(part)))


def _claims(item: DeskItem) -> st.SearchStrategy[DeskItem]:
    """Claims on a desk with any words, numbers and neighbours."""
    numbers = st.integers(1, 10**8)
    found = st.builds(
        lambda claim_id, quote, speaker: replace(
            item.here, claim_id=claim_id, quote=quote, speaker=speaker
        ),
        numbers,
        WORDS,
        WORDS | st.none(),
    )
    return st.builds(
        lambda claims, number, text, elsewhere, hints: replace(
            item,
            assignment_id=new_token(),
            former=str(number),
            claim_id=number + 1,
            text=text,
            elsewhere=elsewhere,
            claim_set=replace(item.claim_set, id=number, name=text, hints=hints),
            document=replace(item.document, claims=tuple(claims)),
            here=claims[0],
        ),
        st.lists(found, min_size=1, max_size=4),
        numbers,
        WORDS,
        st.integers(0, 2),
        st.booleans(),
    )


def test_an_untouched_claim_looks_as_if_it_were_drawn_in_full(claim: DeskItem) -> None:
    @settings(deadline=None)
    @given(_claims(claim))
    def check(one: DeskItem) -> None:
        in_full = item_part(one, drawn_from((), one))
        assert _common(item_part(one)) == _common(in_full)

    check()


def test_a_template_that_asks_for_more_than_its_holes_fails(app: Flask, claim: DeskItem) -> None:
    for words in UNDECLARED:
        with _drawing(app, {"desk/mark.html": words}), pytest.raises(UndeclaredUse):
            item_part(claim)


def test_no_template_of_a_skeleton_sees_the_set(app: Flask, claim: DeskItem) -> None:
    with _drawing(app, {}) as drawn:
        item_part(claim)
    assert len(drawn) > 9
    for template in drawn:
        added = {template: "{{ item.claim_set.name }}"}
        with _drawing(app, added), pytest.raises(UndeclaredUse):
            item_part(claim)


def test_what_all_claims_of_a_skeleton_share_can_be_shown(app: Flask, claim: DeskItem) -> None:
    with _drawing(app, {"desk/mark.html": "{{ item.claim_set.scheme.name }} {{ item.elsewhere }}"}):
        assert f"{claim.claim_set.scheme.name} 0" in item_part(claim)
        elsewhere = replace(claim, elsewhere=7)
        assert f"{claim.claim_set.scheme.name} 7" in item_part(elsewhere)


def test_each_language_has_its_own_skeleton(app: Flask, claim: DeskItem) -> None:
    with _drawing(app, {"desk/mark.html": '{{ _("Why not?") }}'}):
        assert "Why not?" in item_part(claim)
        language.choose(Language(Locale(PSEUDO), _Accented()))
        assert accented("Why not?") in item_part(claim)
        language.choose(language.ENGLISH)
        assert accented("Why not?") not in item_part(claim)


class _Accented(NullTranslations):
    def gettext(self, message: str) -> str:
        return accented(message)


def test_a_refusal_names_what_was_asked_for_and_says_what_to_do(
    app: Flask, claim: DeskItem
) -> None:
    for words, message in (
        ("{{ item.claim_set.name }}", r"“name” of SkeletonSet.*Declare a hole"),
        ("{{ request.path }}", r"“request”.*draw it with each claim"),
    ):
        added = {"desk/mark.html": words}
        with _drawing(app, added), pytest.raises(UndeclaredUse, match=message):
            item_part(claim)


@pytest.fixture
def url(sqlite_url: str) -> str:
    """The address of an empty database: what is drawn does not depend on its kind."""
    return sqlite_url


@pytest.fixture
def claim(app: Flask, world: World) -> Iterator[DeskItem]:
    """An untouched claim on ann's desk, within a request."""
    world.import_statements()
    assignment_id = world.take("ann")
    assert assignment_id is not None
    with world.reading() as session:
        item = desk_item(session, assignment_id, world.people["ann"])
    with app.test_request_context():
        yield item


@contextmanager
def _drawing(app: Flask, added: dict[str, str]) -> Iterator[list[str]]:
    """Skeletons of the application's templates with words added; gives the names of those used."""
    loader, used = app.jinja_env.loader, []
    assert loader is not None

    def source(name: str) -> str:
        used.append(name)
        return loader.get_source(app.jinja_env, name)[0] + added.get(name, "")

    before = app.extensions[EXTENSION]
    app.extensions[EXTENSION] = Skeletons(app.jinja_env.overlay(loader=FunctionLoader(source)))
    try:
        yield used
    finally:
        app.extensions[EXTENSION] = before
