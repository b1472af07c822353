"""A sentence without the politeness around it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from src.agent.offline.reading.sentence import Sentence

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def read(text: str) -> Sentence:
    return Sentence.read(text, NOW)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("hey, could you please list my tasks", "list my tasks"),
        ("no, wait, undo that please", "undo that"),
        ("oh no, undo!", "undo"),
        ("add milk thank you", "add milk"),
        ("thanks", "thanks"),
        ("no", "no"),
        ("no deadline tasks", "no deadline tasks"),
        ("remind me 2 hours from now", "remind me 2 hours from now"),
        ("call mom tomorrow instead of today", "call mom tomorrow"),
    ],
)
def test_read(text: str, left: str) -> None:
    sentence = read(text)
    assert sentence.spell(sentence.tokens) == left


def test_a_great_many_thanks_are_no_trouble() -> None:
    assert len(read("list " + "thanks " * 4000).tokens) == 1


@pytest.mark.parametrize("text", ["what is due", "should i go", "did you", "do i have time"])
def test_questions(text: str) -> None:
    assert read(text).asks


@pytest.mark.parametrize("text", ["do the dishes", "add milk", "can you add milk"])
def test_orders(text: str) -> None:
    assert not read(text).asks


def test_instead_changes_what_there_is() -> None:
    assert read("buy milk at 7pm instead").is_instead
    assert not read("instead").is_instead
