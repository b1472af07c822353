"""What a test of containers makes is gone with it, however it ends."""

import os
import sys
from pathlib import Path
from uuid import uuid4

import anyio
import pytest

from deployer.settings import ROOT
from deployer.tools import docker, processes
from deployer.tools.docker_runs import (
    make_network,
    own_network,
    remove_dead_runs,
    remove_run,
    run_labels,
)
from deployer.tools.processes import ProcessId

pytestmark = [pytest.mark.anyio, pytest.mark.engine]
SOMEBODY_DEAD = ProcessId(pid=2**22 - 1, started=1.0)
HOLDS = """
import anyio, sys
from deployer.tools.docker import docker
from deployer.tools.docker_runs import own_network, run_labels

async def hold(run, image):
    async with own_network(run):
        await docker("run", "--detach", "--network", run, *run_labels(run), image, "sleep", "600")
        print("holding", flush=True)
        await anyio.sleep(600)

anyio.run(hold, *sys.argv[1:])
"""


@pytest.fixture
def run() -> str:
    return f"todo-unit-{uuid4().hex[:8]}"


async def left_of(run: str) -> str:
    only = ("--filter", f"label=dev.todo-chatbot.run={run}")
    containers = await docker.docker("ps", "--all", "--quiet", *only)
    return containers.stdout + (await docker.docker("network", "ls", "--quiet", *only)).stdout


async def test_the_network_and_all_on_it_go_when_the_body_fails(base: str, run: str) -> None:
    async def fail() -> None:
        async with own_network(run):
            await docker.docker(
                "run", "--detach", "--network", run, *run_labels(run), base, "sleep", "600"
            )
            assert await left_of(run) != ""
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await left_of(run) == ""


async def test_a_run_that_is_killed_leaves_nothing(base: str, run: str, cache_dir: Path) -> None:
    """SIGKILL cannot be caught: the process that watches does the work."""
    async with await anyio.open_process(
        [sys.executable, "-c", HOLDS, run, base],
        cwd=ROOT,
        env={**os.environ, "TODO_CACHE_DIR": str(cache_dir)},
    ) as holder:
        assert holder.stdout is not None
        assert (await holder.stdout.receive()).startswith(b"hold")
        assert await left_of(run) != ""
        holder.kill()
    with anyio.fail_after(60):
        while await left_of(run):
            await anyio.sleep(0.3)


@pytest.mark.usefixtures("engine")
async def test_what_a_dead_run_left_is_removed_and_a_living_one_is_let_be(run: str) -> None:
    living, dead = f"{run}-living", f"{run}-dead"
    try:
        await make_network(living, processes.this_process())
        await make_network(dead, SOMEBODY_DEAD)
        assert dead in await remove_dead_runs()
        assert await left_of(dead) == ""
        assert await left_of(living) != ""
    finally:
        await remove_run(living)
        await remove_run(dead)
