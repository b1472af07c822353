"""What all API tests share: a migrated database, the running app, and signed-in clients."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import httpx2
import hypothesis
import psycopg
import pytest
from alembic.config import Config
from sqlalchemy.ext.asyncio import AsyncSession

from alembic import command
from src.database import Database
from src.models.account import Account
from src.settings import settings
from tests.postgres import create_database, drop_database, run_postgres

TEMPLATE = "todo_template"
# A slow machine makes no test fail.
hypothesis.settings.register_profile("patient", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("patient")
# Set before any test module imports the app: the settings are read once.
os.environ["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"
for name in ("OPENROUTER_API_KEY", "OPENAI_API_KEY"):
    os.environ.pop(name, None)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A server of this worker's own, with a migrated template database.

    Or the one that `TEST_SERVER` names, whose template is there already: tests/mutation.
    """
    if given := os.environ.get("TEST_SERVER"):
        yield given
        return
    with run_postgres() as url:
        migrate(create_database(url, TEMPLATE))
        yield url


@pytest.fixture
def database_url(server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A fresh copy of the migrated database for one test."""
    name = f"test_{os.getpid()}_{abs(hash(request.node.nodeid)):x}"
    yield create_database(server, name, TEMPLATE)
    drop_database(server, name)


def alembic_config() -> Config:
    """Return what `python -m alembic` reads, from whatever folder the tests were started in."""
    return Config(Path(__file__).parents[1] / "alembic.ini")


def migrate(url: str, revision: str = "head") -> None:
    """Bring a database to a revision, as the migration job does."""
    with use_database(url):
        command.upgrade(alembic_config(), revision)


class use_database:  # noqa: N801 - reads as a statement
    """Point the process's settings at a database while the body runs."""

    def __init__(self, url: str) -> None:
        self._url, self._before = url, os.environ["DATABASE_URL"]

    def __enter__(self) -> None:
        self._set(self._url)

    def __exit__(self, *_: object) -> None:
        self._set(self._before)

    @staticmethod
    def _set(url: str) -> None:
        os.environ["DATABASE_URL"] = url
        settings.cache_clear()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    async with database.session() as opened:
        yield opened


@pytest.fixture
async def account(session: AsyncSession) -> Account:
    found = Account(time_zone="Europe/Berlin")
    session.add(found)
    await session.flush()
    return found


Client = httpx2.AsyncClient


@pytest.fixture
async def new_client(database_url: str) -> AsyncIterator[Callable[[], Client]]:
    """Makes clients of one running app, each a browser of its own."""
    with use_database(database_url):
        from src.main import create_app, lifespan  # noqa: PLC0415 - after the settings are set

        app = create_app()
        clients: list[Client] = []

        def make() -> Client:
            transport = httpx2.ASGITransport(app=app)
            clients.append(Client(transport=transport, base_url="http://todo.test"))
            return clients[-1]

        async with lifespan(app):
            yield make
            for one in clients:
                await one.aclose()


@pytest.fixture
def client(new_client: Callable[[], Client]) -> Client:
    """A browser that nobody is signed in with."""
    return new_client()


@pytest.fixture
async def guest(client: Client) -> Client:
    """A browser signed in as a guest in Berlin."""
    answer = await client.post("/api/v1/auth/guest", json={"time_zone": "Europe/Berlin"})
    assert answer.status_code == 201
    return client


@pytest.fixture
async def stranger(new_client: Callable[[], Client]) -> Client:
    """Another guest's browser."""
    other = new_client()
    answer = await other.post("/api/v1/auth/guest", json={})
    assert answer.status_code == 201
    return other


@pytest.fixture
def add_task(guest: Client) -> Callable[..., Awaitable[dict[str, object]]]:
    """Adds a task for the guest and returns it."""

    async def add(title: str = "Buy milk", **fields: object) -> dict[str, object]:
        answer = await guest.post("/api/v1/tasks", json={"title": title, **fields})
        assert answer.status_code == 201, answer.text
        found: dict[str, object] = answer.json()
        return found

    return add


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    """Return what a query finds, over a connection of its own."""
    with psycopg.connect(url) as connection:
        found = connection.execute(query)
        return found.fetchall() if found.description else []
