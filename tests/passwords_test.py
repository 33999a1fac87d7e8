"""Passwords are hashed, and no one logs in without one."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.passwords import hashed, matches
from annotator.settings import ROOT

# Longer than the tests' own, so that the time of a comparison can be told from noise.
DEAR = """
import time
from annotator.passwords import hashed, matches
kept = hashed("a long enough password")
matches("a", None)
for stored in (kept, None) * 5:
    start = time.process_time()
    assert not matches("another password", stored)
    print(time.process_time() - start)
print(kept)
"""


def test_a_password_matches_its_own_hash_alone() -> None:
    kept = hashed("a long enough password")
    assert matches("a long enough password", kept)
    assert not matches("A long enough password", kept)
    assert not matches("a long enough password ", kept)
    assert not matches("", kept)


def test_two_hashes_of_one_password_differ_and_neither_holds_it() -> None:
    first, second = hashed("a long enough password"), hashed("a long enough password")
    assert first != second
    assert "long enough" not in first
    assert first.startswith("$argon2id$")


@pytest.mark.parametrize("password", ["", "nobody has this password", "a long enough password"])
@pytest.mark.parametrize("kept", [None, ""])
def test_nobody_is_let_in_where_no_hash_is_kept(password: str, kept: str | None) -> None:
    assert not matches(password, kept)


@settings(deadline=None, max_examples=30)
@given(st.text(), st.text())
def test_any_text_can_be_a_password(password: str, other: str) -> None:
    kept = hashed(password)
    assert matches(password, kept)
    assert matches(other, kept) == (other == password)


def test_an_unknown_person_takes_as_long_as_a_known_one_and_a_hash_is_dear() -> None:
    environ = {key: value for key, value in os.environ.items() if "CHEAP" not in key}
    done = subprocess.run(
        [sys.executable, "-c", DEAR], cwd=ROOT, env=environ, capture_output=True, check=True
    )
    *measured, kept = done.stdout.decode().split()
    times = [float(taken) for taken in measured]
    known, unknown = statistics.median(times[::2]), statistics.median(times[1::2])
    assert 0.5 < known / unknown < 2
    assert known > 0.02
    parameters = dict(part.split("=") for part in kept.split("$")[3].split(","))
    # At least what RFC 9106 advises for machines with little memory.
    assert int(parameters["m"]) >= 65_536
    assert int(parameters["t"]) >= 3


def test_the_tests_own_passwords_are_cheap() -> None:
    start = time.process_time()
    hashed("a long enough password")
    assert time.process_time() - start < 0.05
