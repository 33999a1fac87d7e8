"""Word files: their text as it stands after all tracked changes, with tables and footnotes."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from lxml import etree, html

from annotator.errors import BadInput
from annotator.import_states import GuessOrigin
from annotator.imports import blocks, heads
from annotator.imports.unpacking import opened, refuse_too_much, suspicious
from annotator.language import _

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from annotator.imports.incoming import Read
    from annotator.imports.questions import Answers

#: No entity is read, and nothing is fetched.
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_PROPERTIES = {"title": "title", "creator": "author"}
#: Programs write these where no person has.
_NOBODY = frozenset(("microsoft office user", "user", "admin", "administrator", "python-docx"))


def read(name: str, data: bytes, answers: Answers) -> Iterator[Read]:
    """Yield the one text of a Word file. Raises BadInput when it is none, or a broken one."""
    if not data.strip():
        raise BadInput(_("It is empty."))
    archive = opened(data)
    _refuse_unsafe(archive)
    text, heading = _text(data)
    if not text:
        raise BadInput(_("It is empty."))
    properties = _properties(archive)
    yield from heads.stated(
        name,
        text,
        {},
        answers,
        [
            ("title", heading, GuessOrigin.FIRST_LINES),
            *((field, value, GuessOrigin.PROPERTIES) for field, value in properties.items()),
        ],
    )


def _refuse_unsafe(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    refuse_too_much(len(members), sum(member.file_size for member in members))
    for member in members:
        if member.filename.endswith("/"):
            continue
        if reason := suspicious(member):
            raise BadInput(reason)
        if member.filename.endswith((".xml", ".rels")):
            try:
                content = archive.read(member).replace(b"\0", b"")
            except Exception as error:  # zipfile and zlib raise a dozen kinds over broken bytes
                raise BadInput(_("The Word file is damaged and could not be read.")) from error
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise BadInput(_("It defines entities, which no Word file needs."))


def _text(data: bytes) -> tuple[str, str | None]:
    """Return the text, and its first heading of the highest level."""
    # Imported here: most imports hold no Word file.
    import mammoth

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=lambda _image: [],
            style_map=STYLES,
            id_prefix="",
        )
    except Exception as error:  # whatever a broken file does to the parser, it is the file's fault
        raise BadInput(_("The Word file is damaged and could not be read.")) from error
    if not made.value.strip():
        return "", None
    root = html.fragment_fromstring(made.value, create_parent="div")
    for link in root.xpath(
        "//a[starts-with(@href, '#footnote') or starts-with(@href, '#endnote')]"
    ):
        note = link.getparent() if link.getparent().tag == "sup" else link
        note.drop_tree()
    heading = root.find(".//h1")
    return blocks.text_of(root), None if heading is None else blocks.text_of(heading)


STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
comment-reference =>
"""


def _properties(archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        content = archive.read("docProps/core.xml")
        root = etree.fromstring(content, etree.XMLParser(**_SAFE))
    except (KeyError, etree.XMLSyntaxError, ValueError):
        return {}
    found = {re.sub(r"^\{.*\}", "", str(one.tag)): one.text or "" for one in root}
    values = {field: found.get(name, "").strip() for name, field in _PROPERTIES.items()}
    return {field: value for field, value in values.items() if value.lower() not in _NOBODY}
