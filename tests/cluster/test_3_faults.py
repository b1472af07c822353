"""What fails on a cluster is named, and what runs keeps running."""

import anyio

from deployer.agents.k8s_deploy_agent import K8sDeployAgent
from deployer.clusters import find_cluster
from deployer.errors import DeployerError, ExitCode, first_of
from deployer.events import ignore
from deployer.requests import DeployRequest
from tests.cluster.conftest import by_service
from tests.cluster.load import Load
from tests.todo import Said, succeed

NOBODY_HAS = "todo-backend:nobody-built-this"


async def deploy(cluster: str, images: dict[str, str]) -> DeployerError | None:
    """Deploy these images, and return what went wrong."""
    found = find_cluster(cluster)
    request = DeployRequest(access=await found.access(), images=images, with_database=True)
    try:
        await K8sDeployAgent(tool_folders=found.tool_folders).run(request, ignore)
    except DeployerError as error:
        return error
    except BaseExceptionGroup as group:
        first = first_of(group)
        assert isinstance(first, DeployerError), first
        return first
    return None


def test_a_missing_image_is_named_while_the_old_pods_serve(
    first_up: Said, cluster: str, url: str
) -> None:
    images = {one["service"]: one["image"] for one in succeed("status").facts["pods"]}
    assert set(images) == {one["service"] for one in first_up.facts["pods"]}
    with Load(url) as load:
        error = anyio.run(deploy, cluster, images | {"backend": NOBODY_HAS})
    assert load.failures == []
    assert error is not None
    assert error.exit_code in {ExitCode.FAILED, ExitCode.UNHEALTHY}
    assert NOBODY_HAS in f"{error.what} {error.cause}", str(error)
    assert error.cure


def test_the_next_up_heals_what_that_left(first_up: Said, cluster: str) -> None:
    healed = succeed("up", "--on", cluster)
    assert by_service(healed.facts) == by_service(first_up.facts)
