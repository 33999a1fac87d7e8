"""Captions: the words under a picture, and whose picture it is."""

from __future__ import annotations

import re

#: A credit in brackets at the end: "(Herald Photo)", "[Photo by Lia Senn]", "(Lia Senn/NHA)".
CREDITED = re.compile(
    r"(?:[(\[][^()\[\]]{0,60}\b(?:photo|photos|photograph|image|images|file|courtesy|pool|handout|"
    r"agency|getty)\b[^()\[\]]{0,40}[)\]]"
    r"|\((?-i:[A-Z])[\w.’'-]+(?: [\w.’'-]+){1,3} ?/ ?(?-i:[A-Z])[^()]{1,40}\))\s*\Z",
    re.IGNORECASE,
)
_PICTURE = r"image|photo|photograph|picture|credit|crédit"
#: A credit that is a sentence: "Photograph: Lia Senn/Herald".
PICTURE = re.compile(
    rf"(?:{_PICTURE})s?(?: credit| courtesy)? ?:|(?:photo|photograph|image)s? (?:by|courtesy)\b",
    re.IGNORECASE,
)
#: The same where it opens a line: what follows is said of the picture.
OPENS = re.compile(
    rf"(?:{_PICTURE}|source|video|caption|above|below|pictured)s?(?: credit| caption)? ?:"
    r"|(?:file|file photo|file picture|file image)\b ?[-–—:]\s|(?:image|media) caption\b",
    re.IGNORECASE,
)
#: Who of those in the picture is where, and what only a picture can show.
SHOWS = re.compile(
    r"\((?:far left|far right|left|right|cent(?:re|er)|[2-5](?:nd|rd|th)[ -](?:L|R))\)"
    r"|\([LC]\).*\([RC]\)|\(R\).*\([LC]\)"
    r"|[A-Z][\w’'-]+, (?:far )?(?:left|right|cent(?:re|er)|second from (?:left|right)), "
    r"(?:(?:and|with) [A-Z]|[a-z]+s\b)"
    r"|\b[Ii]n this (?:\w+ ){0,2}(?:photo|photograph|image|picture|frame grab|handout)"
    r"(?:\.| (?:taken|provided|released|made|from|by|obtained|dated|posted|of|on)\b)"
    r"|\b(?:is|are) (?:pictured|seen here|shown here|seen in this)\b"
    r"|\A(?:An? |The |This )?(?:file|handout|aerial|archive|undated|combination)"
    r" (?:photo|photograph|picture|image)\b"
)


def is_caption(words: str) -> bool:
    """Return True for a sentence that is a caption or a credit by its own words."""
    return bool(OPENS.match(words) or is_credited(words) or SHOWS.search(words))


def is_credited(words: str) -> bool:
    """Return True for a sentence that is the credit of a picture, or ends with one."""
    return bool(PICTURE.match(words) or CREDITED.search(words))
