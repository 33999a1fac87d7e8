"""Zip archives: their members, read by name and never written anywhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.cleaning import clean
from annotator.errors import BadInput
from annotator.imports.incoming import FileNote, Unreadable
from annotator.imports.kinds import is_leftover, left_out
from annotator.imports.member_names import names_of
from annotator.imports.unpacking import opened, refuse_too_much, suspicious
from annotator.language import _

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Iterator

    from annotator.imports.incoming import Read
    from annotator.imports.questions import Answers

    Part = tuple[str, Callable[[], Iterator[Read]]]


def parts(
    name: str,
    data: bytes,
    read_member: Callable[[str, bytes], Iterator[Read]],
    answers: Answers,
) -> list[Part]:
    """Return each member, named "archive.zip/member.txt", with a function that yields its texts.

    Raises BadInput when it is no archive, or larger unpacked than MOST_UNPACKED or MOST_MEMBERS: a
    small file can unpack to a disk full of nothing.
    """
    archive = opened(data)
    # Not is_dir: it stumbles over a member without a name.
    members = [member for member in archive.infolist() if not member.filename.endswith("/")]
    refuse_too_much(len(members), sum(member.file_size for member in members))
    names, question = names_of(name, members, answers.of(name).encoding)
    found: list[Part] = [] if question is None else [(name, partial(_one, question))]
    read_any = False
    for shown, member in zip(names, members, strict=True):
        where = clean(f"{name}/{shown}")
        if is_leftover(shown) and not suspicious(member):
            found.append((where, partial(_one, FileNote(where, left_out()))))
        else:
            read_any = True
            found.append((where, partial(_member, archive, member, where, read_member)))
    if not read_any:
        raise BadInput(_("It is empty: the archive holds no file to import."))
    return found


def _one(found: Read) -> Iterator[Read]:
    yield found


def _member(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    where: str,
    read_member: Callable[[str, bytes], Iterator[Read]],
) -> Iterator[Read]:
    if reason := suspicious(member):
        yield Unreadable(where, reason)
        return
    try:
        with archive.open(member) as file:
            # What the archive says of a size is only its word.
            data = file.read(member.file_size + 1)
    except Exception as error:  # zipfile and zlib raise a dozen kinds over broken bytes
        yield Unreadable(where, f"It could not be unpacked ({error}).")
        return
    if len(data) > member.file_size:
        yield Unreadable(where, "It is larger than the archive says.")
    else:
        yield from read_member(where, data)
