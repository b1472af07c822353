"""Installs the charts on a cluster that runs, with images built and routed as needed."""

from deployer.agents.docker_build_optimizer import DockerBuildOptimizer
from deployer.agents.k8s_deploy_agent import K8sDeployAgent
from deployer.clusters import find_cluster
from deployer.events import Events
from deployer.pipeline.images import references
from deployer.requests import BuildRequest, DeployRequest
from deployer.results import DeployFacts, Result
from deployer.settings import settings


async def deploy(on: str, events: Events) -> Result[DeployFacts]:
    """Deploy to a named cluster.

    Raises:
        MissingError: The cluster does not run.
    """
    cluster = find_cluster(on)
    access = await cluster.access()
    built = references(await DockerBuildOptimizer().run(BuildRequest(), events))
    routed = await cluster.route_images(list(built.values()), events)
    request = DeployRequest(
        access=access,
        images={service: routed[reference].reference for service, reference in built.items()},
        with_database=settings().database_url is None,
    )
    return await K8sDeployAgent(tool_folders=cluster.tool_folders).run(request, events)
