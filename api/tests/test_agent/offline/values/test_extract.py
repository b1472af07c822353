"""When, how urgent and under which tags: taken out of a sentence, and what is left of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.agent.offline.reading.tokens import spell, tokenize
from src.agent.offline.values.extract import extract

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("text", "title", "details"),
    [
        ("buy milk", "buy milk", {}),
        ("buy milk tomorrow", "buy milk", {"due_date": "2026-11-25"}),
        ("tomorrow buy milk", "buy milk", {"due_date": "2026-11-25"}),
        ("buy tomorrow milk", "buy milk", {"due_date": "2026-11-25"}),
        ("gym at 9", "gym", {"due_date": "2026-11-25", "due_time": "09:00"}),
        ("gym at 11", "gym", {"due_date": "2026-11-24", "due_time": "11:00"}),
        ("gym on friday at 6pm", "gym", {"due_date": "2026-11-27", "due_time": "18:00"}),
        ("gym at 6pm on friday", "gym", {"due_date": "2026-11-27", "due_time": "18:00"}),
        ("gym tomorrow morning", "gym", {"due_date": "2026-11-25", "due_time": "09:00"}),
        ("gym tomorrow morning at 8", "gym", {"due_date": "2026-11-25", "due_time": "08:00"}),
        ("gym tonight at 9pm", "gym", {"due_date": "2026-11-24", "due_time": "21:00"}),
        ("essay due friday", "essay", {"due_date": "2026-11-27"}),
        ("essay due on friday", "essay", {"due_date": "2026-11-27"}),
        ("essay, by friday", "essay", {"due_date": "2026-11-27"}),
        ("friday report for monday", "friday report", {"due_date": "2026-11-30"}),
        ("essay !high", "essay", {"priority": "high"}),
        ("essay !!", "essay", {"priority": "medium"}),
        ("essay p3", "essay", {"priority": "low"}),
        ("essay high priority", "essay", {"priority": "high"}),
        ("essay high-priority", "essay", {"priority": "high"}),
        ("essay with medium priority", "essay", {"priority": "medium"}),
        ("essay priority low", "essay", {"priority": "low"}),
        ("essay, urgent", "essay", {"priority": "high"}),
        ("urgent care bill", "urgent care bill", {}),
        ("essay #uni #work", "essay", {"tags": ["uni", "work"]}),
        ("essay #uni #uni", "essay", {"tags": ["uni"]}),
        ("essay with tag uni", "essay", {"tags": ["uni"]}),
        ("essay tagged uni", "essay", {"tags": ["uni"]}),
        ("lunch with Anna", "lunch with Anna", {}),
        ("buy 2 lamps", "buy 2 lamps", {}),
        ("call 555-1234", "call 555-1234", {}),
        ('read "due tomorrow"', 'read "due tomorrow"', {}),
    ],
)
def test_extract(text: str, title: str, details: dict[str, object]) -> None:
    found, rest = extract(tokenize(text), NOW)
    assert (spell(text, rest), found.arguments()) == (title, details)


def test_a_time_alone_does_not_claim_that_a_day_was_said() -> None:
    assert not extract(tokenize("at 6pm"), NOW)[0].day_said
    assert extract(tokenize("tonight"), NOW)[0].day_said
    assert extract(tokenize("friday at 6pm"), NOW)[0].day_said


@given(st.text(max_size=60))
def test_any_text_is_taken_apart(text: str) -> None:
    tokens = tokenize(text)
    _, rest = extract(tokens, NOW)
    assert set(rest) <= set(tokens)
