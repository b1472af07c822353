"""`todo down`: away again."""

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo down                what `todo up` brought up last",
        "todo down --on kind      take it off a certain cluster",
        "todo down --data         local mode: remove your tasks too",
        "todo down --keep-data    cluster: keep the volume with your tasks",
    ]
)
@click.option("--on", default=None, metavar="WHERE", help="Default: where it was brought up last.")
@click.option("--data", is_flag=True, help="In local mode: remove the database too.")
@click.option("--keep-data", is_flag=True, help="On a cluster: keep the database's volume.")
async def command(*, on: str | None, data: bool, keep_data: bool, events: Events) -> AnyResult:
    """Take the app away.

    Local mode keeps your tasks. On a cluster everything of ours goes: releases, namespace,
    volume, images, and the cluster too if it was started for the app.
    """
    from deployer.clusters import find_cluster  # noqa: PLC0415 - slow to import
    from deployer.pipeline.down import down_cluster, down_local  # noqa: PLC0415 - the same
    from deployer.pipeline.target import LOCAL, Target, last_target  # noqa: PLC0415 - the same

    target = last_target() or Target(name=LOCAL)
    if on is not None and on != target.name:
        target = Target(name=on)
    if target.name == LOCAL:
        return await down_local(events, data=data)
    return await down_cluster(find_cluster(target.name), target, events, keep_data=keep_data)
