"""Lines of the site around a story: links, requests to its reader, notes on the text itself."""

from __future__ import annotations

import re

#: What only a link or a button says, alone or before a colon, a bar or a dash.
LINK = re.compile(
    r"(?:also read|read also|read more|read next|read on|see also|see more|more on this|"
    r"more stories|more from\b.{0,40}|don[’']t miss|most read|most popular|top stories|trending|"
    r"related(?: stor\w+| articles?| topics?| content)?|watch(?: also| more| now)?|listen(?: now)?|"
    r"recommended|you may also like|you might also like|up next|editor[’']?s[’']? picks?|"
    r"(?:story )?(?:tags|topics|categories)|filed under|posted in|(?:load|show|view) more|"
    r"(?:\d+ )?(?:shares?|comments?|views?)|tweet|print|e-?mail|share|reply|retweet|"
    r"advertisements?|sponsored(?: content)?|paid (?:content|advertisement)|promoted|"
    r"(?:story|article|content) continues(?: below)?(?: (?:this )?advertisement)?|"
    r"(?:à )?lire (?:aussi|également)|voir aussi|sur le même (?:sujet|thème)|publicité)"
    r"\s*(?:[:|»>–—-]\s.*|[:.…!»>]*\Z)"
    r"|(?:lire la suite|abonnez-vous|suivez-nous|tous droits réservés|all rights reserved|©)"
    r"|copyright (?:©|\(c\)|(?:\d{4}|[A-Z]\w+ ?)[\s\d.]*\Z|\d{4}\b)",
    re.IGNORECASE | re.DOTALL,
)
#: A request opens with a verb, and asks for something that only a site has.
ASKED = re.compile(
    r"(?:please |to )?(?:you can (?:also )?|be sure to |don[’']t forget to |why not )?"
    r"(?:(?:subscribe|unsubscribe|click|join|follow|scroll)\b"
    r"|like (?=us on\b)"
    r"|(?:sign|log|register|tap|download|keep|skip|read|watch|listen|share|visit|see|contact|e-?mail|"
    r"send|submit|support|get|try|explore|browse|check|find|view|stay|receive|enter|discover|tell|"
    r"help|swipe|save|rate) (?=(?:us|our|your|this|the|more|out|here|me|now|in|up|current|informed|"
    r"to (?:us|our|this|the))\b|@|https?:|www))"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
OF_A_SITE = re.compile(
    r"\A (?:in|up)\b|\b(?:us|our|newsletters?|app|podcast|channel|web ?site|webpage|inbox|"
    r"e-?mails?|notifications?|alerts|updates|subscription|account|comments|here|below|links?|gallery|"
    r"full (?:story|article|report|text|interview)|(?:this|the) (?:story|article|post|page|video|"
    r"thread)|more stories|latest (?:news|stories)|for free|current|thread|"
    r"on (?:social media|facebook|twitter|instagram|telegram|whatsapp|youtube|x|linkedin|tiktok))\b"
    r"|https?:|www\.|[@#]\w",
    re.IGNORECASE,
)
#: What the site says of itself.
OF_ITSELF = re.compile(
    r"(?:we|this (?:web)?site|our (?:web)?site|this page)(?: and our partners)? (?:may )?uses? "
    r"[^.]{0,40}\bcookies?\b"
    r"|by (?:continuing|clicking|signing|subscribing|using|browsing|allowing)\b.{0,80}"
    r"\b(?:you|i) (?:agree|accept|consent|support)"
    r"|this (?:story|article|post|piece|page|copy|transcript|version|headline|content)"
    r" (?:(?:has been|was|is|may|first|originally)(?: \w+){0,3} )?(?:updated|"
    r"corrected|amended|edited|republished|published|posted|produced|translated|appeared|reproduced|"
    r"created|written|"
    r"auto-generated|generated|copyrighted|contains)\b"
    r"|the post .{1,120} (?:appeared first|first appeared) on\b"
    r"|.{0,30}\b(?:material|content|article|story|site|page)\b.{0,30}\bmay not be (?:published|"
    r"reproduced|broadcast|copied|redistributed|rewritten)"
    r"|.{0,30}\bcomments? (?:are|is|on this \w+ (?:are|is)) (?:now )?(?:closed|moderated|disabled)"
    r"|(?:there are )?(?:no|\d+) comments?\b(?: -|\.|\Z| yet)"
    r"|you can (?:un)?(?:follow|subscribe|refresh|try to force)\b"
    r"|you are (?:now )?(?:logged|signed) in\b|we value your privacy\b|your e-?mail address will\b"
    r"|required fields are marked\b"
    r"|(?:your )?browser (?:does not|doesn[’']t) support\b|javascript (?:is|must be)\b"
    r"|tip: ",
    re.IGNORECASE,
)
#: "Contact: Lia Senn, 012 345 6789, press@harbour.example".
CONTACT = re.compile(
    r"(?:(?:media |press )?(?:contacts?|enquiries|inquiries)|phone|tel|telephone|fax|e-?mail|"
    r"for (?:more|further) (?:information|details))\b.{0,120}"
    r"(?:@[\w.-]+\.\w|\+?\d[\d ()/.-]{6,}\d|https?:|www\.)|(?:notes? to editors?|ends?)\s*:?\s*\Z",
    re.IGNORECASE,
)
#: Accounts, hash tags, addresses and pictures of faces, with nothing said.
ACCOUNT = re.compile(r"[@#]\w|https?://\S|(?:www|pic)\.\S")
NAMED = re.compile(r"[@#][\w-]+|https?://\S+|(?:www|pic)\.\S+|\b(?:RT|via)\b")
WORD = re.compile(r"\w[\w’'-]*")
#: Most words beside accounts and hash tags that say nothing.
FEW = 2
#: Who posted: "— Ada Maro (@adamaro) May 6, 2031", "Ada Maro @adamaro · 6h".
POSTED = re.compile(
    r"(?:[—–-]+ ?)?(?:[A-Z][\w.’'-]* ){0,4}\(?@\w+\)?"
    r"(?:[\s·|,-]+(?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}"
    r"|\d{1,3} ?(?:[hmd]|hrs?)))?\.?"
)
#: Longest request, in characters; longer ones tell a story.
LONGEST = 180


def kind_of(line: str) -> str | None:
    """Return "link", "note", "contact" or "handle" for a sentence of the site, else None."""
    if LINK.match(line) or asks(line):
        return "link"
    if OF_ITSELF.match(line):
        return "note"
    if CONTACT.match(line):
        return "contact"
    return "handle" if is_handle(line) else None


def asks(line: str) -> bool:
    """Return True for a request that only a site makes: "Sign up for our newsletter"."""
    found = ASKED.match(line)
    return bool(found and len(line) <= LONGEST and OF_A_SITE.search(found["rest"]))


def is_handle(line: str) -> bool:
    """Return True for accounts and hash tags alone, and for the signature of a post."""
    if not ACCOUNT.search(line):
        return False
    said = len(WORD.findall(NAMED.sub(" ", line)))
    return said <= FEW or bool(POSTED.fullmatch(line))
