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

from annotator.errors import BadInput
from annotator.passwords import compare, new_password, normalised
from annotator.settings import ROOT

# Longer than the tests' own, so that the time of a comparison can be told from noise.
DEAR = """
import time
from annotator.passwords import compare, new_password
kept = new_password("a long enough password").hash
compare("a", "")
for stored in (kept, "") * 5:
    start = time.process_time()
    assert not compare("another password", stored).is_right
    print(time.process_time() - start)
print(kept)
"""


def test_a_password_matches_its_own_hash_alone() -> None:
    kept = new_password("a long enough password").hash
    assert compare("a long enough password", kept).is_right
    for other in ("A long enough password", "a long enough password ", ""):
        assert not compare(other, kept).is_right


def test_two_hashes_of_one_password_differ_and_neither_holds_it() -> None:
    first, second = (new_password("a long enough password").hash for _ in range(2))
    assert first != second
    assert "long enough" not in first
    assert first.startswith("$argon2id$")


@pytest.mark.parametrize("password", ["", "no account has this password", "a long enough password"])
def test_no_password_fits_an_account_without_one(password: str) -> None:
    assert not compare(password, "").is_right


@settings(deadline=None, max_examples=30)
@given(st.text(min_size=20), st.text())
def test_any_long_text_can_be_a_password(password: str, other: str) -> None:
    try:
        kept = new_password(password).hash
    except BadInput:
        assert len(normalised(password)) < 12 or len(set(password)) < 12
        return
    assert compare(password, kept).is_right
    assert compare(other, kept).is_right == (normalised(other) == normalised(password))


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
    new_password("a long enough password")
    assert time.process_time() - start < 0.05
