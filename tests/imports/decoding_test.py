"""Bytes become the text that was meant, or a reason why not."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.imports.decoding import EncodingUnknown, decoded

FRENCH = "Le président a déclaré samedi que la forêt était protégée depuis l’été dernier."
SPANISH = "El presidente señaló que mañana abrirá el puente más largo del país."
ENGLISH = "The minister, Ana Muñoz, said on Saturday that the bridge was open."
RUSSIAN = "Президент заявил в субботу, что мост открыт и жизнь возвращается."
POLISH = "Prezydent powiedział w sobotę, że most będzie otwarty, gdyż źródła są pewne."
CZECH = (
    "Prezident v sobotu řekl, že most bude otevřen příští týden a život se vrátí do běžných kolejí."
)
HUNGARIAN = "Az elnök szombaton azt mondta, hogy a híd jövő héten újra megnyílik, sőt bővül."
GREEK = "Ο πρόεδρος δήλωσε ότι η γέφυρα είναι ανοιχτή."
CHINESE = "总统星期六说，桥已经开放，生活将恢复正常。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH.replace("’", "'"), "latin-1"),
        (FRENCH, "cp1252"),
        (SPANISH, "latin-1"),
        (ENGLISH, "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
        (CZECH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (GREEK, "cp1253"),
        (CHINESE, "gb18030"),
    ],
)
@pytest.mark.parametrize("times", [1, 30])
def test_an_older_encoding_is_told_from_the_text(text: str, encoding: str, times: int) -> None:
    whole = "\n".join([text] * times)
    assert decoded(whole.encode(encoding)) == whole


@pytest.mark.parametrize(
    "text",
    [
        "Le ferry est arrivé à Port Aldane vendredi, dit le capitaine.",
        "The ferry arrivé à Port Aldane, said Captain Muñoz.",
        "Señor Tarro opened the bridge.",
        "It arrivé à Orlest.",
        "naïve",
    ],
)
def test_a_short_text_with_a_few_accents_is_of_the_west(text: str) -> None:
    assert decoded(text.encode("latin-1")) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, "🌉 is open"])
def test_a_mark_tells_the_encoding_and_is_no_part_of_the_text(
    text: str, mark: bytes, encoding: str
) -> None:
    assert decoded(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, GREEK, "Yes.", CHINESE + "\n" + ENGLISH])
def test_two_or_four_bytes_a_letter_are_read_without_a_mark(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Мост открыт.", "cp1251"),
        ("Мост открыт.", "koi8-r"),
        ("Źródło żółć.", "cp1250"),
        ("Köprü açıldı, dedi Başkan.", "cp1254"),
        ("הגשר פתוח היום.", "cp1255"),
        ("橋は開いている。", "shift_jis"),
        ("桥已经开放。", "gb18030"),
        ("다리가 열렸다.", "cp949"),
        ("Η γέφυρα είναι ανοιχτή.", "cp1253"),
    ],
)
def test_where_few_words_fit_several_encodings_a_person_is_asked(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    with pytest.raises(EncodingUnknown) as caught:
        decoded(data)
    samples = {choice.sample for choice in caught.value.choices}
    assert text in samples
    assert len(samples) == len(caught.value.choices) > 1
    assert decoded(data, encoding) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp866"),
        ("Мост открыт.", "cp866"),
        ("Die Brücke „ist“ offen – 5 €", "cp1252"),
        ("橋は開いている。", "iso2022_jp"),
        ("الجسر مفتوح اليوم " * 9, "cp1256"),
        ("สะพานเปิดแล้ว", "cp874"),
    ],
)
def test_words_that_fit_one_encoding_alone_are_read_in_it(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_an_encoding_that_is_named_but_does_not_exist_is_refused() -> None:
    with pytest.raises(BadInput, match="“cp9999” is not an encoding"):
        decoded("мост".encode("cp1251"), "cp9999")


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, CHINESE])
@pytest.mark.parametrize("wrong", [b"\xff", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80"])
@pytest.mark.parametrize("before", ["", "x" * 300_000])
def test_utf_8_that_is_broken_in_one_place_is_refused_with_the_place(
    text: str, wrong: bytes, before: str
) -> None:
    whole = (before + text).encode()
    with pytest.raises(BadInput, match=rf"not clean utf-8 \(byte {len(whole) + 1:,}\)"):
        decoded(whole + wrong + b" and so on")


def test_utf_8_that_ends_within_a_letter_is_refused() -> None:
    with pytest.raises(BadInput, match="not clean utf-8"):
        decoded("Été à la forêt".encode() + b"\xc3")


def test_half_a_letter_of_utf_16_is_refused_with_its_place() -> None:
    with pytest.raises(BadInput, match=r"not clean utf-16 \(byte "):
        decoded(FRENCH.encode("utf-16")[:-1])


def test_an_accent_far_into_a_long_file_is_seen() -> None:
    text = "The bridge was open. " * 20_000 + SPANISH
    assert decoded(text.encode("latin-1")) == text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t\r\n",
        codecs.BOM_UTF8,
        codecs.BOM_UTF16_LE,
        codecs.BOM_UTF8 + b"\n",
        " \n".encode("utf-16"),
    ],
)
def test_nothing_but_blanks_and_marks_is_empty(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"^It is empty\.$"):
        decoded(data)


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02", b"%PDF-1.7\n\x00\x00", b"text\x00", bytes(range(256)) * 20]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="holds binary data"):
        decoded(data)


def test_noise_without_a_nul_is_refused_too() -> None:
    with pytest.raises(BadInput):
        decoded(bytes(range(128, 256)) * 200)


@settings(deadline=None)
@given(st.text())
def test_any_text_in_utf_8_comes_back_whole(text: str) -> None:
    data = text.encode()
    assume(data.strip() and b"\x00" not in data and not text.startswith("\ufeff"))
    assert decoded(data) == text
