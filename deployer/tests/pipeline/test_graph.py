"""Jobs run as early as their needs allow."""

import anyio
import pytest

from deployer.pipeline.graph import Graph


async def test_what_needs_nothing_runs_side_by_side() -> None:
    graph, meeting = Graph(), anyio.Event()

    async def first() -> None:
        await meeting.wait()

    async def second() -> None:
        meeting.set()

    graph.add("first", first)
    graph.add("second", second)
    with anyio.fail_after(5):  # one after the other, they would wait for ever
        await graph.run()


async def test_a_job_waits_for_all_that_it_needs() -> None:
    graph, order = Graph(), []

    def job(name: str, pause: float) -> None:
        async def run() -> None:
            await anyio.sleep(pause)
            order.append(name)

        needs = {"charts": (), "build": (), "deploy": ("charts", "build")}[name]
        graph.add(name, run, needs=needs)

    job("charts", 0.05)
    job("build", 0)
    job("deploy", 0)
    await graph.run()
    assert order == ["build", "charts", "deploy"]


async def test_a_failure_cancels_the_rest_and_reaches_the_caller() -> None:
    graph, ended = Graph(), []

    async def fail() -> None:
        raise ValueError("no")

    async def slow() -> None:
        await anyio.sleep(30)
        ended.append("slow")

    graph.add("fail", fail)
    graph.add("slow", slow)
    graph.add("after", slow, needs=("fail",))
    with pytest.raises(ExceptionGroup) as caught:
        await graph.run()
    assert caught.group_contains(ValueError)
    assert ended == []


def test_a_need_that_is_not_there_is_refused() -> None:
    async def nothing() -> None: ...

    with pytest.raises(ValueError, match="cluster"):
        Graph().add("deploy", nothing, needs=("cluster",))
