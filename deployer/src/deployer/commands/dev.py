"""`todo dev`: run the app and keep it in step with what is edited."""

from typing import TYPE_CHECKING

import click

from deployer.commands.frame import agent_command
from deployer.commands.logs import LEVELS, shown, tell
from deployer.events import Events
from deployer.results import AnyResult

if TYPE_CHECKING:
    from deployer.logs.line import LogLine

LOCAL = "local"


@agent_command(
    examples=[
        "todo dev                          then edit api/ or web/; Ctrl-C leaves the app running",
        "todo dev --on minikube            the same in the pods of a cluster, with their logs",
        "todo dev --on kind --only backend --level warning",
        "todo dev --on kind --restore      Ctrl-C puts the normal deployment back",
    ],
    asks=True,  # logs are written between the steps, where a live display would overwrite them
)
@click.option(
    "--on",
    default=LOCAL,
    show_default=True,
    metavar="WHERE",
    help="local, minikube, kind, builtin, or a kube context.",
)
@click.option("--only", multiple=True, metavar="SERVICE", help="Show these logs only; repeatable.")
@click.option("--level", type=click.Choice(LEVELS), default=None, help="Only so serious or more.")
@click.option("--restore", is_flag=True, help="On a cluster: afterwards as `todo up` has it.")
async def command(
    *, on: str, only: tuple[str, ...], level: str | None, restore: bool, events: Events
) -> AnyResult:
    """Run the app; what is edited in api/ or web/ runs a moment later.

    Here, an edit rebuilds and restarts what it touches. On a cluster it is sent into the running
    pods, one of each service; what a pod cannot take in, such as other packages, makes new images.
    """
    if on == LOCAL:
        from deployer.pipeline.dev import dev  # noqa: PLC0415 - slow to import

        return await dev(events)
    from deployer.app import load_app  # noqa: PLC0415 - the same
    from deployer.clusters import find_cluster  # noqa: PLC0415 - the same
    from deployer.logs.line import Level  # noqa: PLC0415 - the same
    from deployer.logs.wanted import LogsRequest  # noqa: PLC0415 - the same
    from deployer.pipeline.dev_cluster import DevCluster, Talk  # noqa: PLC0415 - the same
    from deployer.pipeline.logs import check_services  # noqa: PLC0415 - the same

    logs = LogsRequest(
        services=only, tail=5, follow=True, level=None if level is None else Level[level.upper()]
    )
    check_services(logs, list(load_app().services))
    talk = Talk(events, _say, tell)
    return await DevCluster(find_cluster(on), talk, logs).run(restore=restore)


def _say(line: "LogLine") -> None:
    # Beside the steps: standard output is for the result.
    click.echo(shown(line), err=True)
