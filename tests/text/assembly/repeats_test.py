"""A passage pasted again gives further mentions, never second claims."""

from __future__ import annotations

from annotator.text import extract


def test_a_pasted_paragraph_points_to_its_first_mention() -> None:
    paragraph = "The port was closed. Ada Maro said that the ferry was late."
    found = extract(f"{paragraph}\n\nThe road is long.\n\n{paragraph}").candidates
    assert [one.repeats for one in found] == [None, None, None, 0, 1]


def test_quotes_and_blanks_do_not_hide_a_repeat() -> None:
    found = extract("The port’s gate was closed.\n\nThe  port's gate was closed.").candidates
    assert found[1].repeats == 0


def test_another_number_is_another_claim() -> None:
    found = extract("The port cost 4 million crowns. The port cost 5 million crowns.").candidates
    assert [one.repeats for one in found] == [None, None]
