"""The quick way acts for whoever the long way would, or not at all."""

from types import SimpleNamespace
from uuid import UUID

import pytest
from sqlalchemy import update
from starlette.requests import Request

from src.database import Database, Quick
from src.errors import ForbiddenError, SignedOutError
from src.models.account import Account, LoginSession
from src.routers.ways import Ways, get_ways
from src.schemas.access_tokens import Scope, TokenCreate
from src.services import access_tokens, sessions
from src.services.callers import Caller, Callers

type Sent = tuple[str | None, str | None]
"""The token of a cookie, and that of a program."""


class World:
    """Two people: one is signed in with `token`, the other has programs."""

    def __init__(self, database: Database) -> None:
        self.database, self.callers = database, Callers()
        self.people = [Account(time_zone="Asia/Tokyo"), Account(time_zone="UTC")]

    async def begin(self) -> None:
        async with self.database.session() as session:
            session.add_all(self.people)
            await session.flush()
            self.token = await sessions.open_session(session, self.people[0].id)

    async def program(self, *scopes: Scope) -> str:
        data = TokenCreate(name="script", scopes=set(scopes))
        async with self.database.session() as session:
            return (await access_tokens.create_token(session, self.people[1], data))[1]

    async def ways(self, token: str | None, bearer: str | None, method: str = "GET") -> Ways:
        app = SimpleNamespace(state=SimpleNamespace(callers=self.callers))
        scope = {"type": "http", "method": method, "headers": [], "app": app}
        return await get_ways(Request(scope), self.database, token, bearer)

    async def slowly(self, sent: Sent, method: str = "GET") -> UUID:
        async with (await self.ways(*sent, method)).slowly() as (_, account):
            return account.id


@pytest.fixture
async def world(database: Database) -> World:
    made = World(database)
    await made.begin()
    return made


async def who(_: Quick, caller: Caller) -> UUID:
    return caller.id


async def nothing(_: Quick, __: Caller) -> UUID | None:
    return None


async def test_a_browser_goes_the_quick_way(world: World) -> None:
    ways = await world.ways(world.token, None)
    assert await ways.quickly(who) == world.people[0].id
    assert await world.slowly((world.token, None)) == world.people[0].id


async def test_programs_and_nobody_do_not(world: World) -> None:
    secret = await world.program("read")
    for sent in ((world.token, secret), (None, secret), (world.token, ""), (None, None)):
        assert await (await world.ways(*sent)).quickly(who) is None
    assert await (await world.ways("unknown", None)).quickly(who) is None


async def test_a_session_that_has_to_be_noted_takes_the_long_way_first(world: World) -> None:
    async with world.database.session() as session:
        await session.execute(update(LoginSession).values(last_seen_at=None))
    ways = await world.ways(world.token, None)
    assert await ways.quickly(who) is None
    assert await world.slowly((world.token, None)) == world.people[0].id
    assert await ways.quickly(who) == world.people[0].id


async def test_who_was_not_recognised_is_looked_up_again(world: World) -> None:
    ways = await world.ways(world.token, None)
    assert await ways.quickly(who)
    assert world.callers._known
    assert await ways.quickly(nothing) is None
    assert not world.callers._known


async def test_readers_are_told_of_what_was_changed_and_of_nothing_else(world: World) -> None:
    told: list[frozenset[UUID]] = []
    world.database.on_commit = told.append
    ways = await world.ways(world.token, None)
    assert await ways.change_quickly(nothing) is None
    assert await ways.quickly(who)
    assert told == []
    assert await ways.change_quickly(who)
    assert told == [{world.people[0].id}]


async def test_the_long_way_acts_for_the_right_person(world: World) -> None:
    secret, silent = await world.program("read"), await world.program("mcp")
    for sent in ((world.token, secret), (None, secret)):
        assert await world.slowly(sent) == world.people[1].id
    for refused, method in (((world.token, silent), "GET"), ((None, secret), "POST")):
        with pytest.raises(ForbiddenError):
            await world.slowly(refused, method)
    unknown = (("unknown", None), (None, None), (world.token, "todo_pat_unknown"))
    for nobody in (*unknown, (world.token, "")):
        with pytest.raises(SignedOutError):
            await world.slowly(nobody)
