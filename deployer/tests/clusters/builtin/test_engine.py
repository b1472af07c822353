import shutil
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from deployer.clusters.builtin.base_image import REFERENCE
from deployer.clusters.builtin.engine import OURS, Engine
from deployer.clusters.builtin.layout import Layout
from deployer.tools.command import run

pytestmark = [pytest.mark.anyio, pytest.mark.engine]
Start = Callable[..., Awaitable[str]]


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    """Return what starts a container from the base image, and remove all of them at the end."""
    inspect = ["docker", "image", "inspect", REFERENCE]
    if shutil.which("docker") is None or (await run(inspect, check=False)).code != 0:
        pytest.skip(f"needs a container engine with {REFERENCE}: sudo ./todo up --on builtin")
    started: list[str] = []

    async def one(*options: str) -> str:
        argv = ["docker", "run", "--detach", *options, REFERENCE, "sleep", "600"]
        started.append((await run(argv)).stdout.strip())
        return started[-1]

    yield one
    await run(["docker", "rm", "--force", *started])


async def test_a_container_of_this_project_does_not_keep_docker_running(
    layout: Layout, start: Start
) -> None:
    ours = await start("--label", OURS)
    assert ours not in await Engine(layout).foreign_containers()


async def test_somebody_elses_container_does_even_from_our_base_image(
    layout: Layout, start: Start
) -> None:
    theirs = await start()
    assert theirs in await Engine(layout).foreign_containers()
