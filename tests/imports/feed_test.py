"""Feeds: a text an entry, from RSS and Atom, and nothing from what attacks their readers."""

from __future__ import annotations

import pytest

from annotator import imports
from annotator.import_states import GuessOrigin
from annotator.imports.incoming import IncomingText, Unreadable

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Northern Herald</title>
<language>en-GB</language>
<item><title>Boats &amp; ferries</title><link>https://herald.example/1</link>
<guid isPermaLink="false">a-1</guid><dc:creator>Ida Quell</dc:creator><category>sea</category>
<pubDate>Sat, 14 Mar 2026 23:30:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The harbour is open.</p><p>So is the&nbsp;bridge.</p>]]>
</content:encoded></item>
<item><title>Two</title><link>javascript:alert(1)</link><description>Only &lt;b&gt;short&lt;/b&gt;.
</description></item>
<item><title>Three</title></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title>
<entry><title>One</title><link href="https://herald.example/2"/><id>urn:2</id>
<updated>2026-03-14T10:00:00Z</updated><author><name>Ida Quell</name></author>
<author><name>Mara Holt</name></author>
<content type="html">&lt;p&gt;The harbour is open.&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed", "feed.txt"])
def test_rss_gives_the_whole_text_of_an_entry_with_its_fields(name: str) -> None:
    first, second, third = imports.read(name, RSS.encode())
    assert isinstance(first, IncomingText)
    assert first.name == f"{name}, entry 1"
    assert first.text == "The harbour is open.\n\nSo is the bridge."
    known = first.metadata
    assert (known.title, known.author, known.language) == ("Boats & ferries", "Ida Quell", "en")
    assert (known.url, str(known.published)) == ("https://herald.example/1", "2026-03-14")
    assert (first.external_id, first.other_fields) == ("a-1", {"tags": "sea"})
    assert known.outlet is None
    assert first.guesses.values.outlet == "Northern Herald"
    assert first.guesses.origins == {"outlet": GuessOrigin.FEED}
    assert isinstance(second, IncomingText)
    assert (second.text, second.metadata.url) == ("Only short.", None)
    assert third == Unreadable(f"{name}, entry 3", "It holds no text.")


def test_atom_gives_its_authors_and_day() -> None:
    (found,) = imports.read("feed.atom", ATOM.encode())
    assert isinstance(found, IncomingText)
    assert found.text == "The harbour is open."
    assert found.metadata.author == "Ida Quell; Mara Holt"
    assert (found.external_id, str(found.metadata.published)) == ("urn:2", "2026-03-14")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_with_entities_is_refused(encoding: str) -> None:
    bomb = RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss').replace("Short", "&a;")
    (found,) = imports.read("feed.xml", bomb.encode(encoding))
    assert isinstance(found, Unreadable)
    assert found.reason.startswith("It defines entities, which no feed needs.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<rss version='2.0'><channel></channel></rss>", "It has no entry."),
        (b"<a>text</a>", "It is neither RSS nor Atom."),
        (b"https://herald.example/feed", "It is neither RSS nor Atom."),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, reason: str) -> None:
    assert list(imports.read("feed.xml", data)) == [Unreadable("feed.xml", reason)]
