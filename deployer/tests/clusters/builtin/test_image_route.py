"""Images on their way from a real Docker to a real node."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from deployer.clusters.base import State
from deployer.clusters.builtin import BuiltinCluster
from deployer.clusters.builtin.node_images import ROUTE, image_archive
from deployer.errors import DeployerError
from deployer.events import ignore
from deployer.tools.command import run

pytestmark = [pytest.mark.anyio, pytest.mark.cluster]


@pytest.fixture
async def cluster() -> BuiltinCluster:
    found = BuiltinCluster()
    if await found.state() is not State.RUNNING:
        pytest.skip("needs the builtin cluster: sudo ./todo up --on builtin")
    return found


@pytest.fixture
async def repository(cluster: BuiltinCluster) -> AsyncIterator[str]:
    """Return a name that no other image has; its images go when the test ends."""
    name = f"todo-test-{uuid4().hex[:8]}"
    yield name
    await cluster.remove_images([name], ignore)
    await run(["docker", "image", "rm", "--force", f"{name}:1", f"{name}:2"], check=False)


async def put_into_docker(reference: str, content: bytes) -> None:
    await run(["docker", "load"], stdin=image_archive(reference, {"program": content}))


async def test_an_image_travels_once(cluster: BuiltinCluster, repository: str) -> None:
    reference = f"{repository}:1"
    await put_into_docker(reference, b"first")
    first = (await cluster.route_images([reference], ignore))[reference]
    second = (await cluster.route_images([reference], ignore))[reference]
    assert (first.reference, first.loaded, first.route) == (reference, True, ROUTE)
    assert (second.reference, second.loaded) == (reference, False)


async def test_the_same_tag_with_another_content_travels_again(
    cluster: BuiltinCluster, repository: str
) -> None:
    reference = f"{repository}:1"
    await put_into_docker(reference, b"first")
    await cluster.route_images([reference], ignore)
    await run(["docker", "image", "rm", reference])  # else it would stay without a name
    await put_into_docker(reference, b"second")
    assert (await cluster.route_images([reference], ignore))[reference].loaded


async def test_only_what_the_node_lacks_travels(cluster: BuiltinCluster, repository: str) -> None:
    await put_into_docker(f"{repository}:1", b"first")
    await cluster.route_images([f"{repository}:1"], ignore)
    await put_into_docker(f"{repository}:2", b"second")
    routed = await cluster.route_images([f"{repository}:1", f"{repository}:2"], ignore)
    assert [routed[f"{repository}:{tag}"].loaded for tag in (1, 2)] == [False, True]


async def test_removing_takes_every_tag_and_only_of_that_repository(
    cluster: BuiltinCluster, repository: str
) -> None:
    await put_into_docker(f"{repository}:1", b"first")
    await put_into_docker(f"{repository}:2", b"second")
    await cluster.route_images([f"{repository}:1", f"{repository}:2"], ignore)
    assert await cluster.remove_images([repository[:-1]], ignore) == ()
    removed = await cluster.remove_images([repository], ignore)
    assert sorted(removed) == [f"docker.io/library/{repository}:{tag}" for tag in (1, 2)]
    assert (await cluster.route_images([f"{repository}:1"], ignore))[f"{repository}:1"].loaded


async def test_an_image_that_was_never_built_is_named(cluster: BuiltinCluster) -> None:
    with pytest.raises(DeployerError, match="todo-test-absent:1") as failed:
        await cluster.route_images(["todo-test-absent:1"], ignore)
    assert failed.value.cure == "./todo build"
