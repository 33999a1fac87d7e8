"""Zip archives: what they hold comes in, what they try does not."""

from __future__ import annotations

import io
import stat
import struct
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import imports, language
from annotator.imports.incoming import Incoming, IncomingText, Unreadable
from annotator.imports.limits import MOST_MEMBERS

CLIMBS = "Its path climbs out of the archive; it was left out."


def packed(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = 8) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def read(data: bytes) -> list[Incoming]:
    return list(imports.read("news.zip", data))


def texts(found: list[Incoming]) -> dict[str, str]:
    return {text.name: text.text for text in found if isinstance(text, IncomingText)}


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def test_every_member_comes_in_named_after_its_place_in_the_archive() -> None:
    found = read(
        packed(
            ("harbour.txt", b"The harbour is open."),
            ("2025/", b""),
            ("2025/december/bridge.txt", b"title: Bridge\n\nSo is the bridge."),
            ("2025/feed.jsonl", b'{"text": "One."}\n{"text": "Two."}'),
            ("2025/feed.csv", b"text;title\nThree.;A row\n"),
        )
    )
    assert texts(found) == {
        "news.zip/harbour.txt": "The harbour is open.",
        "news.zip/2025/december/bridge.txt": "So is the bridge.",
        "news.zip/2025/feed.jsonl, line 1": "One.",
        "news.zip/2025/feed.jsonl, line 2": "Two.",
        "news.zip/2025/feed.csv, line 2": "Three.",
    }
    titles = [text.metadata.title for text in found if isinstance(text, IncomingText)]
    assert titles == [None, "Bridge", None, None, "A row"]


@pytest.mark.parametrize(
    "path",
    [
        "../harbour.txt",
        "2025/../../harbour.txt",
        "/etc/harbour.txt",
        "//server/share/harbour.txt",
        "C:\\harbour.txt",
        "C:/harbour.txt",
        "c:harbour.txt",
        "..\\harbour.txt",
        "2025\\..\\..\\harbour.txt",
        "\\harbour.txt",
    ],
)
def test_a_member_whose_path_climbs_out_is_left_out_and_the_others_come_in(path: str) -> None:
    found = read(packed(("a.txt", b"One."), (path, b"The harbour."), ("b.txt", b"Two.")))
    assert texts(found) == {"news.zip/a.txt": "One.", "news.zip/b.txt": "Two."}
    assert found[1] == Unreadable(f"news.zip/{path}", CLIMBS)


@pytest.mark.parametrize("path", ["Report: harbour.txt", "a..b.txt", "...txt", "2025/c:d.txt"])
def test_dots_and_colons_elsewhere_in_a_name_are_harmless(path: str) -> None:
    found = read(packed((path, b"One.")))
    assert texts(found) == ({} if path == "...txt" else {f"news.zip/{path}": "One."})


def test_a_link_is_left_out_and_the_others_come_in() -> None:
    found = read(packed((link("passwd.txt"), b"/etc/passwd"), ("a.txt", b"One.")))
    assert found[0] == Unreadable(
        "news.zip/passwd.txt", "It is a link, not a file; it was left out."
    )
    assert texts(found) == {"news.zip/a.txt": "One."}


def test_two_members_of_one_name_both_come_in() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed(("a.txt", b"One."), ("a.txt", b"Two."))
    found = read(data)
    assert [(text.name, text.text) for text in found if isinstance(text, IncomingText)] == [
        ("news.zip/a.txt", "One."),
        ("news.zip/a.txt", "Two."),
    ]


@pytest.mark.parametrize(
    "name", ["новости/мост открыт.txt", "桥.txt", "pont détruit.txt", "🌉.txt"]
)
def test_a_name_in_any_script_is_the_name(name: str) -> None:
    (found,) = read(packed((name, "Мост открыт.".encode())))
    assert isinstance(found, IncomingText)
    assert found.name == f"news.zip/{name}"
    assert found.text == "Мост открыт."


def test_what_archivers_add_by_themselves_is_passed_over() -> None:
    found = read(
        packed(
            ("__MACOSX/._a.txt", b"\x00\x05\x16"),
            (".DS_Store", b"\x00"),
            ("2025/._a.txt", b"\x00"),
            ("a.txt", b"One."),
        )
    )
    assert [text.name for text in found] == ["news.zip/a.txt"]


def test_a_member_that_cannot_be_read_is_named_and_the_others_come_in() -> None:
    found = read(
        packed(
            ("a.docx", b"PK"),
            ("inner.zip", packed(("deep.txt", b"Deep."))),
            ("empty.txt", b""),
            ("binary.txt", b"\x00\x01"),
            ("a.txt", b"One."),
        )
    )
    assert {text.name: text.reason for text in found if isinstance(text, Unreadable)} == {
        "news.zip/a.docx": "It is not a zip archive, or a broken one.",
        "news.zip/inner.zip": "It is an archive inside an archive. Unpack it and import that.",
        "news.zip/empty.txt": "It is empty.",
        "news.zip/binary.txt": "It is not a text file (it holds binary data).",
    }
    assert texts(found) == {"news.zip/a.txt": "One."}


