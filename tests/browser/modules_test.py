"""The pure parts of the desk's modules, called in a real browser."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.web.assets import FOLDER
from annotator.web.bundles import bundle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser

COMBINED = "Cafe\u0301 Å\u030a z\u0310\u0301\u0302, n\u0303o."
RIGHT_TO_LEFT = "שָׁלוֹם עוֹלָם. قال: «لا خسائر»، ثم ١٢٣؟ \u200fabc\u200e"
BEYOND_16_BITS = "𝒜 👩‍👩‍👧 🇹🇷🚢 𐐀𐐨 end"
SENTENCES = {
    "en": ["Nobody came.", "The cafe\u0301 closed!", "Was it 5.5 m?"],
    "ar": ["قال المتحدث: لا خسائر.", "هل هذا صحيح؟", "نعم."],
    "he": ["שָׁלוֹם עוֹלָם.", "מה נשמע?"],
    "": ["🚢 Limanda kimse yok.", "𝒜 bitti."],
}
#: What a keyboard reports, the key's name and its cap.
KEYS = (
    *(("y", "y", "Y"), ("Y", "y", "Y"), ("Enter", "Enter", "⏎"), ("ArrowLeft", *["ArrowLeft"] * 2)),
    *((sign, sign, sign) for sign in "+~!1ש٣👍"),
    *(("Ş", "ş", "Ş"), ("Щ", "щ", "Щ"), ("Ω", "ω", "Ω"), ("É", "é", "É"), ("𐐀", "𐐨", "𐐀")),
    # Their other case is no single letter.
    *((letter, letter, letter) for letter in "ßİŉ"),
)
#: The words of a claim, those of a new wording, what that adds and what it leaves out.
WORDINGS = (
    ("It was open.", "The harbour was open.", "The harbour", "It"),
    ("“Open”, he said", "open (he said)!", "", ""),
    ("5% of 7", "5 of -7", "5 -7", "5% 7"),
    ("the the ship", "the ship", "", "the"),
    ("Cafe\u0301 closed", "Caf\u00e9 closed", "", ""),
    ("قال: لا خسائر، اليوم؟", "قال لا خسائر اليوم", "", ""),
    ("שלום עולם", "שלום לכם", "לכם", "עולם"),
    ("", "  ", "", ""),
)
SLOW = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

#: Calls one function of a module with the arguments.
CALL = """async ([module, name, given]) =>
  (await import(`/static/desk/${module}.js`))[name](...given)"""
#: Puts paragraphs on the page, each with its place in the text.
SHOW = """(paragraphs) => {
  document.body.replaceChildren(document.createElement("article"));
  for (const [start, text] of paragraphs) {
    const paragraph = document.createElement("p");
    Object.assign(paragraph.dataset, { start });
    paragraph.textContent = text;
    document.querySelector("article").append(paragraph);
  }
}"""
#: Where each place of the text is: its offset in UTF-16, and the place that this gives again.
PLACES = """async (places) => {
  const { nodeAt, pointAt } = await import("/static/desk/points.js");
  const text = document.querySelector("article");
  return places.map((place) => {
    const [node, offset] = nodeAt(text, place);
    return [offset, pointAt(node, offset)];
  });
}"""
#: Selects from a node and an offset to another, and says what is selected in the article.
SELECTED = """async ([from, start, to, end]) => {
  const { selectedIn } = await import("/static/desk/points.js");
  const node = (path) => document.querySelector(path).firstChild;
  getSelection().setBaseAndExtent(node(from), start, node(to), end);
  return selectedIn(document.querySelector("article"));
}"""
#: The sentences of the article.
CUT = """async (language) => {
  const { sentencesIn } = await import("/static/desk/points.js");
  const text = document.querySelector("article");
  text.lang = language;
  const words = [...text.textContent];
  return sentencesIn(text).map(([start, end]) => words.slice(start, end).join(""));
}"""
#: Whether a press of a key with these others held is a command.
COMMAND = """async (held) => (await import("/static/desk/keys.js"))
  .isCommand(new KeyboardEvent("keydown", { key: "q", ...held }))"""


@pytest.fixture
def page(visitors: Visitors) -> Page:
    """A page of ours."""
    found = visitors.arrive()
    found.route("**/static/desk/*.js", _send_module)
    found.goto("/login")
    return found


def _call(page: Page, module: str, name: str, *given: object) -> Any:
    return page.evaluate(CALL, [module, name, list(given)])


def _subsets(held: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(len(held) + 1):
        yield from itertools.combinations(held, size)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@SLOW
@given(st.text(min_size=1, max_size=30), st.integers(0, 10**6))
@example(COMBINED, 0)
@example(RIGHT_TO_LEFT, 7)
@example(BEYOND_16_BITS, 123_456)
def test_a_place_in_code_points_is_found_in_the_page_and_back(
    page: Page, text: str, start: int
) -> None:
    page.evaluate(SHOW, [[start, text]])
    places = [start + at for at in range(len(text) + 1)]
    expected = [[_utf16(text[:at]), start + at] for at in range(len(text) + 1)]
    assert page.evaluate(PLACES, places) == expected


def test_a_place_belongs_to_the_last_paragraph_that_begins_before_it(page: Page) -> None:
    first, second = COMBINED, RIGHT_TO_LEFT
    begin = len(first) + 2
    page.evaluate(SHOW, [[0, first], [begin, second]])
    assert page.evaluate(PLACES, [begin + 3]) == [[_utf16(second[:3]), begin + 3]]


def test_marks_in_a_paragraph_move_no_place_of_the_text(page: Page) -> None:
    page.evaluate(
        """() => {
          document.body.innerHTML = `<article><p data-start="10">Über <mark class="m-claim"
            >9 Schiffe</mark> los</p></article>`;
        }"""
    )
    places = page.evaluate(
        """async () => {
          const { pointAt } = await import("/static/desk/points.js");
          const text = document.querySelector("p");
          const claim = document.querySelector(".m-claim");
          return [
            [claim.firstChild, 1], [text.lastChild, 4], [claim, 0], [document.body, 0],
          ].map((point) => pointAt(...point));
        }"""
    )
    assert places == [16, 28, 15, None]


def test_what_is_selected_has_its_place_and_its_words(page: Page) -> None:
    # A browser selects letters with all their signs.
    for text, start, end in ((COMBINED, 2, 5), (RIGHT_TO_LEFT, 3, 9), (BEYOND_16_BITS, 2, 10)):
        begin = 100 + len(text) + 2
        page.evaluate(SHOW, [[100, text], [begin, text]])
        first = ["p:first-child", _utf16(text[:start])]
        last = ["p:last-child", _utf16(text[:end])]
        selected = page.evaluate(SELECTED, [*first, *last])
        assert (selected["start"], selected["end"]) == (100 + start, begin + end)
        assert re.split("\n+", selected["words"]) == [text[start:], text[:end]]
        assert page.evaluate(SELECTED, [*last, *first]) == selected


def test_nothing_is_selected_outside_of_the_text_or_within_no_letters(page: Page) -> None:
    page.evaluate(SHOW, [[0, COMBINED]])
    page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<aside>More</aside>')")
    assert page.evaluate(SELECTED, ["aside", 0, "aside", 2]) is None
    assert page.evaluate(SELECTED, ["p", 0, "aside", 2]) is None
    assert page.evaluate(SELECTED, ["p", 3, "p", 3]) is None


def test_a_hidden_character_in_an_element_moves_no_place(page: Page) -> None:
    page.evaluate(SHOW, [[0, "the 👍 port \u202e is open. It is."]])
    page.evaluate(
        """() => { document.querySelector("p").innerHTML =
          'the 👍 port <span class="unseen" data-code="U+202E">\u202e</span> is open. It is.' }"""
    )
    assert [place for _, place in page.evaluate(PLACES, list(range(26)))] == list(range(26))
    assert page.evaluate(CUT, "en") == ["the 👍 port \u202e is open.", "It is."]


def test_sentences_are_cut_in_every_script(page: Page) -> None:
    for language, sentences in SENTENCES.items():
        page.evaluate(SHOW, [[0, "  ".join(sentences)]])
        assert page.evaluate(CUT, language) == sentences


def test_a_key_has_one_name_with_shift_and_without(page: Page) -> None:
    for pressed, name, cap in KEYS:
        assert _call(page, "keys", "nameOf", pressed) == name
        assert _call(page, "keys", "nameOf", name) == name
        assert _call(page, "keys", "capOf", name) == cap


@SLOW
@given(st.characters(exclude_categories=["Cs"]))
def test_the_name_of_a_key_that_may_be_chosen_may_be_chosen(page: Page, sign: str) -> None:
    name = _call(page, "keys", "nameOf", sign)
    assert _call(page, "keys", "nameOf", name) == name
    chosen = _call(page, "keys", "mayBeChosen", sign)
    assert _call(page, "keys", "mayBeChosen", name) == chosen


def test_an_action_may_have_one_sign_or_enter(page: Page) -> None:
    for key in (*"aZşש1٣+~@é👍", "Enter"):
        assert _call(page, "keys", "mayBeChosen", key) is True
    for key in ("Tab", "F8", "Space", "ArrowDown", "Dead", "", *" \u00a0\t\u200f\u0007", "e\u0301"):
        assert _call(page, "keys", "mayBeChosen", key) is False


def test_a_key_with_ctrl_alt_or_meta_is_a_command_but_altgr_types(page: Page) -> None:
    held = ("ctrlKey", "altKey", "metaKey", "shiftKey", "modifierAltGraph")
    commands = {
        keys for keys in _subsets(held) if page.evaluate(COMMAND, dict.fromkeys(keys, True))
    }
    # Windows reports AltGr, which types @ and ~ on many layouts, as Ctrl and Alt together.
    assert commands == {
        keys
        for keys in _subsets(held)
        if "metaKey" in keys
        or ("modifierAltGraph" not in keys and {"ctrlKey", "altKey"} & set(keys))
    }


def test_a_new_wording_says_which_words_it_adds_and_leaves_out(page: Page) -> None:
    for before, now, added, left in WORDINGS:
        found = _call(page, "claim", "difference", before, now)
        assert found == {"added": added.split(), "left": left.split()}


def _send_module(route: Route) -> None:
    """Give a module as it stands: Claimbook itself sends bundles only."""
    name = urlsplit(route.request.url).path.rsplit("/", 1)[1]
    route.fulfill(path=FOLDER / "desk" / name, content_type="text/javascript")


def test_modules_of_one_bundle_have_scopes_of_their_own(page: Page, tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text(
        "const name = 1;\nexport function one() {\n  return name;\n}\n"
    )
    (tmp_path / "two.js").write_text("const name = 2;\nexport const two = () => name;\n")
    (tmp_path / "main.js").write_text(
        'import { one } from "./one.js";\nimport { two } from "./two.js";\n'
        "const name = 3;\nglobalThis.names = [one(), two(), name, typeof $name];\n"
    )
    page.evaluate(f"() => {{ {bundle(tmp_path, 'main.js')} }}")
    assert page.evaluate("globalThis.names") == [1, 2, 3, "undefined"]
