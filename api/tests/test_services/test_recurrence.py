"""Recurrence against dateutil, which counts a whole series where ours counts one by one."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from src.errors import InvalidError
from src.services import dues
from src.services.recurrence import following, normalise

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "America/Sao_Paulo",
    "Asia/Tehran",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Europe/Dublin",
]
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))
ENDS = st.sampled_from([28, 29, 30, 31])
EDGES = st.builds(
    lambda year, month, day: date(year, month, 1) + timedelta(days=day - 1),
    st.integers(2000, 2080),
    st.integers(1, 12),
    ENDS,
)
"""Month ends, and what looks like one."""


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Draw a rule of any frequency, with the parts that fit it."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    days = ",".join(sorted(draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1, max_size=4))))
    match frequency, draw(st.integers(0, 3)):
        case "WEEKLY", 1 | 2:
            parts += [f"BYDAY={days}", f"WKST={draw(st.sampled_from(WEEKDAYS))}"]
        case "MONTHLY", 1:
            parts.append(f"BYMONTHDAY={draw(st.sampled_from([1, 15, 28, 30, 31, -1, -2]))}")
        case "MONTHLY" | "YEARLY", 2:
            parts.append(f"BYDAY={draw(st.sampled_from([1, 2, 4, -1]))}{days[:2]}")
        case "MONTHLY", 3:
            parts += [f"BYDAY={days}", f"BYSETPOS={draw(st.sampled_from([1, -1]))}"]
        case "YEARLY", 3:
            parts += [f"BYMONTH={draw(st.integers(1, 12))}", "BYMONTHDAY=29"]
        case _:
            pass
    return ";".join(parts)


def series(rule: str, begin: date, count: int) -> list[date]:
    """Return what dateutil says comes after a day."""
    counted = rrulestr(rule, dtstart=datetime.combine(begin, time()))
    found = counted.xafter(datetime.combine(begin, time()), count=count)
    return [one.date() for one in found]


@settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), DAYS | EDGES)
def test_one_after_the_other_is_the_series(rule: str, begin: date) -> None:
    expected = series(rule, begin, 4)
    if not expected:
        return
    # From the first day that the rule names on, it does not matter which one is counted from.
    kept, made = normalise(rule), [expected[0]]
    while len(made) < len(expected):
        found = following(kept, made[-1], not_before=made[-1])
        assert found is not None
        assert found.rule == kept
        made.append(found.day)
    assert made == expected


@settings(max_examples=1_500, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), DAYS, st.integers(0, 200))
def test_missed_occurrences_are_passed_over(rule: str, due: date, late: int) -> None:
    today = due + timedelta(days=late)
    found = following(normalise(rule), due, not_before=today)
    counted = rrulestr(rule, dtstart=datetime.combine(due, time()))
    after = max(datetime.combine(due, time()), datetime.combine(today, time()) - timedelta(days=1))
    expected = counted.after(after)
    assert (found and found.day) == (expected and expected.date())


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), DAYS, st.integers(1, 6))
def test_a_count_is_used_up(rule: str, due: date, count: int) -> None:
    due = next(iter(series(rule, due, 1)), due)
    expected = [due, *series(rule, due, count - 1)] if count > 1 else [due]
    made, left = [due], f"{normalise(rule)};COUNT={count}"
    while found := following(left, made[-1], not_before=made[-1]):
        made.append(found.day)
        left = found.rule
        assert len(made) <= count
    assert made == expected


@settings(max_examples=1_000, deadline=None)
@given(st.sampled_from(ZONES), st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.times())
def test_the_wall_clock_stays_over_summer_time(zone: str, day: date, at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    for one in (day, day + timedelta(days=1)):
        seen = dues.instant(one, at, zone).astimezone(ZoneInfo(zone))
        gap = datetime.combine(one, at, ZoneInfo(zone))
        exists = gap.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).time() == at
        assert (seen.time() == at) == exists
        assert seen.date() == one or not exists


@pytest.mark.parametrize(
    ("rule", "due", "expected"),
    [
        ("FREQ=MONTHLY", date(2026, 1, 31), date(2026, 3, 31)),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", date(2026, 1, 31), date(2026, 2, 28)),
        ("FREQ=YEARLY", date(2024, 2, 29), date(2028, 2, 29)),
        ("FREQ=WEEKLY;INTERVAL=2", date(2026, 11, 24), date(2026, 12, 8)),
        ("FREQ=MONTHLY;BYDAY=2TU", date(2026, 11, 10), date(2026, 12, 8)),
    ],
)
def test_what_people_repeat(rule: str, due: date, expected: date) -> None:
    found = following(rule, due, not_before=due)
    assert found is not None
    assert found.day == expected


def test_an_end_is_an_end() -> None:
    rule = normalise("RRULE:freq=daily;until=20261126T120000Z")
    assert rule == "FREQ=DAILY;UNTIL=20261126T120000Z"
    days = [date(2026, 11, 24)]
    while found := following(rule, days[-1], not_before=days[-1]):
        days.append(found.day)
    assert days == [date(2026, 11, day) for day in (24, 25, 26)]
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "weekly",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=99999999999999999999",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;COUNT=3;UNTIL=20261231",
        "FREQ=DAILY;UNTIL=20269999",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;BYDAY=1MO",
        "FREQ=MONTHLY;BYDAY=1000MO",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=YEARLY;BYDAY=54MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=DAILY;BYSETPOS=3",
        "FREQ=DAILY;BYMONTH=13",
        "FREQ=YEARLY;BYWEEKNO=0",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=" + ",".join(["MO"] * 61),
    ],
)
def test_what_is_no_rule_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(InvalidError):
        normalise(text)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60) | st.text("FREQ=DAILYWMON;BTHU-+0123456789,", max_size=60))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    try:
        rule = normalise(text)
    except InvalidError:
        return
    assert normalise(rule) == rule
