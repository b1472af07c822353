"""Says what `todo up` would change on a cluster that runs; changes nothing there."""

from deployer.agents.docker_build_optimizer import DockerBuildOptimizer
from deployer.agents.k8s_deploy_agent import K8sDeployAgent
from deployer.clusters import find_cluster
from deployer.deployment_facts import PlanFacts
from deployer.events import Events
from deployer.pipeline.target import app_for, named_or_last, wanted_on
from deployer.requests import BuildRequest, DeployRequest
from deployer.results import Result


async def make_plan(
    on: str | None, events: Events, profile: str | None = None
) -> Result[PlanFacts]:
    """Compare what would be built and installed with what is there.

    Args:
        on: A provider or a context; None is the one of last time.
        events: Who listens.
        profile: A profile of app.yaml; None is the one of last time.

    Raises:
        UsageError: No cluster is named, and nothing was brought up on one; or no such profile.
        MissingError: The cluster does not run, or lacks what the profile counts on.
    """
    cluster = find_cluster(named_or_last(on))
    access = await cluster.access()
    app = app_for(cluster.name, profile)
    wanted = BuildRequest(services=wanted_on(cluster.name, app))
    images = await DockerBuildOptimizer().plan(wanted, events)
    request = DeployRequest(
        access=access,
        images={one.service: await cluster.node_reference(one.reference) for one in images},
    )
    agent = K8sDeployAgent(tool_folders=cluster.tool_folders, app=app)
    return await agent.plan(request, images, events)
