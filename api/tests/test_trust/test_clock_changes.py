"""Due times over both changes of the clock in ten zones, against dateutil's own clocks."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from src.services import dues
from src.services.recurrence import following, normalise

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "America/Santiago",
    "Africa/Casablanca",
    "America/St_Johns",
    "Pacific/Chatham",
    "Asia/Tehran",
)
FIRST, LAST = date(1975, 1, 1), date(2037, 12, 1)
"""Between these dateutil reads the clock changes that were and those that the rules foretell."""
LEAP_DAYS = [date(year, 2, 29) for year in range(1976, 2037, 4)]
RULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=2",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=SU",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=-1SU",
    "FREQ=YEARLY",
)
ENOUGH = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
CLOCKS = st.integers(0, 24 * 60 - 1).map(lambda minute: time(*divmod(minute, 60)))


@cache
def changes(zone: str) -> list[date]:
    """Return the days on which the clocks of a zone are changed, both ways."""
    clock, day, found = ZoneInfo(zone), FIRST, []
    while day < LAST:
        offsets = {
            datetime.combine(one, time(12), clock).utcoffset() for one in (day, dues.next_day(day))
        }
        if len(offsets) > 1:
            found += [day, dues.next_day(day)]
        day = dues.next_day(day)
    return found


def days(zone: str) -> st.SearchStrategy[date]:
    """Draw days on which something is special, and others."""
    month_ends = st.builds(
        lambda year, month: date(year, month, 1) - timedelta(days=1),
        st.integers(1976, 2037),
        st.integers(1, 12),
    )
    return st.sampled_from(changes(zone)) | st.sampled_from(LEAP_DAYS) | month_ends


def instant_by_dateutil(day: date, at: time, zone: str) -> datetime:
    """Return the instant of a wall clock's time; one that it skips is the same span later."""
    clock = tz.gettz(zone)
    assert clock is not None
    return tz.resolve_imaginary(datetime.combine(day, at, clock)).astimezone(UTC)


def test_the_clocks_of_all_zones_were_changed() -> None:
    assert [zone for zone in ZONES if not changes(zone)] == []
    assert {len(changes(zone)) > 100 for zone in ZONES[:3]} == {True}


@pytest.mark.parametrize("zone", ZONES)
@ENOUGH
@given(data=st.data(), at=CLOCKS)
def test_a_due_time_is_the_instant_that_dateutil_finds(
    zone: str, data: st.DataObject, at: time
) -> None:
    day = data.draw(days(zone))
    assert dues.instant(day, at, zone) == instant_by_dateutil(day, at, zone)


@pytest.mark.parametrize("zone", ZONES)
@ENOUGH
@given(data=st.data(), at=CLOCKS, rule=st.sampled_from(RULES))
def test_the_next_occurrence_is_at_the_same_time_of_the_wall_clock(
    zone: str, data: st.DataObject, at: time, rule: str
) -> None:
    due = data.draw(days(zone))
    found = following(normalise(rule), due, not_before=due)
    begin = datetime.combine(due, at)
    expected = rrulestr(rule, dtstart=begin).after(begin)
    assert found is not None
    assert expected is not None
    assert found.day == expected.date()
    assert dues.instant(found.day, at, zone) == instant_by_dateutil(found.day, at, zone)
