"""Pages and PDF files as people cite them."""

from __future__ import annotations

ARTICLE = """<!doctype html><html lang="en"><head>
<title>Harbour open again</title>
<meta property="og:site_name" content="Orlest Courier">
<meta property="article:published_time" content="2025-12-05T08:00:00Z">
</head><body><nav><a href="/">Home</a></nav><article><h1>Harbour open again</h1>
<p>The harbour of Orlest is open again, the port said on Friday. {}</p>
<p>Nobody was treated at the clinic, and forty-one ships waited outside of the breakwater.</p>
<p>A spokesman, Tarro, said that the crane would follow within the week, after repairs.</p>
</article></body></html>"""


def article(more: str = "") -> bytes:
    """A news page with this sentence more in it."""
    return ARTICLE.format(more).encode()


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text on each page; a page without one is empty."""
    count = len(pages)
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
    ]
    font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    for number, text in enumerate(pages):
        drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {font}"
            f" /Contents {4 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    return _written(objects)


def _written(objects: list[str]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + (head + tail).encode()
