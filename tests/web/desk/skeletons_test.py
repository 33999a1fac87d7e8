"""An untouched claim is drawn with holes that are filled: it looks as if it were drawn in full."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.queries.desk.desk import DeskItem, desk_item
from annotator.web.desk.drafts import drawn_from
from annotator.web.desk.items import item_part

if TYPE_CHECKING:
    from flask import Flask

    from tests.world import World

# What each drawing has anew, and what no page shows.
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
    return _ANEW.sub(r"\1", str(part))


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
            assignment_id=number,
            claim_id=number + 1,
            text=text,
            elsewhere=elsewhere,
            claim_set=replace(item.claim_set, hints=hints),
            document=replace(item.document, claims=tuple(claims)),
            here=claims[0],
        ),
        st.lists(found, min_size=1, max_size=4),
        numbers,
        WORDS,
        st.integers(0, 2),
        st.booleans(),
    )


def test_an_untouched_claim_looks_as_if_it_were_drawn_in_full(app: Flask, world: World) -> None:
    world.import_statements()
    assignment_id = world.take("ann")
    assert assignment_id is not None
    with world.reading() as session:
        item = desk_item(session, assignment_id, world.people["ann"])

    @settings(deadline=None)
    @given(_claims(item))
    def check(claim: DeskItem) -> None:
        with app.test_request_context():
            in_full = item_part(claim, drawn_from((), claim))
            assert _common(item_part(claim)) == _common(in_full)

    check()
