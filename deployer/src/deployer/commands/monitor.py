"""`todo monitor`: cluster-health-monitor, once or again and again."""

from typing import TYPE_CHECKING

import click

from deployer.commands.frame import agent_command, terminal
from deployer.events import Events, ignore
from deployer.results import AnyResult

if TYPE_CHECKING:
    from rich.text import Text

    from deployer.health import Alert, MonitorFacts
    from deployer.pipeline.monitoring import Listeners
    from deployer.pipeline.webhook import Webhook
    from deployer.results import Result
    from deployer.steps import Step


@agent_command(
    examples=[
        "todo monitor                        one look; exit 4 when something is wrong",
        "todo monitor --interval 10          go on until Ctrl-C, and tell what changes",
        "todo monitor --until-healthy        wait until all is well, 5 minutes at most",
        "todo monitor --namespace shop --on kind --json",
    ]
)
@click.option("--on", default=None, metavar="CLUSTER", help="Default: the cluster of last time.")
@click.option("--namespace", "-n", default="", help="Any namespace. Default: the app's.")
@click.option(
    "--interval",
    type=click.FloatRange(min=1),
    default=None,
    metavar="SECONDS",
    help="Look again and again; print only what changes (-v: every look).",
)
@click.option("--until-healthy", is_flag=True, help="Look until all is well; exit 4 if it is not.")
@click.option(
    "--timeout", default=300.0, show_default=True, help="Seconds that --until-healthy waits."
)
@click.option(
    "--webhook",
    default=None,
    metavar="URL",
    help="Post each change as JSON; TODO_WEBHOOK keeps the URL out of the process list.",
)
async def command(  # noqa: PLR0913 - the options of the command
    *,
    on: str | None,
    namespace: str,
    interval: float | None,
    until_healthy: bool,
    timeout: float,  # noqa: ASYNC109 - the user's bound, which ends in a result
    webhook: str | None,
    events: Events,
) -> AnyResult:
    """Report pods, probes, usage, nodes, images, certificates, and what is wrong."""
    from deployer.agents.cluster_health_monitor import (  # noqa: PLC0415 - slow to import
        ClusterHealthMonitor,
    )
    from deployer.app import load_app  # noqa: PLC0415 - the same
    from deployer.clusters import find_cluster  # noqa: PLC0415 - the same
    from deployer.pipeline.monitoring import watch_health  # noqa: PLC0415 - the same
    from deployer.pipeline.target import named_or_last  # noqa: PLC0415 - the same
    from deployer.requests import MonitorRequest  # noqa: PLC0415 - the same
    from deployer.steps import step  # noqa: PLC0415 - the same

    access = await find_cluster(named_or_last(on)).access()
    request = MonitorRequest(access=access, namespace=namespace or load_app().namespace)
    if interval is None and not until_healthy:
        return await ClusterHealthMonitor().run(request, events)
    hook = _webhook(webhook, access.cluster, request.namespace)
    if until_healthy:
        with step("until healthy", events) as running:
            return await watch_health(
                request,
                _waiting(running),
                interval=interval or 2.0,
                until_healthy=True,
                seconds=timeout,
                webhook=hook,
            )
    events = ignore  # each look would be a line
    return await watch_health(request, _printing(), interval=interval or 1.0, webhook=hook)


def _webhook(url: str | None, cluster: str, namespace: str) -> "Webhook | None":
    from deployer.pipeline.webhook import Webhook  # noqa: PLC0415 - slow to import
    from deployer.settings import settings  # noqa: PLC0415 - the same

    kept = settings().webhook
    found = url or (kept.get_secret_value() if kept else "")
    return Webhook(found, cluster=cluster, namespace=namespace) if found else None


def _waiting(running: "Step") -> "Listeners":
    """Show as progress what keeps it from being healthy."""
    from deployer.pipeline.monitoring import Listeners  # noqa: PLC0415 - slow to import

    return Listeners(
        on_result=lambda result: running.progress(result.summary),
        on_alert=lambda alert: running.progress(alert.text),
    )


def _printing() -> "Listeners":
    """Print the first look, then what changes; as JSON, one document a line."""
    from deployer import report  # noqa: PLC0415 - slow to import
    from deployer.pipeline.monitoring import Listeners  # noqa: PLC0415 - the same

    asked = click.get_current_context().params
    as_json, verbose, shown = asked["as_json"], asked["verbose"], 0

    def on_result(result: "Result[MonitorFacts]") -> None:
        nonlocal shown
        shown += 1
        if as_json and (verbose or shown == 1):
            click.echo(result.model_dump_json(serialize_as_any=True))
        elif not as_json and (verbose or shown == 1):
            report.show(result, terminal(), verbose=verbose)

    def on_alert(alert: "Alert") -> None:
        if as_json:
            click.echo(alert.model_dump_json())
        else:
            terminal().print(_line(alert), soft_wrap=True)

    return Listeners(on_result, on_alert)


def _line(alert: "Alert") -> "Text":
    from rich.text import Text  # noqa: PLC0415 - slow to import

    mark = ("·", "green") if alert.good else ("!", "yellow")
    return Text.assemble(f"{alert.at.astimezone():%H:%M:%S} ", mark, f" {alert.text}")
