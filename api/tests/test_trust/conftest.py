"""Two replicas on one database, as they run in a cluster."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass

import httpx2
import pytest

from src.routers.dependencies import COOKIE
from tests.belongings import SECONDS
from tests.conftest import TEMPLATE, rows
from tests.live import serve
from tests.postgres import create_database, drop_database


@dataclass(frozen=True)
class Cluster:
    """Two processes of the backend."""

    database_url: str
    urls: list[str]


@dataclass(frozen=True)
class Somebody:
    """A guest with a browser at each replica."""

    doors: list[httpx2.AsyncClient]
    id: str
    database_url: str

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what a query finds of this guest; `{mine}` in it is the condition."""
        return rows(self.database_url, query.format(mine=f"account_id = '{self.id}'"))


@pytest.fixture(scope="module")
def cluster(server: str, request: pytest.FixtureRequest) -> Iterator[Cluster]:
    name = request.module.__name__.rpartition(".")[2]
    url = create_database(server, name, TEMPLATE)
    with ExitStack() as stack:
        yield Cluster(url, [stack.enter_context(serve(url)).url for _ in range(2)])
    drop_database(server, name)


@pytest.fixture
async def somebody(cluster: Cluster) -> AsyncIterator[Somebody]:
    async with AsyncExitStack() as stack:
        doors = [
            await stack.enter_async_context(httpx2.AsyncClient(base_url=url, timeout=SECONDS))
            for url in cluster.urls
        ]
        answer = await doors[0].post("/api/v1/auth/guest", json={})
        doors[1].cookies.set(COOKIE, answer.cookies[COOKIE])
        yield Somebody(doors, answer.json()["id"], cluster.database_url)
