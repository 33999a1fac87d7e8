"""A short round of each run that tries to break Claimbook; `make torture` makes the long ones."""

from __future__ import annotations

import pytest

from torture import RUNS


@pytest.mark.parametrize("name", RUNS)
def test_what_was_asked_of_a_run_holds_in_a_short_round(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Many people log in, which is not what is looked at.
    monkeypatch.setenv("CLAIMBOOK_CHEAP_PASSWORDS", "1")
    found = list(RUNS[name].figures(short=True))
    assert found
    assert [figure.line for figure in found if not (figure.holds or figure.timed)] == []
