"""Markdown that people write, as HTML that cannot hurt those who read it."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

# HTML in the text is shown as text; nh3 cleans what is left, should the renderer err.
_RENDERER = MarkdownIt("commonmark", {"html": False}).enable("table")
_TAGS = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}


def rendered(text: str, below: int = 2) -> Markup:
    """Return the text as HTML, its headings one below the other from the page's own at level
    `below`.
    """
    tokens = _RENDERER.parse(text)
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    levels = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(below + 1 + levels.index(token.tag), 6)}"
    html = _RENDERER.renderer.render(tokens, _RENDERER.options, {})
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(cleaned)  # noqa: S704  (cleaned on the line above)
