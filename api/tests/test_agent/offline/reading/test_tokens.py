"""Words, and the way back to what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.agent.offline.reading.tokens import spell, tokenize, trim


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("buy milk", ["word", "word"]),
        ("#home", ["tag"]),
        ("!high !!", ["mark", "mark"]),
        ("5pm 17:30", ["clock", "clock"]),
        ("2026-12-24 12/24", ["date", "date"]),
        ('read "war and peace"', ["word", "quoted"]),
        ("read “war and peace”", ["word", "quoted"]),
        ("don't", ["word"]),
        ("mom's car", ["word", "word"]),
        ("a, b; c", ["word", "punctuation", "word", "punctuation", "word"]),
        ("x@y.example", ["word"]),
        ("$5", ["punctuation", "word"]),
        ("one\ntwo", ["word", "punctuation", "word"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokenize(text)] == kinds


def test_a_curly_apostrophe_compares_as_a_straight_one() -> None:
    assert tokenize("Don\u2019t")[0].low == "don't"


def test_a_quoted_title_compares_without_quotes() -> None:
    assert tokenize('"Buy Milk"')[0].low == "buy milk"


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Buy  Milk", "Buy Milk"),
        ('"Buy milk"', "Buy milk"),
        ("tea, jam", "tea, jam"),
        ("e-mail Dr. Who", "e-mail Dr. Who"),
        ("pay €5 (cash)", "pay €5 (cash)"),
    ],
)
def test_spelling_keeps_what_was_written(text: str, spelled: str) -> None:
    assert spell(text, tokenize(text)) == spelled


def test_where_words_were_taken_out_one_space_stands() -> None:
    text = "buy tomorrow milk"
    first, _, last = tokenize(text)
    assert spell(text, [first, last]) == "buy milk"


def test_trimming_takes_punctuation_and_given_words_from_the_ends() -> None:
    kept = trim(tokenize("- the milk, the."), frozenset({"the"}))
    assert [token.text for token in kept] == ["milk"]


@given(st.text(max_size=80))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    told = "".join(token.text for token in tokenize(text))
    assert "".join(told.split()) == "".join(text.split())
