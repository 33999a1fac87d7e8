"""Sentences in languages with stops of their own; “|” stands where a sentence ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from annotator.text import extract, sentences

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = [
    "Die Ministerin sagte am 14. März, die Fähre koste 5 Mio. Euro.| Die Brücke sei zu.",
    "Tilo Brandt (z. B. in Nr. 7 vom 3. 4. 2031) sagte, die Brücke sei zu.| Es regnete.",
    "„Das ist so.“| Er ging.| »Wir gehen.«| Maro blieb.",
    "„Das ist so“, sagte Maro.| „Warum?“, fragte Dr. h. c. Senn.",
    "Im 19. Jahrhundert war es so.| Es waren 12.| Die anderen gingen.",
    "Die 2. Brücke kam auf Platz 12.| Orlest jubelte.",
    "Papst Benno XIII. Senn kam.| Er wohnt in der Hauptstr. 7 in Orlest.| Sie nicht.",
    "Maro, Senn usw.| Die Fähre fuhr, d. h. sie kam.| Das steht in Abs. 2 S. 1.",
    "Es kostet 20 Std. Arbeit bzw. Geld.| Das war 2031.| Orlest feierte.",
    "Die Firma Senn & Co. KG zahlte 3 Mrd. Euro.| U. a. Maro klagte.",
]
SPANISH = [
    "Viajó a EE. UU. en mayo.| El Sr. Maro volvió.| Vive en EE. UU.| Los demás no.",
    "¿Por qué?| ¡No lo sé!| Cuesta 5 millones (p. ej. en Orlest).| No hay más.",
    "—¿Vienes? —preguntó la Sra. Senn.| —Voy.",
    "En el s. XIX a. C. Orlest era grande.| D. Tilo Senn llegó a la Av. Sur núm. 7.",
    "Vendió pan, vino, etc.| Tarsk compró.| Tiene 812 hab. / km².| Murió en 2031.| Orlest lloró.",
]
OTHERS = [
    (
        "zh",
        "市长说，大桥耗资四百万。|去年有91艘船沉没！|“桥开了。”市长说。|路长。|市长说：“桥开了。”|路长。",
    ),
    ("ja", "橋は400万マルクだった。|「橋は開いた。」と市長は述べた。|「橋は開いた。」|道は長い？"),
    ("hi", "डॉ. सैरो ने कहा कि नौका ने 812 लोगों को पहुँचाया।| पुल की लागत 40 लाख थी।|क्या?"),
    ("ur", "وزیر نے کہا کہ کشتی نے 812 افراد کو پہنچایا۔| پل کی لاگت چالیس لاکھ تھی۔"),
    ("ar", "قال د. أحمد إن الميناء مفتوح.| هل الطريق طويل؟| لا."),
]
CASES = [("de", one) for one in GERMAN] + [("es", one) for one in SPANISH] + OTHERS


def marked(text: str, language: str) -> str:
    for one in reversed(sentences(text, language)[:-1]):
        text = text[: one.end] + "|" + text[one.end :]
    return text


@pytest.mark.parametrize(("language", "text"), CASES)
def test_a_sentence_ends_where_readers_of_its_language_end_it(language: str, text: str) -> None:
    assert marked(text.replace("|", ""), language) == text


@pytest.mark.parametrize(
    ("language", "count"), [("de", 2), ("hi", 2), ("ja", 2), ("zh", 3), ("ur", 2), ("th", 1)]
)
def test_the_given_texts_have_the_sentences_that_they_should(
    shared: Path, language: str, count: int
) -> None:
    file = shared / "data" / "imports" / "lang" / f"{language}.txt"
    assert len(sentences(file.read_text(encoding="utf-8"), language)) == count


@pytest.mark.parametrize(("language", "data"), [("de", "seg_de"), ("es", "seg_es")])
def test_hardly_any_given_sentence_is_cut_wrong(shared: Path, language: str, data: str) -> None:
    rows = (shared / "data" / "extraction" / f"{data}.jsonl").read_text(encoding="utf-8")
    gold = found = right = 0
    for row in map(json.loads, rows.splitlines()):
        ours = {(one.start, one.end) for one in sentences(row["text"], language)}
        theirs = {(start, end) for start, end in row["sentences"]}
        gold, found, right = gold + len(theirs), found + len(ours), right + len(ours & theirs)
    assert 2 * right / (gold + found) > 0.985


def test_a_line_that_ends_with_a_stop_of_its_language_is_no_heading_and_a_question_no_claim() -> (
    None
):
    for language, text in (
        ("zh", "桥开了。\n路长。\n路长吗？"),
        ("ur", "پل کھلا ہے۔\nسڑک لمبی ہے۔"),
    ):
        assert [one.text for one in extract(text, language).candidates] == text.split("\n")[:2]
