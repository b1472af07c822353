"""Dates in words. Today is Tuesday, 2026-11-24, unless a test says otherwise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.agent.offline.reading.tokens import tokenize
from src.agent.offline.values import dates

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-24"),
        ("tomorrow", "2026-11-25"),
        ("tmrw", "2026-11-25"),
        ("yesterday", "2026-11-23"),
        ("the day after tomorrow", "2026-11-26"),
        ("day after tomorrow", "2026-11-26"),
        ("in 3 days", "2026-11-27"),
        ("in three days", "2026-11-27"),
        ("in a week", "2026-12-01"),
        ("in a couple of weeks", "2026-12-08"),
        ("within 2 weeks", "2026-12-08"),
        ("2 weeks from now", "2026-12-08"),
        ("in a month", "2026-12-24"),
        ("in 3 months", "2027-02-24"),
        ("in a year", "2027-11-24"),
        ("friday", "2026-11-27"),
        ("fri", "2026-11-27"),
        ("Tuesday", "2026-11-24"),
        ("this friday", "2026-11-27"),
        ("next friday", "2026-12-04"),
        ("next monday", "2026-11-30"),
        ("next week", "2026-11-30"),
        ("this weekend", "2026-11-28"),
        ("next weekend", "2026-12-05"),
        ("next month", "2026-12-01"),
        ("next year", "2027-01-01"),
        ("end of the week", "2026-11-27"),
        ("end of month", "2026-11-30"),
        ("the end of this month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of the year", "2026-12-31"),
        ("2026-12-24", "2026-12-24"),
        ("12/24", "2026-12-24"),
        ("24/12", "2026-12-24"),
        ("1/2/27", "2027-01-02"),
        ("1/2/2028", "2028-01-02"),
        ("dec 24", "2026-12-24"),
        ("december 24th", "2026-12-24"),
        ("Dec 24, 2027", "2027-12-24"),
        ("24 december", "2026-12-24"),
        ("24th of december 2028", "2028-12-24"),
        ("the 1st", "2026-12-01"),
        ("the 30th", "2026-11-30"),
        ("march 3", "2027-03-03"),
    ],
)
def test_reads(words: str, day: str) -> None:
    tokens = tokenize(words)
    assert dates.match(tokens, 0, TODAY) == (len(tokens), date.fromisoformat(day))


@pytest.mark.parametrize(
    "words",
    [
        "milk",
        "may i",
        "march on",
        "2026-13-01",
        "2026-02-30",
        "31/31",
        "feb 30",
        "in 5",
        "5",
        "the",
    ],
)
def test_does_not_take_for_a_date(words: str) -> None:
    assert dates.match(tokenize(words), 0, TODAY) is None


@pytest.mark.parametrize(
    ("today", "words", "day"),
    [
        (date(2027, 1, 31), "in a month", date(2027, 2, 28)),
        (date(2028, 2, 29), "in a year", date(2029, 2, 28)),
        (date(2026, 12, 31), "next month", date(2027, 1, 1)),
        (date(2026, 12, 15), "end of next month", date(2027, 1, 31)),
        (date(2026, 11, 29), "sunday", date(2026, 11, 29)),
        (date(2026, 11, 30), "next monday", date(2026, 12, 7)),
        (date(2026, 12, 31), "tomorrow", date(2027, 1, 1)),
    ],
)
def test_at_the_edges_of_the_calendar(today: date, words: str, day: date) -> None:
    found = dates.match(tokenize(words), 0, today)
    assert found is not None
    assert found[1] == day


@given(st.text(max_size=40), st.dates(date(1980, 1, 1), date(2400, 1, 1)))
def test_any_text_is_read_or_left_alone(text: str, today: date) -> None:
    tokens = tokenize(text)
    for at in range(len(tokens)):
        found = dates.match(tokens, at, today)
        assert found is None or at < found[0] <= len(tokens)


@given(st.dates(date(1980, 1, 1), date(2400, 1, 1)), st.dates(date(1980, 1, 1), date(2400, 1, 1)))
def test_an_iso_date_is_that_date(day: date, today: date) -> None:
    assert dates.match(tokenize(day.isoformat()), 0, today) == (1, day)
