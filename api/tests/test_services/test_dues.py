"""From a day, a time and a zone to an instant, through the nights when clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.errors import InvalidError
from src.models.task import NO_DUE, Task
from src.services import dues
from src.services.dues import Due

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "America/Sao_Paulo",
)
DAYS = st.dates(date(1970, 1, 2), date(2500, 12, 30))
CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def task_due(day: date | None, at: time | None, zone: str) -> Task:
    task = Task(account_id=uuid4(), title="x")
    dues.apply(task, Due(day, at, zone))
    return task


@given(DAYS, CLOCKS, st.sampled_from(ZONES))
def test_a_time_that_a_clock_shows_comes_back_as_it_was_said(
    day: date, at: time, zone: str
) -> None:
    task = task_due(day, at, zone)
    assert task.due_at is not None
    shown = task.due_at.astimezone(ZoneInfo(zone))
    is_skipped = shown.replace(tzinfo=None) != datetime.combine(day, at)
    assert is_skipped or dues.of(task, "UTC") == Due(day, at, zone)


@given(DAYS, CLOCKS, CLOCKS, st.sampled_from(ZONES))
def test_an_all_day_task_stands_after_the_timed_ones_of_its_day(
    day: date, first: time, second: time, zone: str
) -> None:
    all_day = task_due(day, None, zone)
    assert all_day.due_at is None
    for at in (first, second):
        assert task_due(day, at, zone).due_sort <= all_day.due_sort
    next_morning = task_due(day + timedelta(days=1), time(3, 30), zone)
    assert all_day.due_sort < next_morning.due_sort


def test_a_day_is_over_with_its_last_second() -> None:
    task = task_due(date(2026, 11, 25), None, "Europe/Berlin")
    assert task.due_sort == datetime(2026, 11, 25, 22, 59, 59, tzinfo=UTC)


def test_what_has_no_day_stands_last() -> None:
    task = task_due(None, None, "Europe/Berlin")
    assert (task.due_sort, task.time_zone) == (NO_DUE, None)
    assert task_due(date(2500, 12, 31), None, "Pacific/Apia").due_sort < NO_DUE


@pytest.mark.parametrize(
    ("day", "at", "zone", "expected"),
    [
        # Spring: 02:30 is on no clock; it is the same span after the gap.
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", "2026-03-29T01:30+00:00"),
        (date(2026, 3, 8), time(2, 30), "America/New_York", "2026-03-08T07:30+00:00"),
        # Autumn: 02:30 is there twice; the first is meant.
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", "2026-10-25T00:30+00:00"),
        (date(2026, 11, 1), time(1, 30), "America/New_York", "2026-11-01T05:30+00:00"),
        # Half an hour of change, and odd offsets.
        (date(2026, 4, 5), time(1, 45), "Australia/Lord_Howe", "2026-04-04T14:45+00:00"),
        (date(2026, 11, 25), time(17, 0), "Asia/Kathmandu", "2026-11-25T11:15+00:00"),
    ],
)
def test_nights_when_clocks_are_changed(day: date, at: time, zone: str, expected: str) -> None:
    assert dues.instant(day, at, zone) == datetime.fromisoformat(expected)


def test_a_time_without_a_day_is_refused() -> None:
    with pytest.raises(InvalidError, match="due_date"):
        task_due(None, time(17), "UTC")


def test_today_is_where_the_person_is() -> None:
    moment = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert dues.today("Europe/Berlin", moment) == date(2026, 11, 25)
    assert dues.today("America/New_York", moment) == date(2026, 11, 24)


def test_a_day_begins_where_the_person_is() -> None:
    start = dues.start_of(date(2026, 11, 25), "Europe/Berlin")
    assert start == datetime(2026, 11, 24, 23, tzinfo=UTC)
    assert dues.next_day(date(2026, 12, 31)) == date(2027, 1, 1)
