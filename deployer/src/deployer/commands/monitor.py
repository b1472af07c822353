"""`todo monitor`: cluster-health-monitor."""

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=["todo monitor", "todo monitor --on kind --json    exit 4 when something is wrong"]
)
@click.option("--on", default=None, metavar="CLUSTER", help="Default: the cluster of last time.")
async def command(*, on: str | None, events: Events) -> AnyResult:
    """Report pods, restarts, usage against the quota, and probes."""
    from deployer.agents.cluster_health_monitor import (  # noqa: PLC0415 - slow to import
        ClusterHealthMonitor,
    )
    from deployer.clusters import find_cluster  # noqa: PLC0415 - the same
    from deployer.pipeline.target import named_or_last  # noqa: PLC0415 - the same
    from deployer.requests import MonitorRequest  # noqa: PLC0415 - the same

    access = await find_cluster(named_or_last(on)).access()
    return await ClusterHealthMonitor().run(MonitorRequest(access=access), events)
