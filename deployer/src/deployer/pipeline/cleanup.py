"""Removes what is ours from one cluster, as far as it is told to, for the command of that name."""

import shutil

from deployer.agents.k8s_cleanup import K8sCleanup
from deployer.app import load_app
from deployer.clusters import find_cluster
from deployer.clusters.base import Cluster, State
from deployer.door import forwarder
from deployer.errors import DeployerError
from deployer.events import Events
from deployer.pipeline.receipt import keep_cleanup
from deployer.pipeline.target import forget, named_or_last
from deployer.requests import CleanupRequest, Scope
from deployer.results import CleanupFacts, Result
from deployer.settings import settings

RECORDS = ("receipts", "evidence", "durations", "targets")
"""Folders of the cache that tell of deployments."""


async def cleanup(on: str | None, request: CleanupRequest, events: Events) -> Result[CleanupFacts]:
    """Run k8s-cleanup on the named cluster, or on the one of last time.

    Args:
        on: The cluster; None means the one of last time.
        request: What to remove; the way to the cluster is found out here.
        events: Who listens.

    Raises:
        UsageError: None is named, and nothing was brought up on a cluster.
        MissingError: The cluster does not run, and less than the cluster is to go.
    """
    cluster = find_cluster(named_or_last(on))
    try:
        access = await cluster.access()
    except DeployerError:
        if Scope.CLUSTER not in request.scopes:
            raise
        access = None
    agent = K8sCleanup(tool_folders=cluster.tool_folders)
    result = await agent.run(request.model_copy(update={"access": access}), events)
    if request.look_only:
        return result
    keep_cleanup(result)
    also = await _beyond(cluster, request.scopes, events)
    facts = result.facts.model_copy(update={"removed": (*result.facts.removed, *also)})
    return result.model_copy(update={"facts": facts})


async def _beyond(cluster: Cluster, scopes: frozenset[Scope], events: Events) -> list[str]:
    """Remove what is no agent's: images of nodes, the cluster, and our own records."""
    removed: list[str] = []
    if Scope.IMAGES in scopes and await cluster.state() is State.RUNNING:
        repositories = [service.image for service in load_app().services.values()]
        removed += await cluster.remove_images(repositories, events)
    if Scope.CLUSTER in scopes:
        removed += ["the URL's forwarder"] if await forwarder.stop() else []
        removed += await cluster.stop(events, delete=True)
        forget()
    if Scope.EVERYTHING in scopes:
        for name in RECORDS:
            shutil.rmtree(settings().folder(name))
            removed.append(f"folder {settings().cache_dir / name}")
    return removed
