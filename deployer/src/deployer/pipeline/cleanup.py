"""Removes what is ours from one cluster, for the command of that name."""

from deployer.agents.k8s_cleanup import K8sCleanup
from deployer.clusters import find_cluster
from deployer.events import Events
from deployer.pipeline.target import named_or_last
from deployer.requests import CleanupRequest, Scope
from deployer.results import CleanupFacts, Result


async def cleanup(on: str | None, scopes: frozenset[Scope], events: Events) -> Result[CleanupFacts]:
    """Run k8s-cleanup on the named cluster, or on the one of last time.

    Raises:
        UsageError: None is named, and nothing was brought up on a cluster.
    """
    cluster = find_cluster(named_or_last(on))
    access = await cluster.access()
    agent = K8sCleanup(tool_folders=cluster.tool_folders)
    return await agent.run(CleanupRequest(access=access, scopes=scopes), events)
