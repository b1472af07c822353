"""Installs the charts on a cluster that runs, with images built and routed as needed."""

from deployer.agents.docker_build_optimizer import DockerBuildOptimizer
from deployer.agents.k8s_deploy_agent import K8sDeployAgent
from deployer.clusters import find_cluster
from deployer.events import Events
from deployer.pipeline.images import references
from deployer.pipeline.target import app_for, wanted_on
from deployer.requests import BuildRequest, DeployRequest
from deployer.results import DeployFacts, Result


async def deploy(on: str, events: Events, profile: str | None = None) -> Result[DeployFacts]:
    """Deploy to a named cluster.

    Raises:
        MissingError: The cluster does not run, or lacks what the profile counts on.
        UsageError: There is no such profile.
    """
    cluster = find_cluster(on)
    access = await cluster.access()
    app = app_for(cluster.name, profile)
    agent = K8sDeployAgent(tool_folders=cluster.tool_folders, app=app)
    await agent.check(access, events)
    wanted = BuildRequest(services=wanted_on(cluster.name, app))
    built = references(await DockerBuildOptimizer().run(wanted, events))
    routed = await cluster.route_images(list(built.values()), events)
    request = DeployRequest(
        access=access,
        images={service: routed[reference].reference for service, reference in built.items()},
        image_ids={service: routed[reference].image_id for service, reference in built.items()},
    )
    return await agent.run(request, events)
