"""Opening whatever URL a provider gives, and living through a database that goes away."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import IDLE_SECONDS, Database, announce, normalise
from src.models.account import Account
from tests.conftest import rows

NEON = (
    "postgresql://owner:s%40cret@ep-cool-1-pooler.eu-central-1.aws.neon.tech/todo"
    "?sslmode=require&channel_binding=require"
)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_is_opened_with_psycopg(scheme: str) -> None:
    url = normalise(f"{scheme}://me:pw@db.test:5433/todo")
    assert url.drivername == "postgresql+psycopg"
    assert (url.username, url.password, url.host, url.port) == ("me", "pw", "db.test", 5433)


def test_neons_tls_options_and_password_survive() -> None:
    url = normalise(NEON)
    assert url.query == {"sslmode": "require", "channel_binding": "require"}
    assert url.password == "s@cret"


async def connect_arguments(url: str) -> dict[str, Any]:
    """Return what psycopg would be given."""
    database = Database(url)
    _, arguments = database.engine.dialect.create_connect_args(database.engine.url)
    given: dict[str, Any] = {}

    def keep(_: object, __: object, ___: object, parameters: dict[str, Any]) -> None:
        given.update(parameters)
        message = "kept"
        raise RuntimeError(message)

    event.listen(database.engine.sync_engine, "do_connect", keep)
    with pytest.raises(RuntimeError, match="kept"):
        async with database.engine.connect():
            pass
    await database.close()
    return {**arguments, **given}


@pytest.mark.parametrize("url", [NEON, "postgresql://me@pgbouncer.test:6432/todo"])
async def test_behind_a_pooler_no_statement_is_prepared(url: str) -> None:
    arguments = await connect_arguments(url)
    assert arguments["prepare_threshold"] is None


async def test_elsewhere_psycopg_decides_what_to_prepare() -> None:
    arguments = await connect_arguments("postgresql://me@db.test/todo")
    assert "prepare_threshold" not in arguments
    assert arguments["connect_timeout"] == 5


async def account_count(session: AsyncSession) -> int:
    found: int = (await session.execute(text("SELECT count(*) FROM account"))).scalar_one()
    return found


async def test_a_session_is_committed_when_its_body_ends_well(database: Database) -> None:
    async with database.session() as session:
        session.add(Account(time_zone="UTC"))
    async with database.session() as session:
        assert await account_count(session) == 1


async def test_a_session_leaves_nothing_when_its_body_fails(database: Database) -> None:
    async def fail() -> None:
        async with database.session() as session:
            session.add(Account(time_zone="UTC"))
            await session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with database.session() as session:
        assert await account_count(session) == 0


async def test_connections_that_died_are_replaced_unseen(
    database: Database, database_url: str
) -> None:
    async with database.session() as session:
        await account_count(session)
    killed = rows(
        database_url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    assert killed == [(True,)]
    await asyncio.sleep(IDLE_SECONDS * 1.1)
    async with database.session() as session:
        assert await account_count(session) == 0


async def test_the_revision_is_none_before_any_migration(
    database: Database, database_url: str
) -> None:
    newest = rows(database_url, "SELECT version_num FROM alembic_version")[0][0]
    assert await database.revision() == newest
    rows(database_url, "DROP TABLE alembic_version")
    assert await database.revision() is None


async def test_a_database_that_is_not_there_says_so() -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(OperationalError):
        await away.revision()
    await away.close()


async def test_what_a_session_announces_is_told_after_its_commit_and_once(
    database: Database,
) -> None:
    told: list[frozenset[UUID]] = []
    database.on_commit = told.append
    accounts = {uuid4(), uuid4()}
    async with database.session() as session:
        for account_id in (*accounts, *accounts):
            announce(session, account_id)
        assert told == []
    async with database.session() as session:
        await account_count(session)
    assert told == [accounts]


async def test_what_is_rolled_back_is_not_told(database: Database) -> None:
    told: list[frozenset[UUID]] = []
    database.on_commit = told.append

    async def fail() -> None:
        async with database.session() as session:
            announce(session, uuid4())
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    assert told == []


@pytest.mark.parametrize(
    ("url", "pooled"),
    [
        (NEON, True),
        ("postgresql://me@pgbouncer.test:6432/todo", True),
        ("postgresql://me@db.test/todo", False),
    ],
)
def test_it_is_known_where_nobody_can_listen(url: str, *, pooled: bool) -> None:
    assert Database(url).is_pooled == pooled


async def test_a_direct_connection_is_beside_the_pool(database: Database) -> None:
    async with await database.connect_directly() as connection:
        assert connection.autocommit
        assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    away = Database("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(psycopg.OperationalError):
        await away.connect_directly()


async def test_a_quick_statement_is_committed_by_itself(
    database: Database, database_url: str
) -> None:
    add = b"INSERT INTO account VALUES (gen_random_uuid(), NULL, NULL, 'UTC', now()) RETURNING id"
    async with database.quick() as quick:
        await quick.row(add, {})
        assert rows(database_url, "SELECT count(*) FROM account") == [(1,)]
    async with database.session() as session:
        assert await account_count(session) == 1
        pooled = await (await session.connection()).get_raw_connection()
        assert pooled.driver_connection is quick._connection
        assert not quick._connection.autocommit


async def test_a_quick_statement_that_failed_leaves_a_sound_pool(database: Database) -> None:
    async def fail() -> None:
        async with database.quick() as quick:
            await quick.row(b"SELECT 1 / 0", {})

    with pytest.raises(psycopg.errors.DivisionByZero):
        await fail()
    async with database.quick() as quick:
        assert await quick.row(b"SELECT 1", {}) == (1,)
    assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
