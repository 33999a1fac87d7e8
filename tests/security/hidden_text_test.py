"""Text that hides: each page marks the characters that turn letters round or show nothing."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from annotator.models import Document, Outlet
from annotator.web.unseen import marked
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

TURNED, UNSEEN = "\u202eevil\u202c", "zero\u200bwidth"
MARK = re.compile(r'<span class="unseen" data-code="U\+[0-9A-F]{4,6}">(.)</span>', re.DOTALL)
#: A tag, or a field, whose content must stay as it was typed.
FIELD = re.compile(r"<textarea.*?</textarea>|<[^>]*>", re.DOTALL)


def test_titles_names_outlets_and_quotes_are_marked_on_every_page(
    visitor: Callable[..., Visitor], world: World
) -> None:
    document_id = world.import_statements(f"the port {TURNED} closed", speaker=f"Ada {UNSEEN}")
    with world.writing() as session:
        session.scalars(select(Document)).one().title = f"Port {TURNED}"
        session.scalars(select(Outlet)).one().name = f"Herald {UNSEEN}"
        session.commit()
    hostile = evidence(quote=f"said {TURNED}", title=f"Bulletin {UNSEEN}", publisher=f"P {TURNED}")
    for name in ("ann", "bob"):
        world.judge(name, judgement(justification=f"It {UNSEEN} {TURNED}.", evidence=(hostile,)))
    editor, reviewer = visitor("ed"), visitor("rita")
    pages = {
        f"/documents/{document_id}": (editor, (TURNED, UNSEEN)),
        "/documents": (editor, (TURNED, UNSEEN)),
        "/claims/#1": (editor, (TURNED,)),
        "/review/#1": (reviewer, (TURNED, UNSEEN)),
    }
    for address, (person, hidden) in pages.items():
        shown = person.get(address).text
        seen = FIELD.sub("", MARK.sub("", shown))
        assert not set(html.unescape(seen)) & {"\u202e", "\u202c", "\u200b"}, address
        whole = html.unescape(FIELD.sub("", MARK.sub(r"\1", shown)))
        assert all(words in whole for words in hidden), address


def test_the_next_claims_that_a_script_fetches_are_marked_too(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the port was open", f"the {TURNED} bridge was open")
    person = visitor("ann")
    person.send("/sets/#1/next", {}, page="/")
    page = person.get("/desk/#1").text
    assert "evil" in page
    assert "\u202e" not in FIELD.sub("", MARK.sub("", page))


@settings(deadline=None)
@given(st.text(alphabet='a <>&"\u202e\u2066\u200b\u200d\u00ad\ufeff\u0627👩é\n'))
def test_marking_changes_no_text_and_is_done_once(text: str) -> None:
    page = f'<p title="{html.escape(text)}">{html.escape(text)}</p>'
    once = marked(page)
    assert marked(once) == once
    assert MARK.sub(r"\1", once) == page


@pytest.mark.parametrize(
    "text",
    ["می\u200cخواهم", "👩\u200d👩\u200d👧", "Bundes\u00adregierung", "שלום\u200f!", "❤\ufe0f"],
)
def test_what_ordinary_text_needs_is_not_marked(text: str) -> None:
    assert marked(f"<p>{text}</p>") == f"<p>{text}</p>"


def test_where_no_element_can_stand_the_number_stands() -> None:
    page = marked("<title>a\u202eb</title><option value='\u202e'>x\u200by</option>")
    assert page == "<title>a[U+202E]b</title><option value='\u202e'>x[U+200B]y</option>"


def test_a_field_keeps_what_was_typed() -> None:
    page = "<textarea name='wording'>a\u202e <b></textarea><input value='\u200b'>"
    assert marked(page) == page
