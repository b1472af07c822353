"""Says what runs, wherever it was brought up last."""

from deployer.agents.cluster_health_monitor import ClusterHealthMonitor
from deployer.clusters import find_cluster
from deployer.events import Events
from deployer.local.deployment import LocalDeployment
from deployer.pipeline.target import LOCAL, Target
from deployer.requests import MonitorRequest
from deployer.results import AnyResult, LocalFacts, NoFacts, Result, Status


async def status(target: Target | None, events: Events) -> AnyResult:
    """Look at what was brought up last; None is nothing.

    Returns:
        The processes of local mode, or the pods of the cluster with their health.

    Raises:
        DeployerError: The cluster cannot be reached.
    """
    if target is None:
        return Result(
            agent="pipeline",
            status=Status.DONE,
            summary="Nothing is up.",
            facts=NoFacts(),
            next_step="./todo up",
        )
    if target.name == LOCAL:
        return _of_local(await LocalDeployment().status(events))
    access = await find_cluster(target.name).access()
    return await ClusterHealthMonitor().run(MonitorRequest(access=access), events)


def _of_local(facts: LocalFacts) -> AnyResult:
    down = [service.name for service in facts.services if not service.running]
    if not facts.services or len(down) == len(facts.services):
        summary, next_step, state = "Nothing is running.", "./todo up", Status.DONE
    elif down:
        summary, next_step = f"Not running: {', '.join(down)}.", "./todo logs"
        state = Status.UNHEALTHY
    else:
        summary, next_step, state = "The app runs on this machine.", "./todo down", Status.DONE
    return Result(agent="pipeline", status=state, summary=summary, facts=facts, next_step=next_step)
