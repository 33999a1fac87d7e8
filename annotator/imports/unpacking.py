"""Zip files as they come: whether they are too large, and which member is not what it seems."""

from __future__ import annotations

import io
import stat
import zipfile

from annotator.errors import BadInput
from annotator.imports.limits import MEGABYTE, MOST_MEMBERS, MOST_UNPACKED
from annotator.language import _


def opened(data: bytes) -> zipfile.ZipFile:
    """Return the archive in these bytes. Raises BadInput when it is none, or a broken one."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # zipfile raises whatever its parsing trips over
        raise BadInput(_("It is not a zip archive, or a broken one.")) from error


def refuse_too_much(members: int, size: int) -> None:
    """Raise BadInput for more files, or more bytes unpacked, than an archive may have."""
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


def suspicious(member: zipfile.ZipInfo) -> str | None:
    """Return why a member is not read; None for one that may be."""
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or parts[0][1:2] == ":":
        return "Its path climbs out of the archive; it was left out."
    if stat.S_ISLNK(member.external_attr >> 16):
        return "It is a link, not a file; it was left out."
    if member.flag_bits & 0x1:
        return "It is locked by a password. Unpack the archive and import its files."
    # Other methods unpack without a bound, whatever size the archive states.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "It is packed in an unusual way. Pack the archive again as a plain .zip."
    return None
