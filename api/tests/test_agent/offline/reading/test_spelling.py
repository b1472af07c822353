"""Slips of the pen: which pass for what, and which never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.agent.offline.reading.spelling import corrected, distance, near
from src.agent.offline.reading.tokens import tokenize


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("friday", "friday", 0),
        ("firday", "friday", 1),
        ("fryday", "friday", 1),
        ("frida", "friday", 1),
        ("fridday", "friday", 1),
        ("wensday", "wednesday", 2),
    ],
)
def test_distance(one: str, other: str, far: int) -> None:
    assert distance(one, other) == distance(other, one) == far


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_words_are_as_far_from_each_other_as_back(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("thrusday", "thursday"),
        ("munday", "monday"),  # as near to sunday, but the first letter decides
        ("someday", None),
        ("sundae", None),
        ("mon", None),
        ("holiday", None),
    ],
)
def test_near(word: str, meant: str | None) -> None:
    assert near(word, ("monday", "thursday", "sunday", "friday")) == meant


def test_doubt_is_no_answer() -> None:
    assert near("cart", ("card", "cars")) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("lsit my taks", "list my tasks"),
        ("compelte buy mlik", "complete buy mlik"),
        ("ad rice", "add rice"),
        ("delte it", "delete it"),
        ("deelte it", "delete it"),
        ("remvoe it", "remove it"),
        # Another letter may be another word: what destroys is never guessed.
        ("remote it", "remote it"),
        ("relete it", "relete it"),
        ("please delte it", "please delte it"),
    ],
)
def test_corrected(text: str, meant: str) -> None:
    assert " ".join(token.low for token in corrected(tokenize(text))) == meant


def test_titles_keep_their_own_spelling() -> None:
    assert [token.text for token in corrected(tokenize("compelte TAKS"))] == ["compelte", "TAKS"]
