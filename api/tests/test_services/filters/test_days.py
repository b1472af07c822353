"""Days as people write them, and the days that they mean."""

from datetime import date

import pytest

from src.services.filters.days import read, resolve
from src.services.filters.nodes import Day

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", 0),
        ("tomorrow", 1),
        ("YESTERDAY", -1),
        ("3d", 3),
        ("+3d", 3),
        ("-3D", -3),
        ("2w", 14),
        ("-1w", -7),
        ("9999d", 9999),
        ("mon", "monday"),
        ("Tue", "tuesday"),
        ("thurs", "thursday"),
        ("sunday", "sunday"),
        ("2026-12-24", date(2026, 12, 24)),
        ("1970-01-01", date(1970, 1, 1)),
        ("2500-12-31", date(2500, 12, 31)),
    ],
)
def test_what_names_a_day(text: str, expected: date | int | str) -> None:
    assert read(text) == Day(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "d",
        "3",
        "3m",
        "+-3d",
        "10000d",
        "3d ",
        "fr",
        "fridays",
        "day",
        "2026-12-32",
        "2026-1-1",
        "20261224",
        "2026-W52-4",
        "2026-12-24T00:00",
        "x2026-12-24",
        "1969-12-31",
        "2501-01-01",
    ],
)
def test_what_names_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2030, 1, 1), date(2030, 1, 1)),
        (0, TUESDAY),
        (8, date(2026, 12, 2)),
        (-24, date(2026, 10, 31)),
        ("tuesday", TUESDAY),
        ("wednesday", date(2026, 11, 25)),
        ("sunday", date(2026, 11, 29)),
        ("monday", date(2026, 11, 30)),
    ],
)
def test_a_weekday_is_the_next_one_from_today_on(value: date | int | str, expected: date) -> None:
    assert resolve(Day(value), TUESDAY) == expected
