"""The way into the cluster follows the pods: no pod, another pod, a dead kubectl."""

import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import psutil
import pytest
from aiohttp import ClientSession, web

from deployer.door.pods import Pods, PodState, parse
from deployer.door.tunnel import Changes, Way
from deployer.door.upstream import Upstream
from tests.door.behind import running

pytestmark = pytest.mark.anyio


class Cluster:
    """Pods that are real servers, and the stand-in for kubectl that leads to them."""

    def __init__(self, folder: Path) -> None:
        script = shutil.copy(Path(__file__).with_name("kubectl.py"), folder)
        self.kubectl = (sys.executable, str(script))
        self._file = folder / "pods"

    def has(self, *pods: tuple[str, str], ready: str = "True", deleted: str = "<none>") -> None:
        """Say which pods there are, by name and URL."""
        lines = [f"{name} api {deleted} {ready} {url.rpartition(':')[2]}" for name, url in pods]
        fresh = self._file.with_suffix(".new")
        fresh.write_text("\n".join(lines))
        fresh.replace(self._file)


def pod(word: str) -> web.Application:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=word)

    app = web.Application()
    app.router.add_get("/", answer)
    return app


@asynccontextmanager
async def way(cluster: Cluster) -> AsyncIterator[Upstream]:
    changes, upstream = Changes(), Upstream("api")
    pods = Pods(cluster.kubectl, changes.tell)
    async with anyio.create_task_group() as group:
        group.start_soon(pods.watch)
        group.start_soon(Way(cluster.kubectl, "api", 8000, pods, upstream).keep, changes)
        yield upstream
        group.cancel_scope.cancel()


async def get(client: ClientSession, upstream: Upstream) -> str:
    url = await upstream.wait(30)
    assert url is not None
    async with client.get(url + "/", headers={"Connection": "close"}) as answer:
        return await answer.text()


async def until_moved(upstream: Upstream, old: str | None) -> None:
    with anyio.fail_after(30):
        while upstream.url in {old, None}:
            await anyio.sleep(0.02)


@pytest.fixture
def cluster(tmp_path: Path) -> Cluster:
    return Cluster(tmp_path)


async def test_a_pod_that_comes_up_is_reached(cluster: Cluster, client: ClientSession) -> None:
    async with running(pod("one")) as one, way(cluster) as upstream:
        assert await upstream.wait(0.2) is None
        cluster.has(("one", one), ready="False")
        assert await upstream.wait(0.2) is None
        cluster.has(("one", one))
        assert await get(client, upstream) == "one"


async def test_a_pod_on_its_way_out_gets_no_new_requests(
    cluster: Cluster, client: ClientSession
) -> None:
    async with running(pod("one")) as one, running(pod("two")) as two, way(cluster) as upstream:
        cluster.has(("one", one))
        assert await get(client, upstream) == "one"
        old = upstream.url
        cluster.has(("one", one), deleted="2026-11-24T04:00:00Z")
        with anyio.fail_after(30):
            while upstream.url is not None:
                await anyio.sleep(0.02)
        # Who is being answered still is: the old way stays open for a while.
        async with client.get(f"{old}/") as answer:
            assert await answer.text() == "one"
        cluster.has(("two", two))
        assert await get(client, upstream) == "two"


async def test_a_dead_kubectl_is_replaced(cluster: Cluster, client: ClientSession) -> None:
    async with running(pod("one")) as one, way(cluster) as upstream:
        cluster.has(("one", one))
        assert await get(client, upstream) == "one"
        old = upstream.url
        for child in psutil.Process().children(recursive=True):
            if "port-forward" in child.cmdline():
                child.kill()
        await until_moved(upstream, old)
        assert await get(client, upstream) == "one"


async def test_a_watch_that_ended_is_started_again(cluster: Cluster, client: ClientSession) -> None:
    async with running(pod("one")) as one, running(pod("two")) as two, way(cluster) as upstream:
        cluster.has(("one", one))
        assert await get(client, upstream) == "one"
        old = upstream.url
        for child in psutil.Process().children(recursive=True):
            if "--watch" in child.cmdline():
                child.kill()
        cluster.has(("two", two))
        await until_moved(upstream, old)
        assert await get(client, upstream) == "two"


@pytest.mark.parametrize(
    ("line", "fit"),
    [
        ("a  todo-backend  <none>  True", True),
        ("a todo-backend <none> False", False),
        ("a todo-backend 2026-11-24T04:00:00Z True", False),
        ("a todo-backend <none> <none>", False),
    ],
)
def test_lines_of_the_watch(line: str, fit: bool) -> None:  # noqa: FBT001 - a table's column
    assert parse(line) == PodState(name="a", service="todo-backend", fit=fit)


@pytest.mark.parametrize("line", ["", "error: the server has asked for the client to log in"])
def test_other_lines_are_no_pods(line: str) -> None:
    assert parse(line) is None
