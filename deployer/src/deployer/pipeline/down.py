"""Takes the app away again, from a cluster or from this machine."""

import time

from deployer.agents.k8s_cleanup import K8sCleanup
from deployer.app import load_app
from deployer.clusters.base import Cluster, State
from deployer.door import forwarder
from deployer.errors import DeployerError
from deployer.events import Events
from deployer.local.deployment import LocalDeployment
from deployer.pipeline.receipt import keep_cleanup
from deployer.pipeline.target import Target, forget
from deployer.requests import Access, CleanupRequest, Scope
from deployer.results import CleanupFacts, Result, Status

EVERYTHING = frozenset(Scope)


async def down_cluster(
    cluster: Cluster, target: Target, events: Events, *, keep_data: bool
) -> Result[CleanupFacts]:
    """Remove the deployment from a cluster, and the cluster when we had started it.

    Args:
        cluster: Where the app is.
        target: What was there before us: a cluster that ran already is left running.
        events: Who listens.
        keep_data: Keep the volume, its namespace, and the cluster that holds them.
    """
    started = time.monotonic()
    ours_to_stop = not target.cluster_was_running and not keep_data
    scopes = EVERYTHING - ({Scope.DATA} if keep_data else set())
    scopes -= set() if ours_to_stop else {Scope.CLUSTER}
    removed = ["the URL's forwarder"] if await forwarder.stop() else []
    access = await _access(cluster)
    repositories = [service.image for service in load_app().services.values()]
    agent = K8sCleanup(tool_folders=cluster.tool_folders)
    result = await agent.run(CleanupRequest(access=access, scopes=scopes), events)
    if access is not None and not ours_to_stop:
        removed += await cluster.remove_images(repositories, events)
    if ours_to_stop:
        removed += await cluster.stop(events, delete=True)
    if not result.facts.remaining:
        forget()
    keep_cleanup(result)
    facts = result.facts.model_copy(update={"removed": (*removed, *result.facts.removed)})
    return result.model_copy(update={"facts": facts, "seconds": time.monotonic() - started})


async def down_local(events: Events, *, data: bool) -> Result[CleanupFacts]:
    """Stop the processes of local mode; the tasks stay unless `data` says otherwise."""
    started = time.monotonic()
    removed = await LocalDeployment().down(events, data=data)
    forget()
    kept = () if data else ("your tasks and conversations (remove them with: todo down --data)",)
    return Result(
        agent="pipeline",
        status=Status.DONE if removed else Status.UNCHANGED,
        summary="Stopped." if removed else "Nothing was running.",
        facts=CleanupFacts(removed=removed, kept=kept, remaining=()),
        next_step="./todo up",
        seconds=time.monotonic() - started,
    )


async def _access(cluster: Cluster) -> Access | None:
    """Return how to reach the cluster, or None when it does not run any more."""
    try:
        return await cluster.access() if await cluster.state() is State.RUNNING else None
    except DeployerError:
        return None
