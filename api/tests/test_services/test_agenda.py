"""The next days at a glance."""

from datetime import UTC, datetime

from src.schemas.agenda import Agenda
from src.services import agenda
from tests.test_services.planning import Person

MOMENT = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)  # half past eleven at night in Berlin


async def look(person: Person, days: int = 3) -> Agenda:
    return await agenda.agenda(person.session, person.account, days=days, moment=MOMENT)


async def test_each_task_is_on_its_own_day_in_the_accounts_zone(person: Person) -> None:
    await person.add("late", due_date="2026-11-20")
    await person.add("an hour ago", due_date="2026-11-24", due_time="22:00")
    await person.add("today", due_date="2026-11-24")
    await person.add("just after midnight", due_date="2026-11-25", due_time="00:10")
    await person.add("in two days", due_date="2026-11-26")
    await person.add("too far", due_date="2026-11-27")
    await person.add("never")
    found = await look(person)
    assert [task.title for task in found.overdue] == ["late", "an hour ago"]
    assert [(str(one.day), [task.title for task in one.due]) for one in found.days] == [
        ("2026-11-24", ["today"]),
        ("2026-11-25", ["just after midnight"]),
        ("2026-11-26", ["in two days"]),
    ]


async def test_what_begins_is_shown_on_its_first_day(person: Person) -> None:
    await person.add("tax", start_date="2026-11-25", due_date="2026-12-24")
    await person.add("idea", start_date="2026-11-24")
    await person.add("short", start_date="2026-11-24", due_date="2026-11-25")
    found = await look(person)
    assert [[task.title for task in one.starting] for one in found.days] == [["idea"], ["tax"], []]
    assert [task.title for task in found.days[1].due] == ["short"]


async def test_what_is_too_much_is_told(person: Person) -> None:
    for _ in range(2):
        await person.add(due_date="2026-11-24")
    found = await agenda.agenda(person.session, person.account, days=3, most=1, moment=MOMENT)
    assert found.more
    assert sum(len(day.due) for day in found.days) == 1
