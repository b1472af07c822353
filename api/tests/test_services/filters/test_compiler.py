"""Filters as SQL find what the same filters find in plain Python."""

import asyncio
import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select
from sqlmodel import col

from src.database import Database
from src.models.account import Account
from src.models.project import Project
from src.models.task import Task
from src.services import dues
from src.services.filters.compiler import Condition, Now, compile_filter, states
from src.services.filters.nodes import Node
from src.services.filters.parser import parse
from tests.conftest import TEMPLATE
from tests.postgres import create_database, drop_database
from tests.test_services.filters.drawing import NODES, PROJECTS, TAGS, WORDS
from tests.test_services.filters.interpreter import fits

NOW = Now(datetime(2026, 11, 24, 14, 30, tzinfo=UTC), "Europe/Berlin")
TITLES = [*WORDS, "Buy milk and 50% more", "A_B", "nothing", "MILK", "É"]


class World:
    """A database with tasks by chance, kept over all filters that are drawn."""

    def __init__(self, url: str) -> None:
        self.loop = asyncio.new_event_loop()
        self.database = Database(url)
        self.projects: dict[object, str] = {}
        self.tasks: list[Task] = []
        self.loop.run_until_complete(self._fill())

    async def _fill(self) -> None:
        dice = random.Random(11)  # noqa: S311 - the same tasks each time
        async with self.database.session() as session:
            account = Account(time_zone=NOW.zone)
            session.add(account)
            await session.flush()
            made = [Project(account_id=account.id, name=name) for name in PROJECTS]
            session.add_all(made)
            await session.flush()
            self.projects = {one.id: one.name for one in made}
            for _ in range(300):
                session.add(self._task(dice, account.id, [one.id for one in made]))
            await session.flush()
            self.tasks = list(await session.scalars(select(Task)))

    @staticmethod
    def _task(dice: random.Random, account_id: UUID, projects: list[UUID]) -> Task:
        def some[T](value: T) -> T | None:
            return value if dice.random() < 0.5 else None

        day = date(2026, 11, 24) + timedelta(days=dice.randint(-20, 20))
        moment = NOW.moment + timedelta(hours=dice.randint(-500, 500))
        task = Task(
            account_id=account_id,
            title=dice.choice(TITLES),
            notes=dice.choice(["", "milk", "notes"]),
            project_id=some(dice.choice(projects)),
            start_date=some(day + timedelta(days=dice.randint(-5, 5))),
            recurrence=some("FREQ=DAILY"),
            reminders=dice.choice([[], [10]]),
            estimate_minutes=some(dice.randint(0, 300)),
            priority=dice.randint(0, 3),
            tags=dice.sample(TAGS, dice.randint(0, 2)),
            created_at=moment,
            completed_at=some(moment),
            archived_at=some(moment),
            deleted_at=some(moment),
        )
        at = time(dice.randint(0, 23), dice.choice([0, 30])) if some(1) else None
        zone = dice.choice([NOW.zone, "America/New_York"])
        dues.apply(task, dues.Due(day, at, zone) if some(1) else dues.Due(None, None, zone))
        return task

    def found(self, node: Node) -> set[UUID]:
        async def ask() -> set[UUID]:
            async with self.database.session() as session:
                query = select(col(Task.id)).where(compile_filter(node, NOW))
                return set(await session.scalars(query))

        return self.loop.run_until_complete(ask())

    def close(self) -> None:
        self.loop.run_until_complete(self.database.close())
        self.loop.close()


@pytest.fixture(scope="module")
def world(server: str) -> Iterator[World]:
    name = f"test_filters_{os.getpid()}"
    made = World(create_database(server, name, TEMPLATE))
    yield made
    made.close()
    drop_database(server, name)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(NODES)
def test_sql_finds_what_python_finds(world: World, node: Node) -> None:
    expected = {task.id for task in world.tasks if fits(node, task, NOW, world.projects)}
    assert world.found(node) == expected


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        (None, None),
        ("milk", None),
        ("is:overdue", None),
        ("due:today", None),
        ("completed:today is:overdue", {"archived_at", "deleted_at"}),
        ("is:open", {"archived_at", "deleted_at"}),
        ("-is:done", {"archived_at", "deleted_at"}),
        ("completed:any", {"archived_at", "deleted_at"}),
        ("completed:-7d..today", {"archived_at", "deleted_at"}),
        ("milk or (#a is:archived)", {"deleted_at"}),
        ("is:deleted", set()),
        ("is:deleted is:archived", set()),
    ],
)
def test_what_a_filter_asks_for_is_not_left_out(
    text: str | None, left_out: set[str] | None
) -> None:
    fallback: list[Condition] = [col(Task.completed_at).is_(None)]
    found = states(parse(text).node if text else None, fallback)
    if left_out is None:
        assert found is fallback
        return
    assert {str(one) for one in found} == {f"task.{name} IS NULL" for name in left_out}
