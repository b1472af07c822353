"""Phrases: alternatives, optional places, the longest wins."""

import pytest

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import tokenize


@pytest.mark.parametrize(
    ("pattern", "text", "end"),
    [
        ("add", "add milk", 1),
        ("add", "milk", None),
        ("add|create task", "create task", 2),
        ("please? add", "add", 1),
        ("please? add", "please add", 2),
        ("the? the end", "the end", 2),
        ("add now", "add", None),
        ("a? b?", "c", 0),
    ],
)
def test_match(pattern: str, text: str, end: int | None) -> None:
    assert phrases.match(pattern, tokenize(text)) == end


def test_the_longest_of_several_counts() -> None:
    assert phrases.first(("new", "new task"), tokenize("new task milk")) == 2
    assert phrases.first(("old",), tokenize("new task")) is None


def test_a_search_finds_the_leftmost() -> None:
    assert phrases.search(("as done", "done"), tokenize("mark milk as done")) == (2, 4)
    assert phrases.search(("done",), tokenize("mark milk")) is None


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [("thanks", True), ("thanks!", True), ("thanks a lot", False), ("", False)],
)
def test_whole(text: str, *, is_whole: bool) -> None:
    assert phrases.whole(("thanks",), tokenize(text)) is is_whole
