"""Figures by day, in the account's own days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from src.errors import InvalidError
from src.services import statistics
from tests.test_services.planning import Person

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def done_at(person: Person, moment: datetime, project_id: str | None = None) -> None:
    task = await person.add(project_id=project_id)
    task.created_at = task.completed_at = moment
    person.session.add(task)
    await person.session.flush()


async def test_a_day_is_the_accounts_day_over_summer_time_too(person: Person) -> None:
    # The day that summer time ends in Berlin has 25 hours.
    await done_at(person, datetime(2026, 10, 24, 22, 0, tzinfo=UTC))
    await done_at(person, datetime(2026, 10, 25, 22, 59, tzinfo=UTC))
    await done_at(person, datetime(2026, 10, 25, 23, 0, tzinfo=UTC))
    found = await statistics.statistics(
        person.session, person.account, date(2026, 10, 24), date(2026, 10, 26), moment=TODAY
    )
    assert [(one.day.day, one.created, one.completed) for one in found.days] == [
        (24, 0, 0),
        (25, 2, 2),
        (26, 1, 1),
    ]


async def test_a_streak_goes_up_to_yesterday_until_today_is_done(person: Person) -> None:
    for back in (1, 2, 5, 6, 7):
        await done_at(person, TODAY - timedelta(days=back))
    found = await statistics.statistics(person.session, person.account, moment=TODAY)
    assert found.streak.model_dump() == {"current": 2, "longest": 3}
    await done_at(person, TODAY)
    found = await statistics.statistics(person.session, person.account, moment=TODAY)
    assert found.streak.model_dump() == {"current": 3, "longest": 3}


async def test_totals_and_projects(person: Person) -> None:
    garden = await person.project()
    await person.add(project_id=str(garden.id), estimate_minutes=30, due_date="2026-11-23")
    await person.add(estimate_minutes=15)
    await done_at(person, TODAY, project_id=str(garden.id))
    found = await statistics.statistics(person.session, person.account, moment=TODAY)
    assert (found.open, found.overdue, found.open_estimate_minutes) == (2, 1, 45)
    counted = {one.project_id: (one.open, one.completed) for one in found.projects}
    assert counted == {garden.id: (1, 1), None: (1, 0)}


@pytest.mark.parametrize("days", [-1, 366])
async def test_a_span_that_makes_no_sense_is_refused(person: Person, days: int) -> None:
    first = date(2026, 1, 1)
    with pytest.raises(InvalidError):
        await statistics.statistics(
            person.session, person.account, first, first + timedelta(days=days)
        )
