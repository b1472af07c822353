"""A create that is sent twice happens once."""

from collections.abc import Awaitable, Callable

import anyio
import pytest
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import Database
from src.errors import ConflictError
from src.models.account import Account
from src.services.idempotency import once, shown_once


class Request(BaseModel):
    """What is sent."""

    name: str
    size: int | None = None


class Other(BaseModel):
    """What is sent to another route."""

    name: str


class Made(BaseModel):
    """What is created."""

    number: int


class Maker:
    """Counts how often it is really asked."""

    def __init__(self) -> None:
        self.count = 0

    async def __call__(self) -> Made:
        self.count += 1
        return Made(number=self.count)


async def failing() -> Made:
    raise LookupError


@pytest.fixture
def make() -> Maker:
    return Maker()


async def test_the_second_time_gives_the_first_answer(
    session: AsyncSession, account: Account, make: Maker
) -> None:
    first = await once(session, account, "k", Request(name="a"), Made, make)
    second = await once(session, account, "k", Request(name="a"), Made, make)
    assert first == second == Made(number=1)
    assert make.count == 1


async def test_without_a_key_each_time_counts(
    session: AsyncSession, account: Account, make: Maker
) -> None:
    for _ in range(2):
        await once(session, account, None, Request(name="a"), Made, make)
    assert make.count == 2


@pytest.mark.parametrize(
    "other",
    [Request(name="b"), Request(name="a", size=1), Request(name="a", size=None), Other(name="a")],
)
async def test_a_key_belongs_to_one_request(
    session: AsyncSession, account: Account, make: Maker, other: BaseModel
) -> None:
    await once(session, account, "k", Request(name="a"), Made, make)
    with pytest.raises(ConflictError, match="another request"):
        await once(session, account, "k", other, Made, make)
    assert make.count == 1


async def test_what_carries_a_secret_is_created_and_shown_once(
    session: AsyncSession, account: Account, make: Maker
) -> None:
    assert await shown_once(session, account, "k", Request(name="a"), make) == Made(number=1)
    with pytest.raises(ConflictError, match="shown that once"):
        await shown_once(session, account, "k", Request(name="a"), make)
    with pytest.raises(ConflictError, match="another request"):
        await shown_once(session, account, "k", Request(name="b"), make)
    assert make.count == 1
    assert await shown_once(session, account, None, Request(name="a"), make) == Made(number=2)


async def test_a_create_that_failed_can_be_tried_again(database: Database, make: Maker) -> None:
    account = await _saved_account(database)

    async def attempt(create: Callable[[], Awaitable[Made]]) -> Made:
        async with database.session() as session:
            return await once(session, account, "k", Request(name="a"), Made, create)

    with pytest.raises(LookupError):
        await attempt(failing)
    assert await attempt(make) == Made(number=1)


async def test_those_who_come_meanwhile_wait_for_the_answer(database: Database) -> None:
    account, begun, may_end = await _saved_account(database), anyio.Event(), anyio.Event()
    answers: list[Made] = []

    async def slowly() -> Made:
        begun.set()
        await may_end.wait()
        return Made(number=7)

    async def send(create: Callable[[], Awaitable[Made]]) -> None:
        async with database.session() as session:
            answer = await once(session, account, "k", Request(name="a"), Made, create)
        answers.append(answer)

    async with anyio.create_task_group() as group:
        group.start_soon(send, slowly)
        await begun.wait()
        for _ in range(5):
            group.start_soon(send, failing)
        may_end.set()
    assert answers == [Made(number=7)] * 6


async def test_those_who_wait_for_a_failure_take_over(database: Database, make: Maker) -> None:
    account, begun, may_fail = await _saved_account(database), anyio.Event(), anyio.Event()

    async def fail_slowly() -> Made:
        begun.set()
        await may_fail.wait()
        raise LookupError

    async def send_first() -> None:
        with pytest.raises(LookupError):
            await send(fail_slowly)

    async def send(create: Callable[[], Awaitable[Made]]) -> None:
        async with database.session() as session:
            await once(session, account, "k", Request(name="a"), Made, create)

    async with anyio.create_task_group() as group:
        group.start_soon(send_first)
        await begun.wait()
        for _ in range(5):
            group.start_soon(send, make)
        may_fail.set()
    assert make.count == 1


async def _saved_account(database: Database) -> Account:
    async with database.session() as session:
        account = Account(time_zone="UTC")
        session.add(account)
    return account
