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


@pytest.mark.parametrize(
    ("rule", "due", "expected"),
    [
        ("FREQ=MONTHLY", date(2026, 1, 31), date(2026, 3, 31)),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", date(2026, 1, 31), date(2026, 2, 28)),
        ("FREQ=YEARLY", date(2024, 2, 29), date(2028, 2, 29)),
        ("FREQ=WEEKLY;INTERVAL=2", date(2026, 11, 24), date(2026, 12, 8)),
        ("FREQ=MONTHLY;BYDAY=2TU", date(2026, 11, 10), date(2026, 12, 8)),
        ("FREQ=DAILY;INTERVAL=999", date(2026, 1, 1), date(2028, 9, 26)),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29", date(1896, 2, 29), date(1904, 2, 29)),
        ("FREQ=DAILY;INTERVAL=2;BYMONTHDAY=31", date(2026, 1, 31), date(2026, 5, 31)),
        ("FREQ=YEARLY;INTERVAL=30", date(2026, 1, 1), date(2056, 1, 1)),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", date(2026, 12, 28), date(2032, 12, 27)),
        ("FREQ=YEARLY;BYYEARDAY=-1", date(2026, 12, 31), date(2027, 12, 31)),
        ("FREQ=YEARLY;BYDAY=53TH", date(2026, 12, 31), date(2032, 12, 30)),
        ("FREQ=DAILY", date(2500, 12, 30), date(2500, 12, 31)),
    ],
)
def test_what_people_repeat(rule: str, due: date, expected: date) -> None:
    found = following(rule, due, not_before=due)
    assert found == (expected, rule)


def test_after_the_last_day_that_is_kept_nothing_comes() -> None:
    last = date(2500, 12, 31)
    assert following("FREQ=DAILY", last, not_before=last) is None
    assert following("FREQ=YEARLY;INTERVAL=41", date(2026, 1, 1), not_before=last) is None


@pytest.mark.parametrize(
    "text",
    [
        *(f"FREQ={one}" for one in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")),
        "FREQ=DAILY;INTERVAL=999",
        "FREQ=DAILY;COUNT=9999",
        "FREQ=DAILY;UNTIL=20261231",
        "FREQ=DAILY;UNTIL=20261231T235959",
        "FREQ=DAILY;UNTIL=20261231T235959Z",
        "FREQ=DAILY;BYMONTHDAY=15",
        "FREQ=DAILY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA,SU",
        "FREQ=WEEKLY;WKST=SU;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=5MO,-5TU,+1WE",
        "FREQ=MONTHLY;BYMONTHDAY=1,+9,10,29,30,-31",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,+2",
        "FREQ=YEARLY;BYDAY=53MO,-53MO",
        "FREQ=YEARLY;BYMONTHDAY=31",
        "FREQ=YEARLY;BYDAY=MO;BYSETPOS=53",
        "FREQ=YEARLY;BYYEARDAY=1,+99,-366",
        "FREQ=YEARLY;BYWEEKNO=1,10,+20,50,53,-53",
        "FREQ=MONTHLY;BYDAY=" + ",".join(["MO"] * 60),
    ],
)
def test_each_part_of_a_rule_is_kept_as_it_is(text: str) -> None:
    assert normalise(text) == text


@pytest.mark.parametrize(
    "text",
    ["rrule:freq=daily;interval=2", " FREQ = DAILY ; INTERVAL = 2 ", ";FREQ=DAILY;;INTERVAL=2;"],
)
def test_a_rule_is_stored_in_one_way(text: str) -> None:
    assert normalise(text) == "FREQ=DAILY;INTERVAL=2"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("INTERVAL=2", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("FREQ=DAILY;BYHOUR=9", "It cannot have BYHOUR."),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "It cannot have BYMONTHDAY=1 with WEEKLY."),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "not by both"),
        ("FREQ=DAILY;UNTIL=20269999", "like 20261231"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "no day fits it"),
    ],
)
def test_what_is_no_rule_is_told(text: str, told: str) -> None:
    with pytest.raises(InvalidError) as refused:
        normalise(text)
    assert told in refused.value.detail


@pytest.mark.parametrize(("late", "expected"), [(-3, 1), (0, 1), (1, 1), (2, 2), (3, 3), (30, 30)])
def test_the_next_one_is_after_the_last_and_not_before_today(late: int, expected: int) -> None:
    due = date(2026, 11, 24)
    found = following("FREQ=DAILY", due, not_before=due + timedelta(days=late))
    assert found is not None
    assert found.day == due + timedelta(days=expected)


def test_what_was_forgotten_for_decades_goes_on() -> None:
    today = date(2066, 5, 3)
    found = following("FREQ=DAILY", date(2000, 1, 1), not_before=today)
    assert found == (today, "FREQ=DAILY")


@pytest.mark.parametrize(
    ("count", "late", "left"), [(3, 0, 2), (3, 2, 1), (3, 3, None), (2, 1, 1), (1, 0, None)]
)
def test_missed_occurrences_use_a_count_up(count: int, late: int, left: int | None) -> None:
    due = date(2026, 11, 24)
    found = following(f"FREQ=DAILY;COUNT={count}", due, not_before=due + timedelta(days=late))
    assert (found and found.rule) == (left and f"FREQ=DAILY;COUNT={left}")


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
        "INTERVAL=2",
        "FREQ=DAILY;INTERVAL",
        "FREQ=DAILY;INTERVAL=1000",
        "FREQ=DAILY;INTERVAL=1,2",
        "FREQ=DAILY;COUNT=10000",
        "FREQ=DAILY;UNTIL=2026-12-31",
        "FREQ=DAILY;UNTIL=20261231T",
        "FREQ=DAILY;WKST=1MO",
        "FREQ=DAILY;BYMONTHDAY=32",
        "FREQ=DAILY;BYMONTHDAY=0",
        "FREQ=DAILY;BYMONTH=0",
        "FREQ=DAILY;BYWEEKNO=1",
        "FREQ=MONTHLY;BYWEEKNO=1",
        "FREQ=MONTHLY;BYYEARDAY=1",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=MONTHLY;BYDAY=-6MO",
        "FREQ=MONTHLY;BYDAY=MO,",
        "FREQ=YEARLY;BYDAY=-54MO",
        "FREQ=YEARLY;BYYEARDAY=0",
        "FREQ=YEARLY;BYYEARDAY=1000",
        "FREQ=YEARLY;BYWEEKNO=60",
        "FREQ=YEARLY;BYSETPOS=1000",
        "FREQ=YEARLY;BYSETPOS=0",
    ],
)
def test_what_is_no_rule_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(InvalidError):
        normalise(text)


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


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60) | st.text("FREQ=DAILYWMON;BTHU-+0123456789,", max_size=60))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    try:
        rule = normalise(text)
    except InvalidError:
        return
    assert normalise(rule) == rule
