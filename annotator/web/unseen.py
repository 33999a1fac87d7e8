"""Characters that hide: marked wherever a page shows a text.

Marked are the controls that turn the letters after them round (Unicode Technical Report 36), and
characters that show nothing. Not marked are those that ordinary text needs: soft hyphens, what
chooses the form of a sign, marks of one letter's own direction, and joiners between letters of
scripts that join them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flask.templating import Environment
from jinja2 import Template
from markupsafe import Markup

if TYPE_CHECKING:
    from flask import Flask

TURNING = "\u202a-\u202e\u2066-\u2069"
_NOTHING = "\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
_TAGS = "\U000e0000-\U000e007f"
_HIDING = re.compile(
    f"[{TURNING}{_NOTHING}{_TAGS}]|(?<=[A-Za-z0-9])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z0-9])"
)
_MARKED = '<span class="unseen"'
#: What a page is made of: a mark of ours, elements that hold no others, a tag, and text.
_PART = re.compile(
    rf"{_MARKED}[^>]*>.</span>"
    r"|<(?P<plain>title|option)\b[^>]*>[^<]*"
    r"|<(?P<kept>textarea|script|style)\b.*?</(?P=kept)>"
    r"|<!--.*?-->|<[^>]*>|[^<]+",
    re.DOTALL,
)


def marked(html: str) -> str:
    """Return a page in which each hidden character of a text stands in an element that names it.

    The text itself stays as it is, for selecting and copying. Where no element can stand, as in an
    option, the character's number stands in its place; what a field holds is left alone.
    """
    return _PART.sub(_in_part, html) if _HIDING.search(html) else html


def turning_signs(text: str) -> list[str]:
    """Return the hidden characters in a text that turn its letters round, as “U+202E”."""
    return sorted({_number(sign) for sign in re.findall(f"[{TURNING}]", text)})


def mark_in_templates(app: Flask) -> None:
    """Let every template mark them: no page can forget it."""
    app.jinja_env.template_class = _Marking


class _Marking(Template):
    """A template whose result has its hidden characters marked."""

    environment_class = Environment

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return the page."""
        return marked(super().render(*args, **kwargs))


def marked_part(part: Markup) -> Markup:
    """Return a part of a page that no template drew, marked in the same way."""
    return Markup(marked(part))  # noqa: S704 - it was HTML, and stays so


def _in_part(part: re.Match[str]) -> str:
    whole = part.group()
    if part["plain"]:
        tag, end, text = whole.partition(">")
        return f"{tag}{end}{_HIDING.sub(lambda sign: f'[{_number(sign.group())}]', text)}"
    if whole.startswith("<"):
        return whole
    return _HIDING.sub(_as_element, whole)


def _as_element(sign: re.Match[str]) -> str:
    return f'{_MARKED} data-code="{_number(sign.group())}">{sign.group()}</span>'


def _number(sign: str) -> str:
    return f"U+{ord(sign):04X}"
