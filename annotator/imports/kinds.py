"""Kinds of file, by their content first: a name can end in anything."""

from __future__ import annotations

import re

from annotator.errors import BadInput
from annotator.imports.unpacking import opened
from annotator.language import _

ARCHIVE = ".zip"
_HEAD = 4096
_LEFTOVERS = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx"))
_PROLOGUE = rb"^\s*(?:<\?xml[^>]*>)?(?:\s|<!--.*?-->|<\?.*?\?>)*"
_FEED = re.compile(_PROLOGUE + rb"<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE | re.DOTALL)
_PAGE = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
#: Kinds of text that HTML or a feed may hide in.
_PLAIN = frozenset((".txt", ".text", ".md", ".xml", ""))
_NO_KIND = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")


def is_leftover(name: str) -> bool:
    """Return True for files that systems and programs leave beside those of people."""
    *folders, own = name.replace("\\", "/").split("/")
    if "__MACOSX" in folders or own.lower() in _LEFTOVERS:
        return True
    return own.startswith((".", "~$")) and own.strip(".") != ""


def left_out() -> str:
    """Return what is said of such a file."""
    return _("Skipped: a file that the system or a program left there.")


def suffix_of(name: str) -> str:
    """Return the ending of a name in lower case, with its dot; nothing for a name without one."""
    own = name.replace("\\", "/").rsplit("/", 1)[-1]
    found = _NO_KIND.search(own)
    return found[0].lower() if found else ""


def kind_of(name: str, data: bytes) -> str:
    """Return the ending that fits a file: by what it holds, else its own.

    Raises BadInput for what is no text, with what to do about it.
    """
    if not data:
        raise BadInput(_("It is empty."))
    suffix, head = suffix_of(name), data[:_HEAD]
    plain = head.lstrip()
    for mark in _MARKS:
        plain = plain.removeprefix(mark)
    if plain.startswith(b"{\\rtf"):
        raise BadInput(_("It is in Rich Text Format (RTF). Save it as .docx or .txt."))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data)
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(_("It is a file of an older Office. Save it as .docx, .csv or .txt."))
    if head.startswith(_PICTURES):
        raise BadInput(_("It is a picture. Import its text as .txt."))
    narrow = plain.replace(b"\0", b"")
    if _FEED.match(narrow):
        return ".xml"
    if suffix in _PLAIN and _PAGE.match(narrow):
        return ".html"
    return suffix or _told_by(plain)


def _told_by(plain: bytes) -> str:
    return ".json" if re.match(rb'\[\s*\{\s*"|\{\s*"', plain) else ".txt"


def _packed(data: bytes) -> str:
    """Return the kind of a zip file: offices pack their documents, too."""
    try:
        names = set(opened(data).namelist())
    except BadInput:
        return ARCHIVE
    if "word/document.xml" in names:
        return ".docx"
    if "xl/workbook.xml" in names:
        raise BadInput(_("It is a spreadsheet. Save it as .csv."))
    if "ppt/presentation.xml" in names:
        raise BadInput(_("It is a presentation. Save its text as .docx or .txt."))
    if "mimetype" in names and ("content.xml" in names or "META-INF/container.xml" in names):
        raise BadInput(_("It is an OpenDocument file or a book. Save it as .docx or .txt."))
    return ARCHIVE
