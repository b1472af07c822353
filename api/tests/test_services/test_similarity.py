"""Likeness of texts, as pg_trgm counts the likeness of words."""

import psycopg
import pytest

from src.services.similarity import likeness

WORDS = ["milk", "mlik", "garden", "gaarden", "a", "zebra"]


@pytest.mark.parametrize("one", WORDS)
@pytest.mark.parametrize("other", WORDS)
def test_two_words_are_as_alike_as_postgresql_says(database_url: str, one: str, other: str) -> None:
    with psycopg.connect(database_url) as connection:
        found = connection.execute("SELECT similarity(%s, %s)", (one, other)).fetchone()
    assert found is not None
    assert likeness(one, other) == pytest.approx(found[0])


def test_the_most_similar_word_of_a_text_counts() -> None:
    assert likeness("mlik", "Buy milk now") == likeness("mlik", "milk")


def test_nothing_is_like_nothing() -> None:
    assert likeness("", "milk") == likeness("milk", "!") == 0
