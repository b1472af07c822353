"""`todo watch`: the cluster on one terminal screen."""

import sys

import click

from deployer.commands.frame import agent_command
from deployer.errors import UsageError
from deployer.events import Events
from deployer.results import AnyResult, NoFacts, Result, Status


@agent_command(examples=["todo watch", "todo watch --on kind --namespace shop"], asks=True)
@click.option("--on", default=None, metavar="CLUSTER", help="Default: the cluster of last time.")
@click.option("--namespace", "-n", default="", help="Any namespace. Default: the app's.")
@click.option(
    "--interval",
    type=click.FloatRange(min=1),
    default=3.0,
    show_default=True,
    metavar="SECONDS",
    help="Time between two looks.",
)
async def command(*, on: str | None, namespace: str, interval: float, events: Events) -> AnyResult:
    """Watch pods, usage, problems, warnings and logs on one screen; ? shows the keys."""
    from deployer.app import load_app  # noqa: PLC0415 - slow to import
    from deployer.clusters import find_cluster  # noqa: PLC0415 - the same
    from deployer.pipeline.target import named_or_last  # noqa: PLC0415 - the same
    from deployer.requests import MonitorRequest  # noqa: PLC0415 - the same
    from deployer.watch.app import WatchApp  # noqa: PLC0415 - the same
    from deployer.watch.feed import LiveFeed  # noqa: PLC0415 - the same

    del events
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "todo watch needs a terminal.",
            cause="Its input or output is a file or a pipe.",
            cure="./todo monitor --interval 10",
        )
    access = await find_cluster(named_or_last(on)).access()
    request = MonitorRequest(access=access, namespace=namespace or load_app().namespace)
    suggested = await WatchApp(LiveFeed(request), interval=interval).run_async()
    return Result(
        agent="watch",
        status=Status.DONE,
        summary="Watched.",
        facts=NoFacts(),
        next_step=suggested or None,
    )
