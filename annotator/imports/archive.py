"""Zip archives: their members, read by name and never written anywhere."""

from __future__ import annotations

import io
import stat
import zipfile
from functools import partial
from typing import TYPE_CHECKING

from annotator.errors import BadInput
from annotator.imports.incoming import Unreadable
from annotator.imports.limits import MEGABYTE, MOST_MEMBERS, MOST_UNPACKED
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotator.imports.incoming import Read


def parts(
    name: str, data: bytes, read_member: Callable[[str, bytes], Iterator[Read]]
) -> list[tuple[str, Callable[[], Iterator[Read]]]]:
    """Return each member, named "archive.zip/member.txt", with a function that yields its texts.

    Raises BadInput when it is no archive, or larger unpacked than MOST_UNPACKED or MOST_MEMBERS: a
    small file can unpack to a disk full of nothing.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # zipfile raises whatever its parsing trips over
        raise BadInput(_("It is not a zip archive, or a broken one.")) from error
    # Not is_dir: it stumbles over a member without a name.
    members = [member for member in archive.infolist() if not member.filename.endswith("/")]
    _refuse_too_much(len(members), sum(member.file_size for member in members))
    shown = (one for one in members if _suspicious(one) or not _hidden(one.filename))
    named = ((f"{name}/{one.filename}", one) for one in shown)
    return [(where, partial(_member, archive, one, where, read_member)) for where, one in named]


def _refuse_too_much(members: int, size: int) -> None:
    if members > MOST_MEMBERS:
        raise BadInput(
            _(
                "It holds %(members)s files; an archive may hold %(most)s. Import it in parts.",
                members=f"{members:,}",
                most=f"{MOST_MEMBERS:,}",
            )
        )
    if size > MOST_UNPACKED:
        raise BadInput(
            _(
                "It unpacks to %(size)s MB; an archive may unpack to %(most)s MB. Import it in"
                " parts.",
                size=f"{-(-size // MEGABYTE):,}",
                most=MOST_UNPACKED // MEGABYTE,
            )
        )


def _member(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    where: str,
    read_member: Callable[[str, bytes], Iterator[Read]],
) -> Iterator[Read]:
    if reason := _suspicious(member):
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


def _suspicious(member: zipfile.ZipInfo) -> str | None:
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or parts[0][1:2] == ":":
        return "Its path climbs out of the archive; it was left out."
    if stat.S_ISLNK(member.external_attr >> 16):
        return "It is a link, not a file; it was left out."
    # Other methods unpack without a bound, whatever size the archive states.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "It is packed in an unusual way. Pack the archive again as a plain .zip."
    return None


def _hidden(filename: str) -> bool:
    """Return what archivers add by themselves."""
    parts = filename.split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith(".")
