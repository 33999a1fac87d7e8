"""Word and PDF files, made byte by byte: as large as a test needs, and as wrong."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">{}</cp:coreProperties>'
)
_PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 << "
    "/Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
)


def paragraph(words: str, style: str = "") -> str:
    """A paragraph of Word, in the style of that name."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def docx(body: str, *, notes: str = "", core: str = "", more: Mapping[str, str] = {}) -> bytes:
    """A Word file with this body, footnotes and properties."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
        for name in ("Title", "Heading1")
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        'package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="r2" Type="{_RELATION}/styles" Target="styles.xml"/></Relationships>',
        "word/footnotes.xml": f"<w:footnotes {_W}>{notes}</w:footnotes>",
        "docProps/core.xml": _CORE.format(core),
        **more,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def pdf(*pages: Iterable[tuple[int, int, str]], title: str = "") -> bytes:
    """A PDF whose pages have these words at these places, from the lower left corner."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for words in pages:
        stream = "BT /F1 10 Tf " + "".join(
            f"1 0 0 1 {x} {y} Tm ({text}) Tj " for x, y, text in words
        )
        kids.append(f"{len(objects) + 1} 0 R")
        objects += [
            f"{_PAGE} /Contents {len(objects) + 2} 0 R >>",
            f"<< /Length {len(stream) + 2} >>\nstream\n{stream}ET\nendstream",
        ]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({title}) >>")
    data, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>"
    return (
        f"{data}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}\n"
        f"startxref\n{len(data)}\n%%EOF\n"
    ).encode("latin-1")
