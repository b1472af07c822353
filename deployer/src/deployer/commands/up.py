"""`todo up`: from source to a URL."""

from functools import partial
from pathlib import Path

import click

from deployer.commands.frame import agent_command
from deployer.errors import UsageError
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo up                   where it makes sense: last cluster, minikube, or this machine",
        "todo up --on local        processes of this machine, PostgreSQL included",
        "todo up --on minikube     Kubernetes in minikube's profile `todo`",
        "todo up --on kind         Kubernetes in kind's cluster `todo`",
        "sudo ./todo up --on builtin    a whole Kubernetes built here (Linux)",
        "todo up --on my-context   any cluster of your kubeconfig",
        "todo up --on my-context --profile production    as app.yaml's profile says",
        "todo up --operations      with the operations server, for AI clients in the cluster",
        "todo up --dashboard       then watch it in the browser",
    ]
)
@click.option(
    "--on",
    default="auto",
    show_default=True,
    metavar="WHERE",
    help="auto, local, minikube, kind, builtin, or a kube context.",
)
@click.option(
    "--profile", metavar="NAME", help="A profile of app.yaml. Default: that of last time, or local."
)
@click.option("--skip-test", is_flag=True, help="Do not test new images as containers first.")
@click.option(
    "--bundle",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file of `todo bundle`: nothing is built and nothing is fetched.",
)
@click.option(
    "--operations/--no-operations",
    default=None,
    help="Install the operations server too, or remove it. Default: as last time.",
)
@click.option("--dashboard", is_flag=True, help="Then show the dashboard until Ctrl-C.")
async def command(  # noqa: PLR0913 - click hands each option over by its name
    *,
    on: str,
    profile: str | None,
    skip_test: bool,
    bundle: Path | None,
    operations: bool | None,
    dashboard: bool,
    events: Events,
) -> AnyResult:
    """Bring the app up and print its URL.

    Builds what changed, proves it, deploys it, and waits until it answers. Running it again
    changes nothing when nothing changed.
    """
    if bundle is not None:
        from deployer.pipeline.bundle import open_bundle  # noqa: PLC0415 - slow to import

        await open_bundle(bundle, events)
    result = await _up(on, profile, events, test=not skip_test, operations=operations)
    # The result is printed when this has returned; what shows the app comes after it.
    click.get_current_context().call_on_close(partial(_afterwards, dashboard=dashboard))
    return result


async def _up(
    on: str, profile: str | None, events: Events, *, test: bool, operations: bool | None
) -> AnyResult:
    from deployer.pipeline.local_up import up_local  # noqa: PLC0415 - slow to import
    from deployer.pipeline.target import AUTO, LOCAL, choose  # noqa: PLC0415 - the same

    choice = await choose(on)
    if choice.cluster is None and operations:
        raise UsageError(
            "The operations server cannot be installed: the app would run without a cluster.",
            cause=choice.why or "Local mode runs it as processes of this machine.",
            cure="./todo mcp   (the same server, on this machine)",
        )
    if choice.cluster is None:
        if profile not in {None, LOCAL}:
            raise UsageError(
                f"The profile {profile!r} is one for Kubernetes.",
                cause=choice.why or "Without a cluster the app runs as processes of this machine.",
                cure=f"name a cluster: ./todo up --on CONTEXT --profile {profile}",
            )
        return await up_local(events, why=choice.why if on == AUTO else "")
    from deployer.pipeline.up import Up  # noqa: PLC0415 - slow to import

    up = Up(choice.cluster, events, test=test, profile=profile, operations=operations)
    return await up.run()


def _afterwards(*, dashboard: bool) -> None:
    """Show the dashboard; unasked, only name it, where there is a browser for it."""
    from deployer.commands.dashboard import show  # noqa: PLC0415 - slow to import
    from deployer.dashboard.opening import can_open  # noqa: PLC0415 - the same

    if dashboard:
        show()
    elif can_open():
        click.echo("  Watch it: ./todo dashboard", err=True)
