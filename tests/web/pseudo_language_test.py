"""Every page in a language of accented English: a plain text did not go through gettext."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
import pytest

from annotator import imports
from annotator.agreement import STATISTICS
from annotator.schemes import SCHEMES, shipped
from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.web import create_app
from annotator.web.charts import YARDSTICKS
from tests import world as fixtures
from tests.pseudo import PSEUDO, write_catalogue
from tests.visitor import Visitor
from tests.world import World, judgement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

ATTRIBUTES = ("aria-label", "alt", "placeholder", "title", "data-mark")
#: Elements with what people wrote, what a machine names, or what a lower layer says.
EXEMPT = " | ".join(
    (
        *("//time", "//code", "//kbd", "//script", "//style", "//mark", "//textarea"),
        *("//blockquote", "//template", "//datalist", "//*[@lang='en']", "//nav//bdi"),
        "//td[@class='event']//bdi",
        *(
            f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"
            for name in (
                "quote",
                "serif",
                "typed",
                "claim-text",
                "prose",
                "changes",
                "hash",
                "brand",
            )
        ),
        *(
            "//*[@class='finding-message']",
            "//*[@class='menu warnings']/ul",
            "//*[@class='exports']",
        ),
    )
)
NAMES = ("Ann", "Bob", "Cleo", "Rita", "Ed", "Adam")
#: What the fixtures write, and names that are the same in every language.
DATA = (
    "yesterday",
    *(*fixtures.FACTS, fixtures.SPEAKER, fixtures.CUE, "Ada Maro", "A statement"),
    *(
        "Northern Herald",
        "Verania",
        "Orlest",
        "For tests.",
        "Bulletin 5",
        "Relief Society",
        "Claimbook",
    ),
    *(
        "The hospital's log",
        "test/1",
        "“test”",
        "test",
        "statement.txt",
        "verdicts/1",
        "κ",
        "AC1",
        "α",
        "CSV",
        "SHA-256",
        "UTC",
        "MB",
    ),
    *(*NAMES, *map(str.lower, NAMES), "harbour", "nothing"),
    *imports.SUFFIXES,
    *(statistic.name for statistic in STATISTICS),
    *(name for name, _ in YARDSTICKS),
    *(word for key in SCHEMES for one in shipped(key).verdicts for word in (one.name, one.meaning)),
    *(word for key in SCHEMES for word in (shipped(key).name, shipped(key).description)),
)
#: Subjects of events, months as Babel writes them, and letters that stand for annotators.
_CODES = re.compile(
    r"\b(?:judgement|decision|spot check|set|claim|release|account|import|source|document) \d+\b"
    r"|\b\d{4}-[A-Z][a-z]{2}-\d\d\b|\b[A-Z]\b"
)
_TOKENS = re.compile(r"\b(?:assignment|judgement|decision|source) (?:[a-z2-7]{24}\b|[a-z2-7]{6}…)")
#: What lower layers say is marked there, and these not yet.
_LOWER_LAYERS = re.compile(
    r"nothing has two judgements yet|only one label was given"
    r"|\(\d+ (?:source not kept|not yet judged)"
)
_PLAIN = re.compile(r"[A-Za-z]{2,}")
_LINK = re.compile(r"/(?:$|\w)")
#: Pages that no link leads to, or only with a query.
FURTHER = (
    *("/nowhere", "/people", "/imports/new", "/documents?words=nothing", "/documents?page=9"),
    *("/sets/#1/review?narrow=1&kind=verdict&reason=bogus", "/sets/#1/review?show=drawn"),
    *("/sets/#1/review?show=decided", "/sets/#1/mine?label=refuted", "/sets/#2/mine", "/sets/#2"),
    *("/audit-log?since=yesterday&before=x", "/audit-log?since=9999", "/sets/#1/finished"),
    *("/desk/#1/sources?words=harbour", "/sets/#2/agreement", "/sets/#2/agreement/annotators"),
    *("/sets/#2/review", "/sets/#2/review?show=drawn", "/sets/#2/review?show=decided"),
    *("/sets/#2/known-answers", "/set-claims/#4/known-answer"),
)


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    """A newsroom in which every list holds something, and one set that is empty."""
    database = Database(sqlite_url)
    found = World(database)
    found.import_statements()
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        found.judge(name, judgement(verdict))
        found.judge(name, judgement("supported"))
    found.judge("ann")
    found.decide("rita", 1)
    found.take("ann")
    found.make_set("Orlest")
    yield found
    database.dispose()


def test_every_text_of_every_page_goes_through_gettext(world: World, tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    url = world.database.url.render_as_string(hide_password=False)
    settings = Settings(database_url=url, secret_key="for tests", translations=tmp_path)
    app = create_app(settings, world.database)
    found = set()
    for name in (None, "ann", "rita", "ed", "adam"):
        client = app.test_client()
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = PSEUDO
        person = Visitor(client, world)
        if name:
            assert person.log_in(name).status_code == 302
        for address, page in _pages(person):
            found |= {f"{address.partition('?')[0]}: {text}" for text in _unmarked(page)}
    assert not found, "\n".join(sorted(found))


def _pages(person: Visitor) -> Iterator[tuple[str, HtmlElement]]:
    """Give each page that a person reaches, and those that answer an empty form."""
    waiting, seen = ["/", "/login", *FURTHER], set()
    while waiting:
        address = waiting.pop()
        key = address if address in FURTHER else address.partition("?")[0]
        if key in seen:
            continue
        seen.add(key)
        answer = person.get(address)
        if answer.mimetype != "text/html" or answer.status_code == 302:
            continue
        page = lxml.html.fromstring(answer.text)
        yield address, page
        waiting += [link for link in page.xpath("//a/@href") if _LINK.match(link)]
        for action in page.xpath("//form[@method='post']/@action"):
            if "logout" not in action and action not in seen:
                seen.add(action)
                sent = person.send(action, {}, page=address)
                if sent.mimetype == "text/html" and sent.status_code != 302:
                    yield action, lxml.html.fromstring(sent.text)


def _unmarked(page: HtmlElement) -> Iterator[str]:
    """Give the texts and attributes of a page that are still in plain English."""
    for element in page.xpath(EXEMPT):
        element.drop_tree()
    texts = [*page.xpath("//text()"), *(t for name in ATTRIBUTES for t in page.xpath(f"//@{name}"))]
    for text in texts:
        rest = _TOKENS.sub("", text)  # first: a token may contain one of the words
        for word in sorted(DATA, key=len, reverse=True):
            rest = rest.replace(word, "")
        if _PLAIN.search(_CODES.sub("", rest)) and not _LOWER_LAYERS.search(text):
            yield " ".join(text.split())