def test_an_encrypted_member_is_named_as_such_and_the_others_come_in() -> None:
    data = bytearray(packed(("secret.txt", b"The harbour."), ("a.txt", b"One.")))
    # The first bit of the flags, in the member's own head and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    bad, good = read(bytes(data))
    assert isinstance(bad, Unreadable)
    assert bad.name == "news.zip/secret.txt"
    assert bad.reason.startswith("It is locked by a password.")
    assert isinstance(good, IncomingText)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_unpacks_without_a_bound_is_refused(method: int) -> None:
    (found,) = read(packed(("a.txt", b"One."), method=method))
    assert found == Unreadable(
        "news.zip/a.txt", "It is packed in an unusual way. Pack the archive again as a plain .zip."
    )


@pytest.mark.parametrize("members", [1, 4])
def test_a_bomb_is_refused_before_it_is_unpacked(members: int) -> None:
    piece = b"\x00" * (120 * 1024 * 1024 // members)
    data = packed(*((f"{number}.txt", piece) for number in range(members)))
    assert len(data) * 900 < len(piece) * members
    del piece
    (found, seconds, most) = _measured(data)
    assert found == [
        Unreadable(
            "news.zip",
            "It unpacks to 120 MB; an archive may unpack to 100 MB. Import it in parts.",
        )
    ]
    assert seconds < 0.5
    assert most < 1024 * 1024


def test_a_bomb_that_lies_about_its_size_is_read_no_further_than_it_says() -> None:
    honest = packed(("a.txt", b" " * 50_000_000))
    lying = honest.replace(struct.pack("<L", 50_000_000), struct.pack("<L", 1_000))
    assert lying != honest
    (found, _, most) = _measured(lying)
    assert [type(text) for text in found] == [Unreadable]
    assert most < 1024 * 1024


def test_too_many_members_are_refused_before_one_is_read() -> None:
    data = packed(*((f"{number}.txt", b"") for number in range(MOST_MEMBERS + 1)))
    (found,) = read(data)
    assert isinstance(found, Unreadable)
    assert found.reason == "It holds 10,001 files; an archive may hold 10,000. Import it in parts."


def test_a_member_that_is_damaged_is_named_and_the_others_come_in() -> None:
    whole = packed(("a.txt", b"The harbour is open. " * 20), ("b.txt", b"Two."))
    for place in range(38, 50):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        bad, good = read(bytes(broken))
        assert isinstance(bad, Unreadable)
        assert bad.name == "news.zip/a.txt"
        assert bad.reason.startswith("It could not be unpacked")
        assert isinstance(good, IncomingText)


@pytest.mark.parametrize(
    "data",
    [
        b"PK",
        b"not an archive",
        packed(("a.txt", b"One."))[:-10],
        packed(("a.txt", b"One."))[:40],
        packed(("é.txt", b"One.")).replace("é".encode(), b"\xff\xff"),
    ],
    ids=["two letters", "a text", "no end", "a beginning", "a name in no encoding"],
)
def test_a_broken_archive_is_refused(data: bytes) -> None:
    assert read(data) == [Unreadable("news.zip", "It is not a zip archive, or a broken one.")]


def test_a_member_without_a_name_is_left_out() -> None:
    found = read(packed(("x.txt", b"One."), ("a.txt", b"Two.")).replace(b"x.txt", b"\x00.txt"))
    assert found[0] == Unreadable("news.zip/", CLIMBS)
    assert texts(found) == {"news.zip/a.txt": "Two."}


@pytest.mark.parametrize("members", [(), ((".DS_Store", b"Bud1"), ("__MACOSX/._a.txt", b"x"))])
def test_an_archive_of_nothing_to_import_is_named_as_empty(
    members: tuple[tuple[str, bytes], ...],
) -> None:
    assert read(packed(*members)) == [
        Unreadable("news.zip", "It is empty: the archive holds no file to import.")
    ]


@settings(deadline=None, max_examples=300)
@given(
    changes=st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=12
    )
)
def test_no_damage_to_an_archive_raises(changes: list[tuple[int, int]]) -> None:
    data = bytearray(packed(("a.txt", b"The harbour. " * 9), ("2025/é.csv", b"text\nOne.\n")))
    for place, value in changes:
        data[place % len(data)] = value
    for found in read(bytes(data)):
        assert found.name


def _measured(data: bytes) -> tuple[list[Incoming], float, int]:
    """What the archive gives, how long it took, and how much memory at most."""
    # Babel loads the numbers of a language with the first message that has one: 4 MB, once.
    language.number(MOST_MEMBERS)
    tracemalloc.start()
    start = time.process_time()
    found = read(data)
    seconds = time.process_time() - start
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return found, seconds, most
