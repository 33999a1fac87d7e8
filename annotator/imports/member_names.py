"""Names of an archive's members: their encoding is that of the machine that packed them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from annotator.import_states import QuestionKind
from annotator.imports.decoding import known_encoding, oddness
from annotator.imports.questions import Choice, FileQuestion

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Sequence

_UTF_8 = 0x800
#: Those of DOS come first: packers write them.
_ENCODINGS = (
    *("cp850", "cp437", "cp866", "cp1251", "cp1252", "cp852", "cp737"),
    *("gb18030", "shift_jis", "big5", "cp949"),
)
_MOST_CHOICES, _NAMES_SHOWN = 6, 3


def names_of(
    archive: str, members: Sequence[zipfile.ZipInfo], encoding: str | None
) -> tuple[list[str], FileQuestion | None]:
    """Return the members' names, and the question about them where no one has named an `encoding`.

    Raises BadInput for an encoding that does not exist.
    """
    raw = [_raw(member) for member in members]
    unsure = [name for name in raw if isinstance(name, bytes)]
    ranked = _ranked(unsure)
    chosen = known_encoding(encoding) if encoding else ranked[0] if ranked else "cp437"
    names = [name if isinstance(name, str) else name.decode(chosen, "replace") for name in raw]
    if encoding or len(ranked) < 2:
        return names, None
    shown = [
        Choice(one, ", ".join(name.decode(one) for name in unsure[:_NAMES_SHOWN])) for one in ranked
    ]
    different = {choice.sample: choice for choice in reversed(shown)}
    choices = [choice for choice in shown if different[choice.sample] is choice][:_MOST_CHOICES]
    if len(choices) < 2:
        return names, None
    question = FileQuestion(QuestionKind.NAMES, archive, tuple(choices), required=False)
    return names, question


def _raw(member: zipfile.ZipInfo) -> str | bytes:
    """Return a member's name as text where its encoding is known, else as bytes."""
    if member.flag_bits & _UTF_8 or member.filename.isascii():
        return member.filename
    if stated := _stated(member.extra):
        return stated
    try:
        raw = member.orig_filename.encode("cp437")
        return raw.decode("utf-8")
    except UnicodeEncodeError:
        return member.filename
    except UnicodeDecodeError:
        return raw


def _stated(extra: bytes) -> str | None:
    """Return the name that Info-ZIP writes beside the other, in UTF-8."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == 0x7075 and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "ignore") or None
        extra = extra[4 + size :]
    return None


def _ranked(names: list[bytes]) -> list[str]:
    found: list[tuple[float, int, str]] = []
    for place, encoding in enumerate(_ENCODINGS):
        try:
            text = " ".join(name.decode(encoding) for name in names)
        except UnicodeDecodeError:
            continue
        found.append((oddness(text), place, encoding))
    return [encoding for _odd, _place, encoding in sorted(found)] if names else []
