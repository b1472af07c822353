"""`todo diagnose`: what is wrong, why, and what helps."""

from pathlib import Path

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo diagnose                               the app, where it was brought up last",
        "todo diagnose --namespace shop --on kind    any namespace of any cluster",
        "todo diagnose --save bug.json               a snapshot to attach to a bug report",
        "todo diagnose --from bug.json               judge a snapshot; needs no cluster",
        "todo diagnose --json                        exit 4 when something does not work",
    ]
)
@click.option("--namespace", "-n", default=None, help="Default: the app's.")
@click.option("--on", default=None, metavar="CLUSTER", help="Default: the cluster of last time.")
@click.option(
    "--save",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Keep what was seen, without secrets.",
)
@click.option(
    "--from",
    "snapshot",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Judge a saved snapshot instead of a cluster.",
)
@click.option("--explain", is_flag=True, help="Let the configured model explain it further.")
async def command(
    *,
    namespace: str | None,
    on: str | None,
    save: Path | None,
    snapshot: Path | None,
    explain: bool,
    events: Events,
) -> AnyResult:
    """Say what is wrong in a namespace, root causes first, with evidence and the fix.

    Rules do it, in seconds and without a model. Values of secrets are never shown or saved.
    """
    from deployer.app import load_app  # noqa: PLC0415 - slow to import
    from deployer.pipeline.diagnose import DiagnoseRequest, diagnose  # noqa: PLC0415 - the same

    request = DiagnoseRequest(
        namespace=namespace or load_app().namespace,
        on=on,
        save=save,
        snapshot=snapshot,
        explain=explain,
    )
    return await diagnose(request, events)
