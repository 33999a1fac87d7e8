"""Tags of editors and agencies address no reader and belong to no claim."""

from __future__ import annotations

import pytest

from tests.text.seen import claims, reports

BODIES = {
    "The minister of transport, Ben Tarro, noted that the port was open.": [
        ("The minister of transport, Ben Tarro,", "noted", "that the port was open")
    ],
    "“The port is open,” the minister said.": [("the minister", "said", "“The port is open,”")],
    "Prices rose by 4 percent in May.": [],
}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    "tag",
    [
        "[Source: Harbour Office]",
        "[Photo: Ada Maro/NHA]",
        "[Update]",
        "[Editor’s note:]",
        "[Update] [NHA]",
        "[ORLEST]",
        "(NHA) –",
        "(Northern Herald) --",
        "(NHA)",
        "(File photo)",
        "(2)",
        "Correction:",
        "Editor’s note:",
        "UPDATE 2 -",
        "10:32 GMT",
        "10:32 –",
        "[10:32]",
        "6.15pm |",
        "Orlest, 6 May 2031 (NHA): [Update]",
    ],
)
def test_a_tag_speaks_to_nobody_and_belongs_to_no_claim(tag: str, body: str) -> None:
    assert reports(f"{tag} {body}") == BODIES[body]
    assert claims(f"{tag} {body}") == claims(body)


@pytest.mark.parametrize(
    "text",
    [
        "[The port] is open.",
        "Orlest - The port is open.",
        "Maro: The port is open.",
        "[Maro]: The port is open.",
        "10 trains were late.",
        "10 a.m. trains were late.",
    ],
)
def test_words_that_the_sentence_needs_are_no_tag(text: str) -> None:
    before = text.split()[0].strip("[]():")
    assert before in " ".join([*claims(text), *(source for source, _, _ in reports(text))])


def test_a_tag_alone_says_nothing() -> None:
    assert claims("The port is open.\n\n[Source: Harbour Office]\n\nThe road is closed.") == [
        "The port is open",
        "The road is closed",
    ]
