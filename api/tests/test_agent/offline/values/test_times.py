"""Times in words. It is 10:00 on 2026-11-24."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.agent.offline.reading.tokens import tokenize
from src.agent.offline.values import times

NOW = datetime(2026, 11, 24, 10, 0)  # noqa: DTZ001 (the zone makes no difference here)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("at 5pm", time(17)),
        ("5pm", time(17)),
        ("5 pm", time(17)),
        ("5 p.m.", time(17)),
        ("at 5am", time(5)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("at 17:00", time(17)),
        ("17.30", time(17, 30)),
        ("6:45am", time(6, 45)),
        ("6:45 pm", time(18, 45)),
        ("at 5", time(17)),
        ("at 6", time(18)),
        ("at 7", time(7)),
        ("at 11", time(11)),
        ("at 12", time(12)),
        ("at 5 o'clock", time(17)),
        ("at 13", time(13)),
        ("at noon", time(12)),
        ("midnight", time(0)),
        ("at midday", time(12)),
        ("tonight", time(20)),
        ("this evening", time(18)),
        ("in the morning", time(9)),
        ("at 8 in the evening", time(20)),
        ("at 8 in the morning", time(8)),
        ("at 5 in the morning", time(5)),
        ("in 2 hours", time(12)),
        ("in half an hour", time(10, 30)),
        ("in 45 minutes", time(10, 45)),
        ("in an hour", time(11)),
    ],
)
def test_reads(words: str, at: time) -> None:
    tokens = tokenize(words)
    found = times.match(tokens, 0, NOW)
    assert found is not None
    assert (found[0], found[1].time) == (len(tokens), at)


@pytest.mark.parametrize(
    "words", ["5", "buy 5", "at 25", "at home", "13pm", "0am", "24:00", "12:60", "morning", "in 5"]
)
def test_does_not_take_for_a_time(words: str) -> None:
    assert times.match(tokenize(words), 0, NOW) is None


def test_a_distance_over_midnight_is_of_the_next_day() -> None:
    late = NOW.replace(hour=23, minute=30)
    found = times.match(tokenize("in 2 hours"), 0, late)
    assert found is not None
    assert (found[1].time, found[1].day_shift) == (time(1, 30), 1)


def test_a_part_of_the_day_gives_way_to_an_hour() -> None:
    found = times.match(tokenize("tonight"), 0, NOW)
    assert found is not None
    assert (found[1].vague, found[1].day_shift) == (True, 0)


@given(st.text(max_size=40), st.datetimes(datetime(1990, 1, 1), datetime(2400, 1, 1)))  # noqa: DTZ001 (the same)
def test_any_text_is_read_or_left_alone(text: str, now: datetime) -> None:
    tokens = tokenize(text)
    for at in range(len(tokens)):
        found = times.match(tokens, at, now)
        assert found is None or at < found[0] <= len(tokens)


@given(st.times())
def test_a_written_clock_is_that_time(at: time) -> None:
    found = times.match(tokenize(f"{at:%H:%M}"), 0, NOW)
    assert found is not None
    assert found[1].time == at.replace(second=0, microsecond=0)
