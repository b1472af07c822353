"""Reminders: when they come, and that they come once."""

from datetime import UTC, datetime, timedelta

from src.services import completion, reminders
from tests.test_services.planning import Person

MOMENT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # nine o'clock in Berlin
HOUR = timedelta(hours=1)


async def fired(person: Person, ahead: timedelta = 24 * HOUR) -> list[tuple[str, int, datetime]]:
    found = await reminders.list_reminders(
        person.session, person.account, ahead=ahead, moment=MOMENT
    )
    return [(one.task.title, one.minutes_before, one.fires_at) for one in found]


async def test_they_come_before_the_time_and_before_nine_on_a_day_without_one(
    person: Person,
) -> None:
    await person.add("timed", due_date="2026-11-24", due_time="10:00", reminders=[0, 30])
    await person.add("day", due_date="2026-11-25", reminders=[60])
    await person.add("far", due_date="2026-12-24", reminders=[0])
    await person.add("none", due_date="2026-11-24")
    assert await fired(person) == [
        ("timed", 30, MOMENT + timedelta(minutes=30)),
        ("timed", 0, MOMENT + HOUR),
        ("day", 60, MOMENT + 23 * HOUR),
    ]


async def test_the_earliest_reminder_is_found(person: Person) -> None:
    await person.add("month", due_date="2026-12-22", due_time="09:00", reminders=[40_320])
    assert await fired(person) == [("month", 40_320, MOMENT)]


async def test_what_was_seen_comes_no_more_on_any_device(person: Person) -> None:
    task = await person.add("timed", due_date="2026-11-24", due_time="10:00", reminders=[0, 30])
    seen = MOMENT + timedelta(minutes=30)
    await reminders.mark_seen(person.session, person.account, task.id, seen)
    await reminders.mark_seen(person.session, person.account, task.id, MOMENT)
    assert await fired(person) == [("timed", 0, MOMENT + HOUR)]
    assert task.version == 1


async def test_what_is_done_reminds_nobody(person: Person) -> None:
    task = await person.add("timed", due_date="2026-11-24", due_time="10:00", reminders=[0])
    await completion.complete_task(person.session, person.account, task.id, actor="web")
    assert await fired(person) == []


async def test_what_has_lost_its_day_reminds_nobody(person: Person) -> None:
    task = await person.add("timed", due_date="2026-11-24", due_time="10:00", reminders=[0])
    await person.change(task, due_date=None, due_time=None)
    assert await fired(person) == []
